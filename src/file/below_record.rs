//! What a file holds of the units below, of remarks and of earlier files.

use super::Refusal;
use super::envelope::{KeptRecord, Ordered, UnitRecord, kept, kept_record, unit, unit_record};
use crate::kinds::Total;
use crate::sheet::below::{self, Answers, Below, Choice, Contribution, Expected, Remark};
use crate::template::Template;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a consolidated sheet holds of the units below it; each line of its lists is one line of
/// the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct BelowRecord {
    /// Who is expected to send.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roster: Vec<ExpectedRecord>,
    /// What every unit gave that is added or counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<ContributionRecord>,
    /// What a person decided about the files received.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceRecord>,
}

/// A unit that is expected to send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExpectedRecord {
    /// The id that its starter file carries.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The consolidator's code for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
}

/// What one unit gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContributionRecord {
    /// The unit.
    pub unit: UnitRecord,
    /// Its sheet's id.
    pub sheet: String,
    /// The revision of its file.
    pub revision: u32,
    /// The fingerprint of its file.
    pub fingerprint: String,
    /// The first 16 digits of each file that its file continues, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<String>,
    /// The first 16 digits of the consolidated file that it came in; absent where it came alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub within: String,
    /// Whether it is the own part of a consolidated sheet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub consolidates: bool,
    /// Whether another file of the unit contradicts it and nobody has decided yet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub undecided: bool,
    /// What adds or counts of its answers, by item and field.
    #[serde(default, skip_serializing_if = "nothing")]
    pub answers: Ordered<Ordered<Total>>,
    /// What it stated as the whole of itself and the units below it.
    #[serde(default, skip_serializing_if = "nothing")]
    pub wholes: Ordered<Ordered<Total>>,
    /// Findings that it kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<KeptRecord>,
}

/// A decision about a file received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceRecord {
    /// The fingerprint of the file.
    pub file: String,
    /// What was decided.
    pub choice: ChoiceKindRecord,
}

/// What can be decided about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKindRecord {
    /// It counts although it is not as it was saved.
    Accept,
    /// Its unit is the line of the roster with this id.
    IsUnit(String),
    /// It counts, of the files of its unit.
    Counts,
    /// It does not count.
    SetAside,
}

/// A remark of the body above about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemarkRecord {
    /// A name that lasts.
    pub id: String,
    /// The item.
    pub item: String,
    /// Who remarks.
    pub by: String,
    /// What.
    pub text: String,
    /// What the unit answered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
}

/// One file that a sheet was saved as before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PastRecord {
    /// Its revision.
    pub revision: u32,
    /// The first 16 digits of its fingerprint.
    pub fingerprint: String,
    /// Which body gave it back with remarks; absent for a file of the unit itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub returned_by: String,
}

fn is_false(b: &bool) -> bool {
    !b
}

fn nothing(answers: &Ordered<Ordered<Total>>) -> bool {
    answers.0.is_empty()
}

impl BelowRecord {
    pub(crate) fn of(below: &Below) -> BelowRecord {
        let expected = |line: &Expected| {
            let Expected { id, name, code } = line.clone();
            ExpectedRecord { id, name, code }
        };
        let choices = below.choices.iter().flat_map(|(file, all)| {
            all.iter().map(|choice| ChoiceRecord { file: file.clone(), choice: kind(choice) })
        });
        BelowRecord {
            roster: below.roster.iter().map(expected).collect(),
            units: below.units.iter().map(|unit| ContributionRecord::of(unit)).collect(),
            choices: choices.collect(),
        }
    }

    /// What it says, for a form.
    ///
    /// # Errors
    /// [`Refusal`] for an answer that the form has no place for.
    pub(crate) fn read(self, template: &Template) -> Result<Below, Refusal> {
        let mut choices: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
        for ChoiceRecord { file, choice } in self.choices {
            choices.entry(file).or_default().push(match choice {
                ChoiceKindRecord::Accept => Choice::Accept,
                ChoiceKindRecord::IsUnit(id) => Choice::IsUnit(id),
                ChoiceKindRecord::Counts => Choice::Counts,
                ChoiceKindRecord::SetAside => Choice::SetAside,
            });
        }
        let expected = |line: ExpectedRecord| {
            let ExpectedRecord { id, name, code } = line;
            Expected { id, name, code }
        };
        let units: Result<Vec<Arc<Contribution>>, Refusal> =
            self.units.into_iter().map(|unit| unit.read(template).map(Arc::new)).collect();
        Ok(Below {
            roster: self.roster.into_iter().map(expected).collect(),
            units: units?,
            choices,
            elsewhere: false,
        })
    }
}

fn kind(choice: &Choice) -> ChoiceKindRecord {
    match choice {
        Choice::Accept => ChoiceKindRecord::Accept,
        Choice::IsUnit(id) => ChoiceKindRecord::IsUnit(id.clone()),
        Choice::Counts => ChoiceKindRecord::Counts,
        Choice::SetAside => ChoiceKindRecord::SetAside,
    }
}

impl ContributionRecord {
    pub(crate) fn of(one: &Contribution) -> ContributionRecord {
        ContributionRecord {
            unit: unit_record(&one.unit),
            sheet: one.sheet.clone(),
            revision: one.revision,
            fingerprint: one.fingerprint.clone(),
            history: one.history.clone(),
            within: one.within.clone(),
            consolidates: one.consolidates,
            undecided: one.undecided,
            answers: ordered(&one.answers),
            wholes: ordered(&one.wholes),
            kept: one.kept.iter().map(kept_record).collect(),
        }
    }

    pub(crate) fn read(self, template: &Template) -> Result<Contribution, Refusal> {
        let kept = self.kept.into_iter().map(kept);
        Ok(Contribution {
            unit: unit(self.unit),
            sheet: self.sheet,
            revision: self.revision,
            fingerprint: self.fingerprint,
            history: self.history,
            within: self.within,
            consolidates: self.consolidates,
            undecided: self.undecided,
            answers: answers(self.answers, template)?,
            wholes: answers(self.wholes, template)?,
            kept: kept.collect(),
        })
    }
}

fn ordered(answers: &Answers) -> Ordered<Ordered<Total>> {
    let fields = |fields: &BTreeMap<String, Box<Total>>| {
        Ordered(fields.iter().map(|(code, total)| (code.clone(), Total::clone(total))).collect())
    };
    Ordered(answers.iter().map(|(code, all)| (code.clone(), fields(all))).collect())
}

fn answers(record: Ordered<Ordered<Total>>, template: &Template) -> Result<Answers, Refusal> {
    let mut out = Answers::new();
    for (code, fields) in record.0 {
        let Some(item) = template.item(&code) else {
            return Err(Refusal::UnknownItem { item: code });
        };
        for (field, total) in fields.0 {
            let Some(spec) = item.field(&field).map(|field| &field.kind) else {
                return Err(Refusal::UnknownField { item: code, field });
            };
            if spec.name() != total.name() {
                let found = total.name().to_owned();
                return Err(Refusal::OtherKind { item: code, field, found });
            }
            below::put(&mut out, &code, &field, total);
        }
    }
    Ok(out)
}

impl RemarkRecord {
    pub(crate) fn of((id, remark): (&String, &Remark)) -> RemarkRecord {
        let Remark { item, by, text, answer } = remark.clone();
        RemarkRecord { id: id.clone(), item, by, text, answer }
    }

    pub(crate) fn read(self) -> (String, Remark) {
        let RemarkRecord { id, item, by, text, answer } = self;
        (id, Remark { item, by, text, answer })
    }
}
