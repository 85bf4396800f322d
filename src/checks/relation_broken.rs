//! # `relation_broken`: two numbers of different items do not stand as the template says
//!
//! What it does: compares the two sides of each relation of the template; doubtful figures fire
//! only when their whole intervals say so, and a blank side fires never.
//! Why it matters: contradictions between pages of a form are not seen by whoever fills them.
//! Example: more units with a plan than units there are.

use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::Cell;
use crate::language::{Lang, Words};
use crate::number::Known;
use crate::sheet::Place;
use crate::template::{Holds, Value};

pub(super) const CHECK: Check =
    Check { id: "relation_broken", gravity: Gravity::Contradiction, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    for relation in &context.template.relations {
        let Some(left) = value(context, &relation.left) else { continue };
        let right: Option<Vec<Known>> = relation.right.iter().map(|v| value(context, v)).collect();
        let Some(right) = right.and_then(|r| r.into_iter().reduce(|a, b| a.plus(&b))) else {
            continue;
        };
        let broken = match &relation.relation {
            Holds::Equal => !left.may_equal(&right),
            Holds::AtMost => left.surely_above(&right),
            Holds::Excludes(_) => false,
        };
        if !broken {
            continue;
        }
        let figures = |lang| (left.print(lang, false), right.print(lang, false));
        let ((left_vi, right_vi), (left_en, right_en)) = (figures(Lang::Vi), figures(Lang::En));
        let (vi, advice_vi) =
            with_figures(&relation.words.vi, &format!("{left_vi} so với {right_vi}"));
        let (en, advice_en) =
            with_figures(&relation.words.en, &format!("{left_en} against {right_en}"));
        let cell = Cell::new(relation.left.part.replace('.', "/"));
        let cell = if cell.path().is_empty() { Cell::new("value") } else { cell };
        out.push(Finding {
            check: CHECK.id,
            gravity: CHECK.gravity,
            place: Place::answer(&relation.left.item, &relation.left.field, cell),
            words: Words::new(vi, en),
            advice: Words::new(advice_vi, advice_en),
            seen: format!("{} {left_vi} {right_vi}", relation.code),
            kept: None,
        });
    }
}

/// What is wrong with what was seen behind it, and the template's next sentence: what to do about
/// it.
pub(super) fn with_figures<'a>(words: &'a str, figures: &str) -> (String, &'a str) {
    let (wrong, advice) = words.split_once(". ").unwrap_or((words.trim_end_matches('.'), ""));
    (format!("{wrong} ({figures})."), advice)
}

fn value(context: &Context, value: &Value) -> Option<Known> {
    let spec = context.template.item(&value.item)?.field(&value.field)?;
    let answer = context.sheet.field(&value.item, &value.field)?;
    spec.kind.number(&answer.own, &value.part)?.known()
}
