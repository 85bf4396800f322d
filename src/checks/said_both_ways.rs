//! # `said_both_ways`: one answer says that there is none of it, and another tells of it
//!
//! What it does: looks at each exclusion of the template, where an answer such as “none” leaves no
//! room for others; and at each status that says that nothing was done, of an item or of a whole task
//! group, beside answers that list, count or choose several things. An explicit 0 tells of nothing; nor,
//! beside a status, do words, a date, one option or a total alone, which may belong to what is still to be done.
//! Why it matters: the report would say both, or be silent of one.
//! Example: “no award in the period”, beside a table of three awards.

use super::relation_broken::{answer, relations, with_figures};
use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::{Answer, Cell, Progress, State};
use crate::language::{Lang, Words, join};
use crate::number::Decimal;
use crate::sheet::Place;
use crate::template::{Field, Holds, STATUS};

pub(super) const CHECK: Check =
    Check { id: "said_both_ways", gravity: Gravity::Contradiction, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    let Context { template, sheet } = context;
    for relation in relations(context) {
        let Holds::Excludes(none) = &relation.relation else { continue };
        // Beside what units gave, the body's own “none” is not that of the whole.
        let says = answer(context, &relation.left).is_some_and(|(field, answer)| {
            answer.collected.is_none() && field.kind.states(&answer.own).contains(none)
        });
        if !says {
            continue;
        }
        let mut place = None;
        let mut fields = Vec::new();
        for value in &relation.right {
            let Some((field, answer)) = answer(context, value) else { continue };
            let states = field.kind.states(&answer.own);
            let tells = !states.contains(&State::None) && !states.contains(&State::NoneToDo);
            if states.contains(&State::Given) && tells {
                place.get_or_insert_with(|| {
                    let cell = field.kind.cells(&answer.own).into_iter().next();
                    Place::answer(&value.item, &value.field, cell.unwrap_or_default())
                });
                fields.push((field, &answer.own));
            }
        }
        let Some(place) = place else { continue };
        let said = |lang| with_figures(relation.words.get(lang), &names(&fields, lang));
        let ((vi, advice_vi), (en, advice_en)) = (said(Lang::Vi), said(Lang::En));
        let words = (Words::new(vi, en), Words::new(advice_vi, advice_en));
        out.push(finding(place, words, &relation.code, &fields));
    }
    for (code, answers) in &sheet.items {
        let Some(item) = template.item(code) else { continue };
        let progress = answers.fields.get(STATUS).and_then(|field| field.own.progress());
        let Some((progress @ (Progress::NotStarted | Progress::NotConcerned), _)) = progress else {
            continue;
        };
        // The status of a task group is that of all that is asked in it.
        let group = template.section(code).filter(|section| section.group);
        let mut fields: Vec<Told> = Vec::new();
        for (other, answers) in &sheet.items {
            let Some(asked) = template.item(other) else { continue };
            let inside = group.is_some_and(|group| group.items.contains(other));
            if other != code && !(inside && sheet.is_asked(asked)) {
                continue;
            }
            for field in asked.own_fields().filter(|field| !field.undone) {
                let answer = answers.fields.get(&field.code).map(|answer| &answer.own);
                fields.extend(answer.filter(|own| tells(field, own)).map(|own| (field, own)));
            }
        }
        if fields.is_empty() {
            continue;
        }
        let words = Words::new(
            format!(
                "{}: ghi “{}” nhưng vẫn có câu trả lời ở {}.",
                item.title.vi,
                progress.name(Lang::Vi),
                names(&fields, Lang::Vi)
            ),
            format!(
                "{}: “{}”, yet there is an answer under {}.",
                item.title.en,
                progress.name(Lang::En),
                names(&fields, Lang::En)
            ),
        );
        let advice = Words::new(
            "Hãy chọn lại tình hình, hoặc xóa câu trả lời không còn đúng.",
            "Choose the status again, or delete the answer that does not hold.",
        );
        let place = Place::answer(code, STATUS, Cell::new("progress"));
        out.push(finding(place, (words, advice), progress.code(), &fields));
    }
}

/// Whether an answer surely tells of something that was done: a number above 0 (of a share what
/// was done), a line of a list, several options.
fn tells(field: &Field, answer: &Answer) -> bool {
    let kind = &field.kind;
    let above_zero = |part: &str| {
        let number = kind.number(answer, part);
        number.is_some_and(|n| n.known().is_none_or(|known| known.low > Decimal::default()))
    };
    let states = kind.states(answer);
    let whole = kind.share_parts().is_empty();
    states.iter().filter(|state| matches!(state, State::Is(_))).count() > 1
        || above_zero("count")
        || kind
            .numbers()
            .iter()
            .any(|(part, _)| (whole || part.ends_with("done")) && above_zero(part))
}

/// A field that tells of something, with its answer.
type Told<'a> = (&'a Field, &'a Answer);

/// So many are named; a whole task group may have dozens.
const NAMED: usize = 3;

fn names(fields: &[Told], lang: Lang) -> String {
    let named = fields.iter().take(NAMED).map(|(field, _)| field.label.get(lang).to_owned());
    join(&named.collect::<Vec<_>>(), lang)
}

fn finding(place: Place, (words, advice): (Words, Words), code: &str, fields: &[Told]) -> Finding {
    // A reason is bound to what was typed: another number is another contradiction.
    let mut seen = code.to_owned();
    for (field, answer) in fields {
        for part in std::iter::once(field.code.clone())
            .chain(field.kind.cells(answer).iter().filter_map(|cell| answer.get(cell)))
            .filter(|part| !part.is_empty())
        {
            seen.push(' ');
            seen.push_str(&part);
        }
    }
    Finding { check: CHECK.id, gravity: CHECK.gravity, place, words, advice, seen, kept: None }
}
