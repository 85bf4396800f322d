//! # `whole_differs`: the whole that a unit stated is not its own joined with what it collected
//!
//! What it does: compares a typed whole with own and collected together (DESIGN 3.3).
//! Why it matters: what goes upward is the typed whole, so a difference must be meant.
//! Example: own 3, collected 287, whole 300.

use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::Cell;
use crate::language::Words;
use crate::sheet::{ItemAnswer, Place};
use crate::template::Item;

pub(super) const CHECK: Check =
    Check { id: "whole_differs", gravity: Gravity::Contradiction, find: Find::Item(find) };

fn find(_: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        let (Some(whole), Some(collected)) = (&answer.whole, &answer.collected) else { continue };
        let whole = field.kind.total(whole);
        let own = field.kind.total(&answer.own);
        let joined = match (&own, answer.own.is_blank()) {
            (_, true) | (None, _) => Some(collected.value.clone()),
            (Some(own), false) => own.merge(&collected.value),
        };
        if whole.as_ref().zip(joined.as_ref()).is_none_or(|(whole, joined)| whole.says(joined)) {
            continue;
        }
        let label = &field.label;
        out.push(Finding {
            check: CHECK.id,
            gravity: CHECK.gravity,
            place: Place::answer(&item.code, &field.code, Cell::default()),
            words: Words::new(
                format!("{}: số chung tự ghi khác với số của đơn vị cộng số cấp dưới gửi lên.", label.vi),
                format!("{}: the whole stated differs from the unit's own joined with what it collected.", label.en),
            ),
            advice: Words::new(
                "Hãy xem lại hai số này; nếu đúng thì giữ lại và nêu lý do.",
                "Check the two numbers, or keep it with a reason.",
            ),
            seen: whole.map(|w| crate::json::print(&w, false)).unwrap_or_default(),
            kept: None,
        });
    }
}
