//! What holds of every kind of question, whatever anybody types into it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers of tests too.

#[path = "files/sample.rs"]
mod sample;

use phieu::checks::{self, Gravity};
use phieu::drafts::{self, Around, Draft, Stamp, Writer};
use phieu::file::{self, Library, Written};
use phieu::kinds::{Collected, Field, LineEdit, NAMES, Record, Spec, Total};
use phieu::review;
use phieu::sheet::{Edit, HeadField, Sheet, apply, paste};
use phieu::template::Template;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sample::{FIELD, library, template};
use std::cell::OnceCell;
use std::rc::Rc;

/// Texts as people type them, as they should not, and any.
fn text() -> impl Strategy<Value = String> {
    let typed = [
        "",
        " ",
        "0",
        "7",
        "03",
        "41.004",
        "41,004",
        "hơn 5.400",
        "gần 200",
        "khoảng 20",
        "02 - 05",
        "từ 95 trở lên",
        "có",
        "12a",
        "1.5.0",
        "1,5",
        "999999999999999999999",
        "-3",
        "94,2%",
        "hơn 87%",
        "100",
        "120%",
        "31/02/2015",
        "9/2016",
        "2016",
        "14-5-2011",
        "24-KH/TU",
        "p1",
        "done",
        "under_way",
        "not_started",
        "yes",
        "film",
        "trực tiếp",
        "Vie\u{323}\u{302}c học tập ",
        "hai\ndòng",
        "\u{a0}41\u{a0}004 ",
        "“học” \"tập\" \\ \u{1f600}",
    ];
    prop_oneof![4 => select(typed.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

/// A change: in which item, and what.
#[derive(Clone, Debug)]
enum Step {
    Type(Index, String),
    Add(bool),
    Remove(Index),
    Move(Index, bool),
}

fn steps() -> impl Strategy<Value = Vec<(Index, Step)>> {
    let step = prop_oneof![
        6 => (any::<Index>(), text()).prop_map(|(cell, text)| Step::Type(cell, text)),
        2 => any::<bool>().prop_map(Step::Add),
        1 => any::<Index>().prop_map(Step::Remove),
        1 => (any::<Index>(), any::<bool>()).prop_map(|(line, up)| Step::Move(line, up)),
    ];
    vec((any::<Index>(), step), 0..90)
}

/// The form is made once a test: making it costs more than a case.
fn form() -> Rc<Template> {
    thread_local!(static FORM: OnceCell<Rc<Template>> = const { OnceCell::new() });
    FORM.with(|form| Rc::clone(form.get_or_init(template)))
}

fn spec<'a>(template: &'a Template, item: &str) -> &'a Spec {
    &template.item(item).unwrap().field(FIELD).unwrap().kind
}

/// The change that a step means on a sheet as it is.
fn edit(template: &Template, sheet: &Sheet, item: &str, step: &Step) -> Option<Edit> {
    let spec = spec(template, item);
    let blank = spec.blank();
    let answer = sheet.field(item, FIELD).map_or(&blank, |field| &field.own);
    let cells = spec.cells(answer);
    let line_of = |at: &Index| Some(cells.get(at.index(cells.len().max(1)))?.split().0.to_owned());
    let line = |edit| Edit::Line { item: item.to_owned(), field: FIELD.to_owned(), edit };
    Some(match step {
        Step::Type(at, text) => {
            // A list without lines first gets one.
            let Some(cell) = cells.get(at.index(cells.len().max(1))).cloned() else {
                return Some(line(LineEdit::Add { list: String::new() }));
            };
            let codes = ["done", "under_way", "not_started", "not_concerned", ""];
            let text = match cell.path() {
                "progress" => codes[text.len() % codes.len()].to_owned(),
                _ => text.clone(),
            };
            Edit::Cell { item: item.to_owned(), field: FIELD.to_owned(), cell, text }
        }
        Step::Add(causes) => {
            line(LineEdit::Add { list: if *causes { "causes" } else { "" }.to_owned() })
        }
        Step::Remove(at) => line(LineEdit::Remove { line: line_of(at)? }),
        Step::Move(at, up) => line(LineEdit::Move { line: line_of(at)?, up: *up }),
    })
}

fn item(at: &Index) -> &'static str {
    NAMES[at.index(NAMES.len())]
}

