//! # `period_unclear`: the period does not read, or ends before it begins
//!
//! What it does: reads both ends of the period.
//! Why it matters: without a period no event can be placed, and the level above cannot tell which
//! report it got.
//! Example: from 2018 to 2016.

use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::{Day, Typed};
use crate::language::Words;
use crate::number::Read;
use crate::sheet::{HeadField, Period, Place};

pub(super) const CHECK: Check =
    Check { id: "period_unclear", gravity: Gravity::Contradiction, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    let period = &context.sheet.period;
    let mut say = |field, seen: &Typed<Day>, (words, advice)| {
        out.push(Finding {
            check: CHECK.id,
            gravity: CHECK.gravity,
            place: Place::Head(field),
            words,
            advice,
            seen: seen.text().to_owned(),
            kept: None,
        });
    };
    let ends = [
        (HeadField::PeriodFrom, &period.from, Words::new("Kỳ báo cáo, từ", "Period, from")),
        (HeadField::PeriodTo, &period.to, Words::new("Kỳ báo cáo, đến", "Period, to")),
    ];
    for (field, cell, label) in ends {
        if let Read::Unreadable(fault) = Period::day(cell) {
            say(field, cell, crate::kinds::unreadable(fault, &label, cell.text()));
        }
    }
    if period.bounds().is_some_and(|(first, last)| first > last) {
        say(
            HeadField::PeriodTo,
            &period.to,
            (
                Words::new(
                    "Kỳ báo cáo kết thúc trước khi bắt đầu.",
                    "The period ends before it begins.",
                ),
                Words::new("Hãy xem lại hai mốc thời gian.", "Check its two dates."),
            ),
        );
    }
}
