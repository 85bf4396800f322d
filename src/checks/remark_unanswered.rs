//! # `remark_unanswered`: the body above has remarked on an item, and the unit has not answered
//!
//! What it does: finds the remarks of a returned file in whose answer nothing stands.
//! Why it matters: the file came back for their sake; sent again without an answer it comes back
//! again.
//! Example: “B1: last year it was 250; why 257 now?”, and an empty box below it.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::Words;
use crate::sheet::Place;

pub(super) const CHECK: Check =
    Check { id: "remark_unanswered", gravity: Gravity::Doubt, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    for (id, remark) in context.sheet.remarks.iter().filter(|(_, remark)| !remark.is_answered()) {
        let (by, text) = (remark.by.trim(), remark.text.trim());
        out.push(Finding {
            check: CHECK.id,
            gravity: CHECK.gravity,
            place: Place::Remark { item: remark.item.clone(), id: id.clone() },
            words: Words::new(
                format!("{by} nhận xét: “{text}”"),
                format!("{by} remarks: “{text}”"),
            ),
            advice: Words::new("Hãy trả lời ngay dưới nhận xét đó.", "Answer below that remark."),
            seen: text.to_owned(),
            kept: None,
        });
    }
}
