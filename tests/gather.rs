//! The collection of a consolidated sheet, as the desk decides it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code")]

#[path = "files/sample.rs"]
mod sample;

use phieu::desk::gather::{Act, Taken, Task};
use phieu::desk::{Action, Desk, Effect, World, step};
use phieu::file::{self, Library};
use phieu::intake::{Wanted, receive};
use phieu::kinds::Cell;
use phieu::roll_up::Standing;
use phieu::sheet::below::Choice;
use phieu::sheet::{Edit, HeadField, Sheet, apply};
use sample::{FIELD, template};
use std::rc::Rc;
use std::sync::Arc;

fn world(random: &str) -> World {
    World { now: "2026-11-22T08:00:00".into(), random: random.into(), tab: "tab".into() }
}

/// Does all of these, and gives the last one's effects.
fn act(desk: &Desk, acts: Vec<Act>) -> (Desk, Vec<Effect>) {
    let mut now = (desk.clone(), Vec::new());
    for one in acts {
        now = step(&now.0, Action::Gather(one), &world("r"));
    }
    now
}

fn kept_below(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::PutBelow { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

fn begun() -> Desk {
    let desk = Desk::new(Library::new(vec![template()]));
    let (desk, _) = step(&desk, Action::New("mau-thu".into()), &world("own"));
    let named = Edit::Head(HeadField::UnitName, "Đảng ủy xã".into());
    let (desk, _) = step(&desk, Action::Edit(named), &world("r"));
    let period = Edit::Head(HeadField::PeriodFrom, "2016".into());
    step(&desk, Action::Edit(period), &world("r")).0
}

fn came(id: &str, name: &str, number: &str) -> Taken {
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    let mut sheet = Sheet::blank(id.to_owned(), &form);
    for (field, text) in [
        (HeadField::UnitName, name),
        (HeadField::UnitParent, "Đảng ủy xã"),
        (HeadField::PeriodFrom, "2016"),
    ] {
        sheet = apply(&sheet, &form, &Edit::Head(field, text.to_owned()));
    }
    let cell = Edit::Cell {
        item: "figure".into(),
        field: FIELD.into(),
        cell: Cell::new("value"),
        text: number.into(),
    };
    let sheet = apply(&sheet, &form, &cell);
    let bytes = file::write(&form, &sheet, None, &library).bytes;
    let wanted = Wanted { template: sheet.template.clone(), ..Wanted::default() };
    let outcome = receive(bytes.as_bytes(), &wanted, &library);
    Taken {
        name: format!("{id}.phieu.json"),
        key: id.to_owned(),
        outcome: outcome.map(Arc::new).map_err(Rc::new),
    }
}

fn standing(desk: &Desk, key: &str) -> Standing {
    let gather = desk.gather.as_ref().unwrap();
    let at = gather.taken().iter().position(|file| file.key == key).unwrap();
    gather.chosen.of_file(at).unwrap().standing.clone()
}

fn figure(desk: &Desk) -> String {
    let sheet = &desk.open.as_ref().unwrap().sheet;
    let collected = sheet.field("figure", FIELD).and_then(|field| field.collected.as_ref());
    collected.and_then(|c| c.value.sum("")).map(|sum| sum.typed()).unwrap_or_default()
}

#[test]
fn files_come_and_go_and_the_sums_follow() {
    let (desk, effects) =
        act(&begun(), vec![Act::Took(vec![came("a", "Chi bộ 1", "10")]), Act::TookAll]);
    assert_eq!(figure(&desk), "10");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Keep { .. })));
    let (desk, _) = act(&desk, vec![Act::Took(vec![came("b", "Chi bộ 2", "hơn 5")]), Act::TookAll]);
    assert_eq!(figure(&desk), "hơn 15");
    let (desk, effects) = act(&desk, vec![Act::Remove("b".into())]);
    assert_eq!(figure(&desk), "10");
    assert!(effects.contains(&Effect::Gather(Task::Drop("b".into()))));
}

/// A decision that changes no sum is a decision all the same: it must be there after a reload.
#[test]
fn a_decision_is_kept_though_no_sum_changes_by_it() {
    let files = vec![came("a", "Chi bộ 1", "10"), came("b", "Chi bộ 1", "20")];
    let (desk, _) = act(&begun(), vec![Act::Took(files), Act::TookAll]);
    let of = |key: &str| {
        let gather = desk.gather.as_ref().unwrap();
        let file = gather.taken().into_iter().find(|file| file.key == key).unwrap().clone();
        file.outcome.unwrap().own.fingerprint.clone()
    };
    let loser = if standing(&desk, "a") == Standing::Contested { "a" } else { "b" };
    let winner = if loser == "a" { "b" } else { "a" };
    let before = figure(&desk);
    let (chosen, effects) = act(&desk, vec![Act::Decide(of(winner), Choice::Counts)]);
    assert_eq!(figure(&chosen), before);
    assert_eq!(standing(&chosen, loser), Standing::NotChosen);
    assert!(kept_below(&effects).unwrap().contains(&of(winner)));
    let (_, effects) = act(&chosen, vec![Act::Decide(of(loser), Choice::SetAside)]);
    assert!(kept_below(&effects).unwrap().contains(&of(loser)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Keep { .. })));
}

/// What a sheet holds of the units below stands beside its draft, and no file is made of a sheet of
/// which only the draft was read.
#[test]
fn nothing_is_made_of_half_a_sheet() {
    let (desk, effects) = act(&begun(), vec![Act::Expect("Chi bộ 1\tCB01\nChi bộ 2\tCB02".into())]);
    let below = kept_below(&effects).unwrap().to_owned();
    let draft = effects.iter().find_map(|effect| match effect {
        Effect::Keep { text, .. } => Some(text.clone()),
        _ => None,
    });
    let draft = draft.unwrap();
    assert!(!draft.contains("CB01"), "the roster is not written at every key");
    let slot = desk.open.as_ref().unwrap().slot.clone();
    let texts = Action::Texts { slot: slot.clone(), local: Some(draft), journal: None };
    let closed = step(&desk, Action::Close, &world("r")).0;
    let (opened, effects) = step(&closed, texts, &world("r"));
    assert!(effects.contains(&Effect::Gather(Task::Load(slot))));
    let (same, effects) = step(&opened, Action::Download, &world("r"));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Download { .. })));
    assert!(same.notice.as_ref().unwrap().wrong);
    let (whole, _) = act(&opened, vec![Act::Below(Some(below)), Act::TookAll]);
    let (_, effects) = step(&whole, Action::Download, &world("r"));
    let file = effects.iter().find_map(|effect| match effect {
        Effect::Download { bytes, .. } => Some(bytes.clone()),
        _ => None,
    });
    assert!(file.unwrap().contains("CB02"));
}
