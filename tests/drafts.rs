//! How sheets are kept on a computer: nothing whole is lost, nothing unread is written over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers of tests too.

#[path = "files/sample.rs"]
mod sample;
#[path = "files/stores.rs"]
mod stores;

use phieu::drafts::{
    self, Backup, Broken, Changes, Conflict, Done, Draft, Quick, Record, Side, Stamp, Wish, choose,
    deleted_key, key,
};
use phieu::file::{self, Library, Refusal};
use sample::{cell, library, sheet, template, template_of};
use stores::{Memory, Stores};

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
    let texts = [pair(ID, &text(3, "a")), pair("new", &newer()), pair("cut", "{\"draft\":1")];
    let list: Vec<drafts::Summary> = texts
        .iter()
        .map(|(key, text)| drafts::summary(drafts::id_of(key).unwrap(), text, &library()))
        .collect();
    let ids: Vec<(&str, bool)> = list.iter().map(|s| (s.id.as_str(), s.readable)).collect();
    assert_eq!(ids, [(ID, true), ("new", false), ("cut", false)]);
    assert_eq!(list[1].unit, "Chi bộ Trường THCS Nguyễn Huệ");
    assert_eq!(list[0].period.vi, "02 năm (2016 - 2018)");
    assert_eq!(list[0].template.vi, "Mẫu thử");
    assert_eq!((list[0].count, list[0].at.as_str()), (3, "2018-09-05T08:03:00"));
    assert_eq!(list[2].unit, "");
    assert_eq!(drafts::id_of("phieu/1/settings"), None);
    assert!(!drafts::summary(ID, &text(3, "a"), &Library::new(vec![])).readable);
}

fn delete(id: &str) -> Wish {
    Wish::Delete(id.to_owned())
}

fn undelete(id: &str) -> Wish {
    Wish::Undelete(id.to_owned())
}

fn purge(id: &str) -> Wish {
    Wish::Purge(id.to_owned())
}

#[test]
fn deleting_can_be_undone() {
    let stores = Stores::default();
    let text = text(3, "a");
    stores.put(&key(ID), &text);
    assert_eq!(stores.wish(delete(ID)), Some(Done::Quietly));
    assert_eq!(stores.keys(), [deleted_key(ID)]);
    assert_eq!(stores.local.all(), [], "it takes none of the small store's room");
    assert_eq!(stores.wish(undelete(ID)), Some(Done::Quietly));
    assert_eq!(stores.keys(), [key(ID)]);
    assert_eq!(stores.local.get(&key(ID)), Some(text.clone()));
    assert_eq!(stores.changes(undelete(ID)), Changes::default());
}

/// Opened again from its file meanwhile: both stay, and both can be brought back.
#[test]
fn neither_of_two_states_is_written_over() {
    let stores = Stores::default();
    let (first, second) = (text(3, "a"), text(7, "a"));
    stores.put(&key(ID), &first);
    stores.wish(delete(ID));
    stores.put(&key(ID), &second);
    stores.wish(undelete(ID));
    assert_eq!(stores.get(&key(ID)), Some(second.clone()));
    let others: Vec<String> = stores.keys().into_iter().filter(|k| *k != key(ID)).collect();
    let [other] = others.as_slice() else { panic!("{others:?}") };
    assert!(other.starts_with(&format!("{}~", key(ID))), "{other}");
    assert_eq!(stores.get(other), Some(first.clone()));

    // The one deleted last is what “undo” brings back.
    let stores = Stores::default();
    stores.put(&deleted_key(ID), &first);
    stores.put(&key(ID), &second);
    stores.wish(delete(ID));
    assert_eq!(stores.keys().len(), 2);
    stores.wish(undelete(ID));
    assert_eq!(stores.get(&key(ID)), Some(second));
    assert!(stores.local.all().into_iter().chain(stores.journal.all()).any(|(_, t)| t == first));
}

