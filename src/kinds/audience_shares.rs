//! Shares by audience (*tỷ lệ theo đối tượng*): one share for each audience, and one over all.
//!
//! Audiences overlap (members are also cadres), so "over all" is its own typed share and nothing
//! is added across audiences unless the template declares them disjoint (DESIGN section 5).

use super::few::Few;
use super::parts::{Part, map};
use super::share::{self, named};
use super::{Cell, Grid, GridColumn, GridRow, Numbered, Counts, Fault, State, Target};
use crate::block::{Column, Row, Table};
use crate::language::{Lang, Words, counted, join, lower_first};
use crate::number::{self, Rate, Sum};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The kind itself.
pub struct Kind;

/// Settings of shares by audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What is counted.
    pub counts: Counts,
    /// What the first number is.
    pub done: Words,
    /// What the second number is.
    pub total: Words,
    /// The audiences.
    pub audiences: Vec<Part>,
    /// The name of the share over all; there is none without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Words>,
    /// Whether nobody belongs to two audiences.
    #[serde(default, skip_serializing_if = "is_false")]
    pub disjoint: bool,
    /// A target for each rate, in per cent, with its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
}

fn is_false(b: &bool) -> bool {
    !b
}

/// The code of the share over all.
pub const OVERALL: &str = "overall";

/// One unit's shares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The share of each audience by its code, and over all under [`OVERALL`].
    pub shares: BTreeMap<String, share::Answer>,
}

/// The shares in a file, by the audience's code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The share of each audience, and over all under "overall".
    #[serde(default)]
    pub shares: BTreeMap<String, share::Record>,
}

/// What shares by audience add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// The total of each audience, and over all.
    pub shares: Few<share::Total>,
}

impl Spec {
    /// All lines with their codes and names: the audiences, then over all.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &Words)> {
        let audiences = self.audiences.iter().map(|p| (p.code.as_str(), &p.name));
        audiences.chain(self.overall.as_ref().map(|name| (OVERALL, name)))
    }
}

