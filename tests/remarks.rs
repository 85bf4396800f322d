//! A file sent back: the body above remarks, the unit takes the remarks into the sheet that it has
//! on its machine, answers and sends again. What each of them said stays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests too")]

mod support;

use phieu::checks::REMARK;
use phieu::desk::{Action, Desk, Effect, View, World, step};
use phieu::drafts;
use phieu::file::{self, Library, Opened, Saved, Written};
use phieu::intake::{self, Wanted};
use phieu::kinds::Cell;
use phieu::language::Lang;
use phieu::remarks::{Why, returned};
use phieu::review::{review, update};
use phieu::roll_up::{Arrival, Standing, choose};
use phieu::sheet::{Below, Edit, HeadField, Place, Sheet, Unit, apply};
use phieu::template::Template;
use std::collections::BTreeMap;

const BODY: &str = "Đảng ủy xã Tân Lập";

/// A cell's sheet of the year 2019.
fn sheet(template: &Template) -> Sheet {
    let entry = "head.unit_name = Chi bộ 1\nhead.unit_parent = Đảng ủy xã Tân Lập\n\
        head.unit_kind = cell\nhead.period_from = 2019\nB1.points value = 257\nB3.turns value = 60";
    support::sheet("5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f000a", template, &support::lines(entry))
}

fn open(bytes: &str) -> Opened {
    file::read(bytes.as_bytes(), &Library::builtin()).expect("it opens")
}

/// What the body above says of (item, text), with the file that it gives back.
fn give_back(sent: &str, said: &[(&str, &str)], chance: &str) -> Written {
    let said: Vec<_> =
        said.iter().map(|(item, text)| (item.to_string(), text.to_string())).collect();
    returned(&open(sent), &said, BODY, chance, &Library::builtin()).expect("it is given back")
}

fn figure(item: &str, field: &str, text: &str) -> Edit {
    let (item, field) = (item.to_owned(), field.to_owned());
    Edit::Cell { item, field, cell: Cell::new("value"), text: text.to_owned() }
}

fn remark(id: &str, item: &str, text: &str) -> Edit {
    let [id, item, by, text] = [id, item, BODY, text].map(str::to_owned);
    Edit::Remark { id, item, by, text }
}

fn answer(id: &str, text: &str) -> Edit {
    Edit::AnswerRemark { id: id.to_owned(), text: text.to_owned() }
}

/// A page with its storage.
struct Page {
    desk: Desk,
    kept: BTreeMap<String, String>,
    steps: u32,
}

impl Page {
    /// The page as it is opened, with what its storage has.
    fn new(kept: BTreeMap<String, String>) -> Page {
        let mut page = Page { desk: Desk::new(Library::builtin()), kept, steps: 0 };
        page.start();
        page
    }

    fn start(&mut self) {
        let local = self.kept.clone().into_iter().collect();
        self.act(Action::Started { local, saved_copy: false });
    }

    /// Takes an action, and answers what the page asks of its storage.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        self.steps += 1;
        let world = World {
            now: format!("2026-11-21T20:30:{:02}", self.steps % 60),
            random: format!("id{}", self.steps),
            tab: "a".to_owned(),
        };
        let (desk, mut effects) = step(&self.desk, action, &world);
        self.desk = desk;
        for effect in effects.clone() {
            match effect {
                Effect::Keep { key, text, .. } => {
                    self.kept.insert(key, text);
                }
                Effect::Fetch(slot) => {
                    let local = self.kept.get(&drafts::key(&slot)).cloned();
                    effects.extend(self.act(Action::Texts { slot, local, journal: None }));
                }
                Effect::Reload => self.start(),
                _ => {}
            }
        }
        effects
    }

    fn edit(&mut self, edit: Edit) {
        self.act(Action::Edit(edit));
    }

    fn open_file(&mut self, bytes: &str) {
        self.act(Action::Close);
        self.act(Action::OpenFile(bytes.as_bytes().to_vec()));
    }

    fn download(&mut self) -> String {
        let effects = self.act(Action::Download);
        let bytes = effects.into_iter().find_map(|effect| match effect {
            Effect::Download { bytes, .. } => Some(bytes),
            _ => None,
        });
        bytes.expect("a file is offered")
    }

    fn sheet(&self) -> &Sheet {
        &self.desk.open.as_ref().expect("a sheet is open").sheet
    }

    fn saved(&self) -> Saved {
        self.desk.open.as_ref().unwrap().saved.clone().expect("it was saved")
    }

    fn slot(&self) -> &str {
        &self.desk.open.as_ref().unwrap().slot
    }

    fn typed(&self, item: &str, field: &str) -> String {
        let answer =
            self.sheet().field(item, field).map(|field| field.own.get(&Cell::new("value")));
        answer.flatten().unwrap_or_default()
    }

    /// The names of the remarks that wait for an answer.
    fn waiting(&self) -> Vec<String> {
        let open = self.desk.open.as_ref().unwrap();
        let found = open.review.findings(&open.template).into_iter().filter(|f| f.check == REMARK);
        let id = |place: &Place| match place {
            Place::Remark { id, .. } => id.clone(),
            other => panic!("{other:?}"),
        };
        found.map(|finding| id(&finding.place)).collect()
    }

    fn told(&self, lang: Lang) -> String {
        self.desk.notice.as_ref().map(|n| n.words.get(lang).to_owned()).unwrap_or_default()
    }
}

