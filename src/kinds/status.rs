//! Status (*tình hình triển khai*): done, under way, not started, not concerned; with the cause
//! where nothing was started (FIELD section 3; S0: seven groups started, one not, because
//! guidance came late).

use super::{Cell, Fault, Prose, State, Typed};
use crate::block::{Column, Row, Table};
use crate::language::{Lang, Words, sentence_part};
use crate::number::{Sum, is_zero};
use serde::{Deserialize, Serialize};

/// The kind itself.
pub struct Kind;

/// Settings of a status question: there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// *Đã triển khai.*
    Done,
    /// *Đang triển khai.*
    UnderWay,
    /// *Chưa triển khai.*
    NotStarted,
    /// *Không thuộc phạm vi.*
    NotConcerned,
}

impl Progress {
    /// All, in the order the page offers them.
    pub const ALL: [Progress; 4] =
        [Progress::Done, Progress::UnderWay, Progress::NotStarted, Progress::NotConcerned];

    /// The code in cells and files.
    pub fn code(self) -> &'static str {
        match self {
            Progress::Done => "done",
            Progress::UnderWay => "under_way",
            Progress::NotStarted => "not_started",
            Progress::NotConcerned => "not_concerned",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Progress> {
        Progress::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The name.
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Progress::Done, Lang::Vi) => "đã triển khai",
            (Progress::UnderWay, Lang::Vi) => "đang triển khai",
            (Progress::NotStarted, Lang::Vi) => "chưa triển khai",
            (Progress::NotConcerned, Lang::Vi) => "không thuộc phạm vi",
            (Progress::Done, Lang::En) => "done",
            (Progress::UnderWay, Lang::En) => "under way",
            (Progress::NotStarted, Lang::En) => "not started",
            (Progress::NotConcerned, Lang::En) => "not concerned",
        }
    }
}

/// One unit's status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How far, if said.
    pub progress: Option<Progress>,
    /// Why nothing was started.
    pub cause: Typed<Prose>,
}

/// The status in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// How far, if said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
    /// Why nothing was started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// How many units are how far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// Units that did it.
    #[serde(skip_serializing_if = "is_zero")]
    pub done: u32,
    /// Units that are at it.
    #[serde(skip_serializing_if = "is_zero")]
    pub under_way: u32,
    /// Units that have not started.
    #[serde(skip_serializing_if = "is_zero")]
    pub not_started: u32,
    /// Units it does not concern.
    #[serde(skip_serializing_if = "is_zero")]
    pub not_concerned: u32,
    /// Units that did not say.
    #[serde(skip_serializing_if = "is_zero")]
    pub blank: u32,
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.progress.is_none() && answer.cause.is_blank()
    }

    fn cells(_: &Spec, answer: &Answer) -> Vec<Cell> {
        let mut cells = vec![Cell::new("progress")];
        if answer.progress == Some(Progress::NotStarted) || !answer.cause.is_blank() {
            cells.push(Cell::new("cause"));
        }
        cells
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        match cell.path() {
            "progress" => Some(answer.progress.map_or("", Progress::code).to_owned()),
            "cause" => Some(answer.cause.text().to_owned()),
            _ => None,
        }
    }

    fn set(_: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        match cell.path() {
            "progress" => answer.progress = Progress::from_code(text),
            "cause" => answer.cause.set(text),
            _ => {}
        }
    }

    /// `not_started_without_cause`: a task not started needs its cause (issue: "a status chưa with
    /// no cause").
    fn faults(_: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        if answer.progress == Some(Progress::NotStarted) && answer.cause.is_blank() {
            out.push(Fault {
                check: "not_started_without_cause",
                cell: Cell::new("cause"),
                words: Words::new(
                    format!("{}: ghi “chưa triển khai” nhưng chưa nêu nguyên nhân.", label.vi),
                    format!("{}: “not started” has no cause.", label.en),
                ),
advice: Words::new("Hãy viết một câu vì sao.", "Write one sentence saying why."),
                seen: String::new(),
            });
        }
    }

    fn states(_: &Spec, answer: &Answer) -> Vec<State> {
        match answer.progress {
            None => vec![State::Blank],
            Some(p) => vec![State::Is(p.code().to_owned()), State::Given],
        }
    }

    fn slot(_: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        match part {
            "" => answer.progress.map(|p| p.name(lang).to_owned()),
            "cause" => (!answer.cause.is_blank()).then(|| sentence_part(answer.cause.text())),
            _ => None,
        }
    }

    fn slots(_: &Spec) -> Vec<String> {
        vec![String::new(), "cause".to_owned()]
    }

    fn table(_: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        let progress = answer.progress?;
        let (task, state, cause) = match lang {
            Lang::Vi => ("Nội dung", "Tình hình", "Nguyên nhân"),
            Lang::En => ("Task", "Status", "Cause"),
        };
        Some(Table {
            caption: label.get(lang).to_owned(),
            columns: [task, state, cause].map(Column::words).to_vec(),
            rows: vec![Row::of(vec![
                label.get(lang).to_owned(),
                progress.name(lang).to_owned(),
                answer.cause.text().trim().to_owned(),
            ])],
            notes: Vec::new(),
        })
    }

    fn progress(answer: &Answer) -> Option<(Progress, &str)> {
        Some((answer.progress?, answer.cause.text().trim()))
    }

    fn write(_: &Spec, answer: &Answer) -> Record {
        Record { progress: answer.progress, cause: answer.cause.prose() }
    }

    fn read(record: Record) -> Answer {
        Answer { progress: record.progress, cause: Typed::new(record.cause.unwrap_or_default()) }
    }

    fn total(_: &Spec, answer: &Answer) -> Total {
        let mut total = Total::default();
        *match answer.progress {
            Some(Progress::Done) => &mut total.done,
            Some(Progress::UnderWay) => &mut total.under_way,
            Some(Progress::NotStarted) => &mut total.not_started,
            Some(Progress::NotConcerned) => &mut total.not_concerned,
            None => &mut total.blank,
        } = 1;
        total
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.done += one.done;
        sum.under_way += one.under_way;
        sum.not_started += one.not_started;
        sum.not_concerned += one.not_concerned;
        sum.blank += one.blank;
    }

    fn answers_above() -> bool {
        false
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        let named = [
            ("done", total.done),
            ("under_way", total.under_way),
            ("not_started", total.not_started),
            ("not_concerned", total.not_concerned),
        ];
        named.map(|(name, units)| (name.to_owned(), Sum::units(units))).to_vec()
    }

    fn options(_: &Spec) -> Vec<(String, Words)> {
        Progress::ALL.map(|p| (p.code().to_owned(), Words::new(p.name(Lang::Vi), p.name(Lang::En)))).to_vec()
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        Self::amounts(total).into_iter().find(|(name, _)| name == part).map(|(_, sum)| sum)
    }
}