fn given<'a>(spec: &'a Spec, answer: &'a Answer) -> impl Iterator<Item = (&'a str, &'a Words, &'a share::Answer)> {
    spec.lines().filter_map(|(code, name)| {
        let share = answer.shares.get(code)?;
        (!share.is_blank()).then_some((code, name, share))
    })
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.shares.values().all(share::Answer::is_blank)
    }

    fn cells(spec: &Spec, _: &Answer) -> Vec<Cell> {
        spec.lines()
            .flat_map(|(code, _)| ["total", "done", "rate"].map(|part| Cell::of(code, part)))
            .collect()
    }

    fn parts(spec: &Spec) -> Vec<&Vec<Part>> {
        vec![&spec.audiences]
    }

    fn parts_mut(spec: &mut Spec) -> Vec<&mut Vec<Part>> {
        vec![&mut spec.audiences]
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        let (code, part) = cell.split();
        answer.shares.get(code).cloned().unwrap_or_default().cell(part)
    }

    fn set(spec: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        let (code, part) = cell.split();
        if spec.lines().any(|(known, _)| known == code) {
            answer.shares.entry(code.to_owned()).or_default().set_cell(part, text);
        }
    }

    fn faults(spec: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        for (code, name, share) in given(spec, answer) {
            share.share_faults(
                spec.counts,
                (&spec.done, &spec.total),
                spec.target.as_ref(),
                |part| Cell::of(code, part),
                &named(label, name),
                out,
            );
        }
        overall_faults(spec, answer, label, out);
    }

    fn states(spec: &Spec, answer: &Answer) -> Vec<State> {
        let mut states = match given(spec, answer).count() {
            0 => return vec![State::Blank],
            1 => vec![State::One],
            _ => vec![State::Many],
        };
        // One audience alone with a number in doubt: "hơn 20/30" is no fraction.
        let doubtful = |share: &share::Answer| {
            share.share_states(spec.counts).contains(&State::Doubtful)
        };
        if given(spec, answer).any(|(code, _, share)| code != OVERALL && doubtful(share)) {
            states.push(State::Doubtful);
        }
        if let Some(overall) = answer.shares.get(OVERALL).filter(|s| !s.is_blank()) {
            states.extend(overall.share_states(spec.counts));
        } else {
            states.push(State::Given);
        }
        states
    }

    fn slot(spec: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        if part == "list" {
            let phrases: Vec<String> = given(spec, answer)
                .filter(|(code, ..)| *code != OVERALL)
                .filter_map(|(code, name, share)| {
                    let name = spec
                        .audiences
                        .iter()
                        .find(|p| p.code == code)
                        .map_or(name.get(lang), |p| p.phrase(lang));
                    phrase(name, share, spec.counts, lang)
                })
                .collect();
            return (!phrases.is_empty()).then(|| join(&phrases, lang));
        }
        let (code, part) = part.split_once('.')?;
        answer.shares.get(code)?.say(spec.counts, part, lang)
    }

    fn slots(spec: &Spec) -> Vec<String> {
        let parts = spec
            .lines()
            .flat_map(|(code, _)| ["done", "total", "rate"].map(|part| format!("{code}.{part}")));
        std::iter::once("list".to_owned()).chain(parts).collect()
    }

    fn number(spec: &Spec, answer: &Answer, part: &str) -> Option<number::Figure> {
        let (code, part) = part.split_once('.')?;
        let share = answer.shares.get(code)?;
        match part {
            "done" => share.done.figure(spec.counts.numerals()),
            "total" => share.total.figure(spec.counts.numerals()),
            _ => None,
        }
    }

    fn numbers(spec: &Spec) -> Vec<(String, Words)> {
        let of = |code: &str, name: &Words, part: &str, words: &Words| {
            (format!("{code}.{part}"), named(name, words))
        };
        spec.lines()
            .flat_map(|(code, name)| {
                [of(code, name, "total", &spec.total), of(code, name, "done", &spec.done)]
            })
            .collect()
    }

    fn counts(spec: &Spec, _part: &str) -> Option<Counts> {
        Some(spec.counts)
    }

    fn rates(spec: &Spec, answer: &Answer) -> Vec<(Words, Rate)> {
        given(spec, answer)
            .filter_map(|(_, name, share)| Some((name.clone(), share.exact_rate(spec.counts)?)))
            .collect()
    }

    fn table(spec: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        let first = match lang {
            Lang::Vi => "Đối tượng",
            Lang::En => "Audience",
        };
        let mut columns = vec![Column::words(first)];
        columns.extend(share::columns(&spec.done, &spec.total, lang));
        let rows: Vec<Row> = given(spec, answer)
            .map(|(code, name, share)| {
                let mut cells = vec![name.get(lang).to_owned()];
                cells.extend(share::cells(share, spec.counts, lang));
                Row { total: code == OVERALL, ..Row::of(cells) }
            })
            .collect();
        let caption = label.get(lang).to_owned();
        (!rows.is_empty()).then_some(Table { caption, columns, rows, notes: Vec::new() })
    }

    fn grid(spec: &Spec, _: &Answer) -> Option<Grid> {
        let rate = Words::new("Tỷ lệ", "Rate");
        let columns = [&spec.total, &spec.done, &rate];
        Some(Grid {
            columns: columns.map(|name| GridColumn::new(name, Numbered::Always)).to_vec(),
            rows: spec
                .lines()
                .map(|(code, name)| {
                    let cells = ["total", "done", "rate"].map(|part| Cell::of(code, part));
                    if code == OVERALL {
                        GridRow::total(name, cells.to_vec())
                    } else {
                        GridRow::named(name, cells.to_vec())
                    }
                })
                .collect(),
            grows: false,
        })
    }

    fn write(spec: &Spec, answer: &Answer) -> Record {
        let given = answer.shares.iter().filter(|(_, share)| !share.is_blank());
        Record { shares: map(given.map(|(code, s)| (code.clone(), s.record(spec.counts)))) }
    }

    fn read(record: Record) -> Answer {
        let shares = record.shares.into_iter();
        Answer { shares: map(shares.map(|(code, r)| (code, share::Answer::from_record(r)))) }
    }

    fn total(spec: &Spec, answer: &Answer) -> Total {
        let shares = spec.lines().map(|(code, _)| {
                let share = answer.shares.get(code).cloned().unwrap_or_default();
                (code, share.share_total(spec.counts))
            });
        Total { shares: Few::of(shares) }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.shares.add(&one.shares, share::Total::add);
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        let mut out = Vec::new();
        for (code, share) in total.shares.iter() {
            share.share_amounts(&format!("{code}."), &mut out);
        }
        out
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        let (code, part) = part.split_once('.')?;
        total.shares.get(code)?.share_sum(part)
    }

    fn shares(spec: &Spec) -> Vec<(String, Words)> {
        spec.lines().map(|(code, name)| (code.to_owned(), name.clone())).collect()
    }

    fn share<'a>(total: &'a Total, part: &str) -> Option<&'a share::Total> {
        total.shares.get(part)
    }

    fn stand_in(_: &Spec, total: &Total) -> Answer {
        // "Over all" of some units beside audiences of more units is over nobody.
        let units = |code: &str| total.shares.get(code).map_or(0, share::Total::gave);
        let audiences = total.shares.iter().filter(|(code, _)| *code != OVERALL);
        let most = audiences.map(|(_, share)| share.gave()).max().unwrap_or(0);
        let whole = units(OVERALL) >= most;
        let shares = total.shares.iter().filter(|(code, _)| whole || *code != OVERALL);
        Answer { shares: map(shares.map(|(code, share)| (code.to_owned(), share.share_stand_in()))) }
    }

    fn trim(total: &mut Total) {
        total.shares.retain(|share| !share.is_blank());
    }
}