/// Two copies of which none is an older state of the other: the second is not lost with the first.
#[test]
fn what_a_deleted_sheet_leaves_over_goes_aside() {
    let (old, cut) = (text(4, "a"), "{".to_owned());
    let (b, c) = (text(6, "b"), text(6, "c"));
    for (local, journal, aside) in [
        (&old, &cut, Some(&cut)),
        (&cut, &old, Some(&cut)),
        (&b, &c, Some(&c)),
        (&cut, &newer(), Some(&cut)),
        (&old, &b, None),
        (&b, &old, None),
        (&b, &b, None),
    ] {
        let stores = Stores::default();
        stores.local.set(&key(ID), local);
        stores.journal.set(&key(ID), journal);
        let counts =
            if aside == Some(local) || local == &old && journal == &b { journal } else { local };
        stores.wish(delete(ID));
        assert_eq!(stores.get(&deleted_key(ID)).as_ref(), Some(counts));
        let mut kept =
            aside.map(|text| drafts::aside_key(ID, text)).into_iter().collect::<Vec<_>>();
        kept.push(deleted_key(ID));
        assert_eq!(stores.keys(), kept);
    }
}

/// For good: with what was put aside of it and what was received for it, and with nothing else.
#[test]
fn what_is_removed_for_good_is_gone() {
    let stores = Stores::default();
    stores.put(&deleted_key(ID), &text(3, "a"));
    stores.put(&drafts::aside_key(ID, "{"), "{");
    stores.put(&drafts::aside_key("other", "{"), "{");
    stores.put(&key("other"), &text(3, "a"));
    let changes = stores.changes(purge(ID));
    assert_eq!(changes.forget, [ID]);
    assert!(stores.carry_out(&changes));
    assert_eq!(stores.keys(), [drafts::aside_key("other", "{"), key("other")]);

    // Opened again meanwhile, the sheet keeps what belongs to it.
    stores.put(&deleted_key(ID), &text(3, "a"));
    stores.put(&drafts::aside_key(ID, "{"), "{");
    stores.put(&key(ID), &text(4, "a"));
    let changes = stores.changes(purge(ID));
    assert_eq!(changes.forget, Vec::<String>::new());
    assert_eq!(changes.remove, [deleted_key(ID)]);
}

#[test]
fn everything_of_ours_is_removed_and_nothing_else() {
    let stores = Stores::default();
    let all = [
        "phieu/1/draft/a",
        "phieu/1/aside/a/1",
        "phieu/1/settings",
        "phieu/2/new",
        "phieu",
        "bank",
    ];
    for key in all {
        stores.put(key, "x");
    }
    assert_eq!(stores.wish(Wish::RemoveAll), Some(Done::RemovedAll));
    assert_eq!(stores.keys(), ["bank", "phieu"]);
}

/// A failed write leaves the previous good text; what one store takes is enough.
#[test]
fn a_full_storage_loses_nothing() {
    let good = text(3, "a");
    let stores = Stores::without_journal(Some(good.len() + 100));
    stores.put(&key(ID), &good);
    assert_eq!(stores.wish(delete(ID)), None);
    let aside =
        Changes { write: vec![(drafts::aside_key(ID, "{"), good.clone())], ..Changes::default() };
    assert!(!stores.carry_out(&aside));
    assert_eq!(stores.local.all(), [(key(ID), good)]);
    // With a journal the full store gets room.
    let stores = Stores { refuses: false, ..stores };
    assert_eq!(stores.wish(delete(ID)), Some(Done::Quietly));
    assert_eq!((stores.local.all().len(), stores.keys()), (0, vec![deleted_key(ID)]));
}

/// "Kept" is the storage's answer.
#[test]
fn a_storage_that_forgets_is_noticed() {
    let local = Memory { forgets: true, ..Memory::default() };
    let stores = Stores { local, refuses: true, ..Stores::default() };
    assert_eq!(stores.wish(Wish::Put("phieu/1/draft/a".to_owned(), "x".to_owned())), None);
}

