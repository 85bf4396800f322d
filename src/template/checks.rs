//! What must hold of a template before anybody is asked by it.

use super::{
    Appendix, By, Content, Field, Holds, Item, Problem, Relation, STATUS, Template, Value,
};
use crate::kinds::{Counts, State};
use crate::language::{Date, Pattern, Words};
use crate::number::Decimal;
use std::collections::BTreeSet;

/// All problems of a template.
pub(super) fn all(template: &Template) -> Vec<Problem> {
    let mut out = Vec::new();
    let mut say = |place: &str, what: String| {
        out.push(Problem { place: place.to_owned(), what });
    };
    if template.format != super::FORMAT {
        say("format", format!("{} is not a format this program reads", template.format));
    }
    for topic in &template.topics {
        let place = format!("topics/{}", topic.from);
        words(&place, "the topic", &topic.text, &mut say);
        if topic.from > topic.to {
            say(&place, format!("ends in {}, before it begins", topic.to));
        }
        let years = &template.years;
        if topic.from < years.from || years.to.is_some_and(|last| topic.to > last) {
            say(&place, "lies outside the years of the template".to_owned());
        }
    }
    let mut codes = BTreeSet::new();
    for code in template.items.iter().map(|i| &i.code) {
        if !codes.insert(code.as_str()) {
            say(code, "two items have this code".to_owned());
        }
    }
    let mut seen = BTreeSet::new();
    if template.unit_kinds.is_empty() {
        say("template", "has no kinds of unit".to_owned());
    }
    let kinds = template.unit_kinds.iter().map(|k| (&k.code, &k.name, &k.since, &k.until));
    let levels = template.levels.iter().map(|l| (&l.code, &l.name, &l.since, &l.until));
    for (code, name, since, until) in kinds.chain(levels) {
        words(code, "name", name, &mut say);
        for day in since.iter().chain(until) {
            if Date::read(day).is_err() {
                say(code, format!("{day} is no date"));
            }
        }
    }
    for section in &template.sections {
        if !section.group && codes.contains(section.code.as_str()) {
            say(&section.code, "a section and an item have this code".to_owned());
        }
        for code in &section.items {
            if !codes.contains(code.as_str()) {
                say(&section.code, format!("names the item {code}, which does not exist"));
            }
            if !seen.insert(code.as_str()) {
                say(&section.code, format!("the item {code} stands in two places"));
            }
        }
        words(&section.code, "title", &section.title, &mut say);
        words(&section.code, "short", &section.short, &mut say);
        words(&section.code, "why", &section.why, &mut say);
    }
    for item in &template.items {
        item_problems(template, item, &mut say);
    }
    for relation in &template.relations {
        words(&relation.code, "words", &relation.words, &mut say);
        for kind in relation.asks.iter().filter(|kind| template.unit_kind(kind).is_none()) {
            say(&relation.code, format!("asks the kind of unit {kind}, which does not exist"));
        }
        if let Some(option) = &relation.unless {
            has_option(template, option, &option.part, &relation.code, &mut say);
        }
        if let Some(all) = &relation.when_all {
            value_counts(template, all, &relation.code, &mut say);
        }
        if let Holds::Excludes(_) | Holds::NotBefore | Holds::NotAfter = &relation.relation {
            whole_fields(template, relation, &mut say);
            continue;
        }
        let sides = std::iter::once(&relation.left).chain(&relation.right);
        let counts: Vec<Option<Counts>> =
            sides.map(|value| value_counts(template, value, &relation.code, &mut say)).collect();
        if counts.windows(2).any(|pair| pair[0] != pair[1]) {
            say(
                &relation.code,
                "compares quantities of different kinds, such as turns and people".to_owned(),
            );
        }
    }
    scoring(template, &mut say);
    outline(template, &mut say);
    out
}

/// The fields of a relation between whole answers exist, and so does the option that leaves no room
/// for others.
fn whole_fields(template: &Template, relation: &Relation, say: &mut impl FnMut(&str, String)) {
    for value in &relation.right {
        named(template, value, &relation.code, say);
    }
    match &relation.relation {
        Holds::Excludes(State::Is(option)) => {
            has_option(template, &relation.left, option, &relation.code, say);
        }
        _ => {
            named(template, &relation.left, &relation.code, say);
        }
    }
}

/// The field that a relation names has this option.
fn has_option(
    template: &Template,
    value: &Value,
    option: &str,
    code: &str,
    say: &mut impl FnMut(&str, String),
) {
    if let Some(field) = named(template, value, code, say)
        && !field.kind.parts().iter().any(|list| list.iter().any(|part| part.code == option))
    {
        say(code, format!("names {option}, which does not exist"));
    }
}