/// A unit that has sent its first file, and that file.
fn unit() -> (Page, String) {
    let template = support::directive_05();
    let first = file::write(&template, &sheet(&template), None, &Library::builtin());
    let mut page = Page::new(BTreeMap::new());
    page.open_file(&first.bytes);
    assert_eq!(page.download(), first.bytes);
    (page, first.bytes)
}

/// (revision, who gave it back) of a file and of all before it.
fn history(bytes: &str) -> Vec<(u32, String)> {
    let saved = open(bytes).saved;
    let past = saved.history.iter().cloned().chain([saved.past()]);
    past.map(|past| (past.revision, past.returned_by)).collect()
}

fn arrive(bytes: &str) -> Arrival {
    let file = open(bytes);
    // The body above has the unit's form and period, and a name of its own.
    let (id, unit) = ("top".to_owned(), Unit::default());
    let wanted = Wanted::of(&file.template, &Sheet { id, unit, ..file.sheet.clone() });
    let arrival = intake::receive(bytes.as_bytes(), &wanted, &Library::builtin());
    std::sync::Arc::unwrap_or_clone(arrival.expect("it is taken in"))
}

/// The whole way: sent, given back, taken in beside what was changed meanwhile, answered, sent
/// again, and counted in place of the first.
#[test]
fn a_file_given_back_is_answered_and_sent_again() {
    let (mut page, first) = unit();
    page.edit(figure("B3", "turns", "61"));
    let back = give_back(
        &first,
        &[("B1", "Năm trước là 250?"), ("B4", " "), ("B4", "Vì sao trống?")],
        "x",
    );
    page.open_file(&back.bytes);

    assert_eq!(page.slot(), page.sheet().id, "into the sheet that is kept, not beside it");
    assert_eq!(
        (page.typed("B1", "points"), page.typed("B3", "turns")),
        ("257".into(), "61".into())
    );
    assert_eq!(page.desk.view, View::Findings);
    let notice = page.desk.notice.clone().expect("the unit is told");
    assert!(
        !notice.wrong && notice.words.vi.starts_with(BODY) && notice.words.vi.contains(": 2,"),
        "{notice:?}"
    );
    assert!(page.told(Lang::En).contains(BODY));
    let ids = page.waiting();
    assert_eq!(ids, ["0001-000-x", "0001-001-x"]);
    // B4 is not asked of a cell; with a remark on it, it is in sight.
    let template = support::directive_05();
    assert!(page.sheet().is_asked(template.item("B4").unwrap()));
    let place = Place::Remark { item: "B4".to_owned(), id: ids[1].clone() };
    assert_eq!(page.act(Action::GoTo(place)), [Effect::Focus(format!("remark.{}", ids[1]))]);
    assert!(matches!(page.desk.view, View::Section(_)));

    page.edit(answer(&ids[0], "Năm nay thêm 7 điểm."));
    page.edit(answer(&ids[1], "Chi bộ không có đơn vị trực thuộc."));
    assert!(page.waiting().is_empty());
    let third = page.download();
    let expected = [(1, ""), (2, BODY), (3, "")].map(|(n, by)| (n, by.to_owned()));
    assert_eq!(history(&third), expected);
    let read = open(&third).sheet;
    assert_eq!(read.remarks[&ids[0]].answer, "Năm nay thêm 7 điểm.");
    assert_eq!(read.remarks[&ids[0]].by, BODY);

    // The body above: the last counts, whichever came first, and whether or not the file that was
    // given back lies among them.
    for order in [[&first, &back.bytes, &third], [&third, &first, &back.bytes]] {
        let arrivals: Vec<Arrival> = order.iter().map(|bytes| arrive(bytes)).collect();
        let chosen = choose(&arrivals, &Below::default());
        for (at, bytes) in order.iter().enumerate() {
            let counts = if **bytes == third { Standing::Counts } else { Standing::Superseded };
            assert_eq!(chosen.of_file(at).unwrap().standing, counts);
        }
    }
    let chosen = choose(&[arrive(&first), arrive(&third)], &Below::default());
    assert_eq!(chosen.of_file(0).unwrap().standing, Standing::Superseded);
    assert!(!chosen.undecided);

    // A second time around.
    let again = give_back(&third, &[("B1", "Cảm ơn. Xin ghi rõ 7 điểm nào.")], "y");
    page.open_file(&again.bytes);
    assert_eq!(page.waiting(), ["0003-000-y"]);
    assert_eq!(page.sheet().remarks[&ids[0]].answer, "Năm nay thêm 7 điểm.");
}

