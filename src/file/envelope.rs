//! The file as its bytes have it: frozen types, changed only by adding optional parts; any other
//! change is a new format with a step in `upgrade.rs`.

use super::Refusal;
use super::below_record::{BelowRecord, PastRecord, RemarkRecord};
use crate::json::Raw;
use crate::kinds::{Answer, CellRecord, Field, Prose, Record, Spec, Typed};
use crate::language;
use crate::shared::Arc;
use crate::sheet::{
    Extent, HeadField, ItemAnswer, Kept, Letterhead, OwnWords, Period, PeriodKind, Sheet,
    TemplateRef, Unit,
};
use crate::template::{Item, Template};
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

/// A sheet's file, key by key in the file's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Envelope<'a> {
    /// The format of the file: 1.
    pub phieu: u32,
    /// The form that is answered.
    pub template: TemplateRecord,
    /// The sheet's random id; a file takes the place of another only within one id.
    pub sheet: String,
    /// How many times the content was changed and written, from 1.
    pub revision: u32,
    /// The fingerprint of the file that this one continues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// SHA-256 of the file's bytes with these 64 digits as zeros.
    pub fingerprint: String,
    /// The files before it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<PastRecord>,
    /// Which body gave the file back with remarks; absent in a file of the unit itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub returned_by: String,
    /// Who answers.
    pub unit: UnitRecord,
    /// For which time.
    pub period: PeriodRecord,
    /// What the printed report says about itself.
    #[serde(default, skip_serializing_if = "is_blank")]
    pub letterhead: LetterheadRecord,
    /// The answers by item and field, in the form's order.
    pub answers: Ordered<Ordered<Record>>,
    /// Findings kept with a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<KeptRecord>,
    /// The unit's own words in place of made sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_words: Vec<OwnWordsRecord>,
    /// Items that the unit answers although its kind of unit is not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
    /// Answers that the unit took out of its report: to questions that its kind of unit is not
    /// asked. They are kept, but neither printed nor added.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub set_aside: Ordered<Ordered<Record>>,
    /// What the unit decided about parts of the appendix, by name: "whole", "short" or "none". Of
    /// the others the program decides.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub appendix: BTreeMap<String, String>,
    /// Remarks of the body above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RemarkRecord>,
    /// What a consolidated sheet holds of the units below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<BelowRecord>,
    /// The form itself, where it is not one that the program brings along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<Template>"))]
    pub form: Option<Cow<'a, Raw>>,
}

/// Which form, in which version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateRecord {
    /// The form's id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// The unit that answers; what was not said is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UnitRecord {
    /// The id that the body above gave it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The name of the body above it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parent: String,
    /// Its kind, a code of the form.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Its level, a code of the form.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub level: String,
}

/// The time a sheet reports on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PeriodRecord {
    /// Its kind.
    pub kind: PeriodKindRecord,
    /// Its start, as typed and as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<CellRecord>,
    /// Its end, as typed and as read; absent where the start says it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<CellRecord>,
    /// The first day it was read as, yyyy-mm-dd.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day: Option<String>,
    /// The last day it was read as, yyyy-mm-dd.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
}

/// The kinds of period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeriodKindRecord {
    /// One year.
    #[default]
    Year,
    /// Half a year.
    HalfYear,
    /// Several years.
    Years,
    /// A stage.
    Stage,
    /// From one date to another.
    FromTo,
}

/// What the printed report says about itself; what was not typed is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LetterheadRecord {
    /// The body above.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub upper_body: String,
    /// The body that issues.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issuing_body: String,
    /// Number and symbol.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The place.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The date of signing, as typed and as read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<CellRecord>,
    /// On whose behalf.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub on_behalf: String,
    /// The signatory's post.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// The signatory's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signer: String,
    /// Who receives, one a line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub recipients: String,
}

/// A finding that the unit keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeptRecord {
    /// The finding: the check and the place.
    pub finding: String,
    /// Why it is kept.
    pub reason: String,
    /// The figures it saw; when they change, the finding comes back.
    pub seen: String,
}