fn scoring(template: &Template, say: &mut impl FnMut(&str, String)) {
    let Some(scoring) = &template.scoring else { return };
    words("scoring", "source", &scoring.source, say);
    for band in &scoring.bands {
        words("scoring", "a band's name", &band.name, say);
    }
    for criterion in &scoring.criteria {
        let place = format!("scoring/{}", criterion.title.vi);
        words(&place, "title", &criterion.title, say);
        let above = |points: Decimal| points > criterion.points;
        match &criterion.by {
            By::Rate(value) => {
                // Points times a rate with one decimal are exact only when the points are whole.
                if criterion.points.as_whole().is_none() {
                    say(&place, "a criterion by rate gives whole points".to_owned());
                }
                for part in ["done", "total"] {
                    let part = match value.part.as_str() {
                        "" => part.to_owned(),
                        of => format!("{of}.{part}"),
                    };
                    value_counts(template, &Value { part, ..value.clone() }, &place, say);
                }
            }
            By::Steps { value, steps } => {
                value_counts(template, value, &place, say);
                if steps.iter().any(|step| above(step.points)) {
                    say(&place, "a step gives more than the criterion".to_owned());
                }
            }
            By::Status { item, under_way } => {
                if template.item(item).and_then(|item| item.field(STATUS)).is_none() {
                    say(&place, format!("names {item}, which has no status"));
                }
                if above(*under_way) {
                    say(&place, "what is under way gives more than what is done".to_owned());
                }
            }
            By::Typed(value) => {
                value_counts(template, value, &place, say);
            }
        }
    }
}

pub(super) fn words(place: &str, what: &str, words: &Words, say: &mut impl FnMut(&str, String)) {
    if words.vi.trim().is_empty() || words.en.trim().is_empty() {
        say(place, format!("{what} is not there in both languages"));
    }
}

fn item_problems(template: &Template, item: &Item, say: &mut impl FnMut(&str, String)) {
    words(&item.code, "title", &item.title, say);
    words(&item.code, "topic", &item.topic, say);
    for kind in &item.asks {
        if template.unit_kind(kind).is_none() {
            say(&item.code, format!("asks the kind of unit {kind}, which does not exist"));
        }
    }
    let mut codes = BTreeSet::new();
    for field in &item.fields {
        let place = format!("{}/{}", item.code, field.code);
        if !codes.insert(&field.code) {
            say(&place, "two fields have this code".to_owned());
        }
        if field.code.contains(['.', '/', ' ', '{', '}']) || field.code.is_empty() {
            say(&place, "a code has no dots, slashes, spaces or braces".to_owned());
        }
        words(&place, "label", &field.label, say);
        for kind in &field.asks {
            if template.unit_kind(kind).is_none() {
                say(&place, format!("asks the kind of unit {kind}, which does not exist"));
            }
        }
        for kind in &field.counts_itself {
            if template.unit_kind(kind).is_none() {
                say(&place, format!("counts the kind of unit {kind}, which does not exist"));
            }
        }
        if !field.counts_itself.is_empty() && field.kind.one().is_none() {
            say(&place, "a unit cannot count itself where one thing is no answer".to_owned());
        }
        parts(template, &place, field, say);
    }
    let mut codes = BTreeSet::new();
    for sentence in &item.sentences {
        let place = format!("{}/{}", item.code, sentence.code);
        if !codes.insert(&sentence.code) {
            say(&place, "two sentences have this code".to_owned());
        }
        for wording in &sentence.wordings {
            for field in wording.when.keys() {
                if item.field(field).is_none() {
                    say(&place, format!("depends on the field {field}, which does not exist"));
                }
            }
            for text in [&wording.vi, &wording.en] {
                if text.trim().is_empty() {
                    say(&place, "a wording is not there in both languages".to_owned());
                }
                for slot in Pattern::parse(text).slots() {
                    if !slot_exists(item, slot) {
                        say(&place, format!("has the slot {{{slot}}}, which no field fills"));
                    }
                }
            }
        }
    }
}

/// The slots that every sentence may use.
pub(crate) const COMMON_SLOTS: [&str; 5] = ["unit", "period", "subject", "whole", "topic"];

fn slot_exists(item: &Item, slot: &str) -> bool {
    if COMMON_SLOTS.contains(&slot) {
        return true;
    }
    let (field, part) = slot.split_once('.').unwrap_or((slot, ""));
    item.field(field).is_some_and(|field| field.kind.slots().iter().any(|s| s == part))
}

