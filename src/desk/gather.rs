//! The collection of a consolidated sheet: who is expected, which files came, what became of each.
//! The first program has none of it; natively it is always there.

use super::step::{both, both_in, change_open, keep};
use super::{Desk, Effect, Notice, Previous, View, World};
use crate::file::{BelowRecord, verify};
use crate::intake::{Wanted, Why};
use crate::json;
use crate::kinds::{Said, TakeOver};
use crate::language::collect_words::{CollectWords, words};
use crate::language::{Lang, Words, name_key};
use crate::roll_up::{self, Arrival, Chosen, Totals};
use crate::sheet::below::Choice;
use crate::sheet::{Below, Contribution, Edit, Expected};
use crate::{file, remarks, review};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// A page of the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Who is expected, and the files received.
    Files,
    /// Units and figures.
    Table,
    /// What the units wrote, beside the own text.
    Texts,
    /// What is seen only across units.
    Notices,
}

impl Page {
    /// All, in the order of the list of pages.
    pub const ALL: [Page; 4] = [Page::Files, Page::Table, Page::Texts, Page::Notices];
}

/// The collection of the open sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gather {
    /// The files received, in the order in which they came.
    pub files: Vec<Taken>,
    /// What was chosen of those that were taken in.
    pub chosen: Rc<Chosen>,
    /// The sums.
    pub totals: Rc<Totals>,
    /// Long work under way: how many files are done, and how many there are.
    pub work: Option<(usize, usize)>,
    /// What the units wrote; none before it was asked for.
    pub texts: Option<Rc<Vec<UnitText>>>,
    /// The unit that is looked at, by its place in the sheet's list.
    pub unit: Option<usize>,
    /// Whether something was decided, expected or received that is not kept yet.
    pub unkept: bool,
    /// Rises when something changes that sums depend on: sums of an earlier state are not taken.
    pub version: u32,
    /// Remarks that were not sent yet, by the unit's sheet and the item.
    pub remarks: BTreeMap<(String, String), String>,
}

/// A file received.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Its name.
    pub name: String,
    /// Where its bytes are kept; "" for one that stood in the consolidated file that was opened.
    pub key: String,
    /// What it gave, or why nothing.
    pub outcome: Result<Arc<Arrival>, Rc<Why>>,
}

/// What was chosen and added up.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// Of which state of the collection.
    pub version: u32,
    /// What was chosen.
    pub chosen: Chosen,
    /// What the chosen files gave.
    pub units: Vec<Arc<Contribution>>,
    /// The sums.
    pub totals: Totals,
}

/// One point of text of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitText {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// What.
    pub text: String,
    /// Whether it is a cause of something rather than a point of its own.
    pub cause: bool,
    /// Who wrote it; several units where they wrote the same.
    pub units: Vec<String>,
}

/// What a person or the browser did with the collection.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Names to expect, typed or pasted.
    Expect(String),
    /// The names that a consolidated file expects.
    ExpectAsIn(Vec<u8>),
    /// A line of the roster is wrong.
    Unexpect(String),
    /// What was kept below the sheet; none where nothing was.
    Below(Option<String>),
    /// So many files of so many are done.
    Working(usize, usize),
    /// Files came; more may follow.
    Took(Vec<Taken>),
    /// No more follow.
    TookAll,
    /// What was chosen and added up in short steps.
    Settled(Settled),
    /// No more shall be read.
    Cancel,
    /// A received file goes, by its key.
    Remove(String),
    /// Decides about a file, by its fingerprint.
    Decide(String, Choice),
    /// Takes the decisions about a file back.
    Undecide(String),
    /// A starter file for one unit, by its line's id.
    Starter(String),
    /// Starter files for all units.
    Starters,
    /// The whole collection as one file.
    SaveAll,
    /// Looks at a unit, or at none.
    Look(Option<usize>),
    /// Asks for what the units wrote.
    ReadTexts,
    /// What they wrote.
    Texts(Vec<UnitText>),
    /// Takes a text of the units over.
    Pick(UnitText),
    /// A remark for a unit, by its sheet, on an item.
    Remark {
        /// The unit's sheet.
        sheet: String,
        /// The item.
        item: String,
        /// What.
        text: String,
    },
    /// Makes the file to send back to a unit, by its sheet.
    GiveBack(String),
    /// The bytes of its file.
    GiveBackBytes(Vec<u8>),
}

