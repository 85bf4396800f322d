//! A file as a consolidator takes it in: what is added or counted of it, without the rest.
//!
//! [`read`](super::read) makes a sheet that a person goes on with; here thousands come at once and
//! nobody types in them. So a file whose fingerprint holds, byte for byte, is neither printed again
//! nor made into a sheet; any other goes the long way.

use super::Library;
use super::below_record::{BelowRecord, PastRecord, kept_by_finding};
use super::envelope::{KeptRecord, Ordered, PeriodRecord, TemplateRecord, UnitRecord, unit};
use super::{Refusal, fingerprint, look};
use crate::kinds::Record;
use crate::kinds::few::Code;
use crate::kinds::{typed_alone, with_all};
use crate::roll_up;
use crate::shared::Arc;
use crate::sheet::Period;
use crate::sheet::below::{Answers, Contribution, add_itself, short};
use crate::sheet::below::{still_kept, with_overlap};
use crate::template::Template;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::rc::Rc;

/// A file taken in.
#[derive(Clone, Debug)]
pub struct Received {
    /// The form it answers.
    pub template: Rc<Template>,
    /// The period it is for.
    pub period: Period,
    /// What its unit gives itself.
    pub own: Contribution,
    /// What the units in it gave, where it is a consolidated sheet.
    pub units: Vec<Arc<Contribution>>,
    /// Whether the content is not what was fingerprinted.
    pub altered: bool,
    /// Whether nothing was answered, not even in words.
    pub blank: bool,
}

/// A file as it is taken in: what is not added or counted is passed over, not kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lean {
    phieu: u32,
    template: TemplateRecord,
    sheet: String,
    revision: u32,
    #[serde(default)]
    previous: Option<String>,
    fingerprint: String,
    #[serde(default)]
    history: Vec<PastRecord>,
    #[serde(default, rename = "returned_by")]
    _returned_by: IgnoredAny,
    unit: UnitRecord,
    period: PeriodRecord,
    #[serde(default, rename = "letterhead")]
    _letterhead: IgnoredAny,
    answers: Ordered<Ordered<Record>>,
    #[serde(default)]
    kept: Vec<KeptRecord>,
    #[serde(default, rename = "own_words")]
    _own_words: IgnoredAny,
    #[serde(default, rename = "asked")]
    _asked: IgnoredAny,
    #[serde(default, rename = "set_aside")]
    _set_aside: IgnoredAny,
    #[serde(default, rename = "appendix")]
    _appendix: IgnoredAny,
    #[serde(default, rename = "remarks")]
    _remarks: IgnoredAny,
    #[serde(default, deserialize_with = "with_all")]
    below: Option<BelowRecord>,
    /// A file that carries its form goes the long way.
    #[serde(default)]
    form: Option<IgnoredAny>,
}

/// Takes a file in.
///
/// # Errors
/// [`Refusal`], as [`read`](super::read) has it.
pub fn receive(bytes: &[u8], library: &Library) -> Result<Received, Refusal> {
    let text = look::text_of(bytes)?;
    // Straight into the type: the tree of `json` is for pages whose size counts more than speed.
    if let Ok(lean) = typed_alone(|| serde_json::from_str::<Lean>(&text))
        && lean.phieu == super::FORMAT
        && lean.form.is_none()
        && !lean.sheet.trim().is_empty()
        && fingerprint::of(&text, &lean.fingerprint).as_deref() == Some(&lean.fingerprint)
        && let Some(template) = library.find(&lean.template.id, &lean.template.version)
    {
        return lean.received(template);
    }
    let opened = super::read(bytes, library)?;
    let mut own = Contribution::of(&opened.template, &opened.sheet);
    own.revision = opened.saved.revision;
    own.fingerprint = opened.saved.fingerprint;
    own.history = opened.saved.history.into_iter().map(|past| past.fingerprint).collect();
    own.missing = roll_up::missing(own.unit.name.text(), &opened.sheet.below);
    let mut fields = opened.sheet.items.values().flat_map(|item| item.fields.values());
    let blank = fields.all(|field| field.own.is_blank() && field.whole.is_none());
    Ok(Received {
        template: opened.template,
        period: opened.sheet.period.clone(),
        own,
        units: opened.sheet.below.units.clone(),
        altered: opened.altered,
        blank,
    })
}

impl Lean {
    fn received(self, template: Rc<Template>) -> Result<Received, Refusal> {
        let mut history: Vec<String> =
            self.history.into_iter().map(|past| past.fingerprint).collect();
        if let Some(previous) = self.previous.as_deref().map(short)
            && history.last().is_none_or(|last| last != previous)
        {
            history.push(previous.to_owned());
        }
        let below = self.below.map(|below| below.read(&template)).transpose()?;
        let unit = unit(self.unit);
        let missing = below.as_ref().map(|below| roll_up::missing(unit.name.text(), below));
        let units = below.map(|below| below.units).unwrap_or_default();
        let mut own = Contribution {
            unit,
            missing: missing.unwrap_or_default(),
            sheet: self.sheet,
            revision: self.revision,
            fingerprint: self.fingerprint,
            history,
            consolidates: !units.is_empty(),
            ..Contribution::default()
        };
        let mut kept = kept_by_finding(self.kept);
        let (mut answers, mut wholes) = (Vec::new(), Vec::new());
        let mut blank = true;
        for (code, fields) in self.answers.0 {
            let Some(item) = template.item(&code) else {
                return Err(Refusal::UnknownItem { item: code });
            };
            for (field, record) in fields.0 {
                let Some(spec) = item.field(&field).map(|field| &field.kind) else {
                    return Err(Refusal::UnknownField { item: code, field });
                };
                if record.name() != spec.name() {
                    let found = record.name().to_owned();
                    return Err(Refusal::OtherKind { item: code, field, found });
                }
                let answer = record.read();
                blank &= answer.own.is_blank() && answer.whole.is_none();
                if let Some(asked) = item.field(&field) {
                    if kept.iter().next().is_some() {
                        kept = still_kept(&kept, item, asked, &answer.own, &own.unit.kind);
                    }
                    with_overlap(&mut kept, item, asked, &answer.own);
                }
                if !answer.own.is_blank()
                    && let Some(total) = spec.total(&answer.own)
                {
                    answers.push((Code::of(&code), Code::of(&field), total.trimmed()));
                }
                if let Some(total) = answer.whole.as_ref().and_then(|whole| spec.total(whole)) {
                    wholes.push((Code::of(&code), Code::of(&field), total.trimmed()));
                }
            }
        }
        own.kept = kept;
        add_itself(&template, &own.unit.kind, &mut answers);
        (own.answers, own.wholes) = (Answers::of(answers), Answers::of(wholes));
        Ok(Received {
            period: super::envelope::period(&self.period),
            template,
            own,
            units,
            altered: false,
            blank,
        })
    }
}
