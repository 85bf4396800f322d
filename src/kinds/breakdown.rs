//! Breakdown (*số liệu chia theo phần*): one total and several cuts of it, by level, authority or
//! post; parts may nest once and may overlap, with a reason (FIELD section 3: S0 gives 237 + 37
//! for a total of 257, and S4 290 = 03 + 36 + 251).

use super::few::Few;
use super::figure::{cell_fault, cell_states, say};
use super::parts::{Part, map};
use super::share::named;
use super::{Cell, Grid, GridColumn, GridRow, Numbered, Counts, Fault, Prose, Quantity, State, Typed};
use crate::block::{Column, Row, Table};
use crate::language::{Lang, Words, counted, join, uncounted};
use crate::number::{self, Decimal, Known, SmallSum, Sum};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The kind itself.
pub struct Kind;

/// Settings of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What is counted.
    pub counts: Counts,
    /// The unit after the numbers: "mô hình".
    pub unit: Words,
    /// The name of the total.
    pub total: Words,
    /// The cuts of the total.
    pub cuts: Vec<Cut>,
}

/// One way of cutting the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// Its code, unique in the question.
    pub code: String,
    /// By what it cuts: "Theo cấp".
    pub name: Words,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One unit's breakdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The total as typed.
    pub total: Typed<Quantity>,
    /// The parts as typed, by "cut/part".
    pub parts: BTreeMap<String, Typed<Quantity>>,
    /// Why parts overlap, where they do.
    pub overlap: Typed<Prose>,
}

/// The breakdown in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<super::CellRecord>,
    /// The parts, by "cut/part".
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, super::CellRecord>,
    /// Why parts overlap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap: Option<String>,
}

/// What breakdowns add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// The sum of the totals.
    #[serde(skip_serializing_if = "SmallSum::is_zero")]
    pub total: SmallSum,
    /// The sum of each part, by "cut/part".
    #[serde(skip_serializing_if = "Few::is_empty")]
    pub parts: Few<SmallSum>,
    /// For each cut, the totals of the units that gave their total and all parts of it, or parts that
    /// are more than it already: the parts are checked against this alone.
    #[serde(skip_serializing_if = "Few::is_empty")]
    pub closed: Few<Closed>,
}

/// The units that gave a total and every part of a cut, or too much of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Closed {
    /// Their totals.
    pub total: SmallSum,
    /// Their parts, added up.
    pub parts: SmallSum,
}

/// The name of a part's cell.
pub fn part_key(cut: &str, part: &str) -> String {
    format!("{cut}/{part}")
}

/// What a sentence asks for the words that lead from a total to one of its cuts.
const AMONG: &str = ".among";

/// "gồm" before parts that may be all of it, "trong đó có" before parts of which surely more are missing.
fn among(spec: &Spec, answer: &Answer, cut: &Cut) -> Option<Words> {
    let (sum, _) = spec.sum(answer, cut, None)?;
    if answer.total.is_blank() {
        return None;
    }
    // Of a total that does not read nobody knows whether the parts are all of it.
    let total = answer.total.known(spec.counts.numerals());
    if only_part(spec, answer, cut).is_some() {
        // “Tất cả là …” needs no word before it.
        return Some(Words::default());
    }
    Some(match total {
        Some(total) if !total.surely_above(&sum) => Words::new("gồm", "made up of"),
        Some(_) | None => Words::new("trong đó có", "among them"),
    })
}

/// The one part that is all of the total, where the others are none: “13 mô hình, trong đó 13 mô hình…”
/// would say the number twice.
fn only_part<'a>(spec: &Spec, answer: &Answer, cut: &'a Cut) -> Option<&'a Part> {
    let all = answer.total.known(spec.counts.numerals())?.as_exact()?;
    let exact = |part: &Part| spec.known(answer, &cut.code, &part.code)?.as_exact();
    let mut parts = cut.parts.iter().filter(|part| {
        let given = answer.parts.get(&part_key(&cut.code, &part.code));
        part.under.is_none()
            && given.is_some_and(|cell| !cell.is_blank())
            && exact(part) != Some(Decimal::whole(0))
    });
    let only = parts.next().filter(|part| all > Decimal::whole(1) && exact(part) == Some(all));
    only.filter(|_| parts.next().is_none())
}

impl Spec {
    fn known(&self, answer: &Answer, cut: &str, part: &str) -> Option<Known> {
        answer.parts.get(&part_key(cut, part))?.known(self.counts.numerals())
    }

