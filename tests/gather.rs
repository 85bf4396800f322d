//! The collection of a consolidated sheet, as the desk decides it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code")]

#[path = "files/sample.rs"]
mod sample;

use phieu::desk::gather::{self, Act, Original, Page, RemarksState, Taken, Task};
use phieu::desk::{Action, Desk, Effect, Save, View, World, step};
use phieu::file::{self, Library};
use phieu::intake::{Wanted, receive};
use phieu::kinds::{Cell, Typed};
use phieu::language::Lang;
use phieu::roll_up::{self, Standing};
use phieu::sheet::below::Choice;
use phieu::sheet::{Below, Edit, HeadField, Kept, Sheet, Unit, apply};
use sample::{FIELD, template};
use std::rc::Rc;

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
    taken(id, &file_of(id, name, number))
}

/// A unit that answered something else than the figure.
fn came_silent(id: &str, name: &str) -> Taken {
    taken(id, &file_with(id, name, ("date", "value", "2016")))
}

/// A file that came, under a key of its own.
fn taken(key: &str, bytes: &str) -> Taken {
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    let of = Sheet::blank(String::new(), &form).template;
    let wanted = Wanted { template: of, ..Wanted::default() };
    let outcome = receive(bytes.as_bytes(), &wanted, &library);
    Taken {
        name: format!("{key}.phieu.json"),
        key: key.to_owned(),
        outcome: outcome.map_err(Rc::new),
        unit: None,
    }
}

fn file_of(id: &str, name: &str, number: &str) -> String {
    file_with(id, name, ("figure", "value", number))
}

fn file_with(id: &str, name: &str, answer: (&str, &str, &str)) -> String {
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    file::write(&form, &sheet_with(id, name, answer), None, &library).bytes
}

