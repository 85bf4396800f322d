//! # `event_after_signing`: an event or a document of the report is of after the day on which it was signed
//!
//! What it does: compares the dates of events, and of documents issued, with the date of signing on the letterhead.
//! Why it matters: the report would tell as done what could only have been planned.
//! Example: signed on 16/12/2019, conference on 20/12/2019.

use super::signing_date::is_before_period;
use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::Moment;
use crate::language::{Lang, Words};
use crate::sheet::{ItemAnswer, Place};
use crate::template::Item;

pub(super) const CHECK: Check =
    Check { id: "event_after_signing", gravity: Gravity::Doubt, find: Find::Item(find) };

fn find(context: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    let Some(signed) = context.sheet.letterhead.date.read().value() else { return };
    // One wrong year would be said of every event.
    if is_before_period(context) {
        return;
    }
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        for (cell, date, moment) in field.kind.dates(&answer.own) {
            let (Some(day), Some(last)) = (date.earliest(), signed.latest()) else { continue };
            if moment == Moment::Other || day <= last {
                continue;
            }
            let said = |lang| (date.print(lang), signed.print(lang));
            let ((date_vi, signed_vi), (date_en, signed_en)) = (said(Lang::Vi), said(Lang::En));
            out.push(Finding {
                check: CHECK.id,
                gravity: CHECK.gravity,
                place: Place::answer(&item.code, &field.code, cell),
                words: Words::new(
                    format!("{}: {date_vi} sau ngày ký báo cáo ({signed_vi}).", item.title.vi),
                    format!(
                        "{}: {date_en} is after the day of signing ({signed_en}).",
                        item.title.en
                    ),
                ),
                advice: Words::new(
                    "Hãy xem lại hai ngày; nếu là việc sẽ làm thì giữ lại và nêu lý do.",
                    "Check the two dates; if it is still to come, keep it with a reason.",
                ),
                seen: format!("{date_vi} {signed_vi}"),
                kept: None,
            });
        }
    }
}
