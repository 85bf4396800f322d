//! Choice (*lựa chọn*): one or several of the template's options, and other words beside them.

use super::few::Few;
use super::parts::Part;
use super::{Cell, Fault, Prose, State, Typed};
use crate::language::{Lang, Words, join};
use crate::number::{Sum, is_zero};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The kind itself.
pub struct Kind;

/// Settings of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The options.
    pub options: Vec<Part>,
    /// Whether several may be chosen.
    #[serde(default)]
    pub many: bool,
    /// Whether the unit may add words of its own.
    #[serde(default)]
    pub other: bool,
}

/// One unit's choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The codes of the chosen options.
    pub chosen: BTreeSet<String>,
    /// Words beside them.
    pub other: Typed<Prose>,
}

/// The choice in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The codes of the chosen options.
    #[serde(default)]
    pub chosen: BTreeSet<String>,
    /// Words beside them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

/// How many units chose which option.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// Units by option.
    #[serde(skip_serializing_if = "Few::is_empty")]
    pub options: Few<u32>,
    /// Units that wrote words of their own.
    #[serde(skip_serializing_if = "is_zero")]
    pub other: u32,
    /// Units that chose nothing.
    #[serde(skip_serializing_if = "is_zero")]
    pub blank: u32,
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.chosen.is_empty() && answer.other.is_blank()
    }

    fn cells(spec: &Spec, _: &Answer) -> Vec<Cell> {
        let mut cells: Vec<Cell> = spec.options.iter().map(|p| Cell::of("chosen", &p.code)).collect();
        if spec.other {
            cells.push(Cell::new("other"));
        }
        cells
    }

    fn parts(spec: &Spec) -> Vec<&Vec<Part>> {
        vec![&spec.options]
    }

    fn parts_mut(spec: &mut Spec) -> Vec<&mut Vec<Part>> {
        vec![&mut spec.options]
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        match cell.split() {
            ("chosen", code) => Some(if answer.chosen.contains(code) { "yes" } else { "" }.to_owned()),
            ("other", "") => Some(answer.other.text().to_owned()),
            _ => None,
        }
    }

    /// An option is chosen by any text and taken back by an empty one.
    fn set(spec: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        match cell.split() {
            ("chosen", code) if spec.options.iter().any(|p| p.code == code) => {
                if text.is_empty() {
                    answer.chosen.remove(code);
                } else {
                    if !spec.many {
                        answer.chosen.clear();
                    }
                    answer.chosen.insert(code.to_owned());
                }
            }
            ("other", "") => answer.other.set(text),
            _ => {}
        }
    }

    fn faults(_: &Spec, _: &Answer, _: &Words, _: &mut Vec<Fault>) {}

    fn states(_: &Spec, answer: &Answer) -> Vec<State> {
        if Self::is_blank(answer) {
            return vec![State::Blank];
        }
        let mut states: Vec<State> = answer.chosen.iter().cloned().map(State::Is).collect();
        let n = answer.chosen.len() + usize::from(!answer.other.is_blank());
        states.push(if n == 1 { State::One } else { State::Many });
        states.push(State::Given);
        states
    }

    fn slot(spec: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        if !part.is_empty() {
            return None;
        }
        let mut phrases: Vec<String> = spec
            .options
            .iter()
            .filter(|p| answer.chosen.contains(&p.code))
            .map(|p| p.phrase(lang).to_owned())
            .collect();
        if !answer.other.is_blank() {
            phrases.push(crate::language::sentence_part(answer.other.text()));
        }
        (!phrases.is_empty()).then(|| join(&phrases, lang))
    }

    fn slots(_: &Spec) -> Vec<String> {
        vec![String::new()]
    }

    fn write(_: &Spec, answer: &Answer) -> Record {
        Record { chosen: answer.chosen.clone(), other: answer.other.prose() }
    }

    fn read(record: Record) -> Answer {
        Answer { chosen: record.chosen, other: Typed::new(record.other.unwrap_or_default()) }
    }

    fn total(_: &Spec, answer: &Answer) -> Total {
        Total {
            options: Few::of(answer.chosen.iter().map(|code| (&**code, 1))),
            other: u32::from(!answer.other.is_blank()),
            blank: u32::from(Self::is_blank(answer)),
        }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.options.add(&one.options, |sum, units| *sum += units);
        sum.other += one.other;
        sum.blank += one.blank;
    }

    fn answers_above() -> bool {
        false
    }

    fn holds_of_sum() -> bool {
        false
    }

    fn options(spec: &Spec) -> Vec<(String, Words)> {
        let options = spec.options.iter().map(|part| (part.code.clone(), part.name.clone()));
        let other = spec.other.then(|| ("other".to_owned(), Words::new("Khác", "Other")));
        options.chain(other).collect()
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        Self::amounts(total).into_iter().find(|(name, _)| name == part).map(|(_, sum)| sum)
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        let chosen = total.options.iter().map(|(code, units)| (code.to_owned(), *units));
        let other = std::iter::once(("other".to_owned(), total.other));
        chosen.chain(other).map(|(name, units)| (name, Sum::units(units))).collect()
    }
}
