//! # `own_repeats_sum`: what a body says of itself is the sum of its units over again
//!
//! What it does: compares each number of the own answer with what the units below add up to; small
//! numbers may be alike by chance. Where units count by being there (`counts_itself`), so many typed or
//! more are those units over again. While sheets are missing, people who are more than those of the sheets
//! that came, by no more than half, may be those of all.
//! Why it matters: whoever is used to typing the total gets it twice, for the units are added to it.
//! Example: the units have 6.025 members together, and 6.025 is typed beside them; 18 cells sent, and
//! "20 chi bộ" is typed beside them; five cells of six have 117 members, and 138 is typed.

use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::Counts;
use crate::language::{Lang, Words};
use crate::number::{Decimal, Known};
use crate::shared::Arc;
use crate::sheet::{Contribution, ItemAnswer, Place};
use crate::template::{Field, Item};

pub(super) const CHECK: Check =
    Check { id: "own_repeats_sum", gravity: Gravity::Doubt, find: Find::Item(find) };

/// From this number on two are hardly the same by chance.
const LEAST: i128 = 8;

fn find(context: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        let Some(collected) = answer.collected.as_ref().filter(|_| !answer.own.is_blank()) else {
            continue;
        };
        let Some(own) = field.kind.total(&answer.own) else { continue };
        let exact = |total: &crate::kinds::Total, part: &str| {
            total.sum(part)?.figure().as_ref().and_then(Known::as_exact)
        };
        let there = there_itself(context, item, field);
        let lacks = collected.gave < collected.units || is_awaiting(context);
        let repeats = field.kind.numbers().into_iter().find_map(|(part, name)| {
            let number = exact(&own, &part)?;
            // 404 beside "hơn 404" is the total as well: who adds by hand drops the doubt.
            let theirs = collected.value.sum(&part).and_then(|sum| sum.figure());
            let same = number >= Decimal::whole(LEAST)
                && theirs.is_some_and(|theirs| theirs.low == number || theirs.high == number);
            let over_again = there > 0 && number >= Decimal::whole(there);
            let people = field.kind.counts(&part) == Some(Counts::People);
            let all_of_them = theirs.as_ref().and_then(Known::as_exact).filter(|sum| {
                let (own, sum) = (number.thousandths(), sum.thousandths());
                let near = sum >= Decimal::whole(LEAST).thousandths() && 2 * own <= 3 * sum;
                lacks && people && own > sum && near
            });
            let why = match (same, over_again, all_of_them) {
                (true, ..) => Why::Same,
                (_, true, _) => Why::OverAgain,
                (.., Some(sum)) => Why::AllOfThem(sum),
                _ => return None,
            };
            Some((number, name, why))
        });
        let Some((number, name, why)) = repeats else { continue };
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
            words: match why {
                Why::Same => Words::new(
                    format!("{}: phần của chính đơn vị ghi {}, bằng đúng tổng các đơn vị gửi lên, nên báo cáo cộng cả hai.", label(Lang::Vi), said(Lang::Vi)),
                    format!("{}: the own part is {}, just what the units add up to, so the report adds the two.", label(Lang::En), said(Lang::En)),
                ),
                Why::AllOfThem(sum) => Words::new(
                    format!("{}: phần của chính đơn vị ghi {}, hơn tổng {} của các phiếu đã có một chút, mà phiếu thì chưa đủ: có thể đó là số của tất cả.", label(Lang::Vi), said(Lang::Vi), sum.print(Lang::Vi)),
                    format!("{}: the own part is {}, a little above the {} of the sheets that came, and some did not: it may be the number of all.", label(Lang::En), said(Lang::En), sum.print(Lang::En)),
                ),
                Why::OverAgain => Words::new(
                    format!("{}: phần của chính đơn vị ghi {}, trong khi {there} đơn vị trực tiếp gửi phiếu đã được cộng, mỗi đơn vị là một.", label(Lang::Vi), said(Lang::Vi)),
                    format!("{}: the own part is {}, while {there} units that sent a sheet are counted already, each as one.", label(Lang::En), said(Lang::En)),
                ),
            },
            advice: if why != Why::OverAgain {
                Words::new(
                    "Nếu ô này ghi tổng số thì hãy xóa, vì tổng được cộng sẵn; nếu đúng là phần riêng của đơn vị thì giữ lại và nêu lý do.",
                    "If it is the total, delete it, for the sum is made already; if it is the body's own part, keep it with a reason.",
                )
            } else {
                Words::new(
                    "Ô này chỉ ghi thêm những nơi không gửi phiếu; nếu số đã ghi gồm cả các đơn vị gửi phiếu thì hãy trừ đi.",
                    "Write only those that send no sheet; if the number holds the units that sent one, take them off.",
                )
            },
            seen: said(Lang::Vi),
            kept: None,
        });
    }
}

/// Why a number is taken for one of all.
#[derive(Clone, Copy, PartialEq)]
enum Why {
    /// It is the sum of the units.
    Same,
    /// The units that sent count as one each.
    OverAgain,
    /// It is a little more than this sum, of not all units.
    AllOfThem(Decimal),
}

/// Whether units are expected that did not send.
fn is_awaiting(context: &Context) -> bool {
    let below = &context.sheet.below;
    below.roster.len() > below.units.iter().filter(|unit| unit.within.is_empty()).count()
}

/// How many units that sent directly count as one of what the field counts, by being there.
fn there_itself(context: &Context, item: &Item, field: &Field) -> i128 {
    if field.counts_itself.is_empty() {
        return 0;
    }
    let itself = |unit: &&Arc<Contribution>| {
        let one = field.itself(&unit.unit.kind);
        one.is_some() && unit.answer(&item.code, &field.code) == one.as_ref()
    };
    let direct = context.sheet.below.units.iter().filter(|unit| unit.within.is_empty());
    i128::try_from(direct.filter(itself).count()).unwrap_or(i128::MAX)
}
