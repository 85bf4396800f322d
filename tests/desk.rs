//! The running page, stepped through natively: what is kept, what is never written over, what a
//! person is asked.
#![allow(clippy::expect_used, reason = "helpers of tests may fail as tests do")]

use phieu::desk::{Action, Desk, Effect, Save, View, World, step};
use phieu::drafts::{self, Done, Wish};
use phieu::file::Library;
use phieu::kinds::{Cell, LineEdit, Spec};
use phieu::language::Lang;
use phieu::sheet::paste::{self, Plan};
use phieu::sheet::{Edit, HeadField, Kept, Place, Sheet};

fn world(tab: &str, n: u32) -> World {
    World {
        now: format!("2026-11-21T20:30:{:02}", n % 60),
        random: format!("id{n}"),
        tab: tab.to_owned(),
    }
}

/// A page whose effects on the storage are kept, so that a test can look at them.
struct Page {
    desk: Desk,
    tab: &'static str,
    steps: u32,
    kept: std::collections::BTreeMap<String, String>,
    /// What was received is gone of these slots.
    forgotten: Vec<String>,
    last: Vec<Effect>,
}

impl Page {
    fn new(tab: &'static str) -> Page {
        Page {
            desk: Desk::new(Library::builtin()),
            tab,
            steps: 0,
            kept: Default::default(),
            forgotten: Vec::new(),
            last: Vec::new(),
        }
    }

    fn act(&mut self, action: Action) -> &[Effect] {
        self.steps += 1;
        let (desk, effects) = step(&self.desk, action, &world(self.tab, self.steps));
        self.desk = desk;
        for effect in &effects {
            match effect {
                Effect::Keep { key, text, .. } => {
                    self.kept.insert(key.clone(), text.clone());
                }
                Effect::Change(wish) => self.change(wish.clone()),
                _ => {}
            }
        }
        self.last = effects;
        &self.last
    }

    /// As the shell does, with two stores that hold the same; then the lists are read again.
    fn change(&mut self, wish: Wish) {
        let texts: Vec<(String, String)> = self.kept.clone().into_iter().collect();
        let changes = drafts::changes(wish, &texts, &texts);
        for (key, text) in changes.for_journal() {
            match text {
                Some(text) => self.kept.insert(key.clone(), text.clone()),
                None => self.kept.remove(key),
            };
        }
        self.forgotten.extend(changes.forget);
    }

    /// Shows what is kept.
    fn reload(&mut self) {
        let texts: Vec<(String, String)> = self.kept.clone().into_iter().collect();
        self.act(Action::Started { local: texts.clone(), saved_copy: false });
        self.act(Action::Journal(texts));
    }

    fn type_name(&mut self, text: &str) {
        self.act(Action::Edit(Edit::Head(HeadField::UnitName, text.to_owned())));
    }

    fn slot(&self) -> String {
        self.desk.open.as_ref().expect("a sheet is open").slot.clone()
    }

    fn download(&mut self) -> String {
        let effects = self.act(Action::Download);
        effects
            .iter()
            .find_map(|e| match e {
                Effect::Download { bytes, .. } => Some(bytes.clone()),
                _ => None,
            })
            .expect("a file is offered")
    }
}

fn cell(item: &str, field: &str, cell: &str, text: &str) -> Action {
    Action::Edit(Edit::Cell {
        item: item.to_owned(),
        field: field.to_owned(),
        cell: Cell::new(cell),
        text: text.to_owned(),
    })
}

fn begun() -> Page {
    let mut page = Page::new("a");
    page.act(Action::New("ct05".to_owned()));
    page.type_name("Chi bộ 1");
    page
}

/// The name that the first page asks for is in the sheet that is begun next, kept there before it is
/// forgotten here, and in no other.
#[test]
fn a_name_typed_before_there_is_a_sheet_is_the_next_ones() {
    let mut page = Page::new("a");
    let local = vec![(drafts::NAME.to_owned(), "Chi bộ".to_owned())];
    page.act(Action::Started { local, saved_copy: false });
    assert_eq!(&*page.desk.name, "Chi bộ", "as the browser kept it");
    let typed = page.act(Action::Name("Chi bộ 7".to_owned()));
    assert_eq!(typed, [Effect::Name("Chi bộ 7".to_owned())]);
    let effects = page.act(Action::New("ct05".to_owned()));
    let at = |wanted: fn(&Effect) -> bool| effects.iter().position(wanted).expect("it is done");
    let kept =
        at(|effect| matches!(effect, Effect::Keep { text, .. } if text.contains("Chi bộ 7")));
    assert!(kept < at(|effect| *effect == Effect::Name(String::new())));
    let name = |page: &Page| page.desk.open.as_ref().unwrap().sheet.unit.name.text().to_owned();
    assert_eq!(name(&page), "Chi bộ 7");
    page.act(Action::Close);
    page.act(Action::New("ct05".to_owned()));
    assert_eq!((name(&page).as_str(), &page.desk.save), ("", &Save::Nothing));
    // Nothing but spaces is no name, and begins nothing that would have to be kept.
    page.act(Action::Name("  ".to_owned()));
    page.act(Action::New("ct05".to_owned()));
    assert_eq!((name(&page).as_str(), &page.desk.save), ("", &Save::Nothing));
    // With everything else it goes from this computer.
    page.act(Action::Name("Chi bộ 8".to_owned()));
    page.act(Action::RemoveAll);
    assert_eq!(&*page.desk.name, "");
}

