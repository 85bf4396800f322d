//! # `required_blank`: something a report cannot do without is not there
//!
//! What it does: names required items without an answer, and the unit's name and the period.
//! Why it matters: the level above sends such a report back.
//! Example: no plan to implement the directive is named.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::Words;
use crate::sheet::{HeadField, Place};

pub(super) const CHECK: Check =
    Check { id: "required_blank", gravity: Gravity::Missing, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    let (template, sheet) = (context.template, context.sheet);
    let heads = [
        (HeadField::UnitName, "Chưa có tên đơn vị.", "The unit's name is missing."),
        (HeadField::UnitKind, "Chưa chọn loại đơn vị.", "The kind of unit is not chosen."),
        (HeadField::PeriodFrom, "Chưa có kỳ báo cáo.", "The period is missing."),
    ];
    for (field, vi, en) in heads {
        if sheet.head(field).trim().is_empty() {
            out.push(finding(Place::Head(field), Words::new(vi, en)));
        }
    }
    for section in &template.sections {
        for item in template.items_of(section) {
            let answers = sheet.items.get(&item.code);
            if !item.required || !sheet.is_asked(item) || answers.is_some_and(|a| a.answers(item)) {
                continue;
            }
            let Some(field) = item.own_fields().next().or(item.fields.first()) else { continue };
            let blank = field.kind.blank();
            let cell = field.kind.cells(&blank).into_iter().next().unwrap_or_default();
            let title = &item.title;
            // Of a task group only its status is asked here; what is in it has questions of its own.
            let words = match item.own_fields().next() {
                Some(_) => Words::new(
                    format!("“{}” còn để trống; báo cáo cần nội dung này.", title.vi),
                    format!("“{}” is still blank; the report needs it.", title.en),
                ),
                None => Words::new(
                    format!("“{}”: chưa chọn tình hình chung; báo cáo cần nội dung này.", title.vi),
                    format!("“{}”: how far it is was not chosen; the report needs it.", title.en),
                ),
            };
            out.push(finding(Place::answer(&item.code, &field.code, cell), words));
        }
    }
}

fn finding(place: Place, words: Words) -> Finding {
    Finding {
        check: CHECK.id,
        gravity: CHECK.gravity,
        place,
        words,
        advice: Words::default(),
        seen: String::new(),
        kept: None,
    }
}