/// "đảng viên 41.004/43.519 (94,2%)", "cán bộ 100%".
fn phrase(name: &str, share: &share::Answer, counts: Counts, lang: Lang) -> Option<String> {
    let say = |part| share.say(counts, part, lang);
    let exact = |figure: Option<number::Known>| figure.is_none_or(|f| f.as_exact().is_some());
    let numerals = counts.numerals();
    let people = |done: &str| match (counts, lang) {
        (Counts::People, Lang::Vi) => counted(done, "người"),
        _ => done.to_owned(),
    };
    if !exact(share.done.known(numerals)) || !exact(share.total.known(numerals)) {
        let of = if lang == Lang::Vi { "trên" } else { "of" };
        return Some(match (say("done")?, say("total"), say("rate")) {
            (done, Some(total), Some(rate)) => format!("{name} {done} {of} {total} ({rate})"),
            (done, Some(total), None) => format!("{name} {done} {of} {total}"),
            (done, None, Some(rate)) => format!("{name} {} ({rate})", people(&done)),
            (done, None, None) => format!("{name} {}", people(&done)),
        });
    }
    if lang == Lang::Vi && share.done.figure(numerals).is_some_and(|f| f.known().is_none()) {
        let name = name.trim_end_matches(" là");
        return Some(format!("{name} chưa được thống kê"));
    }
    Some(match (say("done"), say("total"), say("rate")) {
        (Some(done), Some(total), Some(rate)) => format!("{name} {done}/{total} ({rate})"),
        (Some(done), None, Some(rate)) => format!("{name} {} ({rate})", people(&done)),
        (Some(done), _, None) => format!("{name} {}", people(&done)),
        (None, _, Some(rate)) => format!("{name} {rate}"),
        (None, _, None) => return None,
    })
}

/// One audience is no more than all are; and where nobody belongs to two, nor are all of them together.
fn overall_faults(spec: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
    let Some(overall) = answer.shares.get(OVERALL) else { return };
    for (part, name) in [("done", &spec.done), ("total", &spec.total)] {
        let cell = |share: &share::Answer| match part {
            "done" => share.done.known(spec.counts.numerals()),
            _ => share.total.known(spec.counts.numerals()),
        };
        let Some(whole) = cell(overall) else { continue };
        let parts = || spec.audiences.iter().filter_map(|p| Some((p, cell(answer.shares.get(&p.code)?)?)));
        let sum = parts().map(|(_, n)| n).reduce(|a, b| a.plus(&b)).filter(|_| spec.disjoint);
        let together = sum.filter(|sum| sum.surely_above(&whole));
        let one = parts().find(|(_, n)| n.surely_above(&whole));
        let (more, who) = match (together, one) {
            (Some(sum), _) => (sum, Words::new("các đối tượng cộng lại", "the audiences together")),
            (None, Some((part, n))) => (n, Words::new(lower_first(&part.name.vi), part.name.en.clone())),
            (None, None) => continue,
        };
        let said = |lang| (more.print(lang, false), whole.print(lang, false));
        let ((n, all), (n_en, all_en)) = (said(Lang::Vi), said(Lang::En));
        out.push(Fault {
            check: "parts_do_not_close",
            cell: Cell::of(OVERALL, part),
            words: Words::new(
                format!("{} – {}: {} là {n}, nhiều hơn số chung {all}.", label.vi, name.vi, who.vi),
                format!("{} – {}: {} is {n_en}, more than the {all_en} over all.", label.en, name.en, who.en),
            ),
            advice: Words::new("Hãy xem lại.", "Check them."),
            seen: format!("{n} {all}"),
        });
    }
}