/// Parts have unique codes, and nest once under a part that exists.
fn parts(template: &Template, place: &str, field: &Field, say: &mut impl FnMut(&str, String)) {
    for flaw in field.kind.flaws() {
        say(place, flaw);
    }
    for list in field.kind.parts() {
        let mut codes = BTreeSet::new();
        for part in list.iter() {
            for kind in &part.asks {
                if template.unit_kind(kind).is_none() {
                    say(place, format!("asks the kind of unit {kind}, which does not exist"));
                }
            }
            if !codes.insert(&part.code) {
                say(place, format!("two parts have the code {}", part.code));
            }
            words(place, &part.code, &part.name, say);
            if let Some(under) = &part.under {
                match list.iter().find(|p| p.code == *under) {
                    None => {
                        say(place, format!("{} is under {under}, which does not exist", part.code))
                    }
                    Some(parent) if parent.under.is_some() => {
                        say(place, format!("{} nests twice", part.code));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// The field that a value names.
fn named<'a>(
    template: &'a Template,
    value: &Value,
    place: &str,
    say: &mut impl FnMut(&str, String),
) -> Option<&'a Field> {
    let field = template.item(&value.item).and_then(|item| item.field(&value.field));
    if field.is_none() {
        say(place, format!("names {}/{}, which does not exist", value.item, value.field));
    }
    field
}

fn value_counts(
    template: &Template,
    value: &Value,
    place: &str,
    say: &mut impl FnMut(&str, String),
) -> Option<Counts> {
    let field = named(template, value, place, say)?;
    let known = field.kind.slots().contains(&value.part);
    if !known {
        say(
            place,
            format!("names the part “{}” of {}, which does not exist", value.part, value.field),
        );
    }
    let counts = field.kind.counts(&value.part);
    if counts.is_none() && field.kind.numbers().is_empty() {
        say(place, format!("{} holds no number", value.field));
    }
    counts
}

fn outline(template: &Template, say: &mut impl FnMut(&str, String)) {
    let report = &template.report;
    words("report", "subject", &report.subject, say);
    let status = &report.status;
    for (name, text) in [
        ("done", &status.done),
        ("under_way", &status.under_way),
        ("not_started", &status.not_started),
        ("not_concerned", &status.not_concerned),
    ] {
        words("report/status", name, text, say);
    }
    for part in &report.parts {
        words("report", "a part's title", &part.title, say);
        words("report", "what an empty part says", &part.empty, say);
    }
    let mut placed = BTreeSet::new();
    let mut sections = BTreeSet::new();
    for content in report.parts.iter().flat_map(|part| &part.content) {
        match content {
            Content::Items { items, .. } => {
                for code in items {
                    if template.item(code).is_none() {
                        say("report", format!("names the item {code}, which does not exist"));
                    }
                    if !placed.insert(code.as_str()) {
                        say("report", format!("says the item {code} twice"));
                    }
                }
            }
            Content::Section(code) => {
                if template.section(code).is_none() {
                    say("report", format!("names the section {code}, which does not exist"));
                }
                sections.insert(code.as_str());
            }
            Content::Groups(wordings) => {
                if wordings.is_empty() {
                    say("report", "has no wording on the task groups".to_owned());
                }
                for wording in wordings {
                    words("report", "a wording on the task groups", wording, say);
                    for text in [&wording.vi, &wording.en] {
                        for slot in Pattern::parse(text).slots() {
                            if !super::GROUP_SLOTS.contains(&slot) && !COMMON_SLOTS.contains(&slot)
                            {
                                say(
                                    "report",
                                    format!(
                                        "has the slot {{{slot}}}, which no count of task groups fills"
                                    ),
                                );
                            }
                        }
                    }
                }
            }
        }
    }
    for section in &template.sections {
        for code in &section.items {
            if !placed.contains(code.as_str()) && !sections.contains(section.code.as_str()) {
                say("report", format!("the item {code} is asked but stands nowhere in the report"));
            }
        }
    }
    for appendix in &report.appendix {
        let fields = match appendix {
            Appendix::Table { fields, .. } | Appendix::Chart { fields, .. } => fields.as_slice(),
            Appendix::Status { .. } => &[],
        };
        for f in fields {
            if template.item(&f.item).and_then(|item| item.field(&f.field)).is_none() {
                say(
                    "report",
                    format!("the appendix names {}/{}, which does not exist", f.item, f.field),
                );
            }
        }
    }
}
