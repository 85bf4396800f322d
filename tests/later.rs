//! What the page's program has of its forms, beside what its later block has: nothing that a person
//! reads or sends may show which of the two a form came from.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code")]

mod support;

use phieu::desk::{Action, Desk, Effect, View, World, step};
use phieu::file::{self, Library};
use phieu::kinds::Cell;
use phieu::language::{Lang, Words};
use phieu::sheet::{Edit, HeadField, Place};
use phieu::template::{self, LATER_CATALOGUE, PAGE_CATALOGUE, PAGE_FORMS};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use support::fixture;

/// What stands in the later block of a built page.
fn later(name: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let file = format!("{name}.json");
    let text = std::fs::read_to_string(root.join(&file));
    text.or_else(|_| std::fs::read_to_string(root.join("old").join(&file))).ok()
}

/// The form that the program has, by its name and id.
fn newest() -> &'static str {
    PAGE_FORMS[0].name
}

/// Which texts are in the whole form alone, counted by what they are: the nearest name that says it. All
/// else must be the same.
fn what_waits((here, there): (&Value, &Value), what: &str, out: &mut BTreeMap<String, usize>) {
    let mut wait = |what: &str| *out.entry(what.to_owned()).or_default() += 1;
    let inside = ["phrase", "report", "sentences", "topic", "why", "words", "example"];
    match (here, there) {
        // "The task group “…”" is made of a title, and blank as that is.
        (Value::String(here), Value::String(there))
            if here != there && (here.is_empty() || inside.contains(&what)) =>
        {
            wait(what);
        }
        (Value::Object(here), Value::Object(there)) => {
            assert!(here.keys().all(|key| there.contains_key(key)), "{what}");
            for (key, there) in there {
                // A text of what waits in both languages waits with it.
                let name = match key.as_str() {
                    "vi" => what,
                    _ if inside.contains(&what) => what,
                    key => key,
                };
                match here.get(key) {
                    Some(here) => what_waits((here, there), name, out),
                    None => *out.entry(name.to_owned()).or_default() += 1,
                }
            }
        }
        (Value::Array(here), Value::Array(there)) => {
            assert_eq!(here.len(), there.len(), "{what}");
            for both in here.iter().zip(there) {
                what_waits(both, what, out);
            }
        }
        _ => assert_eq!(here, there, "{what}"),
    }
}

/// The page, and beside it one whose forms are all here and whole; both are told the same.
struct Twins {
    page: Desk,
    whole: Desk,
    steps: u32,
}

impl Twins {
    fn new() -> Twins {
        let (page, whole) = (Library::with_later(later), Library::builtin());
        Twins { page: Desk::new(page), whole: Desk::new(whole), steps: 0 }
    }

    /// Does it in both and compares what comes of it.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        self.steps += 1;
        let world = World {
            now: format!("2026-11-21T20:30:{:02}", self.steps % 60),
            random: format!("id{}", self.steps),
            tab: "a".to_owned(),
        };
        let what = format!("{:.80}", format!("{action:?}"));
        let (page, effects) = step(&self.page, action.clone(), &world);
        let (whole, expected) = step(&self.whole, action, &world);
        assert_eq!(effects, expected, "{what}");
        assert_eq!(page.notice, whole.notice, "{what}");
        assert_eq!(page.report(), whole.report(), "{what}");
        assert_eq!(said(&page), said(&whole), "{what}");
        if page.library.is_complete() {
            assert!(page == whole, "{what}");
        }
        (self.page, self.whole) = (page, whole);
        effects
    }

    fn file(&mut self) -> String {
        let effects = self.act(Action::Download);
        let bytes = effects.into_iter().find_map(|effect| match effect {
            Effect::Download { bytes, .. } => Some(bytes),
            _ => None,
        });
        bytes.expect("a file is offered")
    }
}

/// The findings as they are read in the language of the page.
fn said(desk: &Desk) -> Vec<(Place, String)> {
    let Some(open) = &desk.open else { return Vec::new() };
    let findings = open.review.findings(&open.template).into_iter();
    findings.map(|f| (f.place.clone(), f.said(desk.lang))).collect()
}

fn cell(item: &str, field: &str, cell: &str, text: &str) -> Action {
    let (item, field) = (item.to_owned(), field.to_owned());
    Action::Edit(Edit::Cell { item, field, cell: Cell::new(cell), text: text.to_owned() })
}