/// The issue: "every change is in localStorage at once": each edit hands the whole draft over, and
/// "saved" is said only after the storage answered for that very state.
#[test]
fn saved_is_the_storages_answer() {
    let mut page = begun();
    assert_eq!(page.desk.save, Save::Waiting);
    page.act(Action::Stored { count: 1 });
    assert!(matches!(page.desk.save, Save::Kept(_)));
    page.type_name("Chi bộ 12");
    page.act(Action::Stored { count: 1 });
    assert_eq!(page.desk.save, Save::Waiting, "an answer about an older state is no answer");
    page.act(Action::StoreFailed);
    assert!(matches!(page.desk.save, Save::Refused(_)));
}

/// The line goes on naming the last kept state while the next answer is on its way, says so when
/// that takes long, and never names a state for which nobody has answered.
#[test]
fn the_saved_line_is_calm_and_true() {
    let mut page = begun();
    assert_eq!(page.desk.saved(), Save::Waiting, "nothing was kept before");
    page.act(Action::Stored { count: 1 });
    let kept = page.desk.save.clone();
    assert!(matches!(kept, Save::Kept(_)));
    page.type_name("Chi bộ 12");
    assert_eq!((page.desk.saved(), &page.desk.save), (kept.clone(), &Save::Waiting));
    page.type_name("Chi bộ 123");
    // Somebody types on, and the answers come behind: nothing is late, and nothing new is kept.
    page.act(Action::Stored { count: 2 });
    page.act(Action::StoreSlow { count: 2 });
    assert_eq!((page.desk.saved(), &page.desk.save), (kept, &Save::Waiting));
    page.act(Action::StoreSlow { count: 3 });
    assert_eq!(page.desk.saved(), Save::Waiting, "this one is late");
    page.act(Action::Stored { count: 3 });
    assert!(matches!(page.desk.saved(), Save::Kept(_)));
    page.act(Action::StoreSlow { count: 3 });
    assert!(matches!(page.desk.saved(), Save::Kept(_)));
    // A refusal of a state that the other store has kept meanwhile says nothing.
    page.act(Action::StoreFailed);
    assert!(matches!(page.desk.saved(), Save::Kept(_)));
    page.type_name("Chi bộ 1234");
    page.act(Action::StoreFailed);
    page.type_name("Chi bộ 12345");
    assert_eq!(page.desk.saved(), Save::Waiting, "after a refusal nothing is taken for granted");
}

/// What a sheet that was open before is told says nothing of the one that is open now.
#[test]
fn an_answer_does_not_pass_to_another_sheet() {
    let mut page = begun();
    page.act(Action::Stored { count: 1 });
    page.act(Action::New("ct05".to_owned()));
    page.act(Action::Stored { count: 7 });
    assert_eq!(page.desk.saved(), Save::Nothing);
    page.type_name("Chi bộ 2");
    assert_eq!(page.desk.saved(), Save::Waiting);
}

#[test]
fn an_edit_that_changes_nothing_writes_nothing() {
    let mut page = begun();
    assert!(
        page.act(Action::Edit(Edit::Head(HeadField::UnitName, "Chi bộ 1".to_owned()))).is_empty()
    );
}

/// A draft that was kept opens with every letter, also those that no check accepts.
#[test]
fn a_kept_draft_opens_to_the_letter() {
    let mut page = begun();
    page.act(cell("B1", "points", "value", "12a "));
    let slot = page.slot();
    let text = page.kept[&drafts::key(&slot)].clone();
    let sheet = page.desk.open.as_ref().unwrap().sheet.clone();
    let mut later = Page::new("b");
    later.act(Action::Texts { slot, local: Some(text), journal: None });
    assert_eq!(*later.desk.open.as_ref().unwrap().sheet, *sheet);
}

/// DESIGN 7: a damaged or newer text is never written over.
#[test]
fn what_does_not_read_is_not_opened_and_not_written_over() {
    for text in [
        "{\"draft\":99,\"stamp\":{\"count\":1,\"tab\":\"x\",\"at\":\"\"},\"file\":{\"phieu\":9}}",
        "{ broken",
    ] {
        let mut page = Page::new("a");
        let local = Some(text.to_owned());
        let effects =
            page.act(Action::Texts { slot: "s".to_owned(), local, journal: None }).to_vec();
        assert!(page.desk.open.is_none());
        assert!(page.desk.notice.as_ref().is_some_and(|n| n.wrong), "the page says so");
        assert!(!effects.iter().any(|e| matches!(e, Effect::Keep { .. } | Effect::Change(_))));
    }
}

/// Two tabs: the older one stops writing until a person decides.
#[test]
fn another_tabs_newer_draft_stops_this_one() {
    let mut page = begun();
    let key = drafts::key(&page.slot());
    let mut other = Page::new("b");
    other.act(Action::Texts {
        slot: page.slot(),
        local: page.kept.get(&key).cloned(),
        journal: None,
    });
    other.type_name("Chi bộ 2");
    let theirs = other.kept[&key].clone();
    page.act(Action::OtherTabWrote { key: key.clone(), text: Some(theirs.clone()) });
    assert_eq!(page.desk.save, Save::OtherTab);
    page.type_name("Chi bộ 3");
    assert!(!page.last.iter().any(|e| matches!(e, Effect::Keep { .. })), "nothing is written");
    page.act(Action::TakeOver);
    assert!(page.last.iter().any(|e| matches!(e, Effect::Keep { .. })));
    other.act(Action::OtherTabWrote { key: key.clone(), text: Some(page.kept[&key].clone()) });
    assert_eq!(other.desk.save, Save::OtherTab, "now the other one is the older");
}