/// The draft keeps remarks and answers, and the page opened anew has them.
#[test]
fn remarks_are_kept_in_the_draft() {
    let (mut page, first) = unit();
    page.open_file(&give_back(&first, &[("B1", "Vì sao?")], "x").bytes);
    page.edit(answer("0001-000-x", "Vì "));
    let mut later = Page::new(page.kept.clone());
    later.act(Action::Open(page.slot().to_owned()));
    assert_eq!(later.sheet().remarks, page.sheet().remarks);
    assert_eq!(later.saved(), page.saved());
}

/// A unit that has nothing of the sheet on its machine opens the file, and is told the same.
#[test]
fn without_a_draft_the_file_just_opens() {
    let (_, first) = unit();
    let back = give_back(&first, &[("B1", "Vì sao?")], "x");
    let mut page = Page::new(BTreeMap::new());
    page.open_file(&back.bytes);
    assert_eq!(page.waiting().len(), 1);
    assert!(page.told(Lang::Vi).starts_with(BODY) && page.desk.view == View::Findings);
    assert_eq!(page.download(), back.bytes, "nobody changed it: the same bytes");
    page.edit(answer("0001-000-x", "Vì thế."));
    assert_eq!(history(&page.download()).len(), 3);
}

/// The same file twice adds nothing, and undoes no answer.
#[test]
fn opened_twice_it_adds_nothing() {
    let (mut page, first) = unit();
    let back = give_back(&first, &[("B1", "Vì sao?")], "x");
    page.open_file(&back.bytes);
    page.edit(answer("0001-000-x", "Vì thế."));
    let (sheet, saved) = (page.sheet().clone(), page.saved());
    page.open_file(&back.bytes);
    assert_eq!((page.sheet(), page.saved()), (&sheet, saved));
    assert_eq!(page.desk.shelf.len(), 1);
    // Also when it was answered, saved and sent.
    let third = page.download();
    page.open_file(&back.bytes);
    assert_eq!(page.download(), third);
}