/// The unit's own words in place of a made sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnWordsRecord {
    /// The sentence: the item and the sentence's code.
    pub sentence: String,
    /// The words.
    pub text: String,
    /// The sentence they stand for, as it was made then.
    pub instead_of: String,
}

/// A JSON object whose keys keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered<T>(pub Vec<(String, T)>);

impl<T> Ordered<T> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Ordered(Vec::new())
    }
}

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Ordered<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Ordered_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<String, T>::json_schema(generator)
    }
}

fn is_blank(letterhead: &LetterheadRecord) -> bool {
    *letterhead == LetterheadRecord::default()
}

impl From<PeriodKind> for PeriodKindRecord {
    fn from(kind: PeriodKind) -> Self {
        match kind {
            PeriodKind::Year => PeriodKindRecord::Year,
            PeriodKind::HalfYear => PeriodKindRecord::HalfYear,
            PeriodKind::Years => PeriodKindRecord::Years,
            PeriodKind::Stage => PeriodKindRecord::Stage,
            PeriodKind::FromTo => PeriodKindRecord::FromTo,
        }
    }
}

impl From<PeriodKindRecord> for PeriodKind {
    fn from(kind: PeriodKindRecord) -> Self {
        match kind {
            PeriodKindRecord::Year => PeriodKind::Year,
            PeriodKindRecord::HalfYear => PeriodKind::HalfYear,
            PeriodKindRecord::Years => PeriodKind::Years,
            PeriodKindRecord::Stage => PeriodKind::Stage,
            PeriodKindRecord::FromTo => PeriodKind::FromTo,
        }
    }
}

impl<'a> Envelope<'a> {
    /// A sheet as a file without a history: revision 0, no fingerprints.
    pub(crate) fn of(template: &'a Template, sheet: &Sheet, carries_form: bool) -> Envelope<'a> {
        Envelope {
            answers: answers(template, &sheet.items),
            set_aside: set_aside(template, sheet),
            below: (!sheet.below.is_empty()).then(|| BelowRecord::of(&sheet.below)),
            form: if carries_form { template.as_json() } else { None },
            ..Envelope::around(sheet)
        }
    }

    /// What stands around a sheet's answers in its file, without the form and without what came
    /// from the units below, which a draft keeps in a place of its own.
    pub(crate) fn around(sheet: &Sheet) -> Envelope<'a> {
        Envelope {
            phieu: super::FORMAT,
            template: TemplateRecord {
                id: sheet.template.id.clone(),
                version: sheet.template.version.clone(),
            },
            sheet: sheet.id.clone(),
            revision: 0,
            previous: None,
            fingerprint: String::new(),
            history: Vec::new(),
            returned_by: String::new(),
            unit: unit_record(&sheet.unit),
            period: period_record(&sheet.period),
            letterhead: letterhead_record(&sheet.letterhead),
            answers: Ordered::default(),
            kept: sheet.kept.iter().map(|(finding, kept)| kept_record(finding, kept)).collect(),
            own_words: sheet.own_words.iter().map(own_words_record).collect(),
            asked: sheet.asked.iter().cloned().collect(),
            set_aside: Ordered::default(),
            appendix: sheet.appendix.iter().map(extent_record).collect(),
            remarks: sheet.remarks.iter().map(RemarkRecord::of).collect(),
            below: None,
            form: None,
        }
    }

    /// The file's text.
    pub(crate) fn text(&self) -> String {
        crate::json::print(self, true)
    }

    /// What comes before the unit, as the file has it: which file it is. A file may be large, so
    /// another head is put before the text of the rest, which is printed once.
    pub(crate) fn head(&self) -> String {
        let head = Envelope {
            phieu: self.phieu,
            template: self.template.clone(),
            sheet: self.sheet.clone(),
            revision: self.revision,
            previous: self.previous.clone(),
            fingerprint: self.fingerprint.clone(),
            history: self.history.clone(),
            returned_by: self.returned_by.clone(),
            ..Envelope::around(&Sheet::default())
        };
        let mut text = head.text();
        text.truncate(head_length(&text));
        text
    }

