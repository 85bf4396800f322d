//! # `signing_date_unclear`: the date under which the report is signed does not read
//!
//! What it does: reads the letterhead's date; where none was typed it is written by hand.
//! Why it matters: it stands at the head of the paper as it was typed.
//! Example: 30/2/2020.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::Words;
use crate::number::Read;
use crate::sheet::{HeadField, Place};

pub(super) const CHECK: Check =
    Check { id: "signing_date_unclear", gravity: Gravity::Contradiction, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    let date = &context.sheet.letterhead.date;
    let Read::Unreadable(fault) = date.read() else { return };
    let label = Words::new("Ngày ký báo cáo", "Date of signing");
    let (words, advice) = crate::kinds::unreadable(fault, &label, date.text());
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