fn filled(steps: &[(Index, Step)]) -> Sheet {
    let template = form();
    let blank = Sheet::blank("sheet".to_owned(), &template);
    steps.iter().fold(blank, |sheet, (at, step)| match edit(&template, &sheet, item(at), step) {
        Some(edit) => apply(&sheet, &template, &edit),
        None => sheet,
    })
}

/// What one unit's answer adds up to.
fn totals(sheet: &Sheet) -> Vec<Total> {
    let template = form();
    NAMES
        .iter()
        .map(|item| {
            let spec = spec(&template, item);
            let blank = spec.blank();
            let own = sheet.field(item, FIELD).map_or(&blank, |field| &field.own);
            spec.total(own).unwrap()
        })
        .collect()
}

#[test]
fn the_sample_asks_every_kind() {
    let mut kinds: Vec<&str> = sample::specs().iter().map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, NAMES);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// What was typed survives the file to the letter, and the same bytes come out again.
    #[test]
    fn a_file_gives_back_what_was_typed(steps in steps()) {
        let template = form();
        let sheet = filled(&steps);
        let written = file::write(&template, &sheet, None, &library());
        prop_assert!(file::verify(&written, &sheet, &library()));
        let opened = file::read(written.bytes.as_bytes(), &library()).unwrap();
        prop_assert!(!opened.altered && opened.reread.is_empty());
        for kind in NAMES {
            let Some(field) = sheet.field(kind, FIELD).filter(|field| !field.is_blank()) else {
                continue;
            };
            let back = &opened.sheet.field(kind, FIELD).unwrap().own;
            for cell in spec(&template, kind).cells(&field.own) {
                let (was, is) = (field.own.get(&cell).unwrap(), back.get(&cell).unwrap_or_default());
                // Spaces alone in a line of blanks count as nothing.
                prop_assert!(was == is || was.trim().is_empty(), "{kind} {cell:?}: {was:?} {is:?}");
            }
        }
        let again = file::write(&opened.template, &opened.sheet, Some(&opened.saved), &library());
        prop_assert_eq!(again, written);
    }

    /// All three slots of every kind: written, read and written again, they are the same.
    #[test]
    fn every_slot_is_written_and_read(own in steps(), whole in steps(), below in steps()) {
        let template = form();
        let (own, whole, below) = (filled(&own), filled(&whole), totals(&filled(&below)));
        for (kind, total) in NAMES.iter().zip(below) {
            let spec = spec(&template, kind);
            let answer = |sheet: &Sheet| sheet.field(kind, FIELD).map(|field| field.own.clone());
            let field = Field {
                own: answer(&own).unwrap_or_else(|| spec.blank()),
                collected: Some(Collected { value: total, units: 2, gave: 1, with_own: false }),
                whole: answer(&whole),
            };
            let text = serde_json::to_string(&spec.write(&field).unwrap()).unwrap();
            let record: Record = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(record.name(), *kind);
            let back = record.read();
            prop_assert_eq!(&back.collected, &field.collected);
            prop_assert_eq!(serde_json::to_string(&spec.write(&back).unwrap()).unwrap(), text);
        }
    }

    /// The revision rises once with the content, and not without.
    #[test]
    fn the_revision_follows_the_content(first in steps(), more in steps()) {
        let template = form();
        let before = filled(&first);
        let after = filled(&[first, more].concat());
        let write = |sheet: &Sheet, last: Option<&Written>| {
            file::write(&template, sheet, last.map(|w| &w.saved), &library())
        };
        let one = write(&before, None);
        prop_assert_eq!(&write(&before, Some(&one)), &one);
        let two = write(&after, Some(&one));
        let same = one.saved.content == write(&after, None).saved.content;
        if same {
            prop_assert_eq!(&two, &one);
        } else {
            prop_assert_eq!(two.saved.revision, 2);
            prop_assert_eq!(two.saved.previous.as_ref(), Some(&one.saved.fingerprint));
            prop_assert_eq!(&write(&after, Some(&two)), &two);
        }
        // Taken back before anything was written.
        prop_assert_eq!(&write(&before, Some(&one)), &one);
        prop_assert!(file::verify(&two, &after, &library()));
    }

    /// Totals of different units add in any order and grouping; no units add nothing.
    #[test]
    fn totals_add_in_any_order(a in steps(), b in steps(), c in steps()) {
        let all = [a, b, c].map(|steps| totals(&filled(&steps)));
        let [a, b, c] = &all;
        for ((a, b), c) in a.iter().zip(b).zip(c) {
            let add = |x: &Total, y: &Total| x.merge(y).unwrap();
            prop_assert_eq!(add(a, b), add(b, a));
            prop_assert_eq!(add(&add(a, b), c), add(a, &add(b, c)));
            prop_assert_eq!(&add(a, &a.zero()), a);
            prop_assert_eq!(&add(&a.zero(), a), a);
            let text = serde_json::to_string(a).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Total>(&text).unwrap(), a);
        }
    }

    /// A draft that is written item by item has the text of one that is written whole, after every
    /// change and after going back to an earlier state; also where it carries its form.
    #[test]
    fn a_draft_written_by_items_is_the_whole_one(
        steps in steps(),
        back in any::<Index>(),
        known in any::<bool>(),
    ) {
        let template = form();
        let library = if known { Library::new(vec![Rc::clone(&template)]) } else { Library::default() };
        let mut states = vec![Sheet::blank("sheet \"answers\":{}".to_owned(), &template)];
        for (at, step) in &steps {
            let sheet = states.last().unwrap();
            let Some(edit) = edit(&template, sheet, item(at), step) else { continue };
            states.push(apply(sheet, &template, &edit));
        }
        states.push(states[back.index(states.len())].clone());
        let named = Edit::Head(HeadField::UnitName, "\"answers\":{} “Chi bộ”".to_owned());
        states.push(apply(states.last().unwrap(), &template, &named));
        let mut writer = Writer::default();
        let mut stamp = Stamp { tab: "tab".to_owned(), ..Stamp::default() };
        for sheet in &states {
            stamp.count += 1;
            let saved = Some(file::write(&template, sheet, None, &library).saved);
            let saved = saved.filter(|_| stamp.count.is_multiple_of(2));
            let around = Around { stamp: &stamp, saved: saved.as_ref(), beside: Some("before") };
            // Some of it, all of it or nothing may have been written before.
            let ready = (0..stamp.count % 4 * 3).all(|_| writer.prepare(sheet, &template, &library));
            prop_assert!(ready || !writer.prepare(sheet, &template, &library));
            let text = writer.write(around, sheet, &template, &library);
            let draft = Draft {
                beside: Some("before".to_owned()),
                stamp: stamp.clone(),
                saved,
                sheet: sheet.clone(),
                template: Rc::clone(&template),
            };
            prop_assert_eq!(text, drafts::write(&draft, &library));
        }
    }

    /// The live review after every change is the review from scratch.
    #[test]
    fn the_live_review_is_the_whole_one(first in steps(), more in steps(), year in 2010u16..2020) {
        let template = form();
        let period = Edit::Head(HeadField::PeriodFrom, year.to_string());
        let mut sheet = apply(&filled(&first), &template, &period);
        let mut live = review::review(&template, &sheet);
        for (at, step) in &more {
            let Some(edit) = edit(&template, &sheet, item(at), step) else { continue };
            sheet = apply(&sheet, &template, &edit);
            live = review::update(&live, &template, &sheet, item(at));
            prop_assert_eq!(&live, &review::review(&template, &sheet), "{:?}", edit);
            let all = live.findings(&template).into_iter();
            let to_see = all.filter(|f| f.kept.is_none() && f.gravity != Gravity::Missing);
            prop_assert_eq!(live.to_see(), to_see.count());
        }
        // Every finding names a check of the list.
        for finding in live.findings(&template) {
            prop_assert!(checks::ALL.iter().any(|check| check.id == finding.check));
        }
    }

    /// A pasted block stands in the cells that the plan showed, and nothing of it is lost.
    #[test]
    fn a_pasted_block_stands_where_the_plan_says(
        first in steps(),
        block in vec(vec("[0-9]{1,4}|hơn [1-9]|", 1..5), 1..6),
        at in any::<Index>(),
        (head, count, names) in any::<(Option<[Index; 4]>, bool, Option<[Index; 6]>)>(),
    ) {
        let template = form();
        let sheet = filled(&first);
        for kind in NAMES {
            let spec = spec(&template, kind);
            let blank = spec.blank();
            let answer = sheet.field(kind, FIELD).map_or(&blank, |field| &field.own);
            let cells = spec.cells(answer);
            let start = cells.get(at.index(cells.len().max(1))).cloned().unwrap_or_default();
            let grid = spec.grid(answer);
            let mut block = block.clone();
            // As people's tables are: with the names of rows, ordinals, a row of headings.
            let row_names: Vec<&String> = grid.iter().flat_map(|g| &g.rows).flat_map(|r| &r.names).collect();
            if let Some(names) = names.filter(|_| !row_names.is_empty()) {
                for (row, name) in block.iter_mut().zip(names) {
                    row.insert(0, name.get(&row_names).to_string());
                }
            }
            if count {
                for (i, row) in block.iter_mut().enumerate() {
                    row.insert(0, (i + 1).to_string());
                }
            }
            if let Some((head, grid)) = head.zip(grid.as_ref()) {
                let other = ["TT", "Ghi chú", "", "7"].map(str::to_owned);
                let all: Vec<&String> = grid.columns.iter().flat_map(|c| &c.names).chain(&other).collect();
                block.insert(0, head.iter().map(|at| at.get(&all).to_string()).collect());
            }
            let pasted = block.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\r\n");
            let plan = paste::plan(spec, answer, &start, &pasted);
            prop_assert_eq!(plan.is_some(), spec.grid(answer).is_some());
            let Some(plan) = plan else { continue };
            let after = apply(&sheet, &template, &plan.edit(kind, FIELD));
            let after = after.field(kind, FIELD).map_or(&blank, |field| &field.own);
            for (cell, before, text) in &plan.cells {
                prop_assert_eq!(after.get(cell), Some(text.clone()), "{} {:?}", kind, cell);
                prop_assert_eq!(&answer.get(cell).unwrap_or_default(), before);
            }
            let texts = |rows: &mut dyn Iterator<Item = &String>| {
                let mut all: Vec<String> = rows.filter(|t| !t.is_empty()).cloned().collect();
                all.sort();
                all
            };
            // Every text is in a cell, or left over, or a heading or an ordinal, or names a row.
            let placed = plan.cells.iter().map(|(_, _, text)| text).chain(&plan.left_over);
            let heads = plan.headings.iter().map(|(text, _)| text);
            let mut placed = texts(&mut placed.chain(heads).chain(&plan.ordinals));
            let mut all = texts(&mut block.iter().flatten().map(|t| t.trim().to_owned()).collect::<Vec<_>>().iter());
            if plan.by_name {
                placed.retain(|text| !row_names.contains(&text));
                all.retain(|text| !row_names.contains(&text));
            }
            prop_assert_eq!(placed, all, "{}", kind);
            // No cell is named twice.
            let mut named: Vec<_> = plan.cells.iter().map(|(cell, ..)| cell).collect();
            named.sort();
            named.dedup();
            prop_assert_eq!(named.len(), plan.cells.len(), "{}", kind);
            // Cells that the plan does not name are as before.
            for cell in cells.iter().filter(|cell| plan.cells.iter().all(|(c, ..)| c != *cell)) {
                prop_assert_eq!(after.get(cell), answer.get(cell), "{} {:?}", kind, cell);
            }
        }
    }
}
