//! # `period_outside_form`: the period lies outside the years of the form's directive
//!
//! What it does: compares the period with the years in which the form was in use, and in the first of
//! them with the day on which its first document was issued.
//! Why it matters: the report would say that the unit carried out a directive which had not been
//! issued, or no longer counted.
//! Example: Directive 07 of 2026, period 2014.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::{Date, Lang, Words};
use crate::sheet::{HeadField, Place};

pub(super) const CHECK: Check =
    Check { id: "period_outside_form", gravity: Gravity::Doubt, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    let Context { template, sheet } = context;
    let Some((first, last)) = sheet.period.bounds() else { return };
    let years = template.years;
    let (first_year, last_year) = (first / 10_000, last / 10_000);
    let ended = years.to.is_some_and(|to| first_year > u32::from(to));
    let is_first = last_year == u32::from(years.from);
    let issued = template.documents.first().filter(|_| is_first);
    let issued = issued.and_then(|basis| Date::read(&basis.date).ok());
    let before = issued.filter(|day| day.earliest().is_some_and(|day| last < day));
    if !ended && last_year >= u32::from(years.from) && before.is_none() {
        return;
    }
    let from = |lang| before.map_or_else(|| years.from.to_string(), |day| day.print(lang));
    let since = |lang: Lang| match (years.to, lang) {
        (Some(to), _) => format!("{} - {to}", from(lang)),
        (None, Lang::Vi) => format!("từ {}", from(lang)),
        (None, Lang::En) => format!("since {}", from(lang)),
    };
    let period = |lang| sheet.period.print(lang);
    out.push(Finding {
        check: CHECK.id,
        gravity: CHECK.gravity,
        place: Place::Head(HeadField::PeriodFrom),
        words: Words::new(
            format!(
                "Kỳ báo cáo ({}) nằm ngoài thời gian thực hiện {} ({}).",
                period(Lang::Vi),
                template.short.vi,
                since(Lang::Vi)
            ),
            format!(
                "The period reported on ({}) lies outside the time of {} ({}).",
                period(Lang::En),
                template.short.en,
                since(Lang::En)
            ),
        ),
advice: Words::new("Hãy chuyển sang mẫu của thời gian đó ở trang “Đơn vị và kỳ báo cáo”; nếu vẫn báo cáo theo mẫu này thì giữ lại và nêu lý do.", "Change to the form of that time on the page “Unit and period”, or keep it with a reason."),
        seen: format!("{first_year} {last_year} {}", template.id),
        kept: None,
    });
}
