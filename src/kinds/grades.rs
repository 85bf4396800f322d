//! Grades (*xếp loại cuối năm*): members or organisations per grade, as a number, a stated rate
//! or both; and "good or better" rates stated alone (S1: 100% of members good or better).

use super::few::Few;
use super::figure::cell_fault;
use super::parts::{Part, map};
use super::share::{self, named};
use super::{Cell, Grid, GridColumn, GridRow, Numbered, Counts, Fault, Quantity, State, Typed};
use crate::block::{Column, Row, Table};
use crate::language::{Lang, Words, counted, join};
use crate::number::{self, Decimal, Known, Rate, SmallSum, Sum};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The kind itself.
pub struct Kind;

/// Settings of a rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What is rated: people or units.
    pub counts: Counts,
    /// The unit after the numbers: "đảng viên".
    pub unit: Words,
    /// The name of the number rated in all.
    pub total: Words,
    /// The grades, best first; they exclude one another.
    pub grades: Vec<Part>,
    /// Groups of grades that are stated together, each "this grade or better".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub or_better: Vec<OrBetter>,
}

/// "This grade or better".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrBetter {
    /// Its code, unique among grades and groups.
    pub code: String,
    /// Its name: "Hoàn thành tốt trở lên".
    pub name: Words,
    /// How it reads behind its number in a sentence; the name, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<Words>,
    /// The lowest grade in it.
    pub from: String,
}

/// One unit's rating. Of each line `done` is the number in the grade, `rate` its stated rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How many were rated in all.
    pub total: Typed<Quantity>,
    /// By the code of a grade or a group; `total` of the share stays blank.
    pub grades: BTreeMap<String, share::Answer>,
}

/// The rating in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// How many were rated in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<super::CellRecord>,
    /// By the code of a grade or a group.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<String, share::Record>,
}

/// What ratings add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// How many were rated in all.
    #[serde(skip_serializing_if = "SmallSum::is_zero")]
    pub total: SmallSum,
    /// Each grade and group as a share of the whole.
    pub grades: Few<share::Total>,
}

impl Spec {
    /// All lines: the grades, then the groups.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &Words)> {
        let grades = self.grades.iter().map(|p| (p.code.as_str(), &p.name));
        grades.chain(self.or_better.iter().map(|g| (g.code.as_str(), &g.name)))
    }

    /// A line as a share of all that were rated.
    pub fn share(&self, answer: &Answer, code: &str) -> share::Answer {
        let mut share = answer.grades.get(code).cloned().unwrap_or_default();
        // Nobody types a whole for one grade; of many units' it is that of those who gave the grade.
        if share.total.is_blank() {
            share.total = answer.total.clone();
        }
        if share.done.is_blank()
            && let Some(sum) = self.group_sum(answer, code)
        {
            share.done.set(&sum.print(Lang::Vi, false));
        }
        share
    }

    /// The answer with a nought in each grade left blank, where the others add up to the whole: a unit
    /// without any of a grade is among those of which its rate is made.
    fn with_noughts<'a>(&self, answer: &'a Answer) -> Cow<'a, Answer> {
        let numerals = self.counts.numerals();
        let exact = |cell: &Typed<Quantity>| cell.known(numerals).and_then(|n| n.as_exact());
        let grade = |part: &Part| answer.grades.get(&part.code).filter(|share| !share.is_blank());
        let given: Option<Vec<Decimal>> =
            self.grades.iter().filter_map(grade).map(|share| exact(&share.done)).collect();
        let sum = given.and_then(|given| given.into_iter().reduce(Decimal::plus));
        if sum.is_none() || sum != exact(&answer.total) {
            return Cow::Borrowed(answer);
        }
        let mut filled = answer.clone();
        for part in self.grades.iter().filter(|part| grade(part).is_none()) {
            filled.grades.entry(part.code.clone()).or_default().done.set("0");
        }
        Cow::Owned(filled)
    }

    /// Of how many a line's rate is, where that is not all who were rated: in a sum, those of the units that
    /// gave the line.
    fn apart(&self, answer: &Answer, share: &share::Answer, lang: Lang) -> Option<String> {
        let same = share.total.text() == answer.total.text() || answer.total.is_blank();
        if same || share.done.is_blank() {
            return None;
        }
        super::figure::say(&share.total, self.counts, lang)
    }

    /// The grades of a group added up, when every one of them is an exact number, or a better group is one
    /// that has the others in it: "good or better 26" and "fair 2" are 28 who were fair or better.
    fn group_sum(&self, answer: &Answer, code: &str) -> Option<Known> {
        let exact = |code: &str| {
            let known = answer.grades.get(code)?.done.known(self.counts.numerals())?;
            known.as_exact().map(|_| known)
        };
        let group = self.or_better.iter().find(|g| g.code == code)?;
        let last = self.grades.iter().position(|g| g.code == group.from)?;
        let mut sum: Option<Known> = None;
        for (at, grade) in self.grades[..=last].iter().enumerate().rev() {
            let better = self.or_better.iter().find(|g| at < last && g.from == grade.code);
            let better = better.and_then(|better| exact(&better.code));
            let known = better.or_else(|| exact(&grade.code))?;
            sum = Some(sum.map_or(known, |sum| sum.plus(&known)));
            if better.is_some() {
                break;
            }
        }
        sum
    }

    fn shown<'a>(&'a self, answer: &'a Answer) -> impl Iterator<Item = (&'a str, &'a Words, share::Answer)> {
        self.lines().filter_map(|(code, name)| {
            let share = self.share(answer, code);
            (!share.done.is_blank() || !share.rate.is_blank()).then_some((code, name, share))
        })
    }
}