#[test]
fn the_program_has_the_newest_form_in_vietnamese_and_nothing_else_is_missing() {
    let page = Library::with_later(later);
    let short = page.newest(newest()).unwrap();
    let whole = Library::builtin().newest(newest()).unwrap();
    assert!(page.is_short(&short) && *short != *whole);
    let [here, there] = [&short, &whole].map(|form| serde_json::to_value(&**form).unwrap());
    let mut waits = BTreeMap::new();
    what_waits((&here, &there), "", &mut waits);
    // The English texts, and what stands on no page of the form: the sentences of the report with the
    // phrases for them, why an item is asked with its example, what is said of a contradiction.
    let known = ["en", "example", "phrase", "report", "sentences", "topic", "why", "words"];
    assert_eq!(waits.keys().map(String::as_str).collect::<Vec<_>>(), known, "{waits:?}");
    assert!(waits["en"] > 500 && waits["sentences"] > 30 && waits["words"] > 20, "{waits:?}");
    assert_eq!(page.completed(&short), whole);
    // Read as one, the program's two texts hold together but for their English and the sentences.
    let text = PAGE_FORMS[0].text.unwrap();
    let problems = template::assemble(text, PAGE_CATALOGUE).unwrap_err();
    let waits = |what: &str| what.contains("both languages") || what.contains("sentence");
    assert!(problems.iter().all(|problem| waits(&problem.what)), "{problems:?}");
}

/// Every form is found in the block, under the names by which the page asks for them.
#[test]
fn every_form_is_read_whole_from_the_block() {
    assert!(later(LATER_CATALOGUE).is_some());
    let (page, builtin) = (Library::with_later(later), Library::builtin());
    let complete = page.complete().unwrap();
    for form in PAGE_FORMS {
        let head = template::head(form.head).unwrap();
        let whole = builtin.find(&head.id, &head.version).unwrap();
        assert_eq!(complete.find(&head.id, &head.version).unwrap(), whole, "{}", form.name);
        assert!(page.brings(&whole) && complete.brings(&whole), "{}", form.name);
        let here = page.find(&head.id, &head.version).unwrap();
        assert!(page.brings(&here), "{}", form.name);
        assert_eq!(here == whole, form.text.is_none(), "{}", form.name);
    }
}

/// Whole sheets, answered in the newest form: filled, printed, sent, in the one language and then
/// in the other.
#[test]
fn what_is_read_and_sent_is_the_same() {
    for fixture in fixture::ALL {
        let mut twins = Twins::new();
        let bytes = std::fs::read(fixture.path()).unwrap();
        twins.act(Action::OpenFile(bytes));
        twins.act(Action::Reform(newest().to_owned()));
        let open = twins.page.open.clone().unwrap();
        let worded = |one: &phieu::checks::Finding| phieu::checks::is_worded_by_form(one.check);
        let contradicts = open.review.sheet.iter().any(worded);
        let waits = twins.page.library.is_short(&open.template);
        assert_eq!(waits, !contradicts, "{}", fixture.name);
        twins.act(Action::Copy);
        let file = twins.file();
        // Printing needs the sentences for a moment, the report's page for good.
        let has_own_words = !open.sheet.own_words.is_empty();
        let complete = has_own_words || contradicts;
        assert_eq!(twins.page.library.is_complete(), complete, "{}", fixture.name);
        twins.act(Action::Go(View::Report));
        assert!(twins.page.library.is_complete());
        twins.act(Action::Lang(Lang::En));
        assert!(twins.page.library.is_complete());
        twins.act(Action::Copy);
        assert_eq!(twins.file(), file);
        twins.act(Action::Undo);
        twins.act(Action::Lang(Lang::Vi));
        twins.act(Action::OpenFile(file.into_bytes()));
    }
}

/// Answers that contradict each other are said to in the form's words, which the program fetches then.
#[test]
fn a_contradiction_is_said_in_the_words_of_the_form() {
    let mut twins = Twins::new();
    twins.act(Action::New(newest().to_owned()));
    twins.act(cell("U1", "members", "value", "30"));
    assert!(!twins.page.library.is_complete());
    twins.act(cell("U1", "probationary", "value", "31"));
    assert!(twins.page.library.is_complete());
    let all = said(&twins.page);
    let expected = "Số đảng viên dự bị nhiều hơn tổng số đảng viên (31 so với 30).";
    assert!(all.iter().any(|(_, words)| words.starts_with(expected)), "{all:?}");
}