fn sheet_with(id: &str, name: &str, (item, cell, text): (&str, &str, &str)) -> Sheet {
    let form = template();
    let mut sheet = Sheet::blank(id.to_owned(), &form);
    for (field, text) in [
        (HeadField::UnitName, name),
        (HeadField::UnitParent, "Đảng ủy xã"),
        (HeadField::PeriodFrom, "2016"),
    ] {
        sheet = apply(&sheet, &form, &Edit::Head(field, text.to_owned()));
    }
    let cell = Edit::Cell {
        item: item.into(),
        field: FIELD.into(),
        cell: Cell::new(cell),
        text: text.into(),
    };
    apply(&sheet, &form, &cell)
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

/// A cell mends its file and sends it to us itself: the sums take it, and the body in whose file the older
/// one stands is named, since what that body signed is another sum. The very same file is no older one.
#[test]
fn a_unit_newer_than_its_bodys_file_is_named() {
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    let first = sheet_with("c", "Chi bộ 1", ("figure", "value", "10"));
    let written = file::write(&form, &first, None, &library);
    let cell = taken("c", &written.bytes);
    let arrivals = [(**cell.outcome.as_ref().unwrap()).clone()];
    let chosen = roll_up::choose(&arrivals, &Below::default());
    let body = sheet_with("h", "Đảng ủy HTX", ("date", "value", "2016"));
    let body = roll_up::collect(&form, &body, roll_up::contributions(&arrivals, &chosen));
    let body = taken("h", &file::write(&form, &body, None, &library).bytes);
    let mended = sheet_with("c", "Chi bộ 1", ("figure", "value", "11"));
    let newer = file::write(&form, &mended, Some(&written.saved), &library).bytes;
    let older = |files: Vec<Taken>| {
        let (desk, _) = act(&begun(), vec![Act::Took(files), Act::TookAll]);
        let sheet = desk.open.as_ref().unwrap().sheet.clone();
        let paper =
            roll_up::unexplained(&form, &sheet, &roll_up::totals(&form, &sheet.below.units));
        let seen = roll_up::across(&form, &sheet);
        let of = |notices: Vec<roll_up::Notice>| -> Vec<String> {
            notices.into_iter().filter(|n| n.check == "other_inside").map(|n| n.words.vi).collect()
        };
        let (paper, seen) = (of(paper), of(seen));
        assert_eq!(paper, seen, "what the page asks about stands on paper too");
        (figure(&desk), seen, sheet)
    };
    let (sum, said, sheet) = older(vec![body.clone(), taken("n", &newer)]);
    assert_eq!((sum.as_str(), said.len()), ("11", 1));
    assert!(said[0].contains("Chi bộ 1") && said[0].contains("Đảng ủy HTX"), "{said:?}");
    // One level up, too, where the body's file is seen only through ours.
    let above = taken("a", &file::write(&form, &sheet, None, &library).bytes);
    let (sum, said, _) = older(vec![above]);
    assert_eq!((sum.as_str(), said.len()), ("11", 1));
    let (sum, said, _) = older(vec![body.clone(), cell]);
    assert_eq!((sum.as_str(), said.len()), ("10", 0));
    assert_eq!(older(vec![body]).1.len(), 0);
}

/// A consolidated file that is opened is kept whole at once: its draft says that the units stand beside it,
/// so they must stand there even while nothing is added up anew.
#[test]
fn an_opened_consolidated_file_is_kept_with_its_units() {
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    let cell = came("c", "Chi bộ 1", "10");
    let arrivals = [(**cell.outcome.as_ref().unwrap()).clone()];
    let chosen = roll_up::choose(&arrivals, &Below::default());
    let body = sheet_with("h", "Đảng ủy HTX", ("date", "value", "2016"));
    let body = roll_up::collect(&form, &body, roll_up::contributions(&arrivals, &chosen));
    let bytes = file::write(&form, &body, None, &library).bytes;
    let desk = Desk::new(library);
    let (opened, effects) = step(&desk, Action::OpenFile(bytes.into_bytes()), &world("r"));
    let draft = effects.iter().find_map(|effect| match effect {
        Effect::Keep { text, .. } => Some(text.clone()),
        _ => None,
    });
    let below = kept_below(&effects).expect("the units are kept").to_owned();
    let texts = Action::Texts { slot: "h".into(), local: draft, journal: None };
    let (again, _) = step(&desk, texts, &world("r"));
    let (again, _) = act(&again, vec![Act::Below(Some(below)), Act::TookAll]);
    assert_eq!((figure(&again).as_str(), figure(&opened).as_str()), ("10", "10"));
    let units = |desk: &Desk| desk.open.as_ref().unwrap().sheet.below.units.len();
    assert_eq!((units(&again), units(&opened)), (1, 1));
}

/// The power may fail while files are read: from the first on the draft says that they stand beside it. A
/// draft that does not would be opened by the first program, as a sheet without them.
#[test]
fn a_sheet_left_while_files_are_read_is_opened_with_them() {
    let (reading, effects) = act(&begun(), vec![Act::Working(0, 1), Act::Writing]);
    let draft = effects.iter().find_map(|effect| match effect {
        Effect::Keep { text, .. } => Some(text.clone()),
        _ => None,
    });
    let below = kept_below(&effects).expect("a place for the units").to_owned();
    let texts = Action::Texts { slot: "own".into(), local: draft, journal: None };
    let (again, effects) = step(&Desk::new(Library::new(vec![template()])), texts, &world("r"));
    assert!(again.open.as_ref().unwrap().sheet.below.elsewhere, "the other program hands it over");
    assert_eq!(again.view, View::Gather(Page::Files));
    assert!(effects.contains(&Effect::Gather(Task::Load("own".into()))), "{effects:?}");
    let file = || vec![came("c", "Chi bộ 1", "10")];
    let (again, _) = act(&again, vec![Act::Below(Some(below)), Act::Took(file()), Act::TookAll]);
    assert_eq!((figure(&again).as_str(), again.notice.as_ref()), ("10", None));
    // It is written once, not with each file that follows.
    assert_eq!(act(&reading, vec![Act::Written(true), Act::Writing]).1, []);
    assert_eq!(act(&again, vec![Act::Writing]).1, []);
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
/// A sum that some units gave reads like one of all: the report says first whose sheets it is made
/// from. And what a unit issued is not told as an act of the body above it.
#[test]
fn the_report_says_whose_sheets_it_is_made_from() {
    let expect = Act::Expect("Chi bộ 1\nChi bộ 2\nChi bộ 3".to_owned());
    let files = vec![came("a", "Chi bộ 1", "10"), came("b", "Chi bộ 2", "5")];
    let (desk, _) = act(&begun(), vec![expect, Act::Took(files), Act::TookAll]);
    let text = phieu::output::text(&desk.report());
    let said = "cộng từ phiếu của 2/3 đơn vị. Chưa có phiếu của 1 đơn vị.";
    assert!(text.contains(said), "{text}");
    let own = Edit::Cell {
        item: "figure".into(),
        field: FIELD.into(),
        cell: Cell::new("value"),
        text: "1".into(),
    };
    let (desk, _) = step(&desk, Action::Edit(own), &world("r"));
    let text = phieu::output::text(&desk.report());
    assert!(text.contains("2/3 đơn vị và phần của chính nơi lập báo cáo."), "{text}");
}

/// Printing and saving say what is lacking as the page does: whoever signs does not pass by the list.
#[test]
fn what_is_lacking_is_said_at_the_printer_too() {
    let expect = Act::Expect("Chi bộ 1\nChi bộ 2".to_owned());
    let (desk, _) =
        act(&begun(), vec![expect, Act::Took(vec![came("a", "Chi bộ 1", "10")]), Act::TookAll]);
    for action in [Action::Print, Action::Download] {
        let (desk, _) = step(&desk, action, &world("r"));
        let notice = desk.notice.expect("a notice");
        assert!(notice.words.vi.contains("1 đơn vị chưa có phiếu được cộng"), "{:?}", notice.words);
    }
    let (desk, _) = act(&desk, vec![Act::Took(vec![came("b", "Chi bộ 2", "5")]), Act::TookAll]);
    let (desk, _) = step(&desk, Action::Download, &world("r"));
    assert!(!desk.notice.expect("a notice").words.vi.contains("chưa có phiếu"));
}

/// Long work ends when it ends: what it gives for a sheet that is not open any more goes nowhere.
#[test]
fn files_of_one_collection_do_not_get_into_another() {
    let desk = begun();
    let slot = desk.open.as_ref().unwrap().slot.clone();
    let of = |slot: &str| {
        let take = |act| Act::Of(slot.to_owned(), Box::new(act));
        vec![take(Act::Took(vec![came("a", "Chi bộ 1", "10")])), take(Act::TookAll)]
    };
    let (other, effects) = act(&desk, of("another"));
    assert_eq!((figure(&other).as_str(), effects.len()), ("", 0));
    assert_eq!(figure(&act(&desk, of(&slot)).0), "10");
}

/// While the files kept here are being read again the sums are half sums: no file is made of them.
#[test]
fn no_file_is_made_while_files_are_read_again() {
    let (desk, _) = act(&begun(), vec![Act::Below(None), Act::Took(vec![came("a", "Một", "10")])]);
    let made = |effects: &[Effect]| effects.iter().any(|e| matches!(e, Effect::Download { .. }));
    let (half, effects) = step(&desk, Action::Download, &world("r"));
    assert!(!made(&effects) && half.notice.as_ref().is_some_and(|notice| notice.wrong));
    assert!(act(&desk, vec![Act::SaveAll]).1.is_empty());
    let (desk, _) = act(&desk, vec![Act::TookAll]);
    assert!(made(&step(&desk, Action::Download, &world("r")).1));
}

/// Sums in which nothing contradicts may be half of what is expected: that is said beside them. And the
/// names of those that have not sent are what goes to the clipboard.
#[test]
fn what_is_lacking_is_counted_and_named() {
    let expect = Act::Expect("Chi bộ 1\nChi bộ 2\nChi bộ 3".to_owned());
    let files =
        vec![came("a", "Chi bộ 1", "10"), taken("b", "nothing"), came("c", "Nơi khác hẳn", "7")];
    let (desk, _) = act(&begun(), vec![expect, Act::Took(files), Act::TookAll]);
    assert_eq!(
        gather::gaps(&desk),
        gather::Gaps { missing: 2, refused: 1, waiting: 1, taken_back: 0 }
    );
    let (_, effects) = act(&desk, vec![Act::CopyMissing]);
    assert_eq!(effects, [Effect::Gather(Task::Copy("Chi bộ 2\nChi bộ 3".to_owned()))]);
}

/// A damaged file of a unit whose good one is here lacks nothing: who read the sum as incomplete for it
/// would wait for what came already. Of a unit without another file it stays lacking.
#[test]
fn a_damaged_file_is_made_good_by_another_one() {
    let expect = Act::Expect("Chi bộ 1\nChi bộ 2".to_owned());
    let damaged = |key: &str, name: &str| {
        let unit = Rc::new(Unit { name: Typed::new(name.to_owned()), ..Unit::default() });
        Taken { unit: Some(unit), ..taken(key, "nothing") }
    };
    let files = vec![damaged("a", "Chi bộ 1"), damaged("b", "Chi bộ 2"), taken("c", "nothing")];
    let (desk, _) = act(&begun(), vec![expect, Act::Took(files), Act::TookAll]);
    assert_eq!(
        gather::gaps(&desk),
        gather::Gaps { missing: 2, refused: 3, waiting: 0, taken_back: 0 }
    );
    let good = vec![came("d", "Chi bộ 1", "10")];
    let (desk, _) = act(&desk, vec![Act::Took(good), Act::TookAll]);
    assert_eq!(
        gather::gaps(&desk),
        gather::Gaps { missing: 1, refused: 2, waiting: 0, taken_back: 0 }
    );
    let (desk, _) = act(&desk, vec![Act::Remove("d".into())]);
    assert_eq!(gather::gaps(&desk).refused, 3);
}

/// A file that has the name of a line but names another body above waits; one press takes all such
/// files by their names, and nothing else.
#[test]
fn files_that_differ_in_the_body_above_are_taken_together() {
    let desk = begun();
    let other = Edit::Head(HeadField::UnitName, "Thành ủy Mỹ Bình".into());
    let (desk, _) = step(&desk, Action::Edit(other), &world("r"));
    let expect = Act::Expect("Chi bộ 1\nChi bộ 2".to_owned());
    let files =
        vec![came("a", "Chi bộ 1", "10"), came("b", "Chi bộ 2", "5"), came("c", "Khác", "7")];
    let (desk, _) = act(&desk, vec![expect, Act::Took(files), Act::TookAll]);
    assert_eq!((figure(&desk), gather::named(&desk).len()), (String::new(), 2));
    let (desk, _) = act(&desk, vec![Act::AcceptNamed]);
    assert_eq!(figure(&desk), "15");
    assert!(matches!(standing(&desk, "c"), Standing::NotOnRoster(_)));
}

/// A unit that has the name and code of a line, but another body above, may be a unit of its own: one
/// press puts it on the list and counts its file.
#[test]
fn the_unit_of_a_file_gets_a_line_of_its_own() {
    let desk = begun();
    let other = Edit::Head(HeadField::UnitName, "Thành ủy Mỹ Bình".into());
    let (desk, _) = step(&desk, Action::Edit(other), &world("r"));
    let files = vec![came("a", "Chi bộ 1", "10")];
    let (desk, _) =
        act(&desk, vec![Act::Expect("Chi bộ 1".to_owned()), Act::Took(files), Act::TookAll]);
    assert_eq!((figure(&desk).as_str(), gather::gaps(&desk).missing), ("", 1));
    let gather = desk.gather.as_ref().unwrap();
    let file = gather.taken().first().unwrap().outcome.clone().unwrap().own.fingerprint.clone();
    let (desk, effects) = act(&desk, vec![Act::ExpectUnit(file)]);
    assert_eq!((figure(&desk).as_str(), standing(&desk, "a")), ("10", Standing::Counts));
    let roster = &desk.open.as_ref().unwrap().sheet.below.roster;
    let missing: Vec<&str> = gather::missing(&desk).iter().map(|line| line.id.as_str()).collect();
    assert_eq!((roster.len(), missing), (2, vec![roster[0].id.as_str()]));
    assert!(kept_below(&effects).is_some());
}

/// A unit of another body gets a line beside one of the very same name: that one's own file goes on
/// counting, and the two are told apart by the body above.
#[test]
fn a_line_of_the_same_name_takes_nothing_from_the_first() {
    let elsewhere = file_of("x", "Chi bộ 1", "7").replace("Đảng ủy xã", "Quận ủy Sông Trà");
    let form = template();
    let library = Library::new(vec![form]);
    let opened = file::read(elsewhere.as_bytes(), &library).unwrap();
    let elsewhere = file::write(&opened.template, &opened.sheet, None, &library).bytes;
    let files = vec![came("a", "Chi bộ 1", "10"), taken("x", &elsewhere)];
    let list = Act::Expect("Chi bộ 1".to_owned());
    let (desk, _) = act(&begun(), vec![list, Act::Took(files), Act::TookAll]);
    assert!(figure(&desk) == "10" && matches!(standing(&desk, "x"), Standing::NotOnRoster(_)));
    let (desk, _) = act(&desk, vec![Act::ExpectUnit(altered(&desk, "x"))]);
    assert_eq!(figure(&desk), "17");
    let lines = &desk.open.as_ref().unwrap().sheet.below.roster;
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Chi bộ 1", "Chi bộ 1 (Quận ủy Sông Trà)"]);
    // A newer file of the first is still the first line's.
    let newer = came("b", "Chi bộ 1", "12");
    let (desk, _) = act(&desk, vec![Act::Took(vec![newer]), Act::TookAll]);
    assert!(
        !matches!(standing(&desk, "b"), Standing::NotOnRoster(_)),
        "{:?}",
        standing(&desk, "b")
    );
}

/// Many files of units that nobody expects are decided about together, and those that had given no
/// figure are named, as many as the sum says.
#[test]
fn units_that_nobody_expects_are_decided_about_together() {
    let files = vec![
        came("a", "Chi bộ 1", "10"),
        came("b", "Nơi khác hẳn", "7"),
        came_silent("c", "Một nơi xa"),
        came("d", "Một nơi xa", "5"),
    ];
    let (desk, _) =
        act(&begun(), vec![Act::Expect("Chi bộ 1".to_owned()), Act::Took(files), Act::TookAll]);
    assert_eq!((figure(&desk).as_str(), gather::strangers(&desk).len()), ("10", 3));
    let (aside, _) = act(&desk, vec![Act::SetStrangersAside]);
    assert_eq!((figure(&aside).as_str(), gather::gaps(&aside).waiting), ("10", 0));
    let (desk, _) = act(&desk, vec![Act::ExpectStrangers]);
    let open = desk.open.as_ref().unwrap();
    // Two files of one unit, neither of which continues the other: one line, and a person decides.
    assert_eq!((open.sheet.below.roster.len(), gather::gaps(&desk).waiting), (3, 2));
    let units = &open.sheet.below.units;
    let sums = &desk.gather.as_ref().unwrap().totals;
    let silent = phieu::roll_up::silent(&open.template, units, "figure", FIELD).len();
    assert_eq!(u32::try_from(silent).unwrap(), sums[&("figure".into(), FIELD.into())].blank);
}

/// The next period's list is last period's: of those who were on it, and of those who sent without being
/// on it. A file without either is refused with what to choose instead; it changes nothing.
#[test]
fn the_list_of_last_period_has_those_who_only_sent() {
    let files = || vec![came("a", "Chi bộ 1", "10"), came("b", "Chi bộ 2", "7")];
    let file = |desk: &Desk| {
        let (_, effects) = step(desk, Action::Download, &world("r"));
        let bytes = effects.into_iter().find_map(|effect| match effect {
            Effect::Download { bytes, .. } => Some(bytes),
            _ => None,
        });
        bytes.unwrap().into()
    };
    let names = |desk: &Desk| {
        let below = &desk.open.as_ref().unwrap().sheet.below;
        below.roster.iter().map(|line| line.name.clone()).collect::<Vec<_>>()
    };
    let next = |last: &Desk| act(&begun(), vec![Act::ExpectAsIn(file(last))]).0;
    let (nobody_listed, _) = act(&begun(), vec![Act::Took(files()), Act::TookAll]);
    assert_eq!(names(&next(&nobody_listed)), ["Chi bộ 1", "Chi bộ 2"]);
    let list = "Chi bộ 1\tCB01\nChi bộ 3\tCB03".to_owned();
    let (some_listed, _) = act(&begun(), vec![Act::Expect(list), Act::Took(files()), Act::TookAll]);
    let (some_listed, _) = act(&some_listed, vec![Act::ExpectStrangers]);
    assert_eq!(names(&next(&some_listed)), ["Chi bộ 1", "Chi bộ 3", "Chi bộ 2"]);
    let mut ids: Vec<String> = Vec::new();
    for line in &next(&some_listed).open.as_ref().unwrap().sheet.below.roster {
        assert!(!line.id.is_empty() && !ids.contains(&line.id), "each is known by its own id");
        ids.push(line.id.clone());
    }
    let none = next(&begun());
    assert_eq!(names(&none), Vec::<String>::new());
    let notice = none.notice.unwrap();
    assert!(notice.wrong && notice.words.vi.contains("Hãy chọn tệp phiếu tổng hợp"), "{notice:?}");
}

/// A starter file that comes back as it was sent out is no report: it is named, nothing is added, and its
/// unit still owes one. The filled one takes its place without a question.
#[test]
fn a_blank_sheet_is_not_counted() {
    let list = Act::Expect("Chi bộ 1\nChi bộ 2".to_owned());
    let blank = file_of("b", "Chi bộ 2", "");
    let unit = file::whose(blank.as_bytes()).map(Rc::new);
    let files = vec![came("a", "Chi bộ 1", "10"), Taken { unit, ..taken("b", &blank) }];
    let (desk, _) = act(&begun(), vec![list, Act::Took(files), Act::TookAll]);
    let gather = desk.gather.as_ref().unwrap();
    let why = gather.files[1].outcome.as_ref().unwrap_err();
    assert_eq!(why.code(), "blank");
    assert!(
        why.words().vi.contains("còn trống") && why.words().vi.contains("Hãy đề nghị đơn vị điền")
    );
    assert_eq!((gather::gaps(&desk).missing, gather::gaps(&desk).refused), (1, 1));
    let filled = vec![came("b2", "Chi bộ 2", "4")];
    let (desk, _) = act(&desk, vec![Act::Took(filled), Act::TookAll]);
    assert_eq!((figure(&desk).as_str(), gather::gaps(&desk)), ("14", gather::Gaps::default()));
}

/// A body that consolidates in its starter file names its units' ids by how its sheet's id begins, so two
/// starter files of one archive give different ones; also those that were made when only the ends of their
/// ids differed.
#[test]
fn rosters_of_two_starter_files_share_no_id() {
    let list = Act::Expect("Đảng ủy xã Một\nĐảng ủy xã Hai".to_owned());
    let (_, effects) = act(&begun(), vec![list, Act::Starters]);
    let files = effects.into_iter().find_map(|effect| match effect {
        Effect::Gather(Task::Offer { files, .. }) => Some(files),
        _ => None,
    });
    let sheet = |text: &str| {
        let read: serde_json::Value = serde_json::from_str(text).unwrap();
        read["sheet"].as_str().unwrap().to_owned()
    };
    let made: Vec<String> = files.unwrap().iter().map(|(_, text)| sheet(text)).collect();
    let before = ["0".repeat(32) + "00000", "0".repeat(32) + "00001"];
    for [one, two] in [[made[0].clone(), made[1].clone()], before] {
        let ids = |seed: &str| -> std::collections::BTreeSet<String> {
            let listed = phieu::roll_up::read_roster("Chi bộ 1\nChi bộ 2\tCB02", seed, &[]);
            listed.lines.into_iter().map(|line| line.id).collect()
        };
        assert_eq!((ids(&one).len(), ids(&one).is_disjoint(&ids(&two))), (2, true));
    }
}

/// A cause that was taken over belongs to its point, whichever of the two was taken first, and to every
/// point that it explains.
#[test]
fn a_cause_finds_its_point_in_either_order() {
    let text = |text: &str, of: &[&str]| gather::UnitText {
        item: "paragraphs".into(),
        field: FIELD.into(),
        text: text.into(),
        cause: !of.is_empty(),
        of: of.iter().map(|one| (*one).to_owned()).collect(),
        units: vec!["Chi bộ 1".into()],
        ..gather::UnitText::default()
    };
    let few = text("Ít người phát biểu", &[]);
    let late = text("Họp muộn", &[]);
    let why = text("Đảng viên đi làm xa", &["Ít người phát biểu", "Họp muộn"]);
    let of = |order: [&gather::UnitText; 3]| {
        let all = vec![few.clone(), late.clone(), why.clone()];
        let acts = order.map(|one| Act::Pick(one.clone()));
        let (desk, _) = act(&begun(), [vec![Act::Texts(all, vec![])], acts.to_vec()].concat());
        let sheet = &desk.open.as_ref().unwrap().sheet;
        let answer = &sheet.field("paragraphs", FIELD).unwrap().own;
        let causes = answer.texts().into_iter().filter(|said| said.cause);
        causes.map(|said| (said.text, said.of)).collect::<Vec<_>>()
    };
    let both = vec!["Ít người phát biểu".to_owned(), "Họp muộn".to_owned()];
    let linked = vec![("Đảng viên đi làm xa".to_owned(), both)];
    for order in [[&few, &late, &why], [&why, &few, &late], [&few, &why, &late]] {
        assert_eq!(of(order), linked);
    }
}

/// Two units' words brought together are one point that has both their names; points are not merged with
/// causes, and merging twice says nothing twice.
#[test]
fn a_merged_point_has_the_names_of_both() {
    let text = |words: &str, cause: bool, unit: &str| gather::UnitText {
        item: "paragraphs".into(),
        field: FIELD.into(),
        text: words.into(),
        cause,
        units: vec![unit.into()],
        ..gather::UnitText::default()
    };
    let few = text("Ít người phát biểu", false, "Chi bộ 1");
    let late = text("Họp muộn giờ nhiều lần", false, "Chi bộ 2");
    let why = text("Đảng viên đi làm xa", true, "Chi bộ 2");
    let (desk, _) = act(&begun(), vec![Act::Pick(few.clone()), Act::Pick(why)]);
    let lines = |desk: &Desk, text| gather::lines_to_merge(desk.open.as_ref().unwrap(), text);
    let [(line, words)] = &lines(&desk, &late)[..] else { panic!("one point, and no cause") };
    assert_eq!(words, "Ít người phát biểu");
    let merge = Act::Merge(late.clone(), line.clone());
    let (desk, _) = act(&desk, vec![merge.clone(), merge]);
    let sheet = &desk.open.as_ref().unwrap().sheet;
    let all = sheet.field("paragraphs", FIELD).unwrap().own.texts();
    let point = all.iter().find(|said| !said.cause).unwrap();
    assert_eq!(point.text, "Ít người phát biểu; Họp muộn giờ nhiều lần");
    assert_eq!(point.from, "Chi bộ 1; Chi bộ 2");
}

/// A unit that drops or rewords what was taken over from it is noticed when its newer file comes, and
/// only then: one that still says so, and one of whom nothing was read, are left alone. What was
/// rewritten here is still known as that unit's words.
#[test]
fn what_a_unit_takes_back_is_noticed() {
    let text = |words: &str, unit: &str| gather::UnitText {
        item: "paragraphs".into(),
        field: FIELD.into(),
        text: words.into(),
        units: vec![unit.into()],
        ..gather::UnitText::default()
    };
    let few = text("Ít người phát biểu", "Chi bộ 1");
    let late = text("Họp muộn giờ nhiều lần", "Chi bộ 2");
    let files = vec![came("a", "Chi bộ 1", "10"), came("b", "Chi bộ 2", "4")];
    let (desk, effects) = act(&begun(), vec![Act::Took(files), Act::TookAll]);
    let again = |effects: &[Effect]| {
        let keys = effects.iter().find_map(|effect| match effect {
            Effect::Gather(Task::ReadAgain(keys)) => Some(keys.clone()),
            _ => None,
        });
        keys.unwrap_or_default()
    };
    assert_eq!(again(&effects), Vec::<String>::new(), "nothing was taken over yet");
    let (desk, _) = act(&desk, vec![Act::Pick(few.clone()), Act::Pick(late.clone())]);
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    let of = |number| sheet_with("a", "Chi bộ 1", ("figure", "value", number));
    let first = file::write(&form, &of("10"), None, &library);
    let newer = taken("a2", &file::write(&form, &of("11"), Some(&first.saved), &library).bytes);
    let (desk, effects) = act(&desk, vec![Act::Took(vec![newer]), Act::TookAll]);
    let mut read = again(&effects);
    read.sort();
    assert_eq!(read, ["a2", "b"], "the files that count now");

    let back = |desk: &Desk| -> Vec<String> {
        let (open, gather) = (desk.open.as_deref().unwrap(), desk.gather.as_deref().unwrap());
        gather::taken_back(open, gather).iter().map(|one| one.words.clone()).collect()
    };
    let (one, both) = (vec!["Chi bộ 1".to_owned()], vec!["Chi bộ 1".into(), "Chi bộ 2".into()]);
    let same = vec![few.clone(), late.clone()];
    assert_eq!(back(&act(&desk, vec![Act::Again(same, both.clone())]).0), Vec::<String>::new());
    assert_eq!(back(&act(&desk, vec![Act::Again(vec![], one)]).0), [few.text.as_str()]);
    let reworded = vec![text("Ít người tham gia phát biểu", "Chi bộ 1"), late.clone()];
    let (desk, _) = act(&desk, vec![Act::Again(reworded, both)]);
    assert_eq!((back(&desk), gather::gaps(&desk).taken_back), (vec![few.text.clone()], 1));

    let point = desk.gather.as_ref().unwrap().taken_back[0].clone();
    let words = |desk: &Desk| -> Vec<(String, String)> {
        let sheet = &desk.open.as_ref().unwrap().sheet;
        let all = sheet.field("paragraphs", FIELD).unwrap().own.texts();
        all.into_iter().map(|said| (said.text, said.from)).collect()
    };
    let (kept, _) = act(&desk, vec![Act::KeepTaken(point.clone())]);
    let texts = |desk: &Desk| words(desk).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    assert_eq!((back(&kept).len(), texts(&kept)), (0, texts(&desk)));
    let froms = |desk: &Desk| words(desk).into_iter().map(|(_, from)| from).collect::<Vec<_>>();
    assert_eq!(froms(&kept), ["", "Chi bộ 2"], "a point that its unit does not make is our own");
    // With the files of both gone nothing is known of what they say.
    let gone = vec!["a", "a2", "b"].into_iter().map(|key| Act::Remove(key.into())).collect();
    assert_eq!(back(&act(&desk, gone).0), Vec::<String>::new());
    let (without, _) = act(&desk, vec![Act::LeaveOut(point)]);
    assert_eq!(back(&without), Vec::<String>::new());
    assert_eq!(words(&without), [(late.text.clone(), late.units[0].clone())]);

    // Of a point of two units one takes it back: the other still makes it.
    let shared =
        gather::UnitText { units: vec!["Chi bộ 1".into(), "Chi bộ 2".into()], ..few.clone() };
    let (desk, _) = act(&begun(), vec![Act::Pick(shared)]);
    let read = vec!["Chi bộ 1".to_owned(), "Chi bộ 2".to_owned()];
    let (desk, _) = act(&desk, vec![Act::Again(vec![text(&few.text, "Chi bộ 2")], read)]);
    let point = desk.gather.as_ref().unwrap().taken_back[0].clone();
    let sheet = |desk: &Desk| desk.open.as_ref().unwrap().sheet.clone();
    assert_eq!(point.units, ["Chi bộ 1"]);
    assert_eq!(point.besides(&sheet(&desk)), gather::Besides::Same);
    let (kept, _) = act(&desk, vec![Act::KeepTaken(point)]);
    assert_eq!(
        (back(&kept).len(), words(&kept)),
        (0, vec![(few.text.clone(), "Chi bộ 2".to_owned())])
    );

    // Merged into the point of another unit, which never said so: it does not say it still.
    let line =
        |desk: &Desk| sheet(desk).field("paragraphs", FIELD).unwrap().own.texts()[0].line.clone();
    let both = vec!["Chi bộ 1".to_owned(), "Chi bộ 2".to_owned()];
    let (desk, _) = act(&begun(), vec![Act::Pick(few.clone())]);
    let at = line(&desk);
    let (desk, _) = act(&desk, vec![Act::Merge(late.clone(), at.clone())]);
    let (desk, _) = act(&desk, vec![Act::Again(vec![few.clone()], both.clone())]);
    let point = desk.gather.as_ref().unwrap().taken_back[0].clone();
    assert_eq!(
        (point.units.as_slice(), &point.words),
        (["Chi bộ 2".to_owned()].as_slice(), &late.text)
    );
    let other = gather::Besides::Other("Chi bộ 1".into());
    assert_eq!(point.besides(&sheet(&desk)), other);
    // What the unit says instead is merged too: the point is not only the old words any more, and the old
    // ones are still nobody's.
    let instead = text("Có buổi bắt đầu muộn", "Chi bộ 2");
    let (desk, _) = act(&desk, vec![Act::Merge(instead.clone(), at.clone())]);
    assert!(point.stands(&sheet(&desk)) && point.text(&sheet(&desk)).contains(&instead.text));
    let now = vec![few.clone(), instead.clone()];
    let (desk, _) = act(&desk, vec![Act::Again(now.clone(), both.clone())]);
    assert_eq!(back(&desk), [late.text.as_str()]);
    let point = desk.gather.as_ref().unwrap().taken_back[0].clone();
    assert_ne!(point.besides(&sheet(&desk)), gather::Besides::Nothing);
    let (kept, _) = act(&desk, vec![Act::KeepTaken(point)]);
    assert_eq!(back(&kept).len(), 0);
    assert_eq!(words(&kept)[0].1, "Chi bộ 1; Chi bộ 2", "both still make the rest of it");
    assert_eq!(back(&act(&kept, vec![Act::Again(now, both)]).0).len(), 0);
    // Alone on its line it can be left out, until its unit's new words stand there with it.
    let (desk, _) = act(&begun(), vec![Act::Pick(late.clone())]);
    let (desk, _) = act(&desk, vec![Act::Again(vec![], vec!["Chi bộ 2".to_owned()])]);
    let point = desk.gather.as_ref().unwrap().taken_back[0].clone();
    assert_eq!(point.besides(&sheet(&desk)), gather::Besides::Nothing);
    let (desk, _) = act(&desk, vec![Act::Merge(instead, line(&desk))]);
    assert_eq!(point.besides(&sheet(&desk)), gather::Besides::Other("Chi bộ 2".into()));
}

/// Files may come before the consolidator knows their period. Once it is given, what is for another
/// one is not added, and says so; a mistyped period loses nothing.
#[test]
fn a_period_given_late_holds_for_what_came_before() {
    let desk = begun();
    let period = |desk: &Desk, year: &str| {
        let edit = Edit::Head(HeadField::PeriodFrom, year.to_owned());
        step(desk, Action::Edit(edit), &world("r"))
    };
    let (desk, _) = period(&desk, "");
    let late = file_of("b", "Chi bộ 2", "5").replace("2016", "2017");
    let files = vec![came("a", "Chi bộ 1", "10"), came("c", "Chi bộ 3", "7"), taken("b", &late)];
    let (desk, _) = act(&desk, vec![Act::Took(files), Act::TookAll]);
    let (open, gather) = (desk.open.as_deref().unwrap(), desk.gather.as_deref().unwrap());
    let (named, count) = gather::period_of_files(open, gather).unwrap();
    assert_eq!((named.print(Lang::Vi).as_str(), count), ("năm 2016", 2));
    let accepted = Act::Decide(altered(&desk, "b"), Choice::Accept);
    let (desk, _) = act(&desk, vec![accepted]);
    assert_eq!(figure(&desk), "22");
    let refused = |desk: &Desk| {
        let files = desk.gather.as_ref().unwrap().files.clone();
        files.iter().filter(|f| f.outcome.is_err()).map(|f| f.key.clone()).collect::<Vec<_>>()
    };
    let (right, effects) = act(&desk, vec![Act::TakePeriod(named)]);
    assert_eq!((figure(&right), refused(&right)), ("17".into(), vec!["b".into()]));
    assert!(right.notice.as_ref().is_some_and(|notice| notice.wrong));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Keep { .. })));
    let (wrong, _) = period(&right, "2017");
    assert_eq!((figure(&wrong), refused(&wrong)), ("5".into(), vec!["a".into(), "c".into()]));
    let (right, _) = period(&wrong, "2016");
    assert_eq!((figure(&right), refused(&right)), ("17".into(), vec!["b".into()]));
}

