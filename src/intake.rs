//! Intake (*nhận phiếu*): each of many files is taken in, or named with a reason in plain words.
//! Nothing bad stops the good.

use crate::file::{self, Library, Refusal};
use crate::language::{Lang, Words};
use crate::roll_up::Arrival;
use crate::sheet::{Period, Sheet, TemplateRef};
use crate::template::Template;

/// What a collection takes in: files of one form for one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The form.
    pub template: TemplateRef,
    /// What the form is called.
    pub short: Words,
    /// The period; files of any are taken while it does not read.
    pub period: Period,
    /// The consolidated sheet's own id.
    pub own: String,
}

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is no whole file of ours.
    File(Refusal),
    /// It answers another form.
    OtherTemplate {
        /// Which.
        found: Words,
        /// Which is wanted.
        wanted: Words,
    },
    /// It is for another period.
    OtherPeriod {
        /// Which.
        found: Words,
        /// Which is wanted.
        wanted: Words,
    },
    /// It is the consolidated sheet itself.
    Itself,
}

impl Wanted {
    /// What the collection of a sheet takes in.
    pub fn of(template: &Template, sheet: &Sheet) -> Wanted {
        Wanted {
            template: sheet.template.clone(),
            short: template.short.clone(),
            period: sheet.period.clone(),
            own: sheet.id.clone(),
        }
    }
}

/// Takes a file in.
///
/// # Errors
/// [`Why`] it is not.
pub fn receive(bytes: &[u8], wanted: &Wanted, library: &Library) -> Result<Arrival, Why> {
    let file = file::receive(bytes, library).map_err(Why::File)?;
    let (id, version) = (&file.template.id, &file.template.version);
    if *id != wanted.template.id || *version != wanted.template.version {
        let named = |short: &Words, version: &str| {
            let of = |lang| format!("{} ({version})", short.get(lang));
            Words::new(of(Lang::Vi), of(Lang::En))
        };
        return Err(Why::OtherTemplate {
            found: named(&file.template.short, version),
            wanted: named(&wanted.short, &wanted.template.version),
        });
    }
    if file.own.sheet == wanted.own {
        return Err(Why::Itself);
    }
    if let Some(bounds) = wanted.period.bounds()
        && file.period.bounds() != Some(bounds)
    {
        let said = |period: &Period| Words::new(period.print(Lang::Vi), period.print(Lang::En));
        return Err(Why::OtherPeriod { found: said(&file.period), wanted: said(&wanted.period) });
    }
    Ok(Arrival::new(file.own, file.units, file.altered))
}

impl Why {
    /// A short name of the reason, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Why::File(Refusal::NewerFormat { .. }) => "newer_format",
            Why::File(Refusal::CutShort | Refusal::Broken { .. }) => "damaged",
            Why::File(
                Refusal::UnknownTemplate { .. }
                | Refusal::NewerTemplate { .. }
                | Refusal::OtherVersion { .. },
            )
            | Why::OtherTemplate { .. } => "other_template",
            Why::File(_) => "not_a_sheet",
            Why::OtherPeriod { .. } => "other_period",
            Why::Itself => "itself",
        }
    }

    /// What is wrong and what to do, in plain sentences.
    pub fn words(&self) -> Words {
        let blank = |said: &Words, lang| match (said.get(lang).is_empty(), lang) {
            (false, _) => said.get(lang).to_owned(),
            (true, Lang::Vi) => "chưa ghi".to_owned(),
            (true, Lang::En) => "not said".to_owned(),
        };
        match self {
            Why::File(refusal) => refusal.words(),
            Why::OtherTemplate { found, wanted } => Words::new(
                format!(
                    "Phiếu này trả lời mẫu {}, không phải mẫu {} đang tổng hợp. Hãy đề nghị đơn vị làm theo đúng mẫu.",
                    found.vi, wanted.vi
                ),
                format!(
                    "This sheet answers the form {}, not {}. Ask the unit to use the right form.",
                    found.en, wanted.en
                ),
            ),
            Why::OtherPeriod { found, wanted } => Words::new(
                format!(
                    "Phiếu này của kỳ khác ({}); đang tổng hợp {}. Hãy đề nghị đơn vị gửi phiếu đúng kỳ, hoặc sửa kỳ ghi trong phiếu rồi gửi lại.",
                    blank(found, Lang::Vi),
                    blank(wanted, Lang::Vi)
                ),
                format!(
                    "This sheet is for another period ({}); this collection is for {}. Ask the unit for the right period.",
                    blank(found, Lang::En),
                    blank(wanted, Lang::En)
                ),
            ),
            Why::Itself => Words::new(
                "Đây là chính phiếu tổng hợp đang mở, không phải phiếu của đơn vị cấp dưới.",
                "This is the consolidated sheet that is open, not one of a unit below.",
            ),
        }
    }
}