/// What the browser has to do for the collection.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Reads what is kept below a slot: answered by [`Act::Below`], then by the files.
    Load(String),
    /// Removes a received file.
    Drop(String),
    /// Chooses and adds up in short steps; answered by [`Act::Settled`].
    Settle,
    /// Stops reading.
    Stop,
    /// Offers files for download: one as it is, several as one archive.
    Offer {
        /// What the archive is called.
        name: String,
        /// Their names and texts.
        files: Vec<(String, String)>,
    },
    /// Offers the consolidated sheet and all files received as one archive.
    SaveAll {
        /// What the archive is called.
        name: String,
        /// The sheet's file.
        sheet: (String, String),
        /// The names and keys of the files.
        files: Vec<(String, String)>,
    },
    /// Reads what the units wrote, from these files.
    ReadTexts(Vec<String>),
    /// Reads one file; answered by [`Act::GiveBackBytes`].
    ReadOne(String),
}

/// Of more files than this the page would stand still while they are added up at once.
const AT_ONCE: usize = 250;

/// The name of the consolidated sheet in the archive of a collection.
pub const SHEET_IN_ARCHIVE: &str = "tong-hop.phieu.json";

impl Gather {
    /// The files that were taken in, in the order in which `chosen` knows them.
    pub fn arrivals(&self) -> Vec<Arc<Arrival>> {
        self.files.iter().filter_map(|file| file.outcome.as_ref().ok()).cloned().collect()
    }

    /// The files that were taken in, in the order in which `chosen` knows them.
    pub fn taken(&self) -> Vec<&Taken> {
        self.files.iter().filter(|file| file.outcome.is_ok()).collect()
    }
}

/// What the open sheet's collection takes in.
pub fn wanted(desk: &Desk) -> Option<Wanted> {
    let open = desk.open.as_ref()?;
    Some(Wanted::of(&open.template, &open.sheet))
}

/// One step of the collection.
pub(super) fn step(desk: &mut Desk, act: Act, world: &World) -> Vec<Effect> {
    if desk.open.is_none() {
        return vec![];
    }
    match act {
        Act::Expect(text) => expect(desk, &text, world),
        Act::ExpectAsIn(bytes) => expect_as_in(desk, &bytes, world),
        Act::Unexpect(id) => {
            decide_below(desk, |below| below.roster.retain(|line| line.id != id));
            settle(desk, world)
        }
        Act::Below(text) => {
            kept_below(desk, text.as_deref());
            vec![]
        }
        Act::Working(done, all) => {
            // What was said before is about something else.
            if done == 0 {
                desk.notice = None;
            }
            change(desk, |gather| gather.work = Some((done, all)));
            vec![]
        }
        Act::Took(files) => {
            change(desk, |gather| gather.files.extend(files));
            vec![]
        }
        Act::TookAll => {
            change(desk, |gather| {
                gather.work = gather.work.filter(|_| gather.files.len() > AT_ONCE);
                gather.texts = None;
            });
            settle(desk, world)
        }
        Act::Settled(settled) => put_in(desk, settled, world),
        Act::Cancel => vec![Effect::Gather(Task::Stop)],
        Act::Remove(key) => {
            change(desk, |gather| {
                gather.files.retain(|file| file.key != key);
                gather.texts = None;
            });
            let mut effects = settle(desk, world);
            effects.push(Effect::Gather(Task::Drop(key)));
            effects
        }
        Act::Decide(fingerprint, choice) => {
            decide_below(desk, |below| {
                let all = below.choices.entry(fingerprint).or_default();
                // A unit is one line only.
                all.retain(|c| !matches!((c, &choice), (Choice::IsUnit(_), Choice::IsUnit(_))));
                all.push(choice);
                all.sort();
                all.dedup();
            });
            settle(desk, world)
        }
        Act::Undecide(fingerprint) => {
            decide_below(desk, |below| {
                below.choices.remove(&fingerprint);
            });
            settle(desk, world)
        }
        Act::Starter(id) => starters(desk, Some(&id), world),
        Act::Starters => starters(desk, None, world),
        Act::SaveAll => save_all(desk),
        Act::Look(unit) => {
            change(desk, |gather| gather.unit = unit);
            desk.view = View::Gather(Page::Table);
            vec![Effect::FocusHeading]
        }
        Act::ReadTexts => {
            let keys = of_counted(desk);
            vec![Effect::Gather(Task::ReadTexts(keys))]
        }
        Act::Texts(texts) => {
            change(desk, |gather| {
                gather.texts = Some(Rc::new(grouped(texts)));
                gather.work = None;
            });
            vec![]
        }
        Act::Pick(text) => pick(desk, &text, world),
        Act::Remark { sheet, item, text } => {
            change(desk, |gather| {
                gather.remarks.insert((sheet, item), text);
            });
            vec![]
        }
        Act::GiveBack(sheet) => {
            let key = key_of_sheet(desk, &sheet);
            match key {
                Some(key) => vec![Effect::Gather(Task::ReadOne(key))],
                None => {
                    desk.notice = Notice::wrong(said(|w| w.give_back_no_file));
                    vec![]
                }
            }
        }
        Act::GiveBackBytes(bytes) => return_file(desk, &bytes, world),
    }
}