fn altered(desk: &Desk, key: &str) -> String {
    let gather = desk.gather.as_ref().unwrap();
    let file = gather.taken().into_iter().find(|file| file.key == key).unwrap().clone();
    file.outcome.unwrap().own.fingerprint.clone()
}

/// A copy that was changed outside the page is no second copy of the file: it says so.
#[test]
fn a_changed_copy_is_not_called_the_very_same_file() {
    let changed = taken("b", &file_of("a", "Chi bộ 1", "10").replace("\"10\"", "\"100\""));
    for first in [true, false] {
        let mut files = vec![came("a", "Chi bộ 1", "10"), changed.clone()];
        if first {
            files.reverse();
        }
        let (desk, _) = act(&begun(), vec![Act::Took(files), Act::TookAll]);
        assert_eq!(figure(&desk), "10");
        assert_eq!(standing(&desk, "b"), Standing::AlteredCopy);
    }
    // Where it had been accepted before the whole one came, nothing altered counts any more, and the
    // report names nobody for it.
    let (desk, _) = act(&begun(), vec![Act::Took(vec![changed]), Act::TookAll]);
    let (desk, _) = act(&desk, vec![Act::Decide(altered(&desk, "b"), Choice::Accept)]);
    let blames = |desk: &Desk| format!("{:?}", desk.report()).contains("bị sửa sau khi lưu");
    assert!(blames(&desk) && figure(&desk) == "100");
    let (desk, _) = act(&desk, vec![Act::Took(vec![came("a", "Chi bộ 1", "10")]), Act::TookAll]);
    assert!(!blames(&desk) && figure(&desk) == "10");
}