/// DESIGN 7: an import opens beside what is there, never into it; and what says which is newer is
/// no alarm.
#[test]
fn a_file_of_a_known_sheet_opens_beside_it() {
    let mut page = begun();
    let (slot, first) = (page.slot(), page.download());
    let before = page.kept.clone();
    page.type_name("Chi bộ 12");
    let (second, after) = (page.download(), page.kept.clone());

    let (older, notice) = (later(&after, &first), |page: &Page| page.desk.notice.clone().unwrap());
    assert_ne!(older.slot(), slot);
    assert!(!older.kept.contains_key(&drafts::key(&slot)), "the draft that was there is untouched");
    assert!(!notice(&older).wrong && notice(&older).words.vi.contains("mới hơn tệp này"));
    let newer = later(&before, &second);
    assert_ne!(newer.slot(), slot);
    assert!(!notice(&newer).wrong && notice(&newer).words.vi.contains("Tệp này mới hơn"));
    let mut newer = newer;
    assert_eq!(newer.download(), second, "nobody changed it: the same bytes");

    // Changed here since it was saved as the first file: neither continues the other.
    let mut parted = later(&before, &first);
    parted.type_name("Chi bộ 3");
    let mut here = before.clone();
    here.insert(drafts::key(&slot), parted.kept[&drafts::key(&slot)].clone());
    let parted = later(&here, &second);
    assert!(notice(&parted).wrong && parted.slot() != slot);

    // The list tells the two apart.
    let mut all = after.clone();
    all.extend(older.kept.clone());
    let mut list = Page::new("c");
    list.act(Action::Started { local: all.clone().into_iter().collect(), saved_copy: false });
    let copies: Vec<Option<u32>> = list.desk.shelf.iter().map(|summary| summary.copy).collect();
    // The one that is gone on with stands first, although the other was written later.
    assert_eq!(copies, [None, Some(1)]);
    // And the same file leads to the one that it was opened as.
    let again = later(&all, &first);
    assert_eq!(again.slot(), older.slot());
}

/// A page on which these drafts are kept opens a file.
fn later(kept: &std::collections::BTreeMap<String, String>, file: &str) -> Page {
    let mut page = Page::new("b");
    page.steps = 200 + u32::try_from(kept.len()).expect("few");
    page.act(Action::Started { local: kept.clone().into_iter().collect(), saved_copy: false });
    page.act(Action::OpenFile(file.as_bytes().to_vec()));
    while let Some(Effect::Fetch(slot)) = page.last.first().cloned() {
        let local = kept.get(&drafts::key(&slot)).cloned();
        page.act(Action::Texts { slot, local, journal: None });
    }
    page
}

/// The file just made says what the sheet says: opening it opens the sheet, and nothing new comes
/// into the list.
#[test]
fn the_file_just_made_opens_the_sheet_itself() {
    let mut page = begun();
    page.act(cell("B1", "points", "value", "12a "));
    let (slot, file) = (page.slot(), page.download());
    let mut again = later(&page.kept, &file);
    assert_eq!(again.slot(), slot);
    assert!(again.kept.is_empty(), "nothing is written");
    assert!(again.desk.notice.as_ref().is_some_and(|notice| !notice.wrong));
    assert_eq!(again.download(), file);
    // One that was changed on the way is not taken for it.
    let altered = later(&page.kept, &file.replace("Chi bộ 1", "Chi bộ 7"));
    assert_ne!(altered.slot(), slot);
    assert!(altered.desk.notice.as_ref().is_some_and(|notice| notice.wrong));
}

/// A sheet that went back to what an older draft of it says goes on from the later file.
#[test]
fn the_next_file_continues_the_later_one() {
    let mut page = begun();
    page.download();
    let before = page.kept.clone();
    page.type_name("Chi bộ 2");
    page.download();
    page.type_name("Chi bộ 1");
    let third = page.download();
    let mut again = later(&before, &third);
    assert_eq!(again.slot(), page.slot());
    assert_eq!(again.download(), third);
}