/// Another page is shown, so no unit is looked at any more.
pub(super) fn look_away(desk: &mut Desk) {
    if desk.gather.as_ref().is_some_and(|gather| gather.unit.is_some()) {
        change(desk, |gather| gather.unit = None);
    }
}

/// A sheet was opened: what is kept of its collection is read.
pub(super) fn begin(desk: &mut Desk) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let slot = open.slot.clone();
    if open.sheet.below.elsewhere {
        desk.view = View::Gather(Page::Files);
    }
    vec![Effect::Gather(Task::Load(slot))]
}

/// A consolidated file was opened: its units are the first that came.
pub(super) fn begin_with_file(desk: &mut Desk, world: &World) -> Vec<Effect> {
    inside(desk);
    desk.view = View::Gather(Page::Files);
    settle(desk, world)
}

/// The units that stand in the open sheet, as files.
fn inside(desk: &mut Desk) {
    let Some(open) = &desk.open else { return };
    let files = Arrival::of_units(&open.sheet.below.units);
    let files = files.into_iter().map(|arrival| Taken {
        name: arrival.own.unit.name.text().to_owned(),
        key: String::new(),
        outcome: Ok(Arc::new(arrival)),
    });
    desk.gather = Some(Rc::new(Gather { files: files.collect(), ..Gather::default() }));
}

/// Puts what was kept below the open sheet into it.
fn kept_below(desk: &mut Desk, text: Option<&str>) {
    let Some(open) = &desk.open else { return };
    let below = match text.map(json::read::<BelowRecord>) {
        Some(Ok(record)) => record.read(&open.template).ok(),
        Some(Err(_)) => None,
        // A sheet of which nothing was collected yet.
        None if !open.sheet.below.elsewhere => return,
        None => None,
    };
    match below {
        Some(below) => change_below(desk, |now| *now = below),
        // The draft is left as it is, so that nothing is written over what cannot be read.
        None => {
            desk.notice = Notice::wrong(said(|w| w.below_lost));
            return;
        }
    }
    inside(desk);
}

fn change(desk: &mut Desk, edit: impl FnOnce(&mut Gather)) {
    let mut gather = desk.gather.as_deref().cloned().unwrap_or_default();
    edit(&mut gather);
    desk.gather = Some(Rc::new(gather));
}

fn change_below(desk: &mut Desk, edit: impl FnOnce(&mut Below)) {
    change_open(desk, |open| {
        let mut sheet = (*open.sheet).clone();
        let mut below = (*sheet.below).clone();
        edit(&mut below);
        sheet.below = Rc::new(below);
        open.sheet = Rc::new(sheet);
    });
}

/// The same by a person's word, which is kept whether or not it changes a sum.
fn decide_below(desk: &mut Desk, edit: impl FnOnce(&mut Below)) {
    change_below(desk, edit);
    change(desk, |gather| gather.unkept = true);
}

fn said(pick: impl Fn(&CollectWords) -> &'static str) -> Words {
    Words::new(pick(words(Lang::Vi)), pick(words(Lang::En)))
}

