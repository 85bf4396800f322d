//! # `date_outside_period`: an event lies outside the period
//!
//! What it does: compares the dates of events (study conferences, contests, inspections) with the
//! period of the sheet. Documents and reviews may lie outside; the template marks events.
//! Why it matters: a figure of another year would be counted twice.
//! Example: period 2023, conference on 5/01/2012.

use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::Moment;
use crate::language::Lang;
use crate::language::Words;
use crate::sheet::{ItemAnswer, Place};
use crate::template::Item;

pub(super) const CHECK: Check =
    Check { id: "date_outside_period", gravity: Gravity::Doubt, find: Find::Item(find) };

fn find(context: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    let period = &context.sheet.period;
    let Some((first, last)) = period.bounds() else { return };
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        for (cell, date, moment) in field.kind.dates(&answer.own) {
            let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) else { continue };
            // Fires only when no day the date can mean lies within the period.
            if moment != Moment::Event || (latest >= first && earliest <= last) {
                continue;
            }
            let (date_vi, date_en) = (date.print(Lang::Vi), date.print(Lang::En));
            out.push(Finding {
                check: CHECK.id,
                gravity: CHECK.gravity,
                place: Place::answer(&item.code, &field.code, cell),
                words: Words::new(
                    format!(
                        "{}: {date_vi} nằm ngoài kỳ báo cáo ({}).",
                        item.title.vi,
                        period.print(Lang::Vi)
                    ),
                    format!(
                        "{}: {date_en} lies outside the period reported on ({}).",
                        item.title.en,
                        period.print(Lang::En)
                    ),
                ),
                advice: Words::new(
                    "Hãy xem lại ngày; nếu đúng thì giữ lại và nêu lý do.",
                    "Check the date, or keep it with a reason.",
                ),
                seen: format!("{date_vi} {first} {last}"),
                kept: None,
            });
        }
    }
}
