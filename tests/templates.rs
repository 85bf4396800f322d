//! The templates that ship with the page: they load, and nothing that they ask is lost.
#![allow(clippy::panic, reason = "helpers of tests may fail as tests do")]

use phieu::kinds::{Counts, Spec, State};
use phieu::language::{Pattern, Words};
use phieu::template::{Appendix, CATALOGUE, FORMS, Holds, Item, Template, assemble, load};
use std::collections::BTreeSet;

/// The texts of the forms that are offered.
fn texts() -> impl Iterator<Item = &'static str> {
    FORMS.iter().filter(|form| form.offered).filter_map(|form| form.text)
}

fn templates() -> Vec<Template> {
    let load = |json: &str| {
        assemble(json, CATALOGUE).unwrap_or_else(|problems| {
            let lines: Vec<String> =
                problems.iter().map(|p| format!("{}: {}", p.place, p.what)).collect();
            panic!("{}:\n{}", json.get(..60).unwrap_or_default(), lines.join("\n"))
        })
    };
    texts().map(load).collect()
}

/// The items that a template author wrote, without the task groups' own.
fn written(template: &Template) -> impl Iterator<Item = &Item> {
    let groups: BTreeSet<&str> =
        template.sections.iter().filter(|s| s.group).map(|s| s.code.as_str()).collect();
    template.items.iter().map(|i| &**i).filter(move |i| !groups.contains(i.code.as_str()))
}

/// Every wording of an item, in both languages, with the place for the message.
fn wordings(item: &Item) -> Vec<(String, [&str; 2])> {
    let sentences = item.sentences.iter();
    sentences
        .flat_map(|s| {
            s.wordings.iter().map(|w| (format!("{}/{}", item.code, s.code), [&*w.vi, &*w.en]))
        })
        .collect()
}

fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_template_loads() {
    assert_eq!(templates().len(), texts().count());
}

#[test]
fn every_item_of_the_catalogue_is_asked_by_a_template() {
    let catalogue: phieu::template::Catalogue = serde_json::from_str(CATALOGUE).unwrap();
    let all = templates();
    let asked = |code: &str| all.iter().any(|t| t.section_of(code).is_some());
    none(catalogue.items.iter().map(|i| i.code.clone()).filter(|code| !asked(code)).collect());
}

#[test]
fn every_item_has_three_wordings() {
    for template in templates() {
        none(
            written(&template)
                .filter(|item| wordings(item).len() < 3)
                .map(|item| format!("{} has too few wordings", item.code))
                .collect(),
        );
    }
}

/// A sentence of the report reads like one: whole, and no "label: value".
#[test]
fn every_wording_is_a_sentence() {
    for template in templates() {
        let mut problems = Vec::new();
        for item in written(&template) {
            for (place, texts) in wordings(item) {
                for text in texts {
                    let after_colon = text.split(':').skip(1);
                    if after_colon.map(str::trim_start).any(|rest| rest.starts_with(['{', '['])) {
                        problems.push(format!("{place}: a label and a value: {text}"));
                    }
                    if !text.ends_with('.') {
                        problems.push(format!("{place}: no full stop: {text}"));
                    }
                    if text.matches('[').count() != text.matches(']').count() {
                        problems.push(format!("{place}: an unclosed bracket: {text}"));
                    }
                }
            }
        }
        none(problems);
    }
}

/// What a unit typed can be found again: in a sentence, in the choice of one, or in the appendix.
#[test]
fn nothing_that_is_asked_is_lost() {
    for template in templates() {
        let mut used: BTreeSet<(String, String)> = BTreeSet::new();
        for appendix in &template.report.appendix {
            if let Appendix::Table { fields, .. } | Appendix::Chart { fields, .. } = appendix {
                used.extend(fields.iter().map(|f| (f.item.clone(), f.field.clone())));
            }
        }
        let mut problems = Vec::new();
        for item in written(&template) {
            for wording in item.sentences.iter().flat_map(|s| &s.wordings) {
                used.extend(wording.when.keys().map(|f| (item.code.clone(), f.clone())));
                for slot in Pattern::parse(&wording.vi).slots() {
                    let field = slot.split_once('.').map_or(slot, |(field, _)| field);
                    used.insert((item.code.clone(), field.to_owned()));
                }
            }
            for field in item.own_fields() {
                let printed = matches!(field.kind, Spec::Paragraphs(_))
                    || used.contains(&(item.code.clone(), field.code.clone()));
                if !printed {
                    problems.push(format!("{}/{} is asked but never said", item.code, field.code));
                }
            }
        }
        none(problems);
    }
}