/// Saved again after it was sent: the remarks are about the earlier file, and the next continues
/// both.
#[test]
fn saved_again_meanwhile_the_next_file_continues_both() {
    let (mut page, first) = unit();
    page.edit(figure("B3", "turns", "61"));
    let second = page.download();
    let back = give_back(&first, &[("B1", "Vì sao?")], "x");
    page.open_file(&back.bytes);
    assert_eq!(page.slot(), page.sheet().id);
    assert_eq!(page.typed("B3", "turns"), "61");
    page.edit(answer("0001-000-x", "Vì thế."));
    let third = page.download();
    let expected = [(1, ""), (2, BODY), (2, ""), (3, "")].map(|(n, by)| (n, by.to_owned()));
    assert_eq!(history(&third), expected);
    let all = [&first, &second, &back.bytes, &third];
    let arrivals: Vec<Arrival> = all.iter().map(|bytes| arrive(bytes)).collect();
    let chosen = choose(&arrivals, &Below::default());
    assert!(!chosen.undecided && chosen.of_file(3).unwrap().standing == Standing::Counts);

    // Given back twice from the first file: the next revision is above all that there were.
    let (mut page, first) = unit();
    page.edit(figure("B3", "turns", "61"));
    page.download();
    let once = give_back(&first, &[("B1", "Vì sao?")], "x");
    let twice = give_back(&once.bytes, &[("B3", "Còn đây?")], "y");
    page.open_file(&twice.bytes);
    assert_eq!(page.waiting().len(), 2);
    assert!(page.download().contains("\"revision\": 4"));
}

/// Whatever could lose something opens beside: a file given back by a hand that changed figures, of
/// another machine's state, altered on its way, or whose remark another one has under its name.
#[test]
fn in_doubt_it_opens_beside() {
    let beside = |page: &mut Page, bytes: &str| {
        let (kept, slot) = (page.kept.clone(), page.sheet().id.clone());
        page.open_file(bytes);
        assert_ne!(page.slot(), slot);
        let key = drafts::key(&slot);
        assert_eq!(page.kept.get(&key), kept.get(&key), "the draft is untouched");
    };
    let alarm = |page: &Page| page.desk.notice.as_ref().is_some_and(|notice| notice.wrong);
    let in_doubt = |page: &mut Page, bytes: &str| {
        beside(page, bytes);
        assert!(alarm(page));
    };
    let library = Library::builtin();
    let template = support::directive_05();
    let (mut page, first) = unit();
    let opened = open(&first);

    let changed = apply(&opened.sheet, &template, &figure("B1", "points", "300"));
    let changed = apply(&changed, &template, &remark("a", "B1", "Đã sửa hộ."));
    in_doubt(&mut page, &file::give_back(&template, &changed, &opened.saved, BODY, &library).bytes);

    let back = give_back(&first, &[("B1", "Vì sao?")], "x");
    let (mut page, _) = unit();
    in_doubt(&mut page, &back.bytes.replacen("\"257\"", "\"275\"", 1));

    // Another machine went on from the first file, and that is what was given back.
    let other = apply(&opened.sheet, &template, &figure("B1", "points", "300"));
    let other = file::write(&template, &other, Some(&opened.saved), &library);
    let (mut page, _) = unit();
    page.edit(figure("B3", "turns", "61"));
    in_doubt(&mut page, &give_back(&other.bytes, &[("B1", "Vì sao?")], "x").bytes);

    let (mut page, _) = unit();
    page.open_file(&back.bytes);
    in_doubt(&mut page, &give_back(&first, &[("B1", "Khác hẳn")], "x").bytes);

    // The sheet here was filled over for another unit: remarks about the first are none of its.
    let (mut page, _) = unit();
    page.edit(Edit::Head(HeadField::UnitName, "Chi bộ Công an xã".to_owned()));
    in_doubt(&mut page, &back.bytes);

    // A file of the unit itself opens beside, as ever; one that is continued here is no alarm.
    let (mut page, first) = unit();
    page.edit(figure("B3", "turns", "61"));
    beside(&mut page, &first);
    assert!(!alarm(&page));
}

#[test]
fn what_is_not_given_back_says_why() {
    let (_, first) = unit();
    let library = Library::builtin();
    let one = |item: &str, text: &str| vec![(item.to_owned(), text.to_owned())];
    let altered = open(&first.replacen("\"257\"", "\"275\"", 1));
    let rows = [
        (returned(&open(&first), &one("B1", "Vì sao?"), " ", "x", &library), Why::Unnamed),
        (returned(&open(&first), &one("B1", " \n"), BODY, "x", &library), Why::NoRemark),
        (returned(&open(&first), &one("Z9", "Vì sao?"), BODY, "x", &library), Why::NoRemark),
        (returned(&altered, &one("B1", "Vì sao?"), BODY, "x", &library), Why::Altered),
    ];
    for (result, why) in rows {
        assert_eq!(result, Err(why));
        assert!(why.words().vi.ends_with('.') && why.words().en.ends_with('.'));
    }
    let name = phieu::remarks::name(&open(&first));
    assert_eq!(name, "ct05_chi-bo-1_2019_nhan-xet.phieu.json");
}