/// Who prints or sends with contradictions open, or without what the report needs, is told so, and gets
/// the paper and the file all the same: nothing is forced. The paper says it too, for whoever has it
/// without the page; a sheet with nothing open is sent without a word of it.
#[test]
fn what_is_open_is_said_when_it_is_sent() {
    let mut page = begun();
    let said = |page: &Page| page.desk.notice.as_ref().map(|n| n.words.vi.clone());
    let heeded = |page: &Page| page.desk.notice.as_ref().is_some_and(|n| n.heed);
    let missing = |page: &Page| page.desk.open.as_ref().map_or(0, |open| open.review.missing());
    let paper = |page: &Page| phieu::output::text(&page.desk.report());
    let lacking = missing(&page);
    assert!(lacking > 0, "a blank sheet lacks what the report needs");
    let lacks = format!("còn {lacking} nội dung báo cáo phải có mà chưa điền");
    page.download();
    assert!(said(&page).is_some_and(|words| words.contains(&lacks)), "{:?}", said(&page));
    assert!(heeded(&page), "it does not look like all was well");
    assert!(paper(&page).contains(&lacks));
    page.act(Action::Print);
    assert!(said(&page).is_some_and(|words| words.contains(&lacks)), "{:?}", said(&page));
    page.act(cell("B5", "people", "total", "20"));
    page.act(cell("B5", "people", "done", "22"));
    let both =
        format!("còn 1 điểm cần xem chưa sửa, chưa nêu lý do và {} nội dung", missing(&page));
    page.download();
    assert!(said(&page).is_some_and(|words| words.contains(&both)), "{:?}", said(&page));
    assert!(page.act(Action::Print).contains(&Effect::Print));
    assert!(said(&page).is_some_and(|words| words.contains(&both)), "{:?}", said(&page));
    assert!(paper(&page).contains(&both));

    let mut page = later(&Default::default(), include_str!("fixtures/cell.phieu.json"));
    page.download();
    assert!(said(&page).is_some_and(|words| words.contains("Hãy gửi tệp này lên cấp trên")));
    assert!(!heeded(&page));
    assert!(!paper(&page).contains("Lúc in còn"));
}

/// The revision rises only when the content changed.
#[test]
fn downloading_twice_gives_the_same_bytes() {
    let mut page = begun();
    let first = page.download();
    assert_eq!(page.download(), first);
    page.type_name("Chi bộ 9");
    let second = page.download();
    assert_ne!(second, first);
    page.act(Action::Edit(Edit::Head(HeadField::UnitName, "Chi bộ 1".to_owned())));
    assert!(page.download().contains("\"revision\": 3"), "what was sent in between is not unsaid");
}

#[test]
fn deleting_can_be_undone() {
    let mut page = begun();
    let key = drafts::key(&page.slot());
    let slot = page.slot();
    page.act(Action::Close);
    page.reload();
    page.act(Action::Delete(slot.clone()));
    assert!(page.last.contains(&Effect::Focus("undelete".to_owned())));
    assert_eq!(page.act(Action::Changed { done: Done::Quietly, failed: false }), [Effect::Reload]);
    page.reload();
    assert!(!page.kept.contains_key(&key) && page.desk.shelf.is_empty());
    assert!(page.desk.deleted.is_some() && page.desk.bin.len() == 1);
    page.act(Action::Undelete(slot.clone()));
    page.reload();
    assert!(page.kept.contains_key(&key) && page.desk.shelf.len() == 1);
    assert!(page.desk.deleted.is_none() && page.desk.bin.is_empty());

    // Whoever opens the page later still sees it, and removes it for good.
    page.act(Action::Delete(slot.clone()));
    let mut later = Page::new("b");
    later.kept.clone_from(&page.kept);
    later.reload();
    assert_eq!((later.desk.shelf.len(), later.desk.bin.len()), (0, 1));
    later.act(Action::Purge(slot.clone()));
    later.reload();
    assert!(later.kept.is_empty() && later.desk.bin.is_empty());
    assert_eq!(later.forgotten, [slot]);
}

/// A text that neither store takes is said, and nothing is claimed to be done.
#[test]
fn what_the_stores_refuse_is_said() {
    let mut page = begun();
    let slot = page.slot();
    page.act(Action::Close);
    page.reload();
    page.act(Action::Delete(slot));
    page.act(Action::Changed { done: Done::Quietly, failed: true });
    assert!(page.desk.deleted.is_none());
    assert!(page.desk.notice.as_ref().is_some_and(|notice| notice.wrong));
    let done = Done::Restored { added: 2, kept: 1 };
    page.act(Action::Changed { done, failed: true });
    assert!(page.desk.notice.as_ref().is_some_and(|notice| notice.wrong));
    page.act(Action::Changed { done, failed: false });
    assert!(page.desk.notice.as_ref().is_some_and(|notice| notice.words.en.contains("2 sheets")));
}

/// A pasted block changes nothing before a yes, and can be taken back after it.
#[test]
fn a_pasted_block_is_shown_then_taken_then_undone() {
    let mut page = begun();
    let place = Place::answer("B2", "attendance", Cell::new("members/total"));
    let before = page.desk.open.as_ref().unwrap().sheet.clone();
    page.act(Action::Paste { place, text: "43519\t41004\n100\t90\n".to_owned() });
    assert_eq!(page.desk.open.as_ref().unwrap().sheet, before);
    assert_eq!(page.desk.open.as_ref().unwrap().paste.as_ref().unwrap().plan.cells.len(), 4);
    page.act(Action::AcceptPaste);
    let open = page.desk.open.clone().unwrap();
    let answer = &open.sheet.field("B2", "attendance").unwrap().own;
    assert_eq!(answer.get(&Cell::new("members/done")).as_deref(), Some("41004"));
    page.act(Action::Undo);
    assert_eq!(page.desk.open.as_ref().unwrap().sheet, before);
}