/// A group is the grades in it: as many as all of them, and not fewer than those that are known.
fn group_fault(spec: &Spec, answer: &Answer, group: &OrBetter, label: &Words, out: &mut Vec<Fault>) {
    let numerals = spec.counts.numerals();
    let known = |code: &str| answer.grades.get(code)?.done.known(numerals);
    let last = spec.grades.iter().position(|g| g.code == group.from);
    let (Some(last), Some(stated)) = (last, known(&group.code)) else { return };
    let members: Vec<Option<Known>> = spec.grades[..=last].iter().map(|g| known(&g.code)).collect();
    let all = members.iter().all(Option::is_some);
    let Some(sum) = members.into_iter().flatten().reduce(|a, b| a.plus(&b)) else { return };
    if !(sum.surely_above(&stated) || (all && stated.surely_above(&sum))) {
        return;
    }
    let said = |lang| (stated.print(lang, false), sum.print(lang, false));
    let ((n, s), (n_en, s_en)) = (said(Lang::Vi), said(Lang::En));
    out.push(Fault {
        check: "parts_do_not_close",
        cell: Cell::of(&group.code, "done"),
        words: Words::new(
            format!("{}: “{}” ghi {n}, còn các mức trong đó cộng lại là {s}.", label.vi, group.name.vi),
            format!("{}: “{}” says {n_en}, but the grades in it add up to {s_en}.", label.en, group.name.en),
        ),
        advice: Words::new("Hãy xem lại các số này.", "Check the numbers."),
        seen: format!("{n} {s}"),
    });
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.total.is_blank() && answer.grades.values().all(share::Answer::is_blank)
    }

    fn cells(spec: &Spec, _: &Answer) -> Vec<Cell> {
        let mut cells = vec![Cell::new("total")];
        for (code, _) in spec.lines() {
            cells.push(Cell::of(code, "done"));
            cells.push(Cell::of(code, "rate"));
        }
        cells
    }

    fn parts(spec: &Spec) -> Vec<&Vec<Part>> {
        vec![&spec.grades]
    }

    fn parts_mut(spec: &mut Spec) -> Vec<&mut Vec<Part>> {
        vec![&mut spec.grades]
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        match cell.split() {
            ("total", _) => Some(answer.total.text().to_owned()),
            (code, part) => answer.grades.get(code).cloned().unwrap_or_default().cell(part),
        }
    }

    fn set(spec: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        match cell.split() {
            ("total", "") => answer.total.set(text),
            (code, part @ ("done" | "rate")) if spec.lines().any(|(c, _)| c == code) => {
                answer.grades.entry(code.to_owned()).or_default().set_cell(part, text);
            }
            _ => {}
        }
    }

    fn faults(spec: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        cell_fault(&answer.total, spec.counts, Cell::new("total"), &named(label, &spec.total), out);
        // What was added up here is held against the whole with the grades that it is made of.
        for (code, name, share) in spec.shown(answer) {
            if answer.grades.get(code).is_none_or(share::Answer::is_blank) {
                continue;
            }
            share.share_faults(
                spec.counts,
                (name, &spec.total),
                None,
                |part| Cell::of(code, if part == "total" { "done" } else { part }),
                &named(label, name),
                out,
            );
        }
        let numerals = spec.counts.numerals();
        let given: Vec<Option<Known>> = spec
            .grades
            .iter()
            .map(|g| answer.grades.get(&g.code)?.done.known(numerals))
            .collect();
        let all = given.iter().all(Option::is_some);
        let sum = given.into_iter().flatten().reduce(|a, b| a.plus(&b));
        if let (Some(sum), Some(whole)) = (sum, answer.total.known(numerals))
            && (sum.surely_above(&whole) || (all && whole.surely_above(&sum)))
        {
            out.push(Fault {
                check: "parts_do_not_close",
                cell: Cell::new("total"),
                words: Words::new(
                    format!(
                        "{}: các mức cộng lại là {}, còn “{}” ghi {}.",
                        label.vi, sum.print(Lang::Vi, false), spec.total.vi, whole.print(Lang::Vi, false)
                    ),
                    format!(
                        "{}: the grades add up to {}, but “{}” says {}.",
                        label.en, sum.print(Lang::En, false), spec.total.en, whole.print(Lang::En, false)
                    ),
                ),
advice: Words::new("Hãy xem lại các số này.", "Check the numbers."),
                seen: format!("{} {}", sum.print(Lang::Vi, false), whole.print(Lang::Vi, false)),
            });
        }
        for group in &spec.or_better {
            group_fault(spec, answer, group, label, out);
        }
    }

    fn states(spec: &Spec, answer: &Answer) -> Vec<State> {
        let shown: Vec<_> = spec.shown(answer).collect();
        if shown.is_empty() {
            return if answer.total.is_blank() {
                vec![State::Blank]
            } else {
                vec![State::TotalOnly, State::Given]
            };
        }
        let numbers = shown.iter().any(|(.., share)| !share.done.is_blank());
        vec![if numbers { State::Parts } else { State::RateOnly }, State::Given]
    }

    fn slot(spec: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        if part == "total" {
            return super::figure::say(&answer.total, spec.counts, lang);
        }
        if part == "list" {
            let typed = |code: &str| answer.grades.get(code).is_some_and(|s| !s.is_blank());
            let is_group = |code: &str| spec.or_better.iter().any(|group| group.code == code);
            let phrases = |groups: bool| -> Vec<String> { spec
                .shown(answer)
                .filter(|(code, ..)| is_group(code) == groups)
                // A group that was only added up would say the same again.
                .filter(|(code, ..)| typed(code))
                .filter(|(_, _, share)| share.done.known(spec.counts.numerals()).is_none_or(|n| n.as_exact() != Some(number::Decimal::default())))
                .filter_map(|(code, name, share)| {
                    let grade = spec.grades.iter().find(|p| p.code == code).map(|p| p.phrase(lang));
                    let group = || spec.or_better.iter().find(|g| g.code == code)?.phrase.as_ref();
                    let name = grade.or_else(|| Some(group()?.get(lang))).unwrap_or(name.get(lang));
                    let name = crate::language::lower_first(name);
                    let say = |part| share.say(spec.counts, part, lang);
                    if let Some(((whole, n), rate)) = spec.apart(answer, &share, lang).zip(say("done")).zip(say("rate")) {
                        return Some(match lang {
                            Lang::Vi => format!("{} {name} ({rate} của {} có số liệu mức này)", counted(&n, spec.unit.get(lang)), counted(&whole, spec.unit.get(lang))),
                            Lang::En => format!("{n} ({rate} of the {whole} in units that gave this grade) {name}"),
                        });
                    }
                    if let (Lang::Vi, Some(n)) = (lang, say("done")) {
                        let rate = say("rate").map(|rate| format!(" ({rate})")).unwrap_or_default();
                        return Some(format!("{} {name}{rate}", counted(&n, spec.unit.get(lang))));
                    }
                    if let (Lang::Vi, Some(rate)) = (lang, say("rate")) {
                        return Some(format!("{} {name}", counted(&rate, spec.unit.get(lang))));
                    }
                    Some(match (say("done"), say("rate")) {
                        (Some(n), Some(rate)) => format!("{n} ({rate}) {name}"),
                        (Some(n), None) => format!("{n} {name}"),
                        (None, Some(rate)) => format!("{rate} {name}"),
                        (None, None) => return None,
                    })
                })
                .collect() };
            // A group holds grades that stand before it: in one list with them it would seem to be
            // beside them.
            let (grades, groups) = (join(&phrases(false), lang), join(&phrases(true), lang));
            let list = match (grades.is_empty(), groups.is_empty(), lang) {
                (true, true, _) => return None,
                (false, true, _) => grades,
                (true, false, _) => groups,
                (false, false, Lang::Vi) => format!("{grades}; tính gộp lại, {groups}"),
                (false, false, Lang::En) => format!("{grades}; taken together, {groups}"),
            };
            return Some(list);
        }
        let (code, part) = part.split_once('.')?;
        spec.lines().find(|(c, _)| *c == code)?;
        spec.share(answer, code).say(spec.counts, part, lang)
    }

    fn slots(spec: &Spec) -> Vec<String> {
        let mut slots = vec!["total".to_owned(), "list".to_owned()];
        for (code, _) in spec.lines() {
            slots.push(format!("{code}.done"));
            slots.push(format!("{code}.rate"));
        }
        slots
    }

    fn number(spec: &Spec, answer: &Answer, part: &str) -> Option<number::Figure> {
        match part.split_once('.') {
            None if part == "total" => answer.total.figure(spec.counts.numerals()),
            Some((code, "done")) => spec.share(answer, code).done.figure(spec.counts.numerals()),
            _ => None,
        }
    }

    fn numbers(spec: &Spec) -> Vec<(String, Words)> {
        let lines = spec.lines().map(|(code, name)| (format!("{code}.done"), name.clone()));
        std::iter::once(("total".to_owned(), spec.total.clone())).chain(lines).collect()
    }

    fn counts(spec: &Spec, _part: &str) -> Option<Counts> {
        Some(spec.counts)
    }

    fn rates(spec: &Spec, answer: &Answer) -> Vec<(Words, Rate)> {
        spec.shown(answer)
            .filter_map(|(_, name, share)| Some((name.clone(), share.exact_rate(spec.counts)?)))
            .collect()
    }

    fn table(spec: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        let titles = match lang {
            Lang::Vi => ["Mức xếp loại", "Số lượng", "Tỷ lệ"],
            Lang::En => ["Grade", "Number", "Rate"],
        };
        let mut rows: Vec<Row> = spec
            .shown(answer)
            .map(|(_, name, share)| {
                let say = |part| share.say(spec.counts, part, lang).unwrap_or_else(|| "–".to_owned());
                let of = spec.apart(answer, &share, lang).map(|whole| match lang {
                    Lang::Vi => format!(" (của {whole})"),
                    Lang::En => format!(" (of {whole})"),
                });
                let rate = say("rate") + of.as_deref().unwrap_or_default();
                Row::of(vec![name.get(lang).to_owned(), say("done"), rate])
            })
            .collect();
        if let Some(total) = super::figure::say(&answer.total, spec.counts, lang) {
            let cells = vec![spec.total.get(lang).to_owned(), total, String::new()];
            rows.push(Row { total: true, ..Row::of(cells) });
        }
        (!rows.is_empty()).then(|| Table {
            caption: label.get(lang).to_owned(),
            columns: vec![Column::words(titles[0]), Column::number(titles[1]), Column::number(titles[2])],
            rows,
            notes: Vec::new(),
        })
    }

    fn grid(spec: &Spec, _: &Answer) -> Option<Grid> {
        let total = GridRow::total(&spec.total, vec![Cell::new("total")]);
        let lines = spec.lines().map(|(code, name)| {
            GridRow::named(name, vec![Cell::of(code, "done"), Cell::of(code, "rate")])
        });
        let columns = [Words::new("Số lượng", "Number"), Words::new("Tỷ lệ", "Rate")];
        Some(Grid {
            columns: columns.map(|name| GridColumn::new(&name, Numbered::Always)).to_vec(),
            rows: std::iter::once(total).chain(lines).collect(),
            grows: false,
        })
    }

    fn write(spec: &Spec, answer: &Answer) -> Record {
        let grades = answer.grades.iter().filter(|(_, share)| !share.is_blank());
        Record {
            total: answer.total.record(spec.counts.numerals()),
            grades: map(grades.map(|(code, s)| (code.clone(), s.record(spec.counts)))),
        }
    }

    fn read(record: Record) -> Answer {
        let grades = record.grades.into_iter();
        Answer {
            total: Typed::from_record(record.total),
            grades: map(grades.map(|(code, r)| (code, share::Answer::from_record(r)))),
        }
    }

    fn total(spec: &Spec, answer: &Answer) -> Total {
        let (lines, filled) = (spec.lines(), spec.with_noughts(answer));
        Total {
            total: SmallSum::of(answer.total.added(spec.counts.numerals())),
            grades: Few::of(lines.map(|(code, _)| {
                (code, spec.share(&filled, code).share_total(spec.counts))
            })),
        }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.total.add(&one.total);
        sum.grades.add(&one.grades, share::Total::add);
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        let mut out = vec![("total".to_owned(), total.total.get())];
        for (code, share) in total.grades.iter() {
            share.share_amounts(&format!("{code}."), &mut out);
        }
        out
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        match part.split_once('.') {
            None if part == "total" => Some(total.total.get()),
            Some((code, "done")) => total.grades.get(code)?.share_sum("done"),
            _ => None,
        }
    }

    fn shares(spec: &Spec) -> Vec<(String, Words)> {
        spec.lines().map(|(code, name)| (code.to_owned(), name.clone())).collect()
    }

    fn share<'a>(total: &'a Total, part: &str) -> Option<&'a share::Total> {
        total.grades.get(part)
    }

    fn closed_alone(spec: &Spec, total: &Total) -> Vec<(Known, Known)> {
        let figure = |code: &str| total.grades.get(code)?.share_sum("done")?.figure();
        let add = |grades: &[Part], whole: Option<Known>| {
            let given: Vec<Option<Known>> = grades.iter().map(|g| figure(&g.code)).collect();
            let all = given.iter().all(Option::is_some);
            let (whole, sum) = (whole?, given.into_iter().flatten().reduce(|a, b| a.plus(&b))?);
            (all || sum.surely_above(&whole)).then_some((whole, sum))
        };
        let mut out: Vec<_> = add(&spec.grades, total.total.get().figure()).into_iter().collect();
        for group in &spec.or_better {
            let last = spec.grades.iter().position(|g| g.code == group.from);
            let members = last.and_then(|last| spec.grades.get(..=last)).unwrap_or_default();
            out.extend(add(members, figure(&group.code)));
        }
        out
    }

    fn stand_in(_: &Spec, total: &Total) -> Answer {
        // A grade's own whole, so that its rate is of the units that gave both; where all did it is the
        // whole itself.
        let whole = total.total.get().typed();
        let grade = |share: &share::Total| {
            let mut one = share.share_stand_in();
            if one.total.text() == whole || one.done.is_blank() {
                one.total.set("");
            }
            one
        };
        let grades = total.grades.iter();
        Answer {
            total: Typed::new(whole.as_str()),
            grades: map(grades.map(|(code, share)| (code.to_owned(), grade(share)))),
        }
    }

    fn trim(total: &mut Total) {
        if total.total.is_blank() {
            total.total = SmallSum::default();
        }
        total.grades.retain(|share| !share.is_blank());
    }
}
