//! # `own_repeats_sum`: what a body says of itself is the sum of its units over again
//!
//! What it does: compares each number of the own answer with what the units below add up to; small
//! numbers may be alike by chance.
//! Why it matters: whoever is used to typing the total gets it twice, for the units are added to it.
//! Example: the units have 6.025 members together, and 6.025 is typed beside them.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::{Lang, Words};
use crate::number::{Decimal, Known};
use crate::sheet::{ItemAnswer, Place};
use crate::template::Item;

pub(super) const CHECK: Check =
    Check { id: "own_repeats_sum", gravity: Gravity::Doubt, find: Find::Item(find) };

/// From this number on two are hardly the same by chance.
const LEAST: i128 = 20;

fn find(_: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        let Some(collected) = answer.collected.as_ref().filter(|_| !answer.own.is_blank()) else {
            continue;
        };
        let Some(own) = field.kind.total(&answer.own) else { continue };
        let exact = |total: &crate::kinds::Total, part: &str| {
            total.sum(part)?.figure().as_ref().and_then(Known::as_exact)
        };
        let repeats = field.kind.numbers().into_iter().find_map(|(part, name)| {
            let number = exact(&own, &part)?;
            let same =
                number >= Decimal::whole(LEAST) && exact(&collected.value, &part) == Some(number);
            same.then_some((number, name))
        });
        let Some((number, name)) = repeats else { continue };
        let label = |lang| match name.get(lang) {
            "" => item.question(field).get(lang).to_owned(),
            name => format!("{} – {name}", item.question(field).get(lang)),
        };
        let cell = field.kind.cells(&answer.own).into_iter().next().unwrap_or_default();
        let said = |lang| number.print(lang);
        out.push(Finding {
            check: CHECK.id,
            gravity: CHECK.gravity,
            place: Place::answer(&item.code, &field.code, cell),
            words: Words::new(
                format!("{}: phần của chính đơn vị ghi {}, bằng đúng tổng các đơn vị gửi lên, nên báo cáo cộng cả hai.", label(Lang::Vi), said(Lang::Vi)),
                format!("{}: the own part is {}, just what the units add up to, so the report adds the two.", label(Lang::En), said(Lang::En)),
            ),
            advice: Words::new(
                "Nếu ô này ghi tổng số thì hãy xóa, vì tổng được cộng sẵn; nếu đúng là phần riêng của đơn vị thì giữ lại và nêu lý do.",
                "If it is the total, delete it, for the sum is made already; if it is the body's own part, keep it with a reason.",
            ),
            seen: said(Lang::Vi),
            kept: None,
        });
    }
}