/// Both languages use the same fields, so that neither report leaves something out. Dates may
/// stand in another form, and English may say "one" where Vietnamese has the number.
#[test]
fn both_languages_name_the_same_fields() {
    for template in templates() {
        let mut problems = Vec::new();
        for item in written(&template) {
            for wording in item.sentences.iter().flat_map(|s| &s.wordings) {
                let fields = |text: &str| -> BTreeSet<String> {
                    let pattern = Pattern::parse(text);
                    let names =
                        pattern.slots().into_iter().filter(|s| !["subject", "whole"].contains(s));
                    names.map(|s| s.split('.').next().unwrap_or(s).to_owned()).collect()
                };
                let (vi, en) = (fields(&wording.vi), fields(&wording.en));
                let missing: Vec<&String> = vi
                    .symmetric_difference(&en)
                    .filter(|f| !wording.when.contains_key(*f))
                    .collect();
                if !missing.is_empty() {
                    problems.push(format!("{}: {missing:?} in “{}”", item.code, wording.vi));
                }
            }
        }
        none(problems);
    }
}

/// A common slot's name would hide a field's answer from every sentence.
#[test]
fn no_field_has_the_name_of_a_common_slot() {
    for template in templates() {
        for item in written(&template) {
            for name in ["unit", "period", "subject", "whole", "topic"] {
                assert!(item.field(name).is_none(), "{}/{name}", item.code);
            }
        }
    }
}

/// Turns are never counted as people.
#[test]
fn turns_have_fields_of_their_own() {
    for template in templates() {
        for (item, field) in [("B3", "turns"), ("D2", "entries"), ("D3", "learners")] {
            let field = template.item(item).and_then(|i| i.field(field)).unwrap();
            let Spec::Figure(spec) = &field.kind else { panic!("{item} is no figure") };
            assert_eq!(spec.counts, Counts::Turns, "{item}");
        }
    }
}

/// Every text is there in both languages and they differ; units of measure and patterns that are
/// only slots may be the same.
#[test]
fn both_languages_are_written() {
    let same = ["m²", "đồng"];
    for json in texts().chain([CATALOGUE]) {
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        let name = json["id"].as_str().unwrap_or("catalogue");
        let mut problems = Vec::new();
        walk(&json, name, &mut |place, words| {
            let blank = words.vi.trim().is_empty() || words.en.trim().is_empty();
            let alike = words.vi == words.en && has_words(&words.vi);
            if blank || (alike && !same.contains(&&*words.vi)) {
                problems.push(format!("{place}: “{}” and “{}”", words.vi, words.en));
            }
        });
        none(problems);
    }
}

/// Whether a text has letters outside its slots.
fn has_words(text: &str) -> bool {
    let outside = text.split('{').map(|piece| piece.rsplit('}').next().unwrap_or(piece));
    outside.flat_map(str::chars).any(char::is_alphabetic)
}

fn walk(value: &serde_json::Value, place: &str, found: &mut impl FnMut(&str, &Words)) {
    match value {
        serde_json::Value::Object(map) => {
            if let (Some(vi), Some(en)) = (map.get("vi"), map.get("en")) {
                let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
                found(place, &Words::new(text(vi), text(en)));
                return;
            }
            for (key, inner) in map {
                walk(inner, &format!("{place}/{key}"), found);
            }
        }
        serde_json::Value::Array(list) => {
            for (i, inner) in list.iter().enumerate() {
                walk(inner, &format!("{place}/{i}"), found);
            }
        }
        _ => {}
    }
}

/// Files are kept as people type them: one form of Unicode, and no stray marks of another.
#[test]
fn texts_are_composed() {
    for json in texts().chain([CATALOGUE]) {
        let stray = json.chars().find(|c| ('\u{300}'..='\u{36f}').contains(c) || *c == '\u{a0}');
        assert_eq!(stray, None);
    }
}

/// An exclusion of which a side or an option does not exist would never be found to be broken.
#[test]
fn an_exclusion_names_what_exists() {
    for template in templates() {
        let loads = |item: &str, field: &str, option: &str| {
            let mut template = template.clone();
            let all = template.relations.iter_mut();
            let mut exclusions =
                all.filter(|r| matches!(r.relation, Holds::Excludes(State::Is(_))));
            if let Some(relation) = exclusions.find(|relation| relation.left.item == "E3") {
                relation.relation = Holds::Excludes(State::Is(option.to_owned()));
                relation.left.field = field.to_owned();
                relation.right.iter_mut().for_each(|right| right.item = item.to_owned());
            }
            load(template).is_ok()
        };
        assert!(loads("E3", "any", "no"));
        assert!(!loads("E9", "any", "no") && !loads("E3", "some", "no"));
        assert!(!loads("E3", "any", "never"));
    }
}
