//! How sheets are kept on a computer: nothing whole is lost, nothing unread is written over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers of tests too.

#[path = "files/sample.rs"]
mod sample;

use phieu::drafts::{
    self, Broken, Conflict, Draft, Memory, Side, Stamp, Store, StoreError, choose, key,
};
use phieu::file::{self, Library, Refusal};
use sample::{cell, library, sheet, template, template_of};

const ID: &str = "0123456789abcdef";

fn stamp(count: u64, tab: &str) -> Stamp {
    Stamp { count, tab: tab.to_owned(), at: format!("2018-09-05T08:{count:02}:00") }
}

fn draft(count: u64, tab: &str) -> Draft {
    let figure = cell("figure", "value", &count.to_string());
    let sheet = phieu::sheet::apply(&sheet(), &template(), &figure);
    let saved = file::write(&template(), &sheet, None, &library()).saved;
    Draft {
        stamp: stamp(count, tab),
        saved: Some(saved),
        beside: None,
        sheet,
        template: template(),
    }
}

fn text(count: u64, tab: &str) -> String {
    drafts::write(&draft(count, tab), &library())
}

/// As a newer program might write it: parts that nobody here knows.
fn newer() -> String {
    text(9, "new").replace("{\"draft\":1,", "{\"draft\":2,\"colour\":\"red\",")
}

#[test]
fn a_draft_comes_back_as_it_was() {
    let draft = draft(3, "a");
    let text = drafts::write(&draft, &library());
    assert!(!text.contains('\n'), "compact");
    let back = drafts::read(&text, &library()).unwrap();
    assert_eq!(back.stamp, draft.stamp);
    assert_eq!(back.saved, draft.saved);
    assert_eq!(drafts::write(&back, &library()), text);
    // The next file continues the last one, though the page was closed in between.
    let next = file::write(&template(), &back.sheet, back.saved.as_ref(), &library());
    assert_eq!(Some(next.saved), draft.saved);
}

/// A form that the page does not bring along is kept with the draft.
#[test]
fn a_form_of_ones_own_is_kept_too() {
    let own = template_of("mau-rieng", "1");
    let sheet = phieu::sheet::Sheet::blank("own".to_owned(), &own);
    let draft = Draft { stamp: stamp(1, "a"), saved: None, beside: None, sheet, template: own };
    let text = drafts::write(&draft, &library());
    assert_eq!(drafts::read(&text, &library()).unwrap(), draft);
    assert!(drafts::summary("own", &text, &library()).readable);
}

#[test]
fn what_does_not_open_is_told_apart() {
    let read = |text: &str| drafts::read(text, &library()).unwrap_err();
    assert_eq!(read(&newer()), Broken::Newer);
    assert_eq!(read(&text(1, "a").replace("\"phieu\":1", "\"phieu\":2")), Broken::Newer);
    let whole = text(1, "a");
    assert_eq!(read(&whole[..whole.len() / 2]), Broken::Damaged(Refusal::CutShort));
    assert_eq!(read(""), Broken::Damaged(Refusal::CutShort));
    let place = "file › unit › name".to_owned();
    match read(&whole.replace("\"Chi bộ Trường THCS Nguyễn Huệ\"", "7")) {
        Broken::Damaged(Refusal::WrongShape { place: found, .. }) => assert_eq!(found, place),
        other => panic!("{other:?}"),
    }
    let none = Library::new(Vec::new());
    let unknown = drafts::read(&whole, &none).unwrap_err();
    assert_eq!(unknown, Broken::UnknownTemplate(Refusal::UnknownTemplate { id: "mau-thu".into() }));
    for broken in [Broken::Newer, Broken::Damaged(Refusal::CutShort), unknown] {
        let words = broken.words();
        assert!(words.vi.contains("nguyên") && words.vi.contains("ãy mở"), "{}", words.vi);
        assert!(words.en.contains("kept as it is") || words.en.contains("unharmed"));
    }
}

#[test]
fn no_cut_draft_opens() {
    let whole = text(1, "a");
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        assert!(matches!(drafts::read(&whole[..end], &library()), Err(Broken::Damaged(_))));
    }
}

