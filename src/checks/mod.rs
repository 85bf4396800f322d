//! What can be wrong with a sheet beyond one answer taken alone: one file a fault, named for it.
//!
//! *Invariant:* a check reads and finds; it changes nothing and refuses nothing.

mod answer_not_asked;
mod date_outside_period;
mod event_after_signing;
mod kind_unlike_name;
mod letters_of_old_font;
#[cfg(rolls_up)]
mod own_repeats_sum;
mod own_words_stale;
mod period_outside_form;
mod period_unclear;
mod read_differently;
mod relation_broken;
mod remark_unanswered;
mod required_blank;
mod said_both_ways;
mod signing_date;
#[cfg(rolls_up)]
mod whole_differs;

use crate::kinds::Fault;
use crate::language::{Lang, Words};
use crate::sheet::{ItemAnswer, Place, Sheet};
use crate::template::{Item, Template};

/// A fault that can be found.
pub struct Check {
    /// Its name; stable, never given to another fault.
    pub id: &'static str,
    /// How grave it is.
    pub gravity: Gravity,
    /// How it is found.
    find: Find,
}

/// Where a check looks.
enum Find {
    /// In the kinds: an answer taken alone (`kinds/*.rs`, `faults`).
    Kind,
    /// In one item with the unit and the period.
    Item(fn(&Context, &Item, &ItemAnswer, &mut Vec<Finding>)),
    /// In the whole sheet.
    Sheet(fn(&Context, &mut Vec<Finding>)),
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Two things said contradict each other, or a text does not read.
    Contradiction,
    /// Worth a look before signing.
    Doubt,
    /// Something asked is not there yet.
    Missing,
}

/// The name of the check for remarks without an answer. What it finds goes away by answering: a
/// reason for keeping it would be the answer.
pub const REMARK: &str = remark_unanswered::CHECK.id;

/// The name of the check for what a report cannot do without and nobody answered.
pub const REQUIRED: &str = required_blank::CHECK.id;

/// The name of the check for answers that nobody asks. What it finds goes away by deciding what
/// becomes of them.
pub const NOT_ASKED: &str = answer_not_asked::CHECK.id;

/// All checks, sorted by name. Those that look at what was collected are for the program that rolls
/// up: the other one hands a consolidated sheet over to it.
pub const ALL: &[Check] = &[
    answer_not_asked::CHECK,
    Check { id: "comma_unclear", gravity: Gravity::Doubt, find: Find::Kind },
    date_outside_period::CHECK,
    Check { id: "entered_twice", gravity: Gravity::Doubt, find: Find::Kind },
    event_after_signing::CHECK,
    kind_unlike_name::CHECK,
    letters_of_old_font::CHECK,
    Check { id: "money_small", gravity: Gravity::Doubt, find: Find::Kind },
    Check { id: "not_started_without_cause", gravity: Gravity::Missing, find: Find::Kind },
    Check { id: "other_unit", gravity: Gravity::Doubt, find: Find::Kind },
    #[cfg(rolls_up)]
    own_repeats_sum::CHECK,
    own_words_stale::CHECK,
    Check { id: "parts_do_not_close", gravity: Gravity::Contradiction, find: Find::Kind },
    period_outside_form::CHECK,
    period_unclear::CHECK,
    Check { id: "present_above_summoned", gravity: Gravity::Contradiction, find: Find::Kind },
    Check { id: "rate_contradicts_parts", gravity: Gravity::Contradiction, find: Find::Kind },
    read_differently::CHECK,
    relation_broken::CHECK,
    remark_unanswered::CHECK,
    required_blank::CHECK,
    said_both_ways::CHECK,
    signing_date::CHECK,
    Check { id: "target_missed", gravity: Gravity::Doubt, find: Find::Kind },
    Check { id: "unreadable", gravity: Gravity::Contradiction, find: Find::Kind },
    #[cfg(rolls_up)]
    whole_differs::CHECK,
];

/// Something the review noticed (*điểm cần xem*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static str,
    /// How grave it is.
    pub gravity: Gravity,
    /// Where.
    pub place: Place,
    /// A plain sentence of what was found.
    pub words: Words,
    /// What to do about it, where that is not plain; else empty.
    pub advice: Words,
    /// The figures it saw; a kept finding is bound to them.
    pub seen: String,
    /// The reason, when the unit keeps it and the figures are still those.
    pub kept: Option<String>,
}

impl Finding {
    /// What was found and what to do about it; once the unit has kept it with a reason, without advice.
    pub fn said(&self, lang: Lang) -> String {
        let (words, advice) = (self.words.get(lang), self.advice.get(lang));
        if self.kept.is_some() || advice.is_empty() {
            return words.to_owned();
        }
        format!("{words} {advice}")
    }

    /// The key under which it is kept.
    pub fn key(&self) -> String {
        format!("{}@{}", self.check, self.place.dom_id())
    }

    /// The name of the button that keeps it or takes the reason back; one stands in the other's
    /// place.
    pub fn keep_id(&self) -> String {
        keep_id(&self.key())
    }
}

/// The same by the finding's key.
pub fn keep_id(key: &str) -> String {
    format!("keep@{key}")
}

/// What checks look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What is asked.
    pub template: &'a Template,
    /// What was answered.
    pub sheet: &'a Sheet,
}

/// What is wrong with one item.
pub fn of_item(context: &Context, item: &Item, answers: &ItemAnswer) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut faults = Vec::new();
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        let is_status = field.code == crate::template::STATUS;
        let label = if is_status { &item.title } else { item.question(field) };
        // Parts that this kind of unit is not asked leave no gap: without them the rest is all.
        let asked = context.sheet.asking(&item.code).field(field, &answer.own);
        let spec = asked.as_ref().map_or(&field.kind, |(spec, _)| spec);
        spec.faults(&answer.own, label, &mut faults);
        out.extend(faults.drain(..).map(|fault| from_fault(item, &field.code, fault)));
    }
    for check in ALL {
        if let Find::Item(find) = check.find {
            find(context, item, answers, &mut out);
        }
    }
    keep(context, out)
}

/// What is wrong across items, with the unit and with the period.
pub fn of_sheet(context: &Context) -> Vec<Finding> {
    let mut out = Vec::new();
    for check in ALL {
        if let Find::Sheet(find) = check.find {
            find(context, &mut out);
        }
    }
    keep(context, out)
}

fn from_fault(item: &Item, field: &str, fault: Fault) -> Finding {
    Finding {
        check: fault.check,
        gravity: gravity(fault.check),
        place: Place::answer(&item.code, field, fault.cell),
        words: fault.words,
        advice: fault.advice,
        seen: fault.seen,
        kept: None,
    }
}

/// Whether what a check finds may be said in words of the form.
pub fn is_worded_by_form(id: &str) -> bool {
    [relation_broken::CHECK.id, said_both_ways::CHECK.id].contains(&id)
}

/// The gravity of a check.
pub fn gravity(id: &str) -> Gravity {
    ALL.iter().find(|check| check.id == id).map_or(Gravity::Doubt, |check| check.gravity)
}

fn keep(context: &Context, mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut findings {
        let kept = context.sheet.kept.get(&finding.key());
        finding.kept = kept.filter(|k| k.seen == finding.seen).map(|k| k.reason.clone());
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_kinds_find_is_what_they_say_they_find() {
        let of_kinds = ALL.iter().filter(|check| matches!(check.find, Find::Kind));
        assert!(of_kinds.map(|check| check.id).eq(crate::kinds::CHECKS.iter().copied()));
    }

    #[test]
    fn names_are_sorted_and_stand_once() {
        assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