/// What came is kept with its sheet, though nothing of it counts yet.
#[test]
fn a_sheet_of_which_files_only_wait_is_kept() {
    let desk = Desk::new(Library::new(vec![template()]));
    let (desk, _) = step(&desk, Action::New("mau-thu".into()), &world("own"));
    let (_, effects) =
        act(&desk, vec![Act::Fresh(1), Act::Took(vec![taken("b", "nothing")]), Act::TookAll]);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Keep { .. })));
}

/// Whoever drops files is told what became of them, in one sentence; of what was here before nothing
/// is said.
#[test]
fn what_became_of_the_files_is_said() {
    let said = |desk: &Desk| desk.notice.as_ref().map(|n| n.words.vi.clone()).unwrap_or_default();
    let first = vec![Act::Took(vec![came("a", "Chi bộ 1", "10")]), Act::TookAll];
    let (desk, _) = act(&begun(), first);
    assert_eq!(said(&desk), "");
    let more = vec![came("b", "Chi bộ 2", "5"), taken("c", "nothing"), came("a", "Chi bộ 1", "10")];
    let (desk, _) = act(&desk, vec![Act::Fresh(3), Act::Took(more), Act::TookAll]);
    assert_eq!(
        said(&desk),
        "Vừa đọc 3 tệp: 1 được cộng vào tổng; 1 trùng với tệp đã có, hoặc là bản cũ hơn; 1 không dùng được, lý do ghi bên dưới."
    );
}

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