    /// What is left of its text when the history is taken away, as a SHA-256.
    pub(crate) fn content(&self, text: &str) -> String {
        let bare = Envelope {
            phieu: self.phieu,
            template: self.template.clone(),
            sheet: self.sheet.clone(),
            ..Envelope::around(&Sheet::default())
        };
        let rest = text.get(head_length(text)..).unwrap_or_default();
        super::fingerprint::sha256(&[&bare.head(), rest])
    }

    /// The sheet in it, and the answers that read otherwise than the file says.
    pub(crate) fn sheet(
        self,
        template: &Template,
    ) -> Result<(Sheet, Vec<(String, String)>), Refusal> {
        let mut reread = Vec::new();
        let mut sheet = Sheet {
            id: self.sheet,
            template: TemplateRef { id: self.template.id, version: self.template.version },
            unit: unit(self.unit),
            ..Sheet::default()
        };
        known_code(template.unit_kinds.iter().map(|k| &k.code), &sheet.unit.kind, "unit › kind")?;
        known_code(template.levels.iter().map(|l| &l.code), &sheet.unit.level, "unit › level")?;

        sheet.period = period(&self.period);
        if period_record(&sheet.period) != self.period {
            reread.push((String::new(), HeadField::PeriodFrom.code().to_owned()));
        }
        sheet.letterhead = letterhead(&self.letterhead);
        if letterhead_record(&sheet.letterhead) != self.letterhead {
            reread.push((String::new(), HeadField::Date.code().to_owned()));
        }
        for (code, fields) in self.answers.0 {
            let item =
                template.item(&code).ok_or_else(|| Refusal::UnknownItem { item: code.clone() })?;
            let answers = item_answer(item, fields, &mut reread)?;
            if sheet.items.insert(code.clone(), Arc::new(answers)).is_some() {
                return Err(Refusal::Twice { place: format!("answers › {code}") });
            }
        }
        for record in self.kept {
            let (finding, value) = kept(record);
            let place = format!("kept › {finding}");
            if sheet.kept.insert(finding, value).is_some() {
                return Err(Refusal::Twice { place });
            }
        }
        for own in self.own_words {
            let value = OwnWords { text: own.text, instead_of: own.instead_of };
            if sheet.own_words.insert(own.sentence.clone(), value).is_some() {
                return Err(Refusal::Twice { place: format!("own_words › {}", own.sentence) });
            }
        }
        for code in self.asked {
            if template.item(&code).is_none() {
                return Err(Refusal::UnknownItem { item: code });
            }
            if !sheet.asked.insert(code.clone()) {
                return Err(Refusal::Twice { place: format!("asked › {code}") });
            }
        }
        for (code, fields) in self.set_aside.0 {
            let item =
                template.item(&code).ok_or_else(|| Refusal::UnknownItem { item: code.clone() })?;
            let answers = item_answer(item, fields, &mut reread)?;
            if sheet.set_aside.insert(code.clone(), Arc::new(answers)).is_some() {
                return Err(Refusal::Twice { place: format!("set_aside › {code}") });
            }
        }
        for (part, code) in self.appendix {
            let Some(extent) = Extent::from_code(&code) else {
                return Err(Refusal::UnknownCode { place: format!("appendix › {part}"), code });
            };
            sheet.appendix.insert(part, extent);
        }
        for remark in self.remarks {
            let (id, remark) = remark.read();
            if template.item(&remark.item).is_none() {
                return Err(Refusal::UnknownItem { item: remark.item });
            }
            let place = format!("remarks › {id}");
            if sheet.remarks.insert(id, remark).is_some() {
                return Err(Refusal::Twice { place });
            }
        }
        if let Some(below) = self.below {
            sheet.below = Arc::new(below.read(template)?);
        }
        Ok((sheet, reread))
    }
}

/// How long the head of a file's text is. Line breaks of texts are escaped, and keys further in stand
/// further to the right.
pub(crate) fn head_length(text: &str) -> usize {
    text.find("\n  \"unit\": ").unwrap_or(0)
}

