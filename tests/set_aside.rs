//! Answers to what the unit's kind is not asked: kept, taken out of the report, or deleted, and never
//! lost without a person's saying so.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use phieu::drafts::{self, Draft, Stamp};
use phieu::file::{self, Library};
use phieu::language::Lang;
use phieu::review::review;
use phieu::sheet::{Contribution, Edit, Sheet, apply};
use phieu::template::Template;
use std::rc::Rc;

/// A district that became a cell.
fn changed(template: &Template) -> Sheet {
    let entry = "head.unit_name = Chi bộ 1\nhead.period_from = 2019\nhead.unit_kind = district\n\
                 B4.units done = 13\nB4.units total = 14\nE1.models total = 5\n\
                 E1.models level/grassroots = 3\nE1.models state/new = 4\nhead.unit_kind = cell\n";
    support::sheet("s", template, &support::lines(entry))
}

fn open(template: &Template, sheet: &Sheet) -> Vec<String> {
    let review = review(template, sheet);
    let found = review.findings(template).into_iter().filter(|f| f.check == "answer_not_asked");
    found.map(|f| f.place.item().unwrap().to_owned()).collect()
}

fn after(template: &Template, sheet: &Sheet, edits: &[Edit]) -> Sheet {
    edits.iter().fold(sheet.clone(), |sheet, edit| apply(&sheet, template, edit))
}

#[test]
fn until_somebody_decides_it_is_a_finding_and_printed() {
    let template = support::directive_05();
    let sheet = changed(&template);
    assert_eq!(open(&template, &sheet), ["B4", "E1"]);
    assert!(support::paper(&template, &sheet, Lang::Vi).contains("13/14"));
    let kept = after(&template, &sheet, &[Edit::Ask("B4".to_owned())]);
    assert_eq!(open(&template, &kept), ["E1"]);
    assert!(support::paper(&template, &kept, Lang::Vi).contains("13/14"));
}

#[test]
fn taken_out_it_is_kept_but_not_printed_and_not_added() {
    let template = support::directive_05();
    let sheet = changed(&template);
    let out = [Edit::SetAside("B4".to_owned()), Edit::SetAside("E1".to_owned())];
    let aside = after(&template, &sheet, &out);
    assert_eq!(open(&template, &aside), [""; 0]);
    let paper = support::paper(&template, &aside, Lang::Vi);
    assert!(!paper.contains("13/14") && paper.contains("05 mô hình"), "{paper}");
    let gives = Contribution::of(&template, &aside);
    assert!(gives.answer("B4", "units").is_none() && gives.answer("E1", "models").is_some());
    // Only the part that is not asked went.
    let models = &aside.field("E1", "models").unwrap().own;
    assert_eq!(models.get(&phieu::kinds::Cell::new("state/new")).unwrap(), "4");
    assert_eq!(models.get(&phieu::kinds::Cell::new("level/grassroots")).unwrap(), "");
    let back =
        after(&template, &aside, &[Edit::PutBack("B4".to_owned()), Edit::PutBack("E1".to_owned())]);
    assert_eq!(back.items, sheet.items);
    assert!(back.set_aside.is_empty() && open(&template, &back).is_empty());
}

#[test]
fn deleted_it_is_gone_and_nothing_else_is() {
    let template = support::directive_05();
    let sheet = changed(&template);
    let dropped =
        after(&template, &sheet, &[Edit::Drop("B4".to_owned()), Edit::Drop("E1".to_owned())]);
    assert!(open(&template, &dropped).is_empty() && dropped.set_aside.is_empty());
    let paper = support::paper(&template, &dropped, Lang::Vi);
    assert!(!paper.contains("13/14") && paper.contains("05 mô hình"), "{paper}");
}

/// File and draft hold what was taken out, and what was decided about the appendix.
#[test]
fn file_and_draft_keep_it() {
    let library = Library::builtin();
    let template = library.newest("ct05").unwrap();
    let sheet = after(
        &template,
        &changed(&template),
        &[
            Edit::SetAside("B4".to_owned()),
            Edit::Print("status".to_owned(), phieu::sheet::Extent::None),
        ],
    );
    let written = file::write(&template, &sheet, None, &library);
    assert!(file::verify(&written, &sheet, &library));
    let read = file::read(written.bytes.as_bytes(), &library).unwrap();
    assert_eq!((&read.sheet.set_aside, &read.sheet.appendix), (&sheet.set_aside, &sheet.appendix));
    // Taken in quickly, it gives what it gives.
    let received = file::receive(written.bytes.as_bytes(), &library).unwrap();
    assert!(received.own.answer("B4", "units").is_none());

    let stamp = Stamp { count: 1, ..Stamp::default() };
    let template = Rc::clone(&template);
    let draft = Draft { stamp, saved: None, beside: None, sheet, template };
    let text = drafts::write(&draft, &library);
    let kept = drafts::read(&text, &library).unwrap().sheet;
    assert!(kept.set_aside == draft.sheet.set_aside && kept.appendix == draft.sheet.appendix);
    let around = drafts::Around { stamp: &draft.stamp, saved: None, beside: None };
    let quick = drafts::Writer::default().write(around, &draft.sheet, &draft.template, &library);
    assert_eq!(quick, text);
}