fn kept_remarks(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Gather(Task::KeepRemarks { text, .. }) => Some(text.as_str()),
        _ => None,
    })
}

fn remark(text: &str) -> Act {
    Act::Remark { sheet: "a".into(), item: "figure".into(), text: text.into() }
}

/// What somebody wrote is there after a reload, and goes into no file and no sheet.
#[test]
fn remarks_are_kept_until_they_are_sent() {
    let (desk, _) = act(&begun(), vec![Act::Took(vec![came("a", "Chi bộ 1", "10")]), Act::TookAll]);
    let (written, effects) = act(&desk, vec![remark("Vì "), remark("Vì sao 10?")]);
    let text = kept_remarks(&effects).unwrap().to_owned();
    assert_eq!(written.open.as_ref().unwrap().sheet, desk.open.as_ref().unwrap().sheet);
    assert_eq!(written.gather.as_ref().unwrap().remarks.state, RemarksState::Waiting);
    let (answered, _) = act(&written, vec![Act::RemarksKept("earlier".into(), true)]);
    assert_eq!(answered.gather.as_ref().unwrap().remarks.state, RemarksState::Waiting);
    let (answered, _) = act(&written, vec![Act::RemarksKept(text.clone(), true)]);
    assert_eq!(answered.gather.as_ref().unwrap().remarks.state, RemarksState::Kept);

    let (again, _) = act(&desk, vec![Act::Remarks(text)]);
    let remarks = &again.gather.as_ref().unwrap().remarks;
    assert_eq!(remarks.waiting_for("a"), [("figure".to_owned(), "Vì sao 10?".to_owned())]);
    assert_eq!(remarks.counts().into_iter().collect::<Vec<_>>(), [("a", 1)]);

    // Sent, they are told apart from what is not; one can be written once more.
    let file = file_of("a", "Chi bộ 1", "10");
    let looked = vec![Act::Look(Some(0)), Act::UnitFile("a".into(), Some(file.into_bytes()))];
    let (looking, _) = act(&again, looked);
    let (sent, effects) = act(&looking, vec![Act::GiveBack]);
    let back = effects.iter().find_map(|effect| match effect {
        Effect::Download { bytes, .. } => Some(bytes.as_str()),
        _ => None,
    });
    assert!(back.unwrap().contains("Vì sao 10?"));
    assert!(kept_remarks(&effects).unwrap().contains("2026-11-22T08:00:00"));
    let remarks = &sent.gather.as_ref().unwrap().remarks;
    assert!(remarks.waiting_for("a").is_empty());
    // Nothing came since; and then the unit's next file does.
    let units = |desk: &Desk| desk.open.as_ref().unwrap().sheet.below.units.clone();
    assert_eq!(remarks.sent_to(&units(&sent)), [(0, false)]);
    let next = vec![Act::Took(vec![came("a", "Chi bộ 1", "11")]), Act::TookAll];
    let (came_back, _) = act(&sent, next);
    let remarks = &came_back.gather.as_ref().unwrap().remarks;
    assert_eq!(remarks.sent_to(&units(&came_back)), [(0, true)]);
    let remarks = &sent.gather.as_ref().unwrap().remarks;
    let one = remarks.sent[0].clone();
    let (again, _) = act(&sent, vec![Act::RemarkAgain(one)]);
    let remarks = &again.gather.as_ref().unwrap().remarks;
    assert_eq!(remarks.waiting_for("a").len(), 1);
    assert!(remarks.sent.is_empty());
    // The file itself did not arrive: it is made once more, with the same words, and they are sent.
    let given = sent.gather.as_ref().unwrap().remarks.sent.clone();
    let (twice, effects) = act(&sent, vec![Act::GiveBackAgain(given)]);
    let back = effects.iter().find_map(|effect| match effect {
        Effect::Download { bytes, .. } => Some(bytes.as_str()),
        _ => None,
    });
    assert!(back.unwrap().contains("Vì sao 10?"));
    let remarks = &twice.gather.as_ref().unwrap().remarks;
    assert!(remarks.waiting_for("a").is_empty() && remarks.sent.len() == 1);
    // Of two remarks on one item none is lost when both are taken back.
    let (more, _) = act(&sent, vec![remark("Và năm trước?"), Act::GiveBack]);
    let all = more.gather.as_ref().unwrap().remarks.sent.clone();
    let back: Vec<Act> = all.into_iter().map(Act::RemarkAgain).collect();
    let (both, _) = act(&more, back);
    let [(_, text)] = &both.gather.as_ref().unwrap().remarks.waiting_for("a")[..] else { panic!() };
    assert!(text.contains("Vì sao 10?") && text.contains("Và năm trước?"), "{text}");
}