/// Before a sheet is opened, and its place written over, what does not read has a place of its own.
#[test]
fn what_would_be_written_over_is_put_aside_first() {
    let (whole, cut) = (text(4, "a"), "{".to_owned());
    let aside = drafts::set_aside(ID, Some(&cut), Some(&whole), &library());
    assert_eq!(aside.write, [(drafts::aside_key(ID, &cut), cut.clone())]);
    for (local, journal) in [
        (Some(&whole), Some(&whole)),
        (Some(&cut), None),
        (None, Some(&whole)),
        (Some(&newer()), Some(&whole)),
    ] {
        let local = local.map(String::as_str);
        let journal = journal.map(String::as_str);
        assert_eq!(drafts::set_aside(ID, local, journal, &library()), Changes::default());
    }
}

fn pair(id: &str, text: &str) -> (String, String) {
    (key(id), text.to_owned())
}

#[test]
fn a_backup_holds_everything_to_the_letter() {
    let mut texts = vec![
        pair("a", &text(3, "a")),
        pair("cut", "{\"draft\":1"),
        pair("new", &newer()),
        ("phieu/1/aside/a/12345678".to_owned(), "\u{0}?".to_owned()),
    ];
    texts.sort();
    let stores = Stores::default();
    for (key, text) in &texts {
        stores.put(key, text);
    }
    stores.put(&deleted_key("gone"), "x");
    stores.put("bank", "x");
    let received = vec![
        below("a", "below", "{}"),
        file_below("a", "0000001x", b"{\n \"phieu\": 1 }\n"),
        file_below("a", "0000002x", &(0..=255).collect::<Vec<u8>>()),
        file_below("cut", "0000001x", b""),
    ];
    *stores.received.borrow_mut() = received.clone();
    // What was received for a deleted sheet goes with it.
    stores.received.borrow_mut().push(below("gone", "below", "{}"));
    stores.received.borrow_mut().push(below("", "below", "{}"));
    let backup = stores.backup();
    assert_eq!(drafts::restore(backup.as_bytes()), Ok(Backup { texts: texts.clone(), received }));
    // It is JSON that anything reads.
    let json: serde_json::Value = serde_json::from_str(&backup).unwrap();
    assert_eq!(json["received"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["received"][1]["text"], "{\n \"phieu\": 1 }\n");
    // As mail may bring it.
    let mailed = backup.trim_end().replace('\n', "\r\n");
    assert_eq!(drafts::restore(mailed.as_bytes()), drafts::restore(backup.as_bytes()));
    for end in 1..backup.len() - 1 {
        assert!(drafts::restore(&backup.as_bytes()[..end]).is_err(), "cut at {end}");
    }
    assert_eq!(drafts::restore(&backup.as_bytes()[..backup.len() / 2]), Err(Refusal::CutShort));
    let newer = backup.replace("{\"phieu_backup\":2,", "{\"phieu_backup\":3,\"new\":1,");
    assert_eq!(drafts::restore(newer.as_bytes()), Err(Refusal::NewerFormat { format: 3 }));
    let foreign = backup.replace("phieu/1/draft/cut", "bank");
    assert_eq!(
        drafts::restore(foreign.as_bytes()),
        Err(Refusal::ForeignBackup { key: "bank".into() })
    );
    assert_eq!(drafts::restore(b"{}"), Err(Refusal::NotABackup));
    assert_eq!(drafts::restore(b"PK\x03\x04word/document.xml"), Err(Refusal::Word));
    // Opened as if it were a sheet, it says what it is.
    assert_eq!(file::read(backup.as_bytes(), &library()), Err(Refusal::Backup));

    // As it was written before what is received was in it.
    let old = serde_json::json!({ "phieu_backup": 1, "texts": json["texts"] });
    let old = serde_json::to_string_pretty(&old).unwrap();
    assert_eq!(drafts::restore(old.as_bytes()), Ok(Backup { texts, received: Vec::new() }));
}

fn below(slot: &str, what: &str, text: &str) -> Record {
    Record { key: format!("{slot}/{what}"), name: None, bytes: text.into() }
}

fn file_below(slot: &str, nth: &str, bytes: &[u8]) -> Record {
    let name = Some(format!("{nth}.phieu.json"));
    Record { key: format!("{slot}/file/{nth}"), name, bytes: bytes.to_vec() }
}

/// A collection as one computer has it.
fn collection(count: u64, files: &[&str]) -> Stores {
    let stores = Stores::default();
    stores.put(&key("a"), &text(count, "a"));
    let mut received = stores.received.borrow_mut();
    received.push(below("a", "below", &format!("list {count}")));
    received.push(below("a", "remarks", "remarks"));
    received.extend(files.iter().map(|nth| file_below("a", nth, nth.as_bytes())));
    drop(received);
    stores
}

/// Puts the backup of one computer back on another.
fn from_one(one: &Stores, other: &Stores) -> Wish {
    Wish::Restore(drafts::restore(one.backup().as_bytes()).unwrap(), other.below())
}

fn received(stores: &Stores, slot: &str) -> Vec<String> {
    let received = stores.received.borrow();
    let of = received.iter().filter_map(|record| record.key.strip_prefix(&format!("{slot}/")));
    of.map(str::to_owned).collect()
}

/// With its list and all that was received, in one step.
#[test]
fn a_collection_comes_back_whole() {
    let one = collection(5, &["1", "2"]);
    let other = Stores::default();
    let done = Some(Done::Restored { added: 1, kept: 0 });
    assert_eq!(other.wish(from_one(&one, &other)), done);
    assert_eq!(other.keys(), [key("a")]);
    assert_eq!(*other.received.borrow(), *one.received.borrow());
    // Again, it changes nothing.
    let again = other.changes(from_one(&one, &other));
    assert_eq!((again.write, again.receive, again.forget), (vec![], vec![], vec![]));
    // What was received is lost: it comes back to the sheet that is here.
    other.received.borrow_mut().clear();
    assert_eq!(other.wish(from_one(&one, &other)), done);
    assert_eq!(*other.received.borrow(), *one.received.borrow());
}

/// Files that nobody owns any more are no part of what is restored.
#[test]
fn a_collection_is_not_mixed_with_what_nobody_owns() {
    let one = collection(5, &["1", "2"]);
    let other = Stores::default();
    other.received.borrow_mut().push(file_below("a", "7", b"7"));
    other.received.borrow_mut().push(file_below("ab", "7", b"7"));
    other.wish(from_one(&one, &other));
    assert_eq!(received(&other, "a"), ["below", "remarks", "file/1", "file/2"]);
    assert_eq!(received(&other, "ab"), ["file/7"]);
}

/// Two states of one collection stand side by side; neither loses a file to the other.
#[test]
fn two_collections_are_not_mixed() {
    let one = collection(5, &["1", "2"]);
    for here in [collection(4, &["1", "3"]), {
        // It was deleted here, and can be brought back.
        let stores = collection(4, &["1", "3"]);
        stores.wish(delete("a"));
        stores
    }] {
        let before = here.get(&key("a"));
        assert_eq!(here.wish(from_one(&one, &here)), Some(Done::Restored { added: 1, kept: 0 }));
        assert_eq!(here.get(&key("a")), before);
        assert_eq!(received(&here, "a"), ["below", "remarks", "file/1", "file/3"]);
        let keys = here.keys();
        let beside = keys.iter().find_map(|k| drafts::id_of(k).filter(|id| id.starts_with("a~")));
        let beside = beside.unwrap();
        assert_eq!(here.get(&key(beside)), Some(text(5, "a")));
        assert_eq!(received(&here, beside), ["below", "remarks", "file/1", "file/2"]);
        let again = here.changes(from_one(&one, &here));
        assert_eq!((again.write, again.receive, again.forget), (vec![], vec![], vec![]));
        // What is not understood goes beside as well, with what belongs to it.
        let strange = Stores::default();
        strange.put(&key("a"), &newer());
        strange.received.borrow_mut().push(below("a", "below", "strange"));
        let changes = here.changes(from_one(&strange, &here));
        assert!(changes.write.iter().all(|(k, _)| k.starts_with(&key("a~"))));
        assert!(changes.receive.iter().all(|record| record.key.starts_with("a~")));
    }
    // What is here is the newer one: it stays, and nothing comes to it.
    let newer = collection(6, &["9"]);
    let changes = newer.changes(from_one(&one, &newer));
    assert_eq!((changes.write, changes.receive, changes.forget), (vec![], vec![], vec![]));
}

/// The sheets come after what was received for them: one stopped half way brings no half a sum.
#[test]
fn a_collection_that_does_not_fit_is_not_restored_by_half() {
    let one = collection(5, &["1", "2"]);
    let other = Stores { is_full: true, ..Stores::default() };
    assert_eq!(other.wish(from_one(&one, &other)), None);
    assert_eq!((other.keys(), other.received.borrow().len()), (vec![], 0));
    // Stopped between the two, what was received waits for the sheet, and once more is once.
    let other = Stores::default();
    other.received.borrow_mut().clone_from(&one.received.borrow());
    other.wish(from_one(&one, &other));
    assert_eq!(*other.received.borrow(), *one.received.borrow());
}

#[test]
fn restoring_writes_over_nothing_newer_and_nothing_unread() {
    let (old, new) = (text(4, "a"), text(5, "a"));
    let plan = |backup: &str, here: &str| {
        let backup = Backup { texts: vec![pair("a", backup)], ..Backup::default() };
        drafts::changes(Wish::Restore(backup, Vec::new()), &[pair("a", here)], &[])
    };
    let nothing = Changes { done: Done::Restored { added: 0, kept: 1 }, ..Changes::default() };
    assert_eq!(plan(&old, &old), nothing);
    assert_eq!(plan(&old, &new), nothing);
    let replaced = plan(&new, &old);
    let aside = (drafts::aside_key("a", &old), old.clone());
    assert_eq!(replaced.write, [aside, pair("a", &new)], "put aside first");
    assert_eq!(replaced.done, Done::Restored { added: 1, kept: 0 });
    // Another state of the same count: the one that is here stays.
    assert_eq!(plan(&text(4, "b"), &old), nothing);
    // A whole draft takes the place of a damaged one, which goes aside; not of a newer program's.
    assert_eq!(plan(&old, "{").write[0], (drafts::aside_key("a", "{"), "{".to_owned()));
    assert_eq!(plan(&old, &newer()), nothing);
    // What is not understood comes beside.
    for unread in ["{".to_owned(), newer()] {
        let plan = plan(&unread, &old);
        assert_eq!(plan.write, [(drafts::aside_key("a", &unread), unread)]);
    }
}

/// A whole round: one computer's backup restored on another.
#[test]
fn one_step_brings_all_sheets_back() {
    let here = Stores::default();
    for (key, text) in [pair("a", &text(3, "a")), pair("b", &text(7, "a")), pair("cut", "{")] {
        here.put(&key, &text);
    }
    let backup = here.backup();
    let other = Stores::default();
    other.put(&key("a"), &text(4, "z"));
    other.put(&key("b"), &text(6, "z"));
    let entries = drafts::restore(backup.as_bytes()).unwrap();
    let restored = other.wish(Wish::Restore(entries.clone(), other.below()));
    assert_eq!(restored, Some(Done::Restored { added: 2, kept: 1 }));
    let count = |id: &str| drafts::stamp(&other.get(&key(id)).unwrap()).map(|s| s.count);
    assert_eq!((count("a"), count("b"), count("cut")), (Some(4), Some(7), None));
    // What was replaced is still there.
    let old = text(6, "z");
    assert_eq!(other.get(&drafts::aside_key("b", &old)), Some(old));
    // Restoring again changes nothing.
    assert_eq!(other.changes(Wish::Restore(entries, other.below())).write, []);
}

#[test]
fn a_backup_that_does_not_fit_replaces_nothing() {
    let (old, new) = (text(4, "a"), text(5, "a"));
    let stores = Stores::without_journal(Some(old.len() + 200));
    stores.put(&key("a"), &old);
    let texts = vec![pair("a", &new)];
    assert_eq!(stores.wish(Wish::Restore(Backup { texts, ..Backup::default() }, Vec::new())), None);
    assert_eq!(stores.get(&key("a")), Some(old));
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
    draft.sheet.below = std::sync::Arc::new(below);
    assert_eq!(summary(&draft).units, Some(2));
    let again = drafts::read(&drafts::write(&draft, &library), &library).unwrap();
    assert!(again.sheet.below.elsewhere);
    assert_eq!(summary(&again).units, Some(2));
}
