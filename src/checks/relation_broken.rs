//! # `relation_broken`: two numbers or dates do not stand as the template says
//!
//! What it does: compares the two sides of each relation of the template; doubtful figures, and
//! dates of which parts are missing, fire only when all that they can mean says so, and a blank
//! side fires never.
//! Why it matters: contradictions between pages of a form are not seen by whoever fills them.
//! Example: more units with a plan than units there are.

use super::{Check, Context, Find, Finding, Gravity};
use crate::kinds::{self, Cell, Day, State, Typed};
use crate::language::{Date, Lang, Words};
use crate::number::Known;
use crate::sheet::Place;
use crate::template::{self, Basis, Field, Holds, Relation, Value};

pub(super) const CHECK: Check =
    Check { id: "relation_broken", gravity: Gravity::Contradiction, find: Find::Sheet(find) };

fn find(context: &Context, out: &mut Vec<Finding>) {
    for relation in relations(context) {
        let seen = match relation.relation {
            Holds::Equal | Holds::AtMost | Holds::AtLeast => numbers(context, relation),
            Holds::NotBefore | Holds::NotAfter => dates(context, relation),
            Holds::Excludes(_) => None,
        };
        let Some([(left_vi, right_vi), (left_en, right_en)]) = seen else { continue };
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

/// What the two sides say, in both languages.
type Sides = [(String, String); 2];

fn numbers(context: &Context, relation: &Relation) -> Option<Sides> {
    if let Some(all) = &relation.when_all {
        let list = Value { part: "count".to_owned(), ..relation.left.clone() };
        if value(context, &list)? != value(context, all)? {
            return None;
        }
    }
    let left = value(context, &relation.left)?;
    let right: Option<Vec<Known>> = relation.right.iter().map(|v| value(context, v)).collect();
    let right = right?.into_iter().reduce(|a, b| a.plus(&b))?;
    let said = |lang| (left.print(lang, false), right.print(lang, false));
    relation.relation.breaks(&left, &right).then(|| [Lang::Vi, Lang::En].map(said))
}

/// Not before: the last day on the left against the first on the right. Not after: the last days of both.
fn dates(context: &Context, relation: &Relation) -> Option<Sides> {
    let told = |values: &[Value]| {
        let mut dates = Vec::new();
        for (field, answer) in values.iter().filter_map(|value| answer(context, value)) {
            dates.extend(field.kind.dates(&answer.own).into_iter().map(|(_, date, _)| date));
        }
        dates
    };
    let left = told(std::slice::from_ref(&relation.left)).into_iter().max_by_key(Date::latest)?;
    let not_after = relation.relation == Holds::NotAfter;
    // Without a right side the documents are meant that the work rests on.
    let right = match relation.right.as_slice() {
        [] => {
            let of = |basis: &Basis| Typed::<Day>::new(basis.date.as_str()).read().value();
            context.template.documents.iter().filter_map(of).collect()
        }
        values => told(values),
    };
    let right = match not_after {
        true => right.into_iter().max_by_key(Date::latest)?,
        false => right.into_iter().min_by_key(Date::earliest)?,
    };
    let said = |lang| (left.print(lang), right.print(lang));
    let breaks = match not_after {
        true => left.earliest()? > right.latest()?,
        false => left.latest()? < right.earliest()?,
    };
    breaks.then(|| [Lang::Vi, Lang::En].map(said))
}

/// The relations that are to hold of this sheet: some are of some kinds of unit alone, and an answer
/// may explain why one does not hold.
pub(super) fn relations<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Relation> {
    let context = *context;
    context.template.relations.iter().filter(move |relation| {
        let explained = relation.unless.as_ref().and_then(|option| {
            let (field, answer) = answer(&context, option)?;
            Some(field.kind.states(&answer.own).contains(&State::Is(option.part.clone())))
        });
        explained != Some(true) && template::asks(&relation.asks, &context.sheet.unit.kind)
    })
}

/// What is wrong with what was seen behind it, and the template's next sentence: what to do about
/// it.
pub(super) fn with_figures<'a>(words: &'a str, figures: &str) -> (String, &'a str) {
    let (wrong, advice) = words.split_once(". ").unwrap_or((words.trim_end_matches('.'), ""));
    (format!("{wrong} ({figures})."), advice)
}

/// The field that a side names, and its answer.
pub(super) fn answer<'a>(
    context: &Context<'a>,
    value: &Value,
) -> Option<(&'a Field, &'a kinds::Field)> {
    let field = context.template.item(&value.item)?.field(&value.field)?;
    Some((field, context.sheet.field(&value.item, &value.field)?))
}

fn value(context: &Context, value: &Value) -> Option<Known> {
    let (field, answer) = answer(context, value)?;
    field.kind.number(&answer.own, &value.part)?.known()
}