/// The lines of a list are read beside one another in the order of their columns; they are counted with
/// their unit and have no way into the own answer.
#[test]
fn lines_of_a_list_are_read_and_not_taken_over() {
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    let cell = |path: &str, text: &str| Edit::Cell {
        item: "rows".into(),
        field: FIELD.into(),
        cell: Cell::new(path),
        text: text.into(),
    };
    let add = Edit::Line {
        item: "rows".into(),
        field: FIELD.into(),
        edit: phieu::kinds::LineEdit::Add { list: String::new() },
    };
    let edits = [add, cell("r1/people", "40"), cell("r1/what", "Hũ gạo sẻ chia")];
    let blank = Sheet::blank("a".into(), &form);
    let sheet = edits.iter().fold(blank, |sheet, edit| apply(&sheet, &form, edit));
    let file = file::write(&form, &sheet, None, &library).bytes;
    let Ok(file) = file::read(file.as_bytes(), &library) else { panic!() };
    let all = gather::texts_of(&file, Lang::Vi);
    let [line] = &all[..] else { panic!("{all:?}") };
    assert!(line.listed && line.text.starts_with("Hũ gạo sẻ chia; số dự: 40"), "{line:?}");
}

/// Remarks that this program does not understand stay as they are.
#[test]
fn remarks_that_do_not_read_are_not_written_over() {
    let (desk, _) = act(&begun(), vec![Act::Remarks("{\"newer\":1}".into())]);
    assert!(desk.notice.as_ref().unwrap().wrong);
    let (_, effects) = act(&desk, vec![remark("Vì sao?")]);
    assert_eq!(kept_remarks(&effects), None);
}