/// The browser was killed: the journal is ahead, or the local copy is.
#[test]
fn the_newer_whole_copy_wins() {
    let (old, new) = (text(4, "a"), text(5, "a"));
    for (local, journal, side) in [
        (Some(&old), Some(&new), Side::Journal),
        (Some(&new), Some(&old), Side::Local),
        (Some(&new), Some(&new), Side::Local),
        (None, Some(&new), Side::Journal),
        (Some(&new), None, Side::Local),
    ] {
        let choice = choose(ID, local.map(|t| t.as_str()), journal.map(|t| t.as_str()), &library());
        assert_eq!(choice.from, Some(side));
        assert_eq!(choice.draft, Some(draft(5, "a")));
        assert_eq!((choice.aside, choice.broken), (vec![], vec![]));
    }
    assert_eq!(choose(ID, None, None, &library()), drafts::Choice::default());
}

#[test]
fn a_damaged_copy_goes_aside_and_the_other_opens() {
    let (whole, cut) = (text(4, "a"), text(5, "a")[..40].to_owned());
    let choice = choose(ID, Some(&cut), Some(&whole), &library());
    assert_eq!(choice.draft, Some(draft(4, "a")));
    let [(aside, kept)] = choice.aside.as_slice() else { panic!("{:?}", choice.aside) };
    assert!(aside.starts_with("phieu/1/aside/0123456789abcdef/"));
    assert_eq!(kept, &cut);
    assert_eq!(choice.broken, [(Side::Local, Broken::Damaged(Refusal::CutShort))]);
    // The same text is kept once however often it is met.
    assert_eq!(choose(ID, Some(&cut), Some(&whole), &library()).aside[0].0, *aside);
}

#[test]
fn where_nothing_is_whole_nothing_opens_and_nothing_moves() {
    let choice = choose(ID, Some("{"), Some(""), &library());
    assert_eq!((choice.draft, choice.aside), (None, vec![]));
    assert_eq!(choice.broken.len(), 2);
}

/// An older page must not go on from an old copy where a newer program has the sheet.
#[test]
fn a_newer_programs_copy_stays_where_it_is() {
    for (local, journal) in
        [(newer(), text(4, "a")), (text(4, "a"), newer()), ("{".into(), newer())]
    {
        let choice = choose(ID, Some(&local), Some(&journal), &library());
        assert_eq!((choice.draft, choice.aside), (None, vec![]));
        assert_eq!(choice.broken[0].1, Broken::Newer);
    }
}

#[test]
fn two_tabs_notice_each_other() {
    let loaded = stamp(5, "a");
    assert_eq!(drafts::conflict(&loaded, &stamp(5, "a")), Conflict::None);
    assert_eq!(drafts::conflict(&stamp(6, "b"), &loaded), Conflict::None);
    assert_eq!(drafts::conflict(&stamp(6, "b"), &stamp(7, "c")), Conflict::OtherTabNewer);
    assert_eq!(drafts::conflict(&stamp(6, "b"), &stamp(6, "c")), Conflict::OtherTabNewer);
    // Both wrote from the same state: the one that is not opened is kept aside.
    let (b, c) = (text(6, "b"), text(6, "c"));
    let choice = choose(ID, Some(&b), Some(&c), &library());
    assert_eq!(choice.draft.map(|d| d.stamp.tab), Some("b".to_owned()));
    assert_eq!(choice.aside, [(drafts::aside_key(ID, &c), c)]);
}

#[test]
fn the_list_tells_what_is_there() {
    let store = Memory::default();
    store.set(&key(ID), &text(3, "a")).unwrap();
    store.set(&key("new"), &newer()).unwrap();
    store.set(&key("cut"), "{\"draft\":1").unwrap();
    store.set("phieu/1/settings", "{}").unwrap();
    store.set("bank", "mine").unwrap();
    let list = drafts::list(&store, &library()).unwrap();
    let ids: Vec<(&str, bool)> = list.iter().map(|s| (s.id.as_str(), s.readable)).collect();
    assert_eq!(ids, [("new", false), (ID, true), ("cut", false)]);
    assert_eq!(list[0].unit, "Chi bộ Trường THCS Nguyễn Huệ");
    assert_eq!(list[1].period.vi, "02 năm (2016 - 2018)");
    assert_eq!(list[1].template.vi, "Mẫu thử");
    assert_eq!((list[1].count, list[1].at.as_str()), (3, "2018-09-05T08:03:00"));
    assert_eq!(list[2].unit, "");
    assert!(!drafts::summary(ID, &text(3, "a"), &Library::new(vec![])).readable);
}

