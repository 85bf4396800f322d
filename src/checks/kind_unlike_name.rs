//! # `kind_unlike_name`: the unit is called one kind of unit, and another kind with another letterhead was
//! chosen
//!
//! What it does: compares the kind that the unit's name begins with and the kind that was chosen, where
//! the two print on different letterheads.
//! Why it matters: a Party cell's report would go out on the state's letterhead, signed by its secretary.
//! Example: “Chi bộ Trường THCS Lê Lợi”, kind of unit “school”.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::{Lang, Words};
use crate::sheet::{HeadField, Place};

pub(super) const CHECK: Check =
    Check { id: "kind_unlike_name", gravity: Gravity::Doubt, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    let Context { template, sheet } = context;
    let named = template.kind_named(sheet.unit.name.text());
    let Some((named, chosen)) = named.zip(template.unit_kind(&sheet.unit.kind)) else { return };
    if named.letterhead == chosen.letterhead {
        return;
    }
    let (name, kind) = (|lang: Lang| named.name.get(lang), |lang: Lang| chosen.name.get(lang));
    out.push(Finding {
        check: CHECK.id,
        gravity: CHECK.gravity,
        place: Place::Head(HeadField::UnitKind),
        words: Words::new(
            format!("Tên đơn vị là “{}…” nhưng loại đơn vị đã chọn là “{}”.", name(Lang::Vi), kind(Lang::Vi)),
            format!("The name begins like “{}”, but the kind of unit is “{}”.", name(Lang::En), kind(Lang::En)),
        ),
        advice: Words::new(
            "Loại đơn vị quyết định thể thức in báo cáo của Đảng hay của cơ quan nhà nước. Hãy chọn lại loại đơn vị.",
            "The kind decides between the Party's and the state's letterhead. Choose it again.",
        ),
        seen: format!("{} {}", named.code, chosen.code),
        kept: None,
    });
}
