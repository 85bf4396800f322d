//! # `own_words_stale`: the unit's own words stand for a sentence that has changed
//!
//! What it does: compares the sentence as it is made now with the one that the unit replaced; of a
//! consolidated sheet both are made of what was joined.
//! Why it matters: the words may still hold the old figure.
//! Example: "290 mô hình" was rewritten by hand; then the answer became 291.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::{Lang, Words};
use crate::roll_up;
use crate::sheet::Place;
use crate::wording;

pub(super) const CHECK: Check =
    Check { id: "own_words_stale", gravity: Gravity::Doubt, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    if context.sheet.own_words.is_empty() {
        return;
    }
    let sheet = roll_up::reported(context.template, context.sheet);
    for (key, own) in &context.sheet.own_words {
        let made = wording::made(context.template, &sheet, key, Lang::Vi);
        if made.as_deref() == Some(own.instead_of.as_str()) {
            continue;
        }
        let none = made.is_none();
        let made = made.unwrap_or_default();
        let section = key.split_once('/').and_then(|(item, _)| context.template.section_of(item));
        let (vi, en) = section.map_or_else(Default::default, |section| {
            let Words { vi, en } = &section.short;
            (format!(" ở mục “{vi}”"), format!(" in “{en}”"))
        });
        out.push(Finding {
            check: CHECK.id,
            gravity: CHECK.gravity,
            place: Place::Sentence(key.clone()),
            words: match none {
                // Nothing is left that the words could be put for.
                true => Words::new(
                    format!("Một câu của báo cáo{vi} do đơn vị tự viết vẫn được in, nhưng số liệu của câu đó đã bỏ trống."),
                    format!("A sentence of the report{en} in the unit's own words is still printed, but its figures were taken out."),
                ),
                false => Words::new(
                    format!("Một câu của báo cáo{vi} do đơn vị tự viết, nhưng số liệu của câu đó đã đổi. Câu theo số liệu mới: “{made}”"),
                    format!("A sentence of the report{en} is in the unit's own words, but its figures have changed. The sentence now: “{made}”"),
                ),
            },
            advice: match none {
                true => Words::new(
                    "Hãy bỏ câu tự viết, hoặc ghi lại số liệu.",
                    "Take the words out, or give the figures again.",
                ),
                false => Words::new(
                    "Hãy sửa câu tự viết hoặc dùng câu mới.",
                    "Mend the words or take the new sentence.",
                ),
            },
            seen: made,
            kept: None,
        });
    }
}