/// Chooses and adds up again, and keeps the result.
fn settle(desk: &mut Desk, world: &World) -> Vec<Effect> {
    change(desk, |gather| {
        // A file that was opened as a part of the sheet and then received itself is one file.
        gather.version += 1;
        if !gather.files.iter().any(|file| file.key.is_empty()) {
            return;
        }
        let came: std::collections::BTreeSet<String> = gather
            .files
            .iter()
            .filter(|file| !file.key.is_empty())
            .filter_map(|file| Some(file.outcome.as_ref().ok()?.own.fingerprint.clone()))
            .collect();
        gather.files.retain(|file| {
            let inside = file.outcome.as_ref().ok().filter(|_| file.key.is_empty());
            inside.is_none_or(|arrival| !came.contains(&arrival.own.fingerprint))
        });
    });
    let (Some(open), Some(gather)) = (desk.open.clone(), desk.gather.clone()) else {
        return vec![];
    };
    if open.sheet.below.elsewhere {
        return vec![];
    }
    if gather.files.len() > AT_ONCE {
        return vec![Effect::Gather(Task::Settle)];
    }
    let arrivals = gather.arrivals();
    let chosen = roll_up::choose(&arrivals, &open.sheet.below);
    let units = roll_up::contributions(&arrivals, &chosen);
    let totals = roll_up::totals(&open.template, &units);
    put_in(desk, Settled { version: gather.version, chosen, units, totals }, world)
}

/// Puts what was added up into the sheet, and keeps it.
fn put_in(desk: &mut Desk, settled: Settled, world: &World) -> Vec<Effect> {
    let (Some(open), Some(gather)) = (desk.open.clone(), desk.gather.clone()) else {
        return vec![];
    };
    let Settled { version, chosen, units, totals } = settled;
    // Something changed meanwhile, and is being added up already.
    if version != gather.version {
        return vec![];
    }
    let sheet = roll_up::put_in(&open.template, &open.sheet, units, &totals);
    change(desk, |gather| {
        gather.chosen = Rc::new(chosen);
        gather.totals = Rc::new(totals);
        gather.unit = None;
        gather.work = None;
    });
    let changed = *open.sheet != sheet;
    change_open(desk, |open| {
        // Going back would bring sums back that the files do not give.
        open.undo = None;
        open.review = Rc::new(review::review(&open.template, &sheet));
        open.sheet = Rc::new(sheet);
    });
    // What was only looked at leaves nothing behind.
    if !changed && !gather.unkept {
        return vec![];
    }
    change(desk, |gather| gather.unkept = false);
    let mut effects = keep_below(desk, &gather);
    effects.extend(keep(desk, world));
    effects
}

/// What is kept beside the draft. What came as files is kept as files; of the units that stood in
/// the consolidated file that was opened, this is the only copy.
fn keep_below(desk: &Desk, gather: &Gather) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let mut below = (*open.sheet.below).clone();
    let inside = gather.files.iter().filter(|file| file.key.is_empty());
    below.units = inside
        .filter_map(|file| file.outcome.as_ref().ok())
        .flat_map(|arrival| std::iter::once(&arrival.own).chain(&arrival.units))
        .cloned()
        .collect();
    let text = json::print(&BelowRecord::of(&below), false);
    vec![Effect::PutBelow { slot: open.slot.clone(), text }]
}

fn expect(desk: &mut Desk, text: &str, world: &World) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let lines = roll_up::read_roster(text, &open.sheet.id, &open.sheet.below.roster);
    add_lines(desk, lines, world)
}

fn expect_as_in(desk: &mut Desk, bytes: &[u8], world: &World) -> Vec<Effect> {
    match file::read(bytes, &desk.library) {
        Ok(opened) => {
            let lines = opened.sheet.below.roster.clone();
            add_lines(desk, lines, world)
        }
        Err(refusal) => {
            desk.notice = Notice::refused(&refusal);
            vec![]
        }
    }
}

fn add_lines(desk: &mut Desk, lines: Vec<Expected>, world: &World) -> Vec<Effect> {
    let mut added = 0;
    decide_below(desk, |below| {
        for line in lines {
            let known = below.roster.iter().any(|known| {
                known.id == line.id
                    || (name_key(&known.name) == name_key(&line.name) && known.code == line.code)
            });
            if !known {
                below.roster.push(line);
                added += 1;
            }
        }
    });
    desk.notice = Some(Rc::new(Notice {
        wrong: added == 0,
        words: if added == 0 {
            said(|w| w.roster_nothing_new)
        } else {
            both_in(|lang| words(lang).roster_added, &[&added.to_string()])
        },
    }));
    settle(desk, world)
}