/// Whoever looks at a unit while files come in goes on looking at it.
#[test]
fn a_unit_stays_in_sight_while_files_come() {
    let (desk, _) = act(&begun(), vec![Act::Took(vec![came("b", "Chi bộ 2", "10")]), Act::TookAll]);
    let file = file_of("b", "Chi bộ 2", "10");
    let look = vec![Act::Look(Some(0)), Act::UnitFile("b".into(), Some(file.into_bytes()))];
    let (desk, _) = act(&desk, look);
    let more = vec![Act::Took(vec![came("a", "Chi bộ 1", "1")]), Act::TookAll];
    let (desk, _) = act(&desk, more);
    let gather = desk.gather.as_ref().unwrap();
    let unit = &desk.open.as_ref().unwrap().sheet.below.units[gather.unit.unwrap()];
    assert_eq!((unit.sheet.as_str(), gather.unit), ("b", Some(1)));
    assert!(matches!(gather.original.as_deref(), Some(Original::Here(_))));
    // Its file gone, it is looked at no more.
    let (desk, _) = act(&desk, vec![Act::Remove("b".into())]);
    assert_eq!(desk.gather.as_ref().unwrap().unit, None);
}

/// What a unit wrote can be read whole where its file is, and it is said where it is not.
#[test]
fn what_a_unit_sent_is_read_whole() {
    let (desk, _) = act(&begun(), vec![Act::Took(vec![came("a", "Chi bộ 1", "10")]), Act::TookAll]);
    let (desk, effects) = act(&desk, vec![Act::Look(Some(0))]);
    let read = Task::ReadUnit { sheet: "a".into(), key: "a".into() };
    assert!(effects.contains(&Effect::Gather(read)));
    assert!(desk.gather.as_ref().unwrap().original.is_none());
    let bytes = file_of("a", "Chi bộ 1", "10").into_bytes();
    let (other, _) = act(&desk, vec![Act::UnitFile("z".into(), Some(bytes.clone()))]);
    assert!(other.gather.as_ref().unwrap().original.is_none(), "of another unit");
    let (here, _) = act(&desk, vec![Act::UnitFile("a".into(), Some(bytes))]);
    let original = here.gather.as_ref().unwrap().original.clone().unwrap();
    let Original::Here(file) = &*original else { panic!() };
    let blocks = phieu::desk::gather::paper(file, &here.library, Lang::Vi);
    let text = phieu::output::text(&blocks);
    assert!(text.contains("bản 1"), "{text}");
    let (gone, _) = act(&desk, vec![Act::UnitFile("a".into(), None)]);
    assert_eq!(gone.gather.as_ref().unwrap().original.as_deref(), Some(&Original::Elsewhere));
}