/// A line that was taken away comes back after something else was typed, which stays; and so does the one
/// taken away before it. A stranger removed two models, typed a figure, and had lost both.
#[test]
fn lines_taken_away_come_back_after_other_typing() {
    let mut page = begun();
    let line = |edit: LineEdit| {
        let (item, field) = ("E1".to_owned(), "named".to_owned());
        Action::Edit(Edit::Line { item, field, edit })
    };
    let remove = |line: &str| LineEdit::Remove { line: line.to_owned() };
    for name in ["Hũ gạo", "Tiếng loa", "Ngày thứ bảy"] {
        page.act(line(LineEdit::Add { list: String::new() }));
        let last = page.last.iter().find_map(|effect| match effect {
            Effect::Focus(id) => id.strip_prefix("E1.named.").map(str::to_owned),
            _ => None,
        });
        page.act(cell("E1", "named", &last.expect("the new line has the focus"), name));
    }
    let full = page.desk.open.as_ref().unwrap().sheet.clone();
    page.act(line(remove("r1")));
    page.act(line(remove("r2")));
    page.act(cell("B3", "turns", "value", "12"));
    page.act(cell("E1", "named", "r3/name", "Ngày thứ bảy xanh"));
    page.type_name("Chi bộ 12");
    page.act(Action::Undo);
    page.act(Action::Undo);
    let now = page.desk.open.as_ref().unwrap().sheet.clone();
    let typed = |sheet: &Sheet, item: &str, field: &str, cell: &str| {
        let cell = Cell::new(cell);
        sheet.field(item, field).and_then(|field| field.own.get(&cell)).unwrap_or_default()
    };
    for (place, said) in
        [("r1/name", "Hũ gạo"), ("r2/name", "Tiếng loa"), ("r3/name", "Ngày thứ bảy xanh")]
    {
        assert_eq!(typed(&now, "E1", "named", place), said);
    }
    assert_eq!(typed(&now, "B3", "turns", "value"), "12");
    assert_eq!(now.unit.name.text(), "Chi bộ 12");
    assert!(page.desk.undoable().is_none());
    assert_ne!(now, full);

    // A new line might take the name of the one that went: then nothing is offered that would mix them.
    page.act(line(remove("r3")));
    page.act(line(LineEdit::Add { list: String::new() }));
    assert!(page.desk.undoable().is_none());
}

/// A block that waits for a yes is not mistaken for the one taken in before, and does not vanish
/// without a word.
#[test]
fn a_block_that_waits_is_alone_and_leaves_with_a_word() {
    let mut page = begun();
    let paste = |item: &str, field: &str, cell: &str| Action::Paste {
        place: Place::answer(item, field, Cell::new(cell)),
        text: "9\t8\n7\t6\n".to_owned(),
    };
    let attendance = || paste("B2", "attendance", "members/total");
    let waits = |page: &Page| page.desk.open.as_ref().and_then(|open| open.paste.clone());
    let said = |page: &Page| page.desk.notice.as_ref().map(|notice| notice.words.en.clone());
    page.act(Action::Go(View::Section("g1".to_owned())));
    page.act(attendance());
    page.act(Action::AcceptPaste);
    assert!(page.desk.undoable().is_some());
    page.act(attendance());
    assert!(page.desk.undoable().is_none(), "it would seem to take the new block back");
    page.act(attendance());
    assert_eq!(said(&page), None);
    page.act(Action::Go(View::Report));
    assert!(page.desk.undoable().is_some(), "the new block is not to be seen");
    page.act(Action::Go(View::Section("g1".to_owned())));
    page.act(Action::RejectPaste);
    assert!(page.desk.undoable().is_some());

    // Another block, a key, and taking back what was before: each says that it was not taken in.
    let others = [paste("B1", "conferences", ""), cell("B5", "units", "total", "10")];
    for other in others {
        page.act(attendance());
        page.act(other);
        assert!(said(&page).is_some_and(|words| words.contains("not taken in")));
        page.act(Action::AcceptPaste);
        page.act(Action::Dismiss);
    }
    page.act(paste("B2", "attendance", "cadres/total"));
    page.act(Action::AcceptPaste);
    assert_eq!(said(&page), None);
    page.act(attendance());
    page.act(Action::Undo);
    assert!(said(&page).is_some() && waits(&page).is_none());
}

/// Laid over the table of contests: name, day, level, who held it, entries.
fn laid(spec: &Spec, text: &str) -> (Vec<(String, String)>, Plan) {
    let plan =
        paste::plan(spec, &spec.blank(), &Cell::default(), text).expect("the table is a grid");
    let cells = plan.cells.iter().map(|(cell, _, text)| (cell.split().1.to_owned(), text.clone()));
    (cells.filter(|(_, text)| !text.is_empty()).collect(), plan)
}