    /// The parts under `parent` (or the top ones), what was given of them added up, and whether
    /// every one was given.
    pub fn sum(&self, answer: &Answer, cut: &Cut, parent: Option<&str>) -> Option<(Known, bool)> {
        let parts = cut.parts.iter().filter(|p| p.under.as_deref() == parent);
        let given: Vec<Option<Known>> = parts.map(|p| self.known(answer, &cut.code, &p.code)).collect();
        let all = given.iter().all(Option::is_some);
        let sum = given.into_iter().flatten().reduce(|a, b| a.plus(&b))?;
        Some((sum, all))
    }
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.total.is_blank()
            && answer.overlap.is_blank()
            && answer.parts.values().all(Typed::is_blank)
    }

    fn cells(spec: &Spec, _: &Answer) -> Vec<Cell> {
        let mut cells = vec![Cell::new("total")];
        for cut in &spec.cuts {
            cells.extend(cut.parts.iter().map(|p| Cell::of(&cut.code, &p.code)));
        }
        cells.push(Cell::new("overlap"));
        cells
    }

    fn parts(spec: &Spec) -> Vec<&Vec<Part>> {
        spec.cuts.iter().map(|cut| &cut.parts).collect()
    }

    fn parts_mut(spec: &mut Spec) -> Vec<&mut Vec<Part>> {
        spec.cuts.iter_mut().map(|cut| &mut cut.parts).collect()
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        Some(match cell.path() {
            "total" => answer.total.text().to_owned(),
            "overlap" => answer.overlap.text().to_owned(),
            path => answer.parts.get(path).map(|t| t.text().to_owned()).unwrap_or_default(),
        })
    }

    fn set(spec: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        match cell.path() {
            "total" => answer.total.set(text),
            "overlap" => answer.overlap.set(text),
            path => {
                let (cut, part) = cell.split();
                let known = spec
                    .cuts
                    .iter()
                    .any(|c| c.code == cut && c.parts.iter().any(|p| p.code == part));
                if known {
                    answer.parts.entry(path.to_owned()).or_default().set(text);
                }
            }
        }
    }

    fn faults(spec: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        cell_fault(&answer.total, spec.counts, Cell::new("total"), &named(label, &spec.total), out);
        for cut in &spec.cuts {
            for part in &cut.parts {
                if let Some(cell) = answer.parts.get(&part_key(&cut.code, &part.code)) {
                    let at = Cell::of(&cut.code, &part.code);
                    cell_fault(cell, spec.counts, at, &named(label, &part.name), out);
                }
            }
            let whole = answer.total.known(spec.counts.numerals());
            let at = Cell::new("total");
            close(spec, answer, cut, None, (whole, at, &spec.total), label, out);
            for parent in cut.parts.iter().filter(|p| p.under.is_none()) {
                let whole = spec.known(answer, &cut.code, &parent.code);
                let at = Cell::of(&cut.code, &parent.code);
                close(spec, answer, cut, Some(&parent.code), (whole, at, &parent.name), label, out);
            }
        }
    }

    fn states(spec: &Spec, answer: &Answer) -> Vec<State> {
        let parts = spec.cuts.iter().any(|cut| spec.sum(answer, cut, None).is_some());
        let mut states = match (!answer.total.is_blank(), parts) {
            (true, true) => vec![State::Parts],
            (true, false) => vec![State::TotalOnly],
            (false, true) => return vec![State::PartsOnly, State::Given],
            (false, false) => return vec![State::Blank],
        };
        states.extend(cell_states(&answer.total, spec.counts));
        states
    }

    fn slot(spec: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        if part == "total" {
            return say(&answer.total, spec.counts, lang);
        }
        if part == "overlap" {
            let text = crate::language::sentence_part(answer.overlap.text());
            return (!text.is_empty()).then_some(text);
        }
        if let Some(code) = part.strip_suffix(AMONG) {
            let cut = spec.cuts.iter().find(|cut| cut.code == code)?;
            return among(spec, answer, cut).map(|words| words.get(lang).to_owned());
        }
        if let Some((cut, part)) = part.split_once('.') {
            return say(answer.parts.get(&part_key(cut, part))?, spec.counts, lang);
        }
        let cut = spec.cuts.iter().find(|cut| cut.code == part)?;
        let given: Vec<(String, &Part)> = cut
            .parts
            .iter()
            .filter(|part| part.under.is_none())
            .filter_map(|part| {
                let cell = answer.parts.get(&part_key(&cut.code, &part.code))?;
                Some((say(cell, spec.counts, lang)?, part))
            })
            .collect();
        // Beside parts of which there are some, a sentence does not list those of which there are none.
        let some = given.iter().any(|(number, _)| number != "0");
        let listed = given.iter().filter(|(number, _)| !some || number != "0");
        if let Some(only) = only_part(spec, answer, cut) {
            return Some(match lang {
                Lang::Vi => format!("tất cả là {}", only.phrase(lang)),
                // No number stands before it here.
                Lang::En => format!("all of them {}", uncounted(only.phrase(lang))),
            });
        }
        let phrases: Vec<String> =
            listed.map(|(number, part)| counted(number, part.phrase(lang))).collect();
        (!phrases.is_empty()).then(|| join(&phrases, lang))
    }

    fn slots(spec: &Spec) -> Vec<String> {
        let mut slots = vec!["total".to_owned(), "overlap".to_owned()];
        for cut in &spec.cuts {
            slots.push(cut.code.clone());
            slots.push(cut.code.clone() + AMONG);
            slots.extend(cut.parts.iter().map(|p| format!("{}.{}", cut.code, p.code)));
        }
        slots
    }

    fn number(spec: &Spec, answer: &Answer, part: &str) -> Option<number::Figure> {
        if part == "total" {
            return answer.total.figure(spec.counts.numerals());
        }
        let (cut, part) = part.split_once('.')?;
        answer.parts.get(&part_key(cut, part))?.figure(spec.counts.numerals())
    }

    fn numbers(spec: &Spec) -> Vec<(String, Words)> {
        let part = |cut: &Cut, part: &Part| (format!("{}.{}", cut.code, part.code), part.name.clone());
        let parts = spec.cuts.iter().flat_map(|cut| cut.parts.iter().map(|p| part(cut, p)));
        std::iter::once(("total".to_owned(), spec.total.clone())).chain(parts).collect()
    }

    fn counts(spec: &Spec, _part: &str) -> Option<Counts> {
        Some(spec.counts)
    }

    fn overlap(spec: &Spec, answer: &Answer) -> Option<String> {
        let whole = answer.total.known(spec.counts.numerals())?;
        let above = |cut: &Cut| {
            spec.sum(answer, cut, None).is_some_and(|(sum, _)| sum.surely_above(&whole))
        };
        let said = !answer.overlap.is_blank() && spec.cuts.iter().any(above);
        said.then(|| answer.overlap.text().trim().to_owned())
    }

    fn table(spec: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        if Self::is_blank(answer) {
            return None;
        }
        let (part, number) = match lang {
            Lang::Vi => ("Phân loại", "Số lượng"),
            Lang::En => ("Part", "Number"),
        };
        let mut rows = Vec::new();
        for cut in &spec.cuts {
            let given: Vec<Row> = cut
                .parts
                .iter()
                .filter_map(|p| {
                    let cell = answer.parts.get(&part_key(&cut.code, &p.code))?;
                    let number = say(cell, spec.counts, lang)?;
                    let depth = if p.under.is_some() { 2 } else { 1 };
                    let cells = vec![p.name.get(lang).to_owned(), number];
                    Some(Row { depth, ..Row::of(cells) })
                })
                .collect();
            if !given.is_empty() {
                rows.push(Row::group(cut.name.get(lang), 2));
                rows.extend(given);
            }
        }
        if let Some(total) = say(&answer.total, spec.counts, lang) {
            let cells = vec![spec.total.get(lang).to_owned(), total];
            rows.push(Row { total: true, ..Row::of(cells) });
        }
        let overlap = answer.overlap.text().trim();
        let notes = match (overlap.is_empty(), lang) {
            (true, _) => Vec::new(),
            (false, Lang::Vi) => vec![format!("Các phần có chỗ trùng nhau: {overlap}")],
            (false, Lang::En) => vec![format!("Parts overlap: {overlap}")],
        };
        (!rows.is_empty()).then(|| Table {
            caption: label.get(lang).to_owned(),
            columns: vec![Column::words(part), Column::number(number)],
            rows,
            notes,
        })
    }

    fn grid(spec: &Spec, _: &Answer) -> Option<Grid> {
        let total = GridRow::total(&spec.total, vec![Cell::new("total")]);
        let parts = spec.cuts.iter().flat_map(|cut| {
            let row = |p: &Part| GridRow::named(&p.name, vec![Cell::of(&cut.code, &p.code)]);
            cut.parts.iter().map(row).collect::<Vec<_>>()
        });
        Some(Grid {
            columns: vec![GridColumn::new(&Words::new("Số lượng", "Number"), Numbered::Always)],
            rows: std::iter::once(total).chain(parts).collect(),
            grows: false,
        })
    }

    fn write(spec: &Spec, answer: &Answer) -> Record {
        let numerals = spec.counts.numerals();
        let parts = answer.parts.iter();
        Record {
            total: answer.total.record(numerals),
            parts: map(parts.filter_map(|(key, t)| Some((key.clone(), t.record(numerals)?)))),
            overlap: answer.overlap.prose(),
        }
    }

    fn read(record: Record) -> Answer {
        let parts = record.parts.into_iter();
        Answer {
            total: Typed::from_record(record.total),
            parts: map(parts.map(|(key, r)| (key, Typed::from_record(Some(r))))),
            overlap: Typed::new(record.overlap.unwrap_or_default()),
        }
    }

    fn total(spec: &Spec, answer: &Answer) -> Total {
        let numerals = spec.counts.numerals();
        let mut parts = Vec::new();
        let mut closed = Few::default();
        for cut in &spec.cuts {
            for part in &cut.parts {
                let key = part_key(&cut.code, &part.code);
                let figure = answer.parts.get(&key).and_then(|t| t.added(numerals));
                parts.push((key, SmallSum::of(figure)));
            }
            let whole = answer.total.known(numerals);
            // Parts that are more than the total already do not close, whatever the others are; of parts
            // that overlap nothing is to be closed.
            if let (Some(whole), Some((sum, all))) = (whole, spec.sum(answer, cut, None))
                && if sum.surely_above(&whole) { answer.overlap.is_blank() } else { all }
            {
                let of = |known| SmallSum::of(Some(number::Figure::Known(known)));
                closed.insert(&cut.code, Closed { total: of(whole), parts: of(sum) });
            }
        }
        Total {
            total: SmallSum::of(answer.total.added(numerals)),
            parts: Few::of(parts.iter().map(|(key, sum)| (&**key, sum.clone()))),
            closed,
        }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.total.add(&one.total);
        sum.parts.add(&one.parts, SmallSum::add);
        sum.closed.add(&one.closed, |sum, one| {
            sum.total.add(&one.total);
            sum.parts.add(&one.parts);
        });
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        let mut out = vec![("total".to_owned(), total.total.get())];
        out.extend(total.parts.iter().map(|(key, sum)| (key.replace('/', "."), sum.get())));
        for (cut, closed) in total.closed.iter() {
            out.push((format!("{cut}.closed_total"), closed.total.get()));
            out.push((format!("{cut}.closed_parts"), closed.parts.get()));
        }
        out
    }

    fn closed(total: &Total) -> Vec<(Known, Known)> {
        let figure = |sum: &SmallSum| sum.get().figure();
        let all = total.closed.values();
        all.filter_map(|cut| Some((figure(&cut.total)?, figure(&cut.parts)?))).collect()
    }

    fn says(whole: &Total, sum: &Total) -> bool {
        whole.total.get().figure() == sum.total.get().figure()
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        match part.split_once('.') {
            None if part == "total" => Some(total.total.get()),
            Some((cut, part)) => total.parts.get(&part_key(cut, part)).map(SmallSum::get),
            None => None,
        }
    }

    fn stand_in(_: &Spec, total: &Total) -> Answer {
        let parts = total.parts.iter();
        Answer {
            total: Typed::new(total.total.get().typed()),
            parts: map(parts.map(|(key, sum)| (key.to_owned(), Typed::new(sum.get().typed())))),
            overlap: Typed::default(),
        }
    }

    fn trim(total: &mut Total) {
        if total.total.is_blank() {
            total.total = SmallSum::default();
        }
        total.parts.retain(|sum| !sum.is_blank());
    }
}