/// The files with which units begin.
fn starters(desk: &mut Desk, only: Option<&str>, world: &World) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let lines = open.sheet.below.roster.iter().filter(|line| only.is_none_or(|id| line.id == id));
    let mut files: Vec<(String, String)> = Vec::new();
    for (nth, line) in lines.enumerate() {
        let id = format!("{}{nth:05}", world.random);
        let sheet = roll_up::starter(line, &open.sheet, &open.template, id);
        let written = file::write(&open.template, &sheet, None, &desk.library);
        if !verify(&written, &sheet, &desk.library) {
            desk.notice = Notice::wrong(both(|w| w.file_not_verified));
            return vec![];
        }
        // A code stands before the name, so that a folder sorts as the roster does.
        let name = file::name(&sheet, &open.template);
        let name = format!("{:03}_{name}", place(&open.sheet.below.roster, &line.id) + 1);
        files.push((name, written.bytes));
    }
    if files.is_empty() {
        desk.notice = Notice::wrong(said(|w| w.roster_empty));
        return vec![];
    }
    let name = format!("{}_phieu-ban-dau.zip", archive_name(desk));
    vec![Effect::Gather(Task::Offer { name, files })]
}

fn place(roster: &[Expected], id: &str) -> usize {
    roster.iter().position(|line| line.id == id).unwrap_or_default()
}

fn archive_name(desk: &Desk) -> String {
    let Some(open) = &desk.open else { return String::new() };
    file::name(&open.sheet, &open.template).trim_end_matches(file::ENDING).to_owned()
}

fn save_all(desk: &mut Desk) -> Vec<Effect> {
    let (Some(open), Some(gather)) = (&desk.open, &desk.gather) else { return vec![] };
    let written = file::write(&open.template, &open.sheet, open.saved.as_ref(), &desk.library);
    if !verify(&written, &open.sheet, &desk.library) {
        desk.notice = Notice::wrong(both(|w| w.file_not_verified));
        return vec![];
    }
    let kept = gather.files.iter().filter(|file| !file.key.is_empty());
    let files = kept.map(|file| (file.name.clone(), file.key.clone())).collect();
    let name = format!("{}_bo-tong-hop.zip", archive_name(desk));
    let sheet = (SHEET_IN_ARCHIVE.to_owned(), written.bytes);
    vec![Effect::Gather(Task::SaveAll { name, sheet, files })]
}

/// The keys of the files that count.
fn of_counted(desk: &Desk) -> Vec<String> {
    let Some(gather) = &desk.gather else { return vec![] };
    let (entries, taken) = (&gather.chosen.entries, gather.taken());
    let counted = gather.chosen.counted.iter().filter_map(|at| entries.get(*at));
    let files = counted.filter(|entry| entry.unit.is_none());
    let keys = files.filter_map(|entry| taken.get(entry.arrival).map(|file| file.key.clone()));
    keys.filter(|key| !key.is_empty()).collect()
}

fn key_of_sheet(desk: &Desk, sheet: &str) -> Option<String> {
    let gather = desk.gather.as_ref()?;
    let taken = gather.taken();
    let counted = gather.chosen.counted.iter().filter_map(|at| gather.chosen.entries.get(*at));
    counted
        .filter(|entry| entry.unit.is_none())
        .filter_map(|entry| taken.get(entry.arrival).copied())
        .find(|file| file.outcome.as_ref().is_ok_and(|arrival| arrival.own.sheet == sheet))
        .map(|file| file.key.clone())
        .filter(|key| !key.is_empty())
}

/// What one unit's file says in words, of the questions that are texts.
pub fn texts_of(file: &file::Opened) -> Vec<UnitText> {
    let name = file.sheet.unit.name.text().trim().to_owned();
    let mut out = Vec::new();
    for item in &file.template.items {
        for field in &item.fields {
            let Some(answer) = file.sheet.field(&item.code, &field.code) else { continue };
            out.extend(answer.own.texts().into_iter().map(|Said { text, cause, .. }| UnitText {
                item: item.code.clone(),
                field: field.code.clone(),
                text,
                cause,
                units: vec![name.clone()],
            }));
        }
    }
    out
}