#[test]
fn deleting_can_be_undone() {
    let store = Memory::default();
    let text = text(3, "a");
    store.set(&key(ID), &text).unwrap();
    assert_eq!(drafts::delete(&store, ID), Ok(true));
    assert_eq!(store.get(&key(ID)), Ok(None));
    assert_eq!(drafts::list(&store, &library()), Ok(vec![]));
    assert_eq!(drafts::undo(&store, ID), Ok(true));
    assert_eq!(store.get(&key(ID)), Ok(Some(text.clone())));
    assert_eq!(drafts::undo(&store, ID), Ok(false));
    // Opened again from its file meanwhile: both stay.
    drafts::delete(&store, ID).unwrap();
    store.set(&key(ID), "another").unwrap();
    assert_eq!(drafts::undo(&store, ID), Ok(false));
    assert_eq!(store.get(&key(ID)), Ok(Some("another".to_owned())));
    assert_eq!(store.get(&drafts::deleted_key(ID)), Ok(Some(text)));
    drafts::purge(&store, ID).unwrap();
    assert_eq!(store.keys(), Ok(vec![]));
}

#[test]
fn everything_of_ours_is_removed_and_nothing_else() {
    let store = Memory::default();
    for key in
        ["phieu/1/draft/a", "phieu/1/aside/a/1", "phieu/1/settings", "phieu/2/new", "phieu", "bank"]
    {
        store.set(key, "x").unwrap();
    }
    drafts::remove_all(&store).unwrap();
    assert_eq!(store.keys(), Ok(vec!["bank".to_owned(), "phieu".to_owned()]));
}

/// A failed write leaves the previous good text.
#[test]
fn a_full_storage_loses_nothing() {
    let good = text(3, "a");
    let store = Memory::of_room(good.len() + 100);
    drafts::keep(&store, &key(ID), &good).unwrap();
    let longer = good.clone() + &" ".repeat(200);
    assert_eq!(drafts::keep(&store, &key(ID), &longer), Err(StoreError::Full));
    assert_eq!(drafts::delete(&store, ID), Err(StoreError::Full));
    let aside = [(drafts::aside_key(ID, "{"), good.clone())];
    assert_eq!(drafts::set_aside(&store, &aside), Err(StoreError::Full));
    assert_eq!(store.get(&key(ID)), Ok(Some(good)));
    drafts::purge(&store, ID).unwrap();
    assert_eq!(store.get(&key(ID)), Ok(None));
}

/// "Saved" is the storage's answer.
#[test]
fn a_storage_that_forgets_is_noticed() {
    struct Forgets;
    impl Store for Forgets {
        fn get(&self, _: &str) -> Result<Option<String>, StoreError> {
            Ok(None)
        }
        fn set(&self, _: &str, _: &str) -> Result<(), StoreError> {
            Ok(())
        }
        fn remove(&self, _: &str) -> Result<(), StoreError> {
            Ok(())
        }
        fn keys(&self) -> Result<Vec<String>, StoreError> {
            Err(StoreError::Unavailable)
        }
    }
    assert_eq!(drafts::keep(&Forgets, "phieu/1/draft/a", "x"), Err(StoreError::Lost));
    assert_eq!(drafts::remove_all(&Forgets), Err(StoreError::Unavailable));
    for error in [StoreError::Full, StoreError::Lost, StoreError::Unavailable] {
        assert!(error.words().vi.contains("Hãy tải tệp phiếu về"));
    }
}

fn pair(id: &str, text: &str) -> (String, String) {
    (key(id), text.to_owned())
}

#[test]
fn a_backup_holds_everything_to_the_letter() {
    let texts = vec![
        pair("a", &text(3, "a")),
        pair("cut", "{\"draft\":1"),
        pair("new", &newer()),
        ("phieu/1/aside/a/12345678".to_owned(), "\u{0}?".to_owned()),
    ];
    let mut all = texts.clone();
    all.push((drafts::deleted_key("gone"), "x".to_owned()));
    all.push(("bank".to_owned(), "x".to_owned()));
    let backup = drafts::backup(&all);
    assert_eq!(drafts::restore(backup.as_bytes()), Ok(texts));
    assert_eq!(drafts::restore(&backup.as_bytes()[..backup.len() / 2]), Err(Refusal::CutShort));
    let newer = backup.replace("\"phieu_backup\": 1", "\"phieu_backup\": 2, \"new\": 1");
    assert_eq!(drafts::restore(newer.as_bytes()), Err(Refusal::NewerFormat { format: 2 }));
    assert_eq!(drafts::restore(b"{}"), Err(Refusal::NotABackup));
    assert_eq!(drafts::restore(b"PK\x03\x04word/document.xml"), Err(Refusal::Word));
    // Opened as if it were a sheet, it says what it is.
    assert_eq!(file::read(backup.as_bytes(), &library()), Err(Refusal::Backup));
}