/// A remark is changed or taken back only while nobody has answered; an answer is the unit's.
#[test]
fn edits_of_remarks() {
    let template = support::directive_05();
    let start = sheet(&template);
    let after = |edits: &[Edit]| edits.iter().fold(start.clone(), |s, e| apply(&s, &template, e));
    let take_back = || Edit::Unremark { id: "a".to_owned() };
    let said = |sheet: &Sheet| sheet.remarks.get("a").map(|r| (r.text.clone(), r.answer.clone()));
    let both = |text: &str, answer: &str| Some((text.to_owned(), answer.to_owned()));
    let rows: &[(&[Edit], _)] = &[
        (&[remark("a", "B1", "Vì sao?")], both("Vì sao?", "")),
        (&[remark("a", "Z9", "Vì sao?")], None),
        (&[remark("a", "B1", "Vì sao?"), remark("a", "B1", "Sao?")], both("Sao?", "")),
        (&[remark("a", "B1", "Vì sao?"), take_back()], None),
        (
            &[remark("a", "B1", "Vì sao?"), answer("a", " Vì "), answer("a", " Vì v")],
            both("Vì sao?", " Vì v"),
        ),
        (
            &[remark("a", "B1", "1"), answer("a", "2"), remark("a", "B1", "3"), take_back()],
            both("1", "2"),
        ),
        (&[answer("a", "2")], None),
    ];
    for (edits, expected) in rows {
        assert_eq!(said(&after(edits)), *expected, "{edits:?}");
    }
}

/// A remark counts at its section until it is answered, and does not print.
#[test]
fn an_open_remark_is_a_finding_and_is_not_printed() {
    let template = support::directive_05();
    let plain = sheet(&template);
    let open = apply(&plain, &template, &remark("a", "B3", "Vì sao là sáu mươi?"));
    let before = review(&template, &plain);
    let with = review(&template, &open);
    assert_eq!(with.to_see(), before.to_see() + 1);
    let section = template.section_of("B3").unwrap().code.clone();
    let findings = |review: &phieu::review::Review| {
        review.sections.iter().find(|s| s.code == section).unwrap().findings
    };
    assert_eq!(findings(&with), findings(&before) + 1);
    let done = apply(&open, &template, &answer("a", "Đếm lại vẫn là sáu mươi."));
    assert_eq!(update(&with, &template, &done, ""), review(&template, &done));
    assert_eq!(review(&template, &done).to_see(), before.to_see());
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(support::paper(&template, &done, lang), support::paper(&template, &plain, lang));
        assert_eq!(support::paper(&template, &open, lang), support::paper(&template, &plain, lang));
    }
}

/// A remark about an item that the form does not have would be seen by nobody: no such file opens.
#[test]
fn a_remark_needs_its_item() {
    let (_, first) = unit();
    let back = give_back(&first, &[("B1", "Vì sao?")], "x").bytes;
    let lost = back.replacen("\"item\": \"B1\"", "\"item\": \"Z9\"", 1);
    assert_ne!(lost, back);
    assert!(file::read(lost.as_bytes(), &Library::builtin()).is_err());
}

/// The two files that `tests/browser/remarks.test.mjs` opens; `UPDATE=1` writes them again.
#[test]
fn the_files_for_the_browser() {
    let (_, first) = unit();
    let back = give_back(
        &first,
        &[("B1", "Năm trước là 250.\nVì sao nay 257?"), ("B4", "Vì sao trống?")],
        "x",
    );
    for (name, bytes) in [("sent", &first), ("returned", &back.bytes)] {
        let path =
            format!("{}/tests/fixtures/returned/{name}.phieu.json", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == *bytes, "{path}: run with UPDATE=1");
    }
}