/// What a unit took out of its report, in the order of the form.
pub(crate) fn set_aside(template: &Template, sheet: &Sheet) -> Ordered<Ordered<Record>> {
    if sheet.set_aside.is_empty() {
        return Ordered::default();
    }
    answers(template, &sheet.set_aside)
}

/// All answers that hold something, in the order of the form.
fn answers(
    template: &Template,
    items: &BTreeMap<String, Arc<ItemAnswer>>,
) -> Ordered<Ordered<Record>> {
    let of_item = |item: &Arc<Item>| {
        let answers = answers_to(item, items.get(&item.code)?)?;
        Some((item.code.clone(), answers))
    };
    Ordered(in_order(template).filter_map(of_item).collect())
}

/// The items of a form in the order in which a file has their answers.
pub(crate) fn in_order(template: &Template) -> impl Iterator<Item = &Arc<Item>> {
    let mut seen = BTreeSet::new();
    let placed = template.sections.iter().flat_map(|section| template.items_of(section));
    // An item that no section names comes last.
    placed.chain(&template.items).filter(move |item| seen.insert(item.code.as_str()))
}

/// The answers to one item that hold something; none where nothing does.
pub(crate) fn answers_to(item: &Item, answers: &ItemAnswer) -> Option<Ordered<Record>> {
    let fields = item.fields.iter().filter_map(|field| {
        let answer = answers.fields.get(&field.code).filter(|answer| !answer.is_blank())?;
        Some((field.code.clone(), field.kind.write(answer)?))
    });
    let fields: Vec<_> = fields.collect();
    (!fields.is_empty()).then_some(Ordered(fields))
}

fn item_answer(
    item: &Item,
    fields: Ordered<Record>,
    reread: &mut Vec<(String, String)>,
) -> Result<ItemAnswer, Refusal> {
    let mut out = ItemAnswer::default();
    for (code, record) in fields.0 {
        let (item_code, field_code) = (item.code.clone(), code.clone());
        let Some(spec) = item.field(&code).map(|field| &field.kind) else {
            return Err(Refusal::UnknownField { item: item_code, field: field_code });
        };
        if record.name() != spec.name() {
            return Err(Refusal::OtherKind {
                item: item_code,
                field: field_code,
                found: record.name().to_owned(),
            });
        }
        let field = record.clone().read();
        let all = std::iter::once(&field.own).chain(&field.whole);
        if all.into_iter().any(|answer| holds_more(spec, answer)) {
            return Err(Refusal::UnknownPart { item: item_code, field: field_code });
        }
        if field.is_blank() {
            continue;
        }
        if spec.write(&field).as_ref() != Some(&record) {
            reread.push((item_code, field_code));
        }
        if out.fields.insert(code.clone(), field).is_some() {
            return Err(Refusal::Twice { place: format!("answers › {} › {code}", item.code) });
        }
    }
    Ok(out)
}

/// Whether an answer holds something that no cell of the question shows: nobody would see it,
/// and nobody could change it.
fn holds_more(spec: &Spec, answer: &Answer) -> bool {
    let mut rest = answer.clone();
    for cell in spec.cells(answer) {
        spec.set(&mut rest, &cell, "");
    }
    !rest.is_blank()
}

fn extent_record((part, extent): (&String, &Extent)) -> (String, String) {
    (part.clone(), extent.code().to_owned())
}

fn known_code<'a>(
    mut codes: impl Iterator<Item = &'a String>,
    code: &str,
    place: &str,
) -> Result<(), Refusal> {
    if code.is_empty() || codes.any(|known| known == code) {
        return Ok(());
    }
    Err(Refusal::UnknownCode { place: place.to_owned(), code: code.to_owned() })
}

pub(super) fn unit_record(unit: &Unit) -> UnitRecord {
    let text = |typed: &Typed<Prose>| typed.text().to_owned();
    UnitRecord {
        id: unit.id.clone(),
        name: text(&unit.name),
        parent: text(&unit.parent),
        kind: unit.kind.clone(),
        level: unit.level.clone(),
    }
}

