//! Short text (*văn bản ngắn*): one value, kept per unit. The one kind that is just words.

use super::{Cell, Fault, Prose, Said, State, TakeOver, Typed};
use crate::block::{Column, Row, Table};
use crate::language::{Lang, Words};
use crate::number::{Sum, is_zero};
use serde::{Deserialize, Serialize};

/// The kind itself.
pub struct Kind;

/// Settings of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Spec {
    /// Whether several lines are expected.
    pub long: bool,
    /// Whether the form's topics of the period are offered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub topics: bool,
}

/// One unit's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The text as typed.
    pub value: Typed<Prose>,
}

/// The text in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// How many units wrote something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// Units that wrote something.
    #[serde(skip_serializing_if = "is_zero")]
    pub given: u32,
    /// Units that wrote nothing.
    #[serde(skip_serializing_if = "is_zero")]
    pub blank: u32,
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

    fn faults(_: &Spec, _: &Answer, _: &Words, _: &mut Vec<Fault>) {}

    fn states(_: &Spec, answer: &Answer) -> Vec<State> {
        vec![if answer.value.is_blank() { State::Blank } else { State::Given }]
    }

    fn slot(_: &Spec, answer: &Answer, part: &str, _: Lang) -> Option<String> {
        let text = crate::language::sentence_part(answer.value.text());
        // "Đ/c" at the beginning of a box is "đ/c" in the middle of a sentence; the name behind it stays.
        let text = match text.strip_prefix("Đ/c ") {
            Some(name) => format!("đ/c {name}"),
            None => text,
        };
        (part.is_empty() && !text.is_empty()).then_some(text)
    }

    fn slots(_: &Spec) -> Vec<String> {
        vec![String::new()]
    }

    fn table(_: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        let (what, text) = match lang {
            Lang::Vi => ("Nội dung", "Trả lời"),
            Lang::En => ("Item", "Answer"),
        };
        (!answer.value.is_blank()).then(|| Table {
            caption: label.get(lang).to_owned(),
            columns: vec![Column::words(what), Column::words(text)],
            rows: vec![Row::of(vec![
                label.get(lang).to_owned(),
                answer.value.text().trim().to_owned(),
            ])],
            notes: Vec::new(),
        })
    }

    fn texts(answer: &Answer) -> Vec<Said> {
        let text = answer.value.text();
        let said = (!answer.value.is_blank()).then(|| Said { text: text.to_owned(), ..Said::default() });
        said.into_iter().collect()
    }

    /// Below what stands there, with whose words they are in front: beside those of others "the
    /// secretary" is nobody's. A long list of names says nothing more than the words do; and a short text
    /// stands in the middle of a sentence of the report, where a name before it would be a part of it.
    fn take_over(spec: &Spec, answer: &Answer, said: &Said) -> Option<TakeOver> {
        let few = spec.long && !said.from.is_empty() && said.from.split("; ").count() <= 3;
        let words = if few { format!("{}: {}", said.from, said.text) } else { said.text.clone() };
        let text = match answer.value.is_blank() {
            true => words,
            false if spec.long => format!("{}\n{words}", answer.value.text()),
            false => format!("{}; {words}", answer.value.text().trim_end().trim_end_matches([';', '.'])),
        };
        Some(TakeOver { line: None, cells: vec![(Cell::new("value"), text)] })
    }

    fn verbatim(answer: &Answer) -> &str {
        answer.value.text()
    }

    fn write(_: &Spec, answer: &Answer) -> Record {
        Record { value: answer.value.prose() }
    }

    fn read(record: Record) -> Answer {
        Answer { value: Typed::new(record.value.unwrap_or_default()) }
    }

    fn total(_: &Spec, answer: &Answer) -> Total {
        let blank = answer.value.is_blank();
        Total { given: u32::from(!blank), blank: u32::from(blank) }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.given += one.given;
        sum.blank += one.blank;
    }

    fn answers_above() -> bool {
        false
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        vec![("given".to_owned(), Sum::units(total.given))]
    }
}
