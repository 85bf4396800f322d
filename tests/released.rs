//! Forms that were given away: what a unit was asked then, it finds again when it opens its file.
//!
//! `FREEZE=ct05 cargo test --test released` writes the form of that id as it is now, whole, into
//! `templates/old/`: the step before a given-away form is changed. `UPDATE=1` records the digests
//! of the versions offered now, and leaves out of the old files what the catalogue still has.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail as tests do")]

use phieu::file::{self, Library};
use phieu::template::{CATALOGUE, FORMS, Head, Template, assemble, head};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const RECORD: &str = "templates/old/digests.json";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn updating() -> bool {
    std::env::var("UPDATE").is_ok_and(|v| v == "1")
}

/// The texts of the forms that are offered, and of those that were.
fn forms(offered: bool) -> impl Iterator<Item = &'static str> {
    FORMS.iter().filter(move |form| form.offered == offered).filter_map(|form| form.text)
}

fn loaded(json: &str) -> Template {
    assemble(json, CATALOGUE).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn named(head: &Head) -> String {
    format!("{}-{}", head.id, head.version)
}

/// Of the whole form as it is asked, so that a change of the catalogue shows too. In which order
/// the items were read says nothing: the sections have an order of their own.
fn digest(template: &Template) -> String {
    let mut template = template.clone();
    template.items.sort_by(|a, b| a.code.cmp(&b.code));
    let text = serde_json::to_string(&template).unwrap();
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn record() -> BTreeMap<String, String> {
    serde_json::from_str(&fs::read_to_string(root(RECORD)).unwrap()).unwrap()
}

fn written(value: &impl serde::Serialize) -> String {
    let mut out = Vec::new();
    let format = serde_json::ser::PrettyFormatter::with_indent(b" ");
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, format)).unwrap();
    String::from_utf8(out).unwrap() + "\n"
}

#[test]
fn a_form_that_was_given_away_asks_what_it_asked_then() {
    if updating() {
        let mut record = record();
        for json in forms(true) {
            let template = loaded(json);
            record.insert(named(&Head::of(&template)), digest(&template));
        }
        for json in forms(false) {
            let template = loaded(json);
            // Once recorded it stays: that is what the record is for.
            record.entry(named(&Head::of(&template))).or_insert_with(|| digest(&template));
        }
        fs::write(root(RECORD), written(&record)).unwrap();
    }
    let record = record();
    for json in forms(true).chain(forms(false)) {
        let template = loaded(json);
        let name = named(&Head::of(&template));
        assert_eq!(
            record.get(&name),
            Some(&digest(&template)),
            "{name} is not what it was. Was it given away? Then raise the version and keep the old \
             form in templates/old (see templates/README.md); if not, UPDATE=1."
        );
    }
    let known: Vec<String> =
        forms(true).chain(forms(false)).map(|json| named(&head(json).unwrap())).collect();
    let lost: Vec<&String> = record.keys().filter(|name| !known.contains(name)).collect();
    assert!(lost.is_empty(), "given away and no longer here: {lost:?}");
}

/// What the catalogue still has is not written twice.
#[test]
fn an_old_form_keeps_only_what_has_changed() {
    let catalogue: serde_json::Value = serde_json::from_str(CATALOGUE).unwrap();
    for entry in fs::read_dir(root("templates/old")).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("digests.json") {
            continue;
        }
        let before = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap();
        assert!(
            FORMS.iter().any(|form| form.name == name && !form.offered),
            "{name} is not in templates/list.json"
        );
        let asked = digest(&loaded(&before));
        let mut form: serde_json::Value = serde_json::from_str(&before).unwrap();
        let shared = catalogue["items"].as_array().unwrap();
        form["items"].as_array_mut().unwrap().retain(|item| !shared.contains(item));
        let trimmed = written(&form);
        assert_eq!(asked, digest(&loaded(&trimmed)), "{}", path.display());
        if updating() {
            fs::write(&path, trimmed).unwrap();
        } else {
            assert!(before == trimmed, "{}: run with UPDATE=1", path.display());
        }
    }
}

#[test]
fn freeze() {
    let Ok(id) = std::env::var("FREEZE") else { return };
    let json = forms(true).find(|json| head(json).is_ok_and(|head| head.id == id));
    let template = loaded(json.unwrap_or_else(|| panic!("no form has the id {id}")));
    let path = format!("templates/old/{}.json", named(&Head::of(&template)));
    fs::write(root(&path), written(&template)).unwrap();
}

/// Every file ever given away opens in the form it was made with, and is saved again byte for byte.
#[test]
fn every_file_ever_given_away_opens() {
    let library = Library::builtin();
    let mut opened = 0;
    for directory in fs::read_dir(root("tests/fixtures/released")).unwrap() {
        let directory = directory.unwrap().path();
        for file in fs::read_dir(&directory).unwrap() {
            let path = file.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            let file = file::read(&bytes, &library)
                .unwrap_or_else(|refusal| panic!("{}: {}", path.display(), refusal.words().vi));
            assert!(!file.altered && file.reread.is_empty(), "{}", path.display());
            let form = format!("{}-{}", file.template.id, file.template.version);
            assert_eq!(Some(form.as_str()), directory.file_name().and_then(|n| n.to_str()));
            let again = file::write(&file.template, &file.sheet, Some(&file.saved), &library);
            assert_eq!(again.bytes.as_bytes(), bytes, "{}", path.display());
            opened += 1;
        }
    }
    assert!(opened >= 3, "only {opened} files");
}