/// What a unit was told about its own sheet and left as it is concerns whoever adds it up; what it kept
/// with a reason travels as that, and what it has not answered is its own choice.
#[test]
fn what_a_unit_left_open_is_seen_above() {
    let form = template();
    let library = Library::new(vec![Rc::clone(&form)]);
    let open = |sheet: &Sheet| {
        let file = file::write(&form, sheet, None, &library).bytes;
        let Ok(file) = file::read(file.as_bytes(), &library) else { panic!() };
        // What is lacking is one point about the whole sheet.
        let all = gather::left_open(&file, &library).into_iter();
        all.filter(|one| !one.item.is_empty()).collect::<Vec<_>>()
    };
    let Ok(good) = file::read(file_of("a", "Chi bộ 1", "10.000").as_bytes(), &library) else {
        panic!()
    };
    assert_eq!(open(&good.sheet), []);
    let Ok(left) = file::read(file_of("a", "Chi bộ 1", "khá nhiều").as_bytes(), &library)
    else {
        panic!()
    };
    let all = open(&left.sheet);
    let places: Vec<_> = all.iter().map(|one| (one.sheet.as_str(), one.item.as_str())).collect();
    assert_eq!(places, [("a", "figure")]);
    assert!(all[0].words.vi.contains("“khá nhiều”"), "{:?}", all[0].words);
    let review = phieu::review::review(&form, &left.sheet);
    let found = review.findings(&form).into_iter().find(|one| one.check == "unreadable").unwrap();
    let kept = Kept { reason: "sổ mất".into(), seen: found.seen.clone() };
    let kept = apply(&left.sheet, &form, &Edit::Keep { key: found.key(), kept });
    assert_eq!(open(&kept), []);
}

/// A nearly blank sheet does not look like a full one above: what it lacks is one point, with how much
/// that is, after what was found wrong.
#[test]
fn what_a_unit_lacks_is_seen_above() {
    let library = Library::builtin();
    let form = library.newest("ct05").unwrap();
    let cell = |text: &str| Edit::Cell {
        item: "B3".into(),
        field: "turns".into(),
        cell: Cell::new("value"),
        text: text.into(),
    };
    let sheet = apply(&Sheet::blank("a".into(), &form), &form, &cell("khá nhiều"));
    let file = file::write(&form, &sheet, None, &library).bytes;
    let Ok(file) = file::read(file.as_bytes(), &library) else { panic!() };
    let all = gather::left_open(&file, &library);
    let missing = phieu::review::review(&form, &sheet).missing();
    assert!(missing > 5);
    let (last, first) = all.split_last().unwrap();
    assert!(first.iter().any(|one| one.item == "B3"), "{first:?}");
    assert!(first.iter().all(|one| !one.words.vi.contains("Còn thiếu")));
    assert!(last.words.vi.starts_with(&format!("Còn thiếu {missing} nội dung")), "{last:?}");
    assert!(last.words.en.starts_with(&format!("Lacks {missing} answers")), "{last:?}");
}

/// "Saved" is said when what stands beside the draft is on the disk too.
#[test]
fn saved_counts_what_is_written_beside_the_draft() {
    let (desk, effects) =
        act(&begun(), vec![Act::Took(vec![came("a", "Chi bộ 1", "10")]), Act::TookAll]);
    assert!(kept_below(&effects).is_some());
    let count = desk.open.as_ref().unwrap().stamp.count;
    let (desk, _) = step(&desk, Action::Stored { count }, &world("r"));
    assert!(matches!(desk.save, Save::Kept(_)), "the draft is");
    assert_eq!((desk.stands(), desk.saved()), (Save::Waiting, Save::Waiting));
    let (desk, _) = act(&desk, vec![Act::Written(true)]);
    assert!(matches!((desk.stands(), desk.saved()), (Save::Kept(_), Save::Kept(_))));
    // More files come: what was said before is not said of them.
    let (desk, _) = act(&desk, vec![Act::Working(0, 9), Act::Writing]);
    assert_eq!((desk.stands(), desk.saved()), (Save::Waiting, Save::Waiting));
    let (refused, _) = act(&desk, vec![Act::Written(false)]);
    assert!(matches!(refused.saved(), Save::Refused(_)));
    let (desk, _) = act(&desk, vec![Act::Written(true)]);
    assert!(matches!(desk.saved(), Save::Kept(_)));
}