/// Parts against their whole: above it is a fault unless an overlap is explained; below it only
/// when every part was given.
fn close(
    spec: &Spec,
    answer: &Answer,
    cut: &Cut,
    parent: Option<&str>,
    (whole, at, name): (Option<Known>, Cell, &Words),
    label: &Words,
    out: &mut Vec<Fault>,
) {
    let (Some(whole), Some((sum, all))) = (whole, spec.sum(answer, cut, parent)) else { return };
    let above = sum.surely_above(&whole) && answer.overlap.is_blank();
    let below = all && whole.surely_above(&sum);
    if !(above || below) {
        return;
    }
    let (s, w) = (|l| sum.print(l, false), |l| whole.print(l, false));
    out.push(Fault {
        check: "parts_do_not_close",
        cell: at,
        words: Words::new(
            format!(
                "{} – {}: các phần cộng lại là {}, còn “{}” ghi {}.",
                label.vi, cut.name.vi, s(Lang::Vi), name.vi, w(Lang::Vi)
            ),
            format!(
                "{} – {}: the parts add up to {}, but “{}” says {}.",
                label.en, cut.name.en, s(Lang::En), name.en, w(Lang::En)
            ),
        ),
advice: Words::new("Hãy sửa số; nếu các phần có trùng nhau thì ghi lý do; hoặc giữ lại và nêu lý do.", "Mend a number, say why parts overlap, or keep it with a reason."),
        seen: format!("{} {}", s(Lang::Vi), w(Lang::Vi)),
    });
}