/// A table made for another eye has other columns in another order: what its headings name goes
/// where it belongs, and what has no place is said.
#[test]
fn a_pasted_table_lies_by_its_headings() {
    let form = Library::builtin().newest("ct05").expect("it is built in");
    let spec = &form.item("F2").and_then(|item| item.field("contests")).expect("it asks").kind;
    let codes: Vec<String> = spec
        .grid(&spec.blank())
        .expect("a grid")
        .columns
        .into_iter()
        .map(|c| c.names[0].clone())
        .collect();
    assert_eq!(codes, ["Tên cuộc thi", "Thời gian", "Cấp", "Ai tổ chức", "Bài dự thi"]);
    let pairs = |texts: &[(&str, &str)]| -> Vec<(String, String)> {
        texts.iter().map(|(cell, text)| ((*cell).to_owned(), (*text).to_owned())).collect()
    };

    let (cells, plan) = laid(
        spec,
        "TT\tTên cuộc thi\tAi tổ chức\tThời gian\tSố bài dự thi\tGhi chú\n\
         1\tTìm hiểu\tHuyện uỷ\t5/2019\t120\tgiải nhất\n\
         2\tKể chuyện\tChi bộ\t9/2019\t7\t\n\
         Tổng cộng\t\t\t\t127\t\n",
    );
    assert_eq!(
        cells,
        pairs(&[
            ("name", "Tìm hiểu"),
            ("by", "Huyện uỷ"),
            ("date", "5/2019"),
            ("entries", "120"),
            ("name", "Kể chuyện"),
            ("by", "Chi bộ"),
            ("date", "9/2019"),
            ("entries", "7"),
        ])
    );
    assert_eq!(plan.left_over, ["giải nhất", "Tổng cộng", "127"]);
    assert_eq!(
        (plan.ordinals.as_slice(), plan.add),
        (["1".to_owned(), "2".to_owned()].as_slice(), 2)
    );
    let meant: Vec<Option<usize>> = plan.headings.iter().map(|(_, column)| *column).collect();
    assert_eq!(meant, [None, Some(0), Some(3), Some(1), Some(4), None]);

    // Without headings: by place, after the ordinals.
    let (cells, plan) = laid(spec, "1\tTìm hiểu\t5/2019\n2.\tKể chuyện\t9/2019\n");
    let two = pairs(&[
        ("name", "Tìm hiểu"),
        ("date", "5/2019"),
        ("name", "Kể chuyện"),
        ("date", "9/2019"),
    ]);
    assert_eq!((cells, plan.ordinals.len()), (two.clone(), 2));
    let (cells, plan) = laid(spec, "Tìm hiểu\t5/2019\nKể chuyện\t9/2019\n");
    assert_eq!((cells, plan.ordinals.len()), (two, 0));
    // What is counted by nothing, or counts nothing, is a text like any other.
    for block in ["1\tTìm hiểu\n", "1\n2\n", "1\ta\n3\tb\n", "2\ta\n1\tb\n"] {
        let (cells, plan) = laid(spec, block);
        assert_eq!(cells[0].0, "name", "{block}");
        assert!(plan.ordinals.is_empty() && plan.left_over.is_empty(), "{block}");
    }
}

/// A grid of figures takes 1, 2, 3 as figures, unless its rows' names follow.
#[test]
fn figures_that_count_up_are_figures() {
    let form = Library::builtin().newest("ct05").expect("it is built in");
    let spec = &form.item("B2").and_then(|item| item.field("attendance")).expect("it asks").kind;
    let at = Cell::new("members/total");
    let lay = |text: &str| {
        let plan = paste::plan(spec, &spec.blank(), &at, text).expect("a grid");
        let cells: Vec<String> =
            plan.cells.iter().map(|(cell, _, text)| format!("{}={text}", cell.path())).collect();
        (cells.join(" "), plan.ordinals.join(" "), plan.left_over.join(" "))
    };
    let said = |cells: &str, ordinals: &str, left: &str| {
        (cells.to_owned(), ordinals.to_owned(), left.to_owned())
    };
    assert_eq!(
        lay("1\t1\n2\t2\n"),
        said("members/total=1 members/done=1 cadres/total=2 cadres/done=2", "", "")
    );
    assert_eq!(
        lay("1\tCán bộ\t9\t8\n2\tĐảng viên\t7\t6\n3\tThân nhân\t5\t5\nTổng\t\t16\t14\n"),
        said(
            "cadres/total=9 cadres/done=8 members/total=7 members/done=6 overall/total=16 overall/done=14",
            "1 2 3",
            "Thân nhân 5 5"
        )
    );
    // A line of somebody whom the grid does not know is nobody's, however many there are of them.
    assert_eq!(
        lay("Đối tượng\tTriệu tập\tCó mặt\nĐảng viên\t23\t22\nGV\t38\t37\nNV\t5\t5\n"),
        said("members/total=23 members/done=22", "", "GV 38 37 NV 5 5")
    );
    assert_eq!(lay("GV\t38\t37\nNV\t5\t5\n"), said("", "", "GV 38 37 NV 5 5"));
    assert_eq!(
        lay("hơn 20\tkhoảng 18\n30\t29\n"),
        said("members/total=hơn 20 members/done=khoảng 18 cadres/total=30 cadres/done=29", "", "")
    );
    assert_eq!(
        lay("STT\tĐối tượng\tCó mặt\tSố được triệu tập\n1\tCán bộ\t8\t9\n2\tĐảng viên\t6\t7\n"),
        said("cadres/done=8 cadres/total=9 members/done=6 members/total=7", "1 2", "")
    );
}

/// A finding kept with a reason comes back when its figures change.
#[test]
fn a_kept_finding_is_bound_to_its_figures() {
    let mut page = begun();
    page.act(cell("B5", "units", "total", "10"));
    page.act(cell("B5", "units", "done", "12"));
    let find = |page: &Page| {
        let open = page.desk.open.as_ref().unwrap();
        let mut all = open.review.findings(&open.template).into_iter();
        all.find(|f| f.check == "present_above_summoned").cloned()
    };
    let finding = find(&page).expect("12 of 10 is found");
    let kept = Kept { reason: "hai đơn vị mới".to_owned(), seen: finding.seen.clone() };
    page.act(Action::Edit(Edit::Keep { key: finding.key(), kept }));
    assert!(find(&page).unwrap().kept.is_some());
    page.act(cell("B5", "units", "done", "13"));
    assert!(find(&page).unwrap().kept.is_none());
}