pub(super) fn unit(record: UnitRecord) -> Unit {
    Unit {
        id: record.id,
        name: Typed::new(record.name),
        parent: Typed::new(record.parent),
        kind: record.kind,
        level: record.level,
    }
}

fn period_record(period: &Period) -> PeriodRecord {
    let bounds = period.bounds();
    PeriodRecord {
        kind: period.kind.into(),
        from: period.from.record(),
        to: period.to.record(),
        first_day: bounds.map(|(first, _)| iso(first)),
        last_day: bounds.map(|(_, last)| iso(last)),
    }
}

pub(super) fn period(record: &PeriodRecord) -> Period {
    Period {
        kind: record.kind.into(),
        from: Typed::from_record(record.from.clone()),
        to: Typed::from_record(record.to.clone()),
    }
}

/// 20160901 as 2016-09-01; a day that its month does not have becomes the month's last.
fn iso(day: u32) -> String {
    let (year, month) = (day / 10_000, day / 100 % 100);
    let exists = |d: &u32| {
        let part = |n: u32| u8::try_from(n).unwrap_or_default();
        let year = u16::try_from(year).unwrap_or_default();
        language::Date::new(year, part(month), part(*d)).is_some()
    };
    let last = (1..=day % 100).rev().find(exists).unwrap_or(day % 100);
    format!("{year:04}-{month:02}-{last:02}")
}

fn letterhead_record(letterhead: &Letterhead) -> LetterheadRecord {
    let text = |typed: &Typed<Prose>| typed.text().to_owned();
    LetterheadRecord {
        upper_body: text(&letterhead.upper_body),
        issuing_body: text(&letterhead.issuing_body),
        number: text(&letterhead.number),
        place: text(&letterhead.place),
        date: letterhead.date.record(),
        on_behalf: text(&letterhead.on_behalf),
        post: text(&letterhead.post),
        signer: text(&letterhead.signer),
        recipients: text(&letterhead.recipients),
    }
}

fn letterhead(record: &LetterheadRecord) -> Letterhead {
    Letterhead {
        upper_body: Typed::new(&record.upper_body),
        issuing_body: Typed::new(&record.issuing_body),
        number: Typed::new(&record.number),
        place: Typed::new(&record.place),
        date: Typed::from_record(record.date.clone()),
        on_behalf: Typed::new(&record.on_behalf),
        post: Typed::new(&record.post),
        signer: Typed::new(&record.signer),
        recipients: Typed::new(&record.recipients),
    }
}

pub(super) fn kept_record(finding: &str, kept: &Kept) -> KeptRecord {
    KeptRecord { finding: finding.to_owned(), reason: kept.reason.clone(), seen: kept.seen.clone() }
}

pub(super) fn kept(record: KeptRecord) -> (String, Kept) {
    (record.finding, Kept { reason: record.reason, seen: record.seen })
}

fn own_words_record((sentence, own): (&String, &OwnWords)) -> OwnWordsRecord {
    OwnWordsRecord {
        sentence: sentence.clone(),
        text: own.text.clone(),
        instead_of: own.instead_of.clone(),
    }
}

/// Whether two sheets say the same, but for answers in which nothing stands.
pub(crate) fn same(template: &Template, a: &Sheet, b: &Sheet) -> bool {
    let heads = HeadField::ALL.iter().all(|field| a.head(*field) == b.head(*field));
    let given = |sheet: &Sheet| -> BTreeMap<(String, String), Option<Record>> {
        let mut out = BTreeMap::new();
        for (item, answers) in &sheet.items {
            for (field, answer) in answers.fields.iter().filter(|(_, a)| !a.is_blank()) {
                out.insert((item.clone(), field.clone()), record(template, item, field, answer));
            }
        }
        out
    };
    heads
        && a.id == b.id
        && a.template == b.template
        && a.unit.id == b.unit.id
        && a.asked == b.asked
        && a.kept == b.kept
        && a.own_words == b.own_words
        && a.remarks == b.remarks
        && a.below == b.below
        && given(a) == given(b)
}

fn record(template: &Template, item: &str, field: &str, answer: &Field) -> Option<Record> {
    template.item(item)?.field(field)?.kind.write(answer)
}
