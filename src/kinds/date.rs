//! Date (*ngày tháng*): typed by hand, day first, of which parts may be missing.

use super::{Cell, Day, Fault, State, Typed};
use crate::language::{self, Lang, Words};
use crate::number::{Read, Sum, is_zero, merge_with};
use serde::{Deserialize, Serialize};

/// The kind itself.
pub struct Kind;

/// Settings of a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Spec {
    /// Whether it is the date of an event, which must lie within the period; documents and
    /// reviews may lie outside.
    pub event: bool,
    /// Whether it is the date of something else that is over when the report is signed.
    #[serde(skip_serializing_if = "is_false")]
    pub past: bool,
}

fn is_false(b: &bool) -> bool {
    !b
}

/// One unit's date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The date as typed.
    pub value: Typed<Day>,
}

/// The date in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<super::CellRecord>,
}

/// The spread of the dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// Units that gave a date.
    #[serde(skip_serializing_if = "is_zero")]
    pub given: u32,
    /// Units that gave none.
    #[serde(skip_serializing_if = "is_zero")]
    pub blank: u32,
    /// The earliest and the latest day, as year × 10000 + month × 100 + day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<(u32, u32)>,
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.value.is_blank()
    }

    fn cells(_: &Spec, _: &Answer) -> Vec<Cell> {
        vec![Cell::new("value")]
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        (cell.path() == "value").then(|| answer.value.text().to_owned())
    }

    fn set(_: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        if cell.path() == "value" {
            answer.value.set(text);
        }
    }

    fn faults(_: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        if let Read::Unreadable(fault) = answer.value.read() {
            out.push(Fault::unreadable(Cell::new("value"), fault, label, answer.value.text()));
        }
    }

    fn states(_: &Spec, answer: &Answer) -> Vec<State> {
        vec![if answer.value.is_blank() { State::Blank } else { State::Given }]
    }

    fn slot(_: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        let date = match answer.value.read() {
            Read::Value(date) => date,
            // A report that leaves a date out says something else than what was typed.
            Read::Unreadable(_) => {
                return Some(language::lower_first(answer.value.text().trim()));
            }
            Read::Blank => return None,
        };
        match part {
            "" => Some(date.print(lang)),
            "in_sentence" => Some(date.print_in_sentence(lang)),
            _ => None,
        }
    }

    fn slots(_: &Spec) -> Vec<String> {
        vec![String::new(), "in_sentence".to_owned()]
    }

    fn dates(spec: &Spec, answer: &Answer) -> Vec<(Cell, language::Date, super::Moment)> {
        let moment = match spec {
            Spec { event: true, .. } => super::Moment::Event,
            Spec { past: true, .. } => super::Moment::Past,
            _ => super::Moment::Other,
        };
        let date = answer.value.read().value();
        date.map(|date| (Cell::new("value"), date, moment)).into_iter().collect()
    }

    fn write(_: &Spec, answer: &Answer) -> Record {
        Record { value: answer.value.record() }
    }

    fn read(record: Record) -> Answer {
        Answer { value: Typed::from_record(record.value) }
    }

    fn total(_: &Spec, answer: &Answer) -> Total {
        let date = answer.value.read().value();
        let spread = date.and_then(|d| Some((d.earliest()?, d.latest()?)));
        Total { given: u32::from(date.is_some()), blank: u32::from(date.is_none()), spread }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.given += one.given;
        sum.blank += one.blank;
        sum.spread = merge_with(sum.spread, one.spread, |a, b| (a.0.min(b.0), a.1.max(b.1)));
    }

    fn answers_above() -> bool {
        false
    }

    fn holds_of_sum() -> bool {
        false
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        vec![("given".to_owned(), Sum::units(total.given))]
    }
}
