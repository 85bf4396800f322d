//! A consolidated sheet as one sheet: what was collected put into its place, and own and collected
//! read together.

use super::roster::came;
use super::totals::{Totals, totals};
use crate::kinds::{Answer, Collected, Field, Spec, Total};
use crate::shared::Arc;
use crate::sheet::{Contribution, ItemAnswer, Sheet};
use crate::template::Template;
use std::borrow::Cow;
use std::cell::LazyCell;

/// A sheet that holds what these units gave, each sum in its question's `collected` slot. What the
/// unit typed itself stays as it is.
#[must_use]
pub fn collect(template: &Template, sheet: &Sheet, units: Vec<Arc<Contribution>>) -> Sheet {
    let sums = totals(template, &units);
    put_in(template, sheet, units, &sums)
}

/// The same with the sums that were made of the units already.
#[must_use]
pub fn put_in(
    template: &Template,
    sheet: &Sheet,
    units: Vec<Arc<Contribution>>,
    sums: &Totals,
) -> Sheet {
    let mut out = sheet.clone();
    for item in &template.items {
        let mut answers =
            ItemAnswer::clone(out.items.get(&item.code).map_or(&ItemAnswer::default(), |a| a));
        let before = answers.clone();
        for field in &item.fields {
            let sum = sums.get(&(item.code.clone(), field.code.clone()));
            let collected = sum.and_then(|sum| {
                let value = sum.value.clone()?;
                Some(Collected { value, units: sum.concerned(), gave: sum.gave, with_own: false })
            });
            if collected.is_none() && !answers.fields.contains_key(&field.code) {
                continue;
            }
            let answer = answers
                .fields
                .entry(field.code.clone())
                .or_insert_with(|| Field::blank(&field.kind));
            answer.collected = collected;
        }
        answers.fields.retain(|_, answer| !answer.is_blank());
        // Answers that did not change keep their place in memory: a draft knows them by it.
        if answers != before {
            out.items.insert(item.code.clone(), Arc::new(answers));
        }
    }
    let mut below = (*out.below).clone();
    below.units = units;
    out.below = Arc::new(below);
    out
}

/// The sheet that a report is made of: a consolidated one joined, any other as it is. The report,
/// the list of its sentences that may be put in other words and the check whether such words are
/// still true all read this one, or words would be put in the place of a sentence that no paper has.
pub fn reported<'a>(template: &Template, sheet: &'a Sheet) -> Cow<'a, Sheet> {
    // The page's first program hands a consolidated sheet over, and has no room to add up.
    if cfg!(rolls_up) && !sheet.below.units.is_empty() {
        return Cow::Owned(joined(template, sheet));
    }
    Cow::Borrowed(sheet)
}

/// The sheet as its report reads it: in every question the whole where it was stated, else what was
/// typed here joined with what was collected. A sheet without units below is itself.
///
/// Numbers join, and beside each stays what it was joined of: a report says how far it reaches. The
/// lines of lists do not join: a cell's plan is not one of its body, and a report that
/// says so is signed by somebody who never made it. They stand by unit in the
/// appendix, where that is printed whole, and in the file.
///
/// What was joined has no units below any more, so that nobody joins it again.
pub fn joined(template: &Template, sheet: &Sheet) -> Sheet {
    let mut out = sheet.clone();
    out.below = Arc::default();
    // A body below may lack some as well.
    let some_missing = LazyCell::new(|| {
        let below = &sheet.below;
        below.units.iter().any(|unit| !unit.missing.is_empty())
            || !came(sheet.unit.name.text(), below).1.is_empty()
    });
    for (code, answers) in &mut out.items {
        let Some(item) = template.item(code) else { continue };
        if answers.fields.values().all(|f| f.collected.is_none() && f.whole.is_none()) {
            continue;
        }
        let mut joined = ItemAnswer::clone(answers);
        for (field, answer) in &mut joined.fields {
            let Some(asked) = item.field(field) else { continue };
            let spec = &asked.kind;
            if let Some(whole) = answer.whole.take() {
                answer.own = whole;
                answer.collected = None;
                continue;
            }
            let Some(collected) = answer.collected.take() else { continue };
            // Where many answers do not make one, the unit's own words stand; beside a table of its own
            // what the columns of theirs add up to.
            if !adds(spec, &collected.value) {
                if !spec.numbers().is_empty() {
                    answer.collected = Some(collected);
                }
                continue;
            }
            let mut both = collected.value.clone();
            let own = (!answer.own.is_blank()).then(|| spec.total(&answer.own)).flatten();
            // A unit that sent nothing is there all the same, where being there is what counts.
            let more = (!asked.counts_itself.is_empty() && *some_missing).then(|| at_least(spec));
            let with_own = own.is_some();
            let beside = own.into_iter().chain(more.flatten()).map(Total::trimmed);
            if !beside.into_iter().all(|one| both.add(&one)) {
                continue;
            }
            if let Some(stand_in) = made_one(spec, &both) {
                answer.own = stand_in;
                answer.collected = Some(Collected { value: both, with_own, ..collected });
            }
        }
        *answers = Arc::new(joined);
    }
    out
}

/// What a unit gives that says that there are some more, or none: nobody knows how many.
fn at_least(spec: &Spec) -> Option<Total> {
    let mut answer = spec.blank();
    let cell = spec.cells(&answer).into_iter().next()?;
    spec.set(&mut answer, &cell, "từ 0 trở lên");
    spec.total(&answer)
}

/// The one answer that a total makes; none where many answers do not make one.
fn made_one(spec: &Spec, total: &Total) -> Option<Answer> {
    let answer = spec.stand_in(total);
    (!answer.is_blank() && answer.length().is_none()).then_some(answer)
}

/// Whether what units gave to a question makes one answer, to which the body's own is added.
pub fn adds(spec: &Spec, total: &Total) -> bool {
    made_one(spec, total).is_some()
}