/// A sheet is gone on with behind the last answer, and one that another tab wrote where the person
/// is.
#[test]
fn a_sheet_is_gone_on_with_where_it_was_left() {
    let mut page = begun();
    let slot = page.slot();
    let key = drafts::key(&slot);
    let go_on = |page: &Page| {
        let mut later = Page::new("b");
        let local = page.kept.get(&key).cloned();
        later.act(Action::Texts { slot: slot.clone(), local, journal: None });
        later
    };
    let section = |page: &Page, item: &str| {
        let open = page.desk.open.as_ref().unwrap();
        View::Section(open.template.section_of(item).expect("it stands in one").code.clone())
    };
    let template = page.desk.open.as_ref().unwrap().template.clone();
    let first = View::Section(template.sections[0].code.clone());
    assert_eq!(go_on(&page).desk.view, View::Unit, "what is asked follows from the kind of unit");
    page.act(Action::Edit(Edit::Head(HeadField::UnitKind, "cell".to_owned())));
    assert_eq!(go_on(&page).desk.view, first, "nothing is answered");
    page.act(cell("B3", "turns", "value", "12"));
    assert_eq!(go_on(&page).desk.view, section(&page, "B3"), "B4 is open, of the same section");
    assert_ne!(section(&page, "B3"), first);

    let mut other = go_on(&page);
    other.act(cell("B3", "turns", "value", "13"));
    page.act(Action::Go(View::Letterhead));
    let text = other.kept[&key].clone();
    page.act(Action::OtherTabWrote { key: key.clone(), text: Some(text.clone()) });
    page.act(Action::TakeTheirs);
    page.act(Action::Texts { slot: slot.clone(), local: Some(text), journal: None });
    assert_eq!(page.desk.view, View::Letterhead);
}

/// "Go there" shows the page on which the place is and sends the focus to it.
#[test]
fn every_finding_has_a_way_to_its_place() {
    let mut page = begun();
    page.act(cell("B1", "points", "value", "12a"));
    page.act(Action::Edit(Edit::Head(HeadField::PeriodFrom, "31/02/2015".to_owned())));
    let open = page.desk.open.clone().unwrap();
    for finding in open.review.findings(&open.template) {
        page.act(Action::Go(View::Findings));
        let effects = page.act(Action::GoTo(finding.place.clone())).to_vec();
        assert_eq!(effects, [Effect::Focus(finding.place.dom_id())]);
        assert_ne!(page.desk.view, View::Findings);
    }
}

/// The next open item walks through all of them and never stands still.
#[test]
fn the_next_open_item_reaches_every_item() {
    let mut page = begun();
    let asked = page.desk.open.as_ref().unwrap().review.progress().1;
    let mut seen = std::collections::BTreeSet::new();
    let mut after = None;
    for _ in 0..asked {
        page.act(Action::NextOpen(after.clone()));
        let Some(Place::Answer { item, .. }) = page.desk.sent_to.clone() else { panic!("a place") };
        seen.insert(item.clone());
        after = Some(item);
    }
    assert_eq!(seen.len(), asked);
}

/// DESIGN 3.3: what was typed is read again on opening, and a difference is a finding.
#[test]
fn a_file_read_otherwise_is_a_finding_until_it_is_typed_again() {
    let mut page = begun();
    page.act(cell("B1", "points", "value", "257"));
    let file = page.download().replace("\"read\": 257", "\"read\": 275");
    let mut later = Page::new("b");
    later.act(Action::OpenFile(file.into_bytes()));
    let found = |page: &Page| {
        let open = page.desk.open.as_ref().unwrap();
        open.review.findings(&open.template).iter().any(|f| f.check == "read_differently")
    };
    assert!(found(&later));
    later.act(cell("B1", "points", "value", "258"));
    assert!(!found(&later));
}

/// The sheet of the period before is a sheet of this machine: it is remembered by its place, found
/// again when the page is opened anew, and taken over from with a way back.
#[test]
fn the_period_before_stands_beside() {
    let mut page = Page::new("a");
    page.act(Action::New("ct05".to_owned()));
    page.type_name("Chi bộ 1");
    page.act(cell("B3", "turns", "value", "60"));
    let (slot, file) = (page.slot(), page.download());

    let mut other = Page::new("b");
    // Chance gives another id than in the first page.
    other.steps = 100;
    other.act(Action::New("ct05".to_owned()));
    let here = other.slot();
    other.act(Action::PreviousFile(file.into_bytes()));
    assert!(other.kept.contains_key(&drafts::key(&slot)), "it is kept like any other");
    assert!(other.desk.shelf.iter().any(|summary| summary.id == slot));
    other.act(Action::Carry);
    let open = other.desk.open.as_ref().expect("a sheet is open");
    assert_eq!(open.sheet.unit.name.text(), "Chi bộ 1");
    assert!(open.sheet.field("B3", "turns").is_none(), "what was done then was not done now");
    other.act(Action::Undo);
    assert!(other.desk.open.as_ref().expect("open").sheet.unit.name.is_blank());

    // Opened anew, the page asks the storage for both.
    let draft = other.kept[&drafts::key(&here)].clone();
    let texts = |slot: &str, text: &str| Action::Texts {
        slot: slot.to_owned(),
        local: Some(text.to_owned()),
        journal: None,
    };
    let mut again = Page::new("c");
    let effects = again.act(texts(&here, &draft)).to_vec();
    assert!(effects.contains(&Effect::Fetch(slot.clone())), "{effects:?}");
    let before = other.kept[&drafts::key(&slot)].clone();
    again.act(texts(&slot, &before));
    let open = again.desk.open.as_ref().expect("a sheet is open");
    assert_eq!((&open.slot, open.previous.is_some()), (&here, true));

    // Gone from the machine, it is named and nothing else happens.
    again.act(Action::Texts { slot, local: None, journal: None });
    assert!(again.desk.notice.as_ref().is_some_and(|notice| notice.wrong));
    assert_eq!(again.slot(), here);
}

