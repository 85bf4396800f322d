//! # `signing_date`: the date under which the report is signed does not read, or is before the period
//!
//! What it does: reads the letterhead's date, where one was typed; else it is written by hand. A report may
//! be signed before its period is over, but not before it begins.
//! Why it matters: it stands at the head of the paper as it was typed, and everything that was done would be
//! after it.
//! Example: 30/2/2020; 28/11/2025 under a report on 2026.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::{Lang, Words};
use crate::number::Read;
use crate::sheet::{HeadField, Place};

pub(super) const CHECK: Check =
    Check { id: "signing_date", gravity: Gravity::Contradiction, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    let date = &context.sheet.letterhead.date;
    let label = Words::new("Ngày ký báo cáo", "Date of signing");
    let (words, advice) = match date.read() {
        Read::Unreadable(fault) => crate::kinds::unreadable(fault, &label, date.text()),
        Read::Value(day) if is_before_period(context) => {
            let said = |lang| (day.print(lang), context.sheet.period.print(lang));
            let ((vi, period_vi), (en, period_en)) = (said(Lang::Vi), said(Lang::En));
            (
                Words::new(
                    format!("{}: {vi} là trước kỳ báo cáo ({period_vi}).", label.vi),
                    format!("{}: {en} is before the period reported on ({period_en}).", label.en),
                ),
                Words::new("Hãy xem lại năm của ngày ký.", "Check the year of the date."),
            )
        }
        _ => return,
    };
    out.push(Finding {
        check: CHECK.id,
        gravity: CHECK.gravity,
        place: Place::Head(HeadField::Date),
        words,
        advice,
        seen: date.text().to_owned(),
        kept: None,
    });
}

/// Whether the report is signed before its period begins: nothing is after such a day by its own fault.
pub(super) fn is_before_period(context: &Context) -> bool {
    let signed = context.sheet.letterhead.date.read().value().and_then(|date| date.latest());
    let first = context.sheet.period.bounds().map(|(first, _)| first);
    signed.zip(first).is_some_and(|(signed, first)| signed < first)
}
