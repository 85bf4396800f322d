//! The templates that ship with the page: they load, and nothing that they ask is lost.
#![allow(clippy::panic, reason = "helpers of tests may fail as tests do")]

use phieu::kinds::{Counts, Spec, State};
use phieu::language::Words;
use phieu::template::{CATALOGUE, FORMS, Holds, Template, advice, authored, load};

/// The texts of the forms that are offered.
fn texts() -> impl Iterator<Item = &'static str> {
    FORMS.iter().filter(|form| form.offered).filter_map(|form| form.text)
}

fn templates() -> Vec<Template> {
    let load = |json: &str| {
        authored(json, CATALOGUE).unwrap_or_else(|problems| {
            let lines: Vec<String> =
                problems.iter().map(|p| format!("{}: {}", p.place, p.what)).collect();
            panic!("{}:\n{}", json.get(..60).unwrap_or_default(), lines.join("\n"))
        })
    };
    texts().map(load).collect()
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

/// What an author is advised of is held true of the forms here; `tests/author.rs` has a row for each
/// piece of advice.
#[test]
fn every_form_reads_well() {
    for template in templates() {
        none(advice(&template).iter().map(|p| format!("{}: {}", p.place, p.what)).collect());
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