/// A sheet of an earlier form beside one of the newest: questions are compared by their words.
#[test]
fn the_period_before_may_answer_another_form() {
    let mut twins = Twins::new();
    let s4 = fixture::named("s4").unwrap();
    twins.act(Action::New(newest().to_owned()));
    twins.act(Action::Edit(Edit::Head(HeadField::UnitName, "Chi bộ 1".to_owned())));
    twins.act(cell("B2", "attendance", "members/total", "50"));
    twins.act(cell("B2", "attendance", "members/done", "51"));
    assert!(!twins.page.library.is_complete());
    twins.act(Action::PreviousFile(std::fs::read(s4.path()).unwrap()));
    assert!(twins.page.open.as_ref().unwrap().previous.is_some());
    twins.act(Action::Carry);
    twins.act(Action::Undo);
    twins.file();
}

/// The names of a table's rows are known in both languages, whichever the page has.
#[test]
fn a_pasted_table_may_have_english_names() {
    let mut twins = Twins::new();
    twins.act(Action::New(newest().to_owned()));
    let template = Rc::clone(&twins.whole.open.as_ref().unwrap().template);
    let spec = &template.item("B2").unwrap().field("attendance").unwrap().kind;
    let grid = spec.grid(&spec.blank()).unwrap();
    let rows = grid.rows.iter().map(|row| format!("{}\t{}\t{}\n", row.names[1], 9, 8));
    let place = Place::answer("B2", "attendance", Cell::new("members/total"));
    twins.act(Action::Paste { place, text: rows.rev().collect() });
    assert!(twins.page.open.as_ref().unwrap().paste.as_ref().unwrap().plan.by_name);
    twins.act(Action::AcceptPaste);
}

/// A file that carries the newest form, made by a page that did not know it, loses it here again;
/// one that carries another form of the same name keeps it.
#[test]
fn a_form_that_travelled_is_known_again() {
    let whole = Library::builtin().newest(newest()).unwrap();
    let sheet = phieu::sheet::Sheet::blank("own".to_owned(), &whole);
    let carried = |form: &template::Template| {
        let written = file::write(form, &sheet, None, &Library::default());
        assert!(written.bytes.contains("\"form\":"));
        let library = Library::with_later(later);
        let opened = file::read(written.bytes.as_bytes(), &library).unwrap();
        let again = file::write(&opened.template, &opened.sheet, None, &library);
        assert!(file::verify(&again, &opened.sheet, &library));
        again.bytes.contains("\"form\":")
    };
    assert!(!carried(&whole));
    let mut other = (*whole).clone();
    other.short.en.push('!');
    assert!(carried(&other));
    let mut twins = Twins::new();
    let written = file::write(&other, &sheet, None, &Library::default());
    twins.act(Action::OpenFile(written.bytes.into_bytes()));
    twins.act(Action::Lang(Lang::En));
    assert_eq!(*twins.page.open.as_ref().unwrap().template, other);
}

/// The help stands in the block alone.
#[test]
fn the_help_is_there_in_both_languages() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/help.json");
    let help: Vec<Vec<Words>> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(help.len() > 3 && help.iter().all(|answer| answer.len() > 1));
    for words in help.iter().flatten() {
        assert!(!words.vi.trim().is_empty() && !words.en.trim().is_empty(), "{words:?}");
        assert_ne!(words.vi, words.en);
    }
}

/// A page that has lost its later block goes on in Vietnamese and says so.
#[test]
fn a_page_without_its_block_stays_in_vietnamese() {
    let world = World { now: "2026".to_owned(), random: "id".to_owned(), tab: "a".to_owned() };
    let desk = Desk::new(Library::with_later(|_| None));
    let (desk, _) = step(&desk, Action::New(newest().to_owned()), &world);
    let (desk, _) = step(&desk, cell("B3", "turns", "value", "12"), &world);
    let before = desk.open.clone().unwrap();
    let (desk, _) = step(&desk, Action::Lang(Lang::En), &world);
    assert!(desk.notice.as_ref().is_some_and(|notice| notice.wrong));
    let open = desk.open.as_ref().unwrap();
    let item = open.template.item("B3").unwrap();
    assert_eq!(item.title.get(Lang::En), item.title.get(Lang::Vi));
    assert!(!item.title.vi.is_empty() && Rc::ptr_eq(&open.template, &before.template));
    // A paper without the sentences says why.
    let said = format!("{:?}", desk.report().iter().take(1).collect::<Vec<_>>());
    assert!(said.contains("damaged"), "{said}");
    let (shown, _) = step(&desk, Action::Go(View::Report), &world);
    assert!(shown.notice.as_ref().is_some_and(|notice| notice.wrong));
    let (_, effects) = step(&desk, Action::Download, &world);
    let bytes = effects.iter().find_map(|effect| match effect {
        Effect::Download { bytes, .. } => Some(bytes),
        _ => None,
    });
    assert!(bytes.is_some_and(|bytes| !bytes.contains("\"form\":")));
}