/// The same words of several units are one, with the number of them.
fn grouped(texts: Vec<UnitText>) -> Vec<UnitText> {
    let mut at: BTreeMap<(String, String, bool, String), usize> = BTreeMap::new();
    let mut out: Vec<UnitText> = Vec::new();
    for text in texts {
        let key = (text.item.clone(), text.field.clone(), text.cause, name_key(&text.text));
        match at.get(&key).and_then(|at| out.get_mut(*at)) {
            Some(known) => known.units.extend(text.units),
            None => {
                at.insert(key, out.len());
                out.push(text);
            }
        }
    }
    // What many say stands first.
    out.sort_by_key(|text| std::cmp::Reverse(text.units.len()));
    out
}

/// Takes a text of the units into the own answer, with the units it comes from.
fn pick(desk: &mut Desk, text: &UnitText, world: &World) -> Vec<Effect> {
    let Some(open) = desk.open.clone() else { return vec![] };
    let Some(spec) = open.template.item(&text.item).and_then(|item| item.field(&text.field)) else {
        return vec![];
    };
    let (item, field) = (text.item.clone(), text.field.clone());
    let own = open.sheet.field(&item, &field).map_or_else(|| spec.kind.blank(), |f| f.own.clone());
    let words = Said { text: text.text.clone(), cause: text.cause, from: text.units.join("; ") };
    let Some(TakeOver { line, cells }) = spec.kind.take_over(&own, &words) else { return vec![] };
    let line = line.map(|edit| Edit::Line { item: item.clone(), field: field.clone(), edit });
    let cells = cells.into_iter().map(|(cell, text)| {
        let (item, field) = (item.clone(), field.clone());
        Edit::Cell { item, field, cell, text }
    });
    let edits: Vec<Edit> = line.into_iter().chain(cells).collect();
    let mut effects = Vec::new();
    for edit in edits {
        effects = super::step::edit_sheet(desk, &edit, world);
    }
    // "Undo" would speak of a pasted block; a line is taken away where it stands.
    change_open(desk, |open| open.undo = None);
    desk.notice = Notice::good(said(|w| w.picked));
    effects
}

/// The unit's own file with the remarks of this body.
fn return_file(desk: &mut Desk, bytes: &[u8], world: &World) -> Vec<Effect> {
    let (Some(open), Some(gather)) = (desk.open.clone(), desk.gather.clone()) else {
        return vec![];
    };
    let file = match file::read(bytes, &desk.library) {
        Ok(file) => file,
        Err(refusal) => {
            desk.notice = Notice::refused(&refusal);
            return vec![];
        }
    };
    let by = open.sheet.unit.name.text().trim();
    let mine = gather.remarks.iter().filter(|((of, _), _)| *of == file.sheet.id);
    let mine: Vec<(String, String)> =
        mine.map(|((_, item), text)| (item.clone(), text.clone())).collect();
    match remarks::returned(&file, &mine, by, &world.random, &desk.library) {
        Ok(written) => {
            change(desk, |gather| gather.remarks.retain(|(of, _), _| *of != file.sheet.id));
            desk.notice = Notice::good(said(|w| w.gave_back));
            vec![Effect::Download { name: remarks::name(&file), bytes: written.bytes }]
        }
        Err(why) => {
            desk.notice = Notice::wrong(why.words());
            vec![]
        }
    }
}

/// The parts of the appendix of a consolidated sheet that may be printed or left out.
pub(super) fn offers(open: &super::Open) -> Vec<crate::report::Offer> {
    let template = &open.template;
    let whole = roll_up::joined(template, &open.sheet);
    let now = crate::compare::Side { template, sheet: &whole };
    let review = review::review(template, &whole);
    let previous = open.previous.as_ref().map(|previous| previous.side());
    crate::report::offers(&open.sheet, now, &review, previous)
}

/// The report of a consolidated sheet: own and collected read together, and every figure by unit.
pub(super) fn report(open: &super::Open, lang: Lang, code: &str) -> Vec<crate::block::Block> {
    let template = &open.template;
    let whole = roll_up::joined(template, &open.sheet);
    let before = open.previous.as_ref().map(|before| Previous {
        template: Rc::clone(&before.template),
        sheet: roll_up::joined(&before.template, &before.sheet),
    });
    let now = crate::compare::Side { template, sheet: &whole };
    let previous = before.as_ref().map(|before| before.side());
    let review = review::review(template, &whole);
    let mut blocks = crate::report::beside(now, &review, lang, Some(code), previous);
    // What the paper was printed from stays its last line.
    let origin = blocks.pop();
    blocks.extend(crate::report::by_unit(template, &open.sheet, lang));
    blocks.extend(origin);
    blocks
}
