//! A form as its author looks at it: everything that is wrong with it at once, and what would read
//! better otherwise.
//!
//! *Invariant:* natively only. A form that holds together by [`load`](super::load) opens in the page
//! whatever is said here, for it may have been given away.

use super::checks::{COMMON_SLOTS, words};
use super::{Appendix, Item, Problem, Template, checks, load::completed, load::taken, shape};
use crate::json;
use crate::language::{Date, Pattern};
use std::collections::BTreeSet;

/// As [`assemble`](super::assemble), with all faults of the text at once and with those that only its author can mend.
///
/// # Errors
/// All problems found. While the text itself does not read, only those of the text.
pub fn authored(form: &str, catalogue: &str) -> Result<Template, Vec<Problem>> {
    if json::read::<Template>(form).is_err() {
        return Err(shape::faults(form));
    }
    let template = completed(taken(form, catalogue)?);
    let mut problems = checks::all(&template);
    mistakes(&template, &mut |place, what| {
        problems.push(Problem { place: place.to_owned(), what });
    });
    // A sentence may have one fault in both languages.
    problems.dedup();
    if problems.is_empty() { Ok(template) } else { Err(problems) }
}

/// What nobody means to write, though a form with it holds together.
fn mistakes(template: &Template, say: &mut impl FnMut(&str, String)) {
    for (what, text) in [("id", &template.id), ("version", &template.version)] {
        if text.trim().is_empty() {
            say("form", format!("“{what}” is blank"));
        }
    }
    words("form", "title", &template.title, say);
    words("form", "short", &template.short, say);
    if template.years.to.is_some_and(|to| to < template.years.from) {
        say("years", "end before they begin".to_owned());
    }
    for document in &template.documents {
        words(&document.number, "issuer", &document.issuer, say);
        words(&document.number, "title", &document.title, say);
        if Date::read(&document.date).is_err() {
            say(&document.number, format!("{} is no date", document.date));
        }
    }
    for opening in &template.report.opening {
        words("report", "an opening sentence", opening, say);
    }
    let sections = template.sections.iter().map(|section| section.code.as_str());
    twice("sections", sections.clone(), say);
    twice("relations", template.relations.iter().map(|relation| relation.code.as_str()), say);
    for code in template.items.iter().map(|item| item.code.as_str()).chain(sections) {
        if code.is_empty() || code.contains(['.', '/', ' ', '{', '}']) {
            say(code, "a code has no dots, slashes, spaces or braces".to_owned());
        }
    }
    for item in &template.items {
        for field in &item.fields {
            let place = format!("{}/{}", item.code, field.code);
            if COMMON_SLOTS.contains(&field.code.as_str()) {
                say(&place, "sentences have a slot of this name already".to_owned());
            }
            for mistake in field.kind.mistakes() {
                say(&place, mistake);
            }
        }
    }
}

fn twice<'a>(what: &str, codes: impl Iterator<Item = &'a str>, say: &mut impl FnMut(&str, String)) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            say(code, format!("two {what} have this code"));
        }
    }
}

/// What would make a worse report of a form that works.
pub fn advice(template: &Template) -> Vec<Problem> {
    let mut out = Vec::new();
    let mut say = |place: String, what: String| out.push(Problem { place, what });
    let in_appendix = printed_in_appendix(template);
    for item in template.written() {
        let wordings = item.sentences.iter().map(|sentence| sentence.wordings.len());
        if wordings.sum::<usize>() < 3 {
            say(item.code.clone(), "has fewer than three wordings".to_owned());
        }
        sentences(item, &mut say);
        never_said(item, &in_appendix, &mut say);
    }
    out
}

/// Each wording is a sentence, and tells in both languages of the same fields, so that neither report
/// leaves something out. Dates may stand in another form, and English may say "one" where Vietnamese
/// has the number.
fn sentences(item: &Item, say: &mut impl FnMut(String, String)) {
    let fields = |text: &str| -> BTreeSet<String> {
        let pattern = Pattern::parse(text);
        let names = pattern.slots().into_iter().filter(|s| !["subject", "whole"].contains(s));
        names.map(|slot| field_of(slot).to_owned()).collect()
    };
    for sentence in &item.sentences {
        let place = format!("{}/{}", item.code, sentence.code);
        for wording in &sentence.wordings {
            for text in [&wording.vi, &wording.en] {
                let after_colon = text.split(':').skip(1);
                if after_colon.map(str::trim_start).any(|rest| rest.starts_with(['{', '['])) {
                    say(place.clone(), format!("a label and a value: {text}"));
                }
                if !text.ends_with('.') {
                    say(place.clone(), format!("no full stop: {text}"));
                }
                if text.matches('[').count() != text.matches(']').count() {
                    say(place.clone(), format!("an unclosed bracket: {text}"));
                }
            }
            let (vi, en) = (fields(&wording.vi), fields(&wording.en));
            let only = vi.symmetric_difference(&en).filter(|f| !wording.when.contains_key(*f));
            for field in only {
                say(place.clone(), format!("{field} is told in one language only: {}", wording.vi));
            }
        }
    }
}

/// What a unit typed can be found again: in a sentence, in the choice of one, as points, or in the
/// appendix.
fn never_said(
    item: &Item,
    in_appendix: &BTreeSet<(&str, &str)>,
    say: &mut impl FnMut(String, String),
) {
    let wordings = || item.sentences.iter().flat_map(|sentence| &sentence.wordings);
    let mut told: BTreeSet<&str> = wordings().flat_map(|w| w.when.keys()).map(|f| &**f).collect();
    let patterns: Vec<Pattern> = wordings().map(|w| Pattern::parse(&w.vi)).collect();
    told.extend(patterns.iter().flat_map(Pattern::slots).map(field_of));
    for field in item.own_fields() {
        let points = field.kind.points(&field.kind.blank()).is_some();
        let printed = points || in_appendix.contains(&(&*item.code, &*field.code));
        if !printed && !told.contains(field.code.as_str()) {
            say(format!("{}/{}", item.code, field.code), "is asked but never said".to_owned());
        }
    }
}

fn printed_in_appendix(template: &Template) -> BTreeSet<(&str, &str)> {
    let tables = template.report.appendix.iter().filter_map(|part| match part {
        Appendix::Table { fields, .. } | Appendix::Chart { fields, .. } => Some(fields),
        Appendix::Status { .. } => None,
    });
    tables.flatten().map(|field| (field.item.as_str(), field.field.as_str())).collect()
}

fn field_of(slot: &str) -> &str {
    slot.split('.').next().unwrap_or(slot)
}
