//! # `read_differently`: a text now reads otherwise than when its file was written
//!
//! What it does: names the answers of an opened file whose typed text this program reads to
//! another value than the file says (DESIGN 3.3). Typing in the answer settles it.
//! Why it matters: a total made from the file's values and one made from its texts would differ.
//! Example: an older program read "1.500" m² as 1,5.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::Words;
use crate::sheet::{ItemAnswer, Place};
use crate::template::Item;

pub(super) const CHECK: Check =
    Check { id: "read_differently", gravity: Gravity::Doubt, find: Find::Item(find) };

fn find(context: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    if context.sheet.reread.is_empty() {
        return;
    }
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        let named = |(i, f): &(String, String)| *i == item.code && *f == field.code;
        if !context.sheet.reread.iter().any(named) {
            continue;
        }
        let cell = field.kind.cells(&answer.own).into_iter().next().unwrap_or_default();
        let label = &field.label;
        out.push(Finding {
            check: CHECK.id,
            gravity: CHECK.gravity,
            place: Place::answer(&item.code, &field.code, cell),
            words: Words::new(
                format!("{}: tệp ghi một giá trị khác với cách trang này đọc chữ đã gõ.", label.vi),
                format!(
                    "{}: the file holds another value than this page reads from the text.",
                    label.en
                ),
            ),
            advice: Words::new(
                "Hãy xem lại rồi gõ lại số cho rõ.",
                "Check it and type the number again, plainly.",
            ),
            seen: String::new(),
            kept: None,
        });
    }
}
