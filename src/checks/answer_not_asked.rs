//! # `answer_not_asked`: an answer to something that this kind of unit is not asked
//!
//! What it does: names items in which something stands although the unit's kind is not asked it,
//! and the unit has not said that it wants to answer.
//! Why it matters: after the kind of unit was changed, the answers of the old one would go on
//! being printed and added without anybody's having decided so.
//! Example: a district's committee became a cell; what it wrote of its subordinate units is
//! still there.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::{Lang, Words, join};
use crate::sheet::{ItemAnswer, Place};
use crate::template::Item;

pub(super) const CHECK: Check =
    Check { id: "answer_not_asked", gravity: Gravity::Doubt, find: Find::Item(find) };

fn find(context: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    let unasked = answers.unasked(item, &context.sheet.asking(&item.code));
    let Some((field, cell)) =
        unasked.first().and_then(|(field, cells)| Some((field, cells.first()?.clone())))
    else {
        return;
    };
    let names = |lang: Lang| {
        let fields = unasked.iter().filter_map(|(code, _)| item.field(code));
        join(&fields.map(|f| f.label.get(lang).to_owned()).collect::<Vec<_>>(), lang)
    };
    let title = &item.title;
    out.push(Finding {
        check: CHECK.id,
        gravity: CHECK.gravity,
        place: Place::answer(&item.code, field, cell),
        words: Words::new(
            format!(
                "“{}”: loại đơn vị đã chọn không được hỏi, nhưng phiếu đang có câu trả lời ở {}.",
                title.vi,
                names(Lang::Vi)
            ),
            format!(
                "“{}”: this kind of unit is not asked, but there is an answer under {}.",
                title.en,
                names(Lang::En)
            ),
        ),
        advice: Words::new(
            "Hãy chọn giữ lại trong báo cáo, để riêng ra ngoài báo cáo, hoặc xóa.",
            "Keep it in the report, take it out of the report, or delete it.",
        ),
        seen: String::new(),
        kept: None,
    });
}