#[test]
fn restoring_writes_over_nothing_newer_and_nothing_unread() {
    let (old, new) = (text(4, "a"), text(5, "a"));
    let plan = |backup: &str, here: &str| drafts::plan(&[pair("a", backup)], &[pair("a", here)]);
    assert_eq!(plan(&old, &old).same, [key("a")]);
    assert_eq!(plan(&old, &new).keep_newer, [key("a")]);
    let replaced = plan(&new, &old);
    assert_eq!(replaced.replace_older, [pair("a", &new)]);
    assert_eq!(replaced.aside, [(drafts::aside_key("a", &old), old.clone())]);
    // Another state of the same count: the one that is here stays.
    assert_eq!(plan(&text(4, "b"), &old).keep_newer, [key("a")]);
    // A whole draft takes the place of a damaged one, which goes aside; not of a newer program's.
    assert_eq!(plan(&old, "{").aside, [(drafts::aside_key("a", "{"), "{".to_owned())]);
    assert_eq!(plan(&old, &newer()).keep_newer, [key("a")]);
    // What is not understood comes beside.
    for unread in ["{".to_owned(), newer()] {
        let plan = plan(&unread, &old);
        assert_eq!(plan.add, [(drafts::aside_key("a", &unread), unread)]);
        assert_eq!(plan.replace_older, []);
    }
}

/// A whole round: one computer's backup restored on another.
#[test]
fn one_step_brings_all_sheets_back() {
    let one = Memory::default();
    for (key, text) in [pair("a", &text(3, "a")), pair("b", &text(7, "a")), pair("cut", "{")] {
        one.set(&key, &text).unwrap();
    }
    let backup = drafts::backup(&drafts::collect(&one).unwrap());
    let other = Memory::default();
    other.set(&key("a"), &text(4, "z")).unwrap();
    other.set(&key("b"), &text(6, "z")).unwrap();
    let entries = drafts::restore(backup.as_bytes()).unwrap();
    let plan = drafts::plan(&entries, &drafts::collect(&other).unwrap());
    drafts::apply(&other, &plan).unwrap();
    let count = |id: &str| drafts::stamp(&other.get(&key(id)).unwrap().unwrap()).map(|s| s.count);
    assert_eq!((count("a"), count("b"), count("cut")), (Some(4), Some(7), None));
    // What was replaced is still there.
    let old = text(6, "z");
    assert_eq!(other.get(&drafts::aside_key("b", &old)), Ok(Some(old)));
    // Restoring again changes nothing.
    let again = drafts::plan(&entries, &drafts::collect(&other).unwrap());
    assert_eq!((again.add, again.replace_older, again.aside), (vec![], vec![], vec![]));
}

#[test]
fn a_backup_that_does_not_fit_replaces_nothing() {
    let (old, new) = (text(4, "a"), text(5, "a"));
    let store = Memory::of_room(old.len() + 200);
    store.set(&key("a"), &old).unwrap();
    let plan = drafts::plan(&[pair("a", &new)], &drafts::collect(&store).unwrap());
    assert_eq!(drafts::apply(&store, &plan), Err(StoreError::Full));
    assert_eq!(store.get(&key("a")), Ok(Some(old)));
}

/// The list says of a sheet that it is a consolidated one, also after its units were put elsewhere.
#[test]
fn the_list_tells_a_consolidated_sheet() {
    let library = library();
    let mut draft = draft(1, "a");
    let summary = |draft: &Draft| drafts::summary("a", &drafts::write(draft, &library), &library);
    assert_eq!(summary(&draft).units, None);
    let unit = |within: &str| {
        std::sync::Arc::new(phieu::sheet::Contribution {
            within: within.to_owned(),
            ..phieu::sheet::Contribution::default()
        })
    };
    let below = phieu::sheet::Below {
        units: vec![unit(""), unit(""), unit("0123456789abcdef")],
        ..phieu::sheet::Below::default()
    };
    draft.sheet.below = std::rc::Rc::new(below);
    assert_eq!(summary(&draft).units, Some(2));
    let again = drafts::read(&drafts::write(&draft, &library), &library).unwrap();
    assert!(again.sheet.below.elsewhere);
    assert_eq!(summary(&again).units, Some(2));
}
