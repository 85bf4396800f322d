//! What a file holds of the units below, of remarks and of earlier files.

use super::Refusal;
use super::envelope::{KeptRecord, Ordered, UnitRecord, kept, kept_record, unit, unit_record};
use crate::kinds::Total;
use crate::kinds::few::{Code, Few};
use crate::shared::Arc;
use crate::sheet::Kept;
use crate::sheet::below::{Answers, Below, Choice, Contribution, Expected, Remark};
use crate::template::Template;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

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
    #[serde(skip_serializing_if = "Units::is_empty")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<ContributionRecord>"))]
    pub units: Units,
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

/// What units gave, each as a [`ContributionRecord`] in the file. There may be thousands, so none of
/// them is copied to be written, and none is held in two forms while they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units(Vec<Arc<Contribution>>);

impl Units {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Units {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut units = serializer.serialize_seq(Some(self.0.len()))?;
        for unit in &self.0 {
            units.serialize_element(&ContributionRecord::of(unit))?;
        }
        units.end()
    }
}

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Units;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Units, A::Error> {
                let mut units = Vec::new();
                while let Some(unit) = list.next_element::<ContributionRecord>()? {
                    units.push(Arc::new(unit.read()));
                }
                Ok(Units(units))
            }
        }
        deserializer.deserialize_seq(List)
    }
}

/// What one unit gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContributionRecord<'a> {
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
    /// The first 16 digits of the other consolidated files that count and hold a file of the unit.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<String>"))]
    pub also_within: Box<[String]>,
    /// Those of `also_within` that hold another file of the unit than this one.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<String>"))]
    pub other_within: Box<[String]>,
    /// Whether it is the own part of a consolidated sheet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub consolidates: bool,
    /// Whether another file of the unit contradicts it and nobody has decided yet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub undecided: bool,
    /// What adds or counts of its answers, by item and field.
    #[serde(default, skip_serializing_if = "nothing")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "AnswersSchema"))]
    pub answers: Cow<'a, Answers>,
    /// What it stated as the whole of itself and the units below it.
    #[serde(default, skip_serializing_if = "nothing")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "AnswersSchema"))]
    pub wholes: Cow<'a, Answers>,
    /// Findings that it kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<KeptRecord>,
    /// Of a body that consolidates: the names of those on its roster of which it had nothing.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<String>"))]
    pub missing: Box<[String]>,
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
    /// It is of another unit than the one whose sheet it continues.
    Apart,
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

fn nothing(answers: &Answers) -> bool {
    answers.is_empty()
}

#[cfg(not(target_arch = "wasm32"))]
type AnswersSchema = BTreeMap<String, BTreeMap<String, Total>>;

/// The totals by item, then by field.
impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Fields<'a>(&'a [(Code, Code, Total)]);
        impl Serialize for Fields<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                for (_, field, total) in self.0 {
                    map.serialize_entry(&**field, total)?;
                }
                map.end()
            }
        }
        let mut map = serializer.serialize_map(None)?;
        for fields in self.items() {
            if let Some((item, ..)) = fields.first() {
                map.serialize_entry(&**item, &Fields(fields))?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = Answers;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
                let mut all = Vec::new();
                while let Some((item, fields)) = map.next_entry::<String, Ordered<Total>>()? {
                    let item = Code::of(&item);
                    let fields = fields.0.into_iter();
                    all.extend(fields.map(|(f, total)| (item.clone(), Code::of(&f), total)));
                }
                Ok(Answers::of(all))
            }
        }
        deserializer.deserialize_map(Items)
    }
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
            units: Units(below.units.clone()),
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
                ChoiceKindRecord::Apart => Choice::Apart,
                ChoiceKindRecord::SetAside => Choice::SetAside,
            });
        }
        let expected = |line: ExpectedRecord| {
            let ExpectedRecord { id, name, code } = line;
            Expected { id, name, code }
        };
        for unit in &self.units.0 {
            fits(&unit.answers, template)?;
            fits(&unit.wholes, template)?;
        }
        Ok(Below {
            roster: self.roster.into_iter().map(expected).collect(),
            units: self.units.0,
            choices,
            ..Below::default()
        })
    }
}

fn kind(choice: &Choice) -> ChoiceKindRecord {
    match choice {
        Choice::Accept => ChoiceKindRecord::Accept,
        Choice::IsUnit(id) => ChoiceKindRecord::IsUnit(id.clone()),
        Choice::Counts => ChoiceKindRecord::Counts,
        Choice::Apart => ChoiceKindRecord::Apart,
        Choice::SetAside => ChoiceKindRecord::SetAside,
    }
}

/// Whether every answer has its place in a form.
fn fits(answers: &Answers, template: &Template) -> Result<(), Refusal> {
    for (item, field, total) in answers.iter() {
        let known =
            template.item(item).ok_or_else(|| Refusal::UnknownItem { item: item.to_owned() })?;
        let (item, field) = (item.to_owned(), field.to_owned());
        let Some(spec) = known.field(&field).map(|field| &field.kind) else {
            return Err(Refusal::UnknownField { item, field });
        };
        if spec.name() != total.name() {
            return Err(Refusal::OtherKind { item, field, found: total.name().to_owned() });
        }
    }
    Ok(())
}

impl ContributionRecord<'_> {
    fn of(one: &Contribution) -> ContributionRecord<'_> {
        ContributionRecord {
            unit: unit_record(&one.unit),
            sheet: one.sheet.clone(),
            revision: one.revision,
            fingerprint: one.fingerprint.clone(),
            history: one.history.clone(),
            within: one.within.clone(),
            also_within: one.also_within.clone(),
            other_within: one.other_within.clone(),
            consolidates: one.consolidates,
            undecided: one.undecided,
            answers: Cow::Borrowed(&one.answers),
            wholes: Cow::Borrowed(&one.wholes),
            kept: one.kept.iter().map(|(finding, kept)| kept_record(finding, kept)).collect(),
            missing: one.missing.clone(),
        }
    }

    fn read(self) -> Contribution {
        Contribution {
            unit: unit(self.unit),
            sheet: self.sheet,
            revision: self.revision,
            fingerprint: self.fingerprint,
            history: self.history,
            within: self.within,
            also_within: self.also_within,
            other_within: self.other_within,
            consolidates: self.consolidates,
            undecided: self.undecided,
            answers: self.answers.into_owned(),
            wholes: self.wholes.into_owned(),
            kept: kept_by_finding(self.kept),
            missing: self.missing,
        }
    }
}

/// Findings that were kept, as a contribution has them.
pub(super) fn kept_by_finding(records: Vec<KeptRecord>) -> Few<Kept> {
    let records: Vec<(String, Kept)> = records.into_iter().map(kept).collect();
    Few::of(records.iter().map(|(finding, kept)| (&**finding, kept.clone())))
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