#[test]
fn a_sheet_is_not_its_own_period_before() {
    let mut page = Page::new("a");
    page.act(Action::New("ct05".to_owned()));
    page.type_name("Chi bộ 1");
    let file = page.download();
    page.act(Action::PreviousFile(file.into_bytes()));
    assert!(page.desk.notice.as_ref().is_some_and(|notice| notice.wrong));
    assert!(page.desk.open.as_ref().is_some_and(|open| open.beside.is_none()));
}

/// The page's texts name what they hold: every example has its file, and it opens in the form that
/// the page brings along.
#[test]
fn every_example_opens() {
    for (at, example) in phieu::examples::ALL.iter().enumerate() {
        let mut page = Page::new("a");
        assert_eq!(page.act(Action::Example(at)), [Effect::Example(at)]);
        let file =
            format!("{}/tests/fixtures/{}.phieu.json", env!("CARGO_MANIFEST_DIR"), example.name);
        let text = std::fs::read_to_string(file).expect("the example's file");
        page.act(Action::ExampleText(at, Some(text)));
        let open = page.desk.open.as_ref().expect("it opens");
        assert!(page.desk.library.brings(&open.template));
        page.act(Action::Close);
        page.act(Action::ExampleText(at, None));
        assert!(page.desk.open.is_none() && page.desk.notice.as_ref().is_some_and(|n| n.wrong));
    }
}

/// What is wrong is said before the figures, and a kept finding asks for nothing any more. Its reason
/// is kept at every key, so nothing takes the focus out of the box in which it is written.
#[test]
fn a_kept_finding_asks_for_nothing() {
    let mut page = begun();
    page.act(cell("U1", "members", "value", "24 đồng chí"));
    page.act(cell("U1", "probationary", "value", "30"));
    let find = |page: &Page| {
        let open = page.desk.open.as_ref().unwrap();
        let mut all = open.review.findings(&open.template).into_iter();
        all.find(|f| f.check == "relation_broken").cloned().expect("30 of 24 is found")
    };
    let finding = find(&page);
    let wrong = "Số đảng viên dự bị nhiều hơn tổng số đảng viên (30 so với 24).";
    assert_eq!(finding.said(Lang::Vi), format!("{wrong} Hãy xem lại hai số."));
    let (key, seen) = (finding.key(), finding.seen.clone());
    let kept = Kept { reason: "chuyển đến cuối năm".to_owned(), seen };
    let moves = |effects: &[Effect]| effects.iter().any(|e| matches!(e, Effect::Focus(_)));
    assert!(!moves(page.act(Action::Edit(Edit::Keep { key: key.clone(), kept }))));
    let finding = find(&page);
    assert_eq!(finding.said(Lang::Vi), wrong);
    assert_eq!(
        finding.said(Lang::En),
        "There are more probationary members than members (30 against 24)."
    );
    assert!(!moves(page.act(Action::Edit(Edit::Unkeep { key }))));
}

/// What is counted may stand behind the number: it stays as typed, and a sentence says it once.
#[test]
fn what_is_counted_is_not_said_twice() {
    let mut page = begun();
    page.act(cell("U1", "members", "value", "23 đồng chí"));
    page.act(cell("B3", "turns", "value", "hơn 20 lượt"));
    let open = page.desk.open.as_ref().unwrap();
    let typed = open.sheet.field("U1", "members").and_then(|f| f.own.get(&Cell::new("value")));
    assert_eq!(typed.as_deref(), Some("23 đồng chí"));
    let text = phieu::output::text(&page.desk.report());
    assert!(text.contains("23 đảng viên") && !text.contains("23 đồng chí"), "{text}");
    assert!(text.contains("hơn 20 lượt") && !text.contains("lượt lượt"), "{text}");
}

/// The list of pages says how many lines of the letterhead would print as dots.
#[test]
fn blank_lines_of_the_letterhead_are_counted() {
    let mut page = begun();
    let blanks = |page: &Page| page.desk.open.as_ref().unwrap().sheet.letterhead_blanks();
    assert_eq!(blanks(&page), 8, "the unit's name is taken for the body that issues");
    page.act(Action::Edit(Edit::Head(HeadField::UnitParent, "Đảng ủy xã".to_owned())));
    page.act(Action::Edit(Edit::Head(HeadField::Post, "BÍ THƯ".to_owned())));
    page.act(Action::Edit(Edit::Head(HeadField::Signer, "  ".to_owned())));
    assert_eq!(blanks(&page), 6);
    let open = page.desk.open.as_ref().unwrap();
    assert!(open.review.sheet.iter().all(|f| !f.key().contains("recipients")), "and no finding");
}
