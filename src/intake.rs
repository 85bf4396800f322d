//! Intake (*nhận phiếu*): each of many files is taken in, or named with a reason in plain words.
//! Nothing bad stops the good.

use crate::file::{self, Library, Refusal};
use crate::language::{Lang, Words, name_key};
use crate::roll_up::Arrival;
use crate::shared::Arc;
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
    /// The name of the body that rolls up, as names are compared; "" where it has none, or where a
    /// unit below it has the same.
    pub body: String,
}

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is no whole file of ours.
    File(Refusal),
    /// It answers another form.
    OtherTemplate {
        /// Which, and for which period.
        found: Words,
        /// Which is wanted.
        wanted: Words,
    },
    /// It is for another period.
    OtherPeriod {
        /// What it gives, should the period wanted be mended.
        arrival: Arc<Arrival>,
        /// Which period is wanted.
        wanted: Period,
    },
    /// It is the consolidated sheet itself.
    Itself,
    /// It is a sheet of the very body that rolls up, not of one below it.
    Own,
    /// Nothing was answered in it: a starter file that came back as it was sent out, or a sheet that was
    /// only begun. Its unit still owes its report.
    Blank,
    /// The browser or the system does not give what is in it.
    Unreadable,
}

impl Wanted {
    /// What the collection of a sheet takes in.
    pub fn of(template: &Template, sheet: &Sheet) -> Wanted {
        let body = name_key(sheet.unit.name.text());
        let listed = sheet.below.roster.iter().any(|line| name_key(&line.name) == body);
        Wanted {
            body: if listed { String::new() } else { body },
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
pub fn receive(bytes: &[u8], wanted: &Wanted, library: &Library) -> Result<Arc<Arrival>, Why> {
    let file = file::receive(bytes, library).map_err(Why::File)?;
    let (id, version) = (&file.template.id, &file.template.version);
    if *id != wanted.template.id || *version != wanted.template.version {
        // The version says something only where the names are the same; "2026.1" reads like a year.
        let same = *id == wanted.template.id;
        let named = |short: &Words, version: &str| {
            let of = |lang| match same {
                true => format!("{} ({version})", short.get(lang)),
                false => short.get(lang).to_owned(),
            };
            Words::new(of(Lang::Vi), of(Lang::En))
        };
        let mut found = named(&file.template.short, version);
        // Last year's file came by mistake as often as one of another directive.
        if file.period.bounds().is_some() {
            found.vi.push_str(&format!(", kỳ {}", file.period.print(Lang::Vi)));
            found.en.push_str(&format!(", for {}", named_period(&file.period, Lang::En)));
        }
        return Err(Why::OtherTemplate {
            found,
            wanted: named(&wanted.short, &wanted.template.version),
        });
    }
    if file.own.sheet == wanted.own {
        return Err(Why::Itself);
    }
    if !wanted.body.is_empty() && name_key(file.own.unit.name.text()) == wanted.body {
        return Err(Why::Own);
    }
    if file.blank && file.units.is_empty() {
        return Err(Why::Blank);
    }
    let arrival = Arrival::new(file.own, file.units, file.altered);
    for_period(Arc::new(Arrival { period: file.period, ..arrival }), &wanted.period)
}

/// Whether a file is for the period wanted, where that reads.
///
/// # Errors
/// [`Why::OtherPeriod`] where it is for another.
pub fn for_period(arrival: Arc<Arrival>, wanted: &Period) -> Result<Arc<Arrival>, Why> {
    let bounds = wanted.bounds();
    if bounds.is_some() && arrival.period.bounds() != bounds {
        return Err(Why::OtherPeriod { arrival, wanted: wanted.clone() });
    }
    Ok(arrival)
}

/// A period by its name: in English a sentence has it with "in" before it.
fn named_period(period: &Period, lang: Lang) -> String {
    let said = period.print(lang);
    match said.strip_prefix("in ") {
        Some(bare) if lang == Lang::En => bare.to_owned(),
        _ => said,
    }
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
            Why::Own => "own",
            Why::Blank => "blank",
            Why::Unreadable => "unreadable",
        }
    }

    /// What is wrong and what to do, in plain sentences.
    pub fn words(&self) -> Words {
        let said = |period: &Period, lang| {
            let said = named_period(period, lang);
            match (said.is_empty(), lang) {
                (false, _) => said,
                (true, Lang::Vi) => "chưa ghi".to_owned(),
                (true, Lang::En) => "not said".to_owned(),
            }
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
            Why::OtherPeriod { arrival, wanted } => Words::new(
                format!(
                    "Phiếu này của kỳ khác ({}); đang tổng hợp {}. Hãy đề nghị đơn vị gửi phiếu đúng kỳ, hoặc sửa kỳ ghi trong phiếu rồi gửi lại.",
                    said(&arrival.period, Lang::Vi),
                    said(wanted, Lang::Vi)
                ),
                format!(
                    "This sheet is for another period ({}); this collection is for {}. Ask the unit for the right period.",
                    said(&arrival.period, Lang::En),
                    said(wanted, Lang::En)
                ),
            ),
            Why::Itself => Words::new(
                "Đây là chính phiếu tổng hợp đang mở, không phải phiếu của đơn vị cấp dưới.",
                "This is the consolidated sheet that is open, not one of a unit below.",
            ),
            Why::Own => Words::new(
                "Đây là phiếu của chính đơn vị đang tổng hợp, nên không cộng như phiếu của cấp dưới. Nếu là phần việc của đơn vị mình: về trang đầu, bấm “Mở phiếu tổng hợp hoặc bộ tổng hợp”, chọn tệp này, rồi nhận tệp của các đơn vị vào đó.",
                "This is a sheet of the very body that rolls up, so it is not added as one of a unit below. To use it as your own part, open it on the first page with “Open a consolidated sheet or a collection” and take the units' files in there.",
            ),
            Why::Blank => Words::new(
                "Phiếu này còn trống: chưa có câu trả lời nào, có thể là tệp khởi đầu gửi lại nguyên như lúc nhận. Hãy đề nghị đơn vị điền rồi gửi tệp đã điền.",
                "This sheet is blank: nothing was answered; it may be the starter file, sent back as it was. Ask the unit to fill it in and to send that file.",
            ),
            Why::Unreadable => Words::new(
                "Không đọc được tệp này: tệp đã bị chuyển đi hoặc đổi tên, hoặc đây là một thư mục. Hãy thả lại; nếu là thư mục thì bấm “Chọn cả thư mục…”.",
                "This cannot be read: the file was moved or renamed, or it is a folder. Drop it again; for a folder press “Choose a folder…”.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::Typed;
    use crate::sheet::PeriodKind;

    /// "This collection is for in 2019" would have a word too many.
    #[test]
    fn a_period_is_named_without_the_word_before_it() {
        for (kind, named) in
            [(PeriodKind::Year, "2019"), (PeriodKind::HalfYear, "the first half of 2019")]
        {
            let period = Period { kind, from: Typed::new("2019"), to: Typed::new("") };
            assert_eq!(named_period(&period, Lang::En), named);
            assert_eq!(named_period(&period, Lang::Vi), period.print(Lang::Vi));
        }
    }
}
