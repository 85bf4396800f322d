//! The collection of a consolidated sheet: who is expected, which files came, what became of each.
//! The first program has none of it; natively it is always there.

mod left_open;
mod remarks;
mod taken_back;

pub use left_open::{LeftOpen, left_open};
pub use remarks::{Remarks, Sent, State as RemarksState};
pub use taken_back::{Besides, TakenBack};

use super::step::{both, both_in, change_open, keep};
use super::{Desk, Effect, Notice, Save, View, World};
use crate::block::Block;
use crate::compare::Side;
use crate::drafts::Writer;
use crate::file::{BelowRecord, Library, Opened, verify};
use crate::intake::{self, Wanted, Why};
use crate::json;
use crate::kinds::{Said, TakeOver};
use crate::language::collect_words::{CollectWords, words};
use crate::language::ui_words::fill;
use crate::language::{Lang, Words, name_key};
use crate::roll_up::{self, Arrival, Chosen, Listed, Match, Standing, Totals};
use crate::shared::Arc;
use crate::sheet::below::{Begun, Choice};
use crate::sheet::{Below, Contribution, Edit, Expected, HeadField, Period, Sheet, Unit};
use crate::template::Template;
use crate::{file, review};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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
    /// The files not taken in, by their keys, of whose units other files count: nothing is lacking there.
    pub made_good: Rc<BTreeSet<String>>,
    /// The sums.
    pub totals: Rc<Totals>,
    /// Long work under way: how many files are done, and how many there are.
    pub work: Option<(usize, usize)>,
    /// What the units wrote; none before it was asked for.
    pub texts: Option<Rc<Vec<UnitText>>>,
    /// What was taken over from units that no longer say so, as far as their files were read again.
    pub taken_back: Rc<Vec<TakenBack>>,
    /// The unit that is looked at, by its place in the sheet's list.
    pub unit: Option<usize>,
    /// What that unit sent; none while it is being read.
    pub original: Option<Rc<Original>>,
    /// The question whose figures stand side by side, as "item.field"; "" for the first.
    pub question: String,
    /// Whether something was decided, expected or received that is not kept yet.
    pub unkept: bool,
    /// So many of the last files came just now, and what became of them was not said yet.
    pub fresh: usize,
    /// Rises when something changes that sums depend on: sums of an earlier state are not taken.
    pub version: u32,
    /// Remarks for units.
    pub remarks: Remarks,
    /// Whether the files kept here are being read again: half of them would make half a sum.
    pub reading_again: bool,
    /// How many writes of files received, and of what else is kept beside the draft, are under way.
    pub writing: usize,
}

/// What a unit sent, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    /// Its file.
    Here(Box<Opened>),
    /// Its file is not on this machine: it came inside another body's, or was not kept.
    Elsewhere,
    /// It does not read any more.
    Unreadable(Words),
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
    /// Of a file that was not taken in: the unit that it names, as far as it can be read.
    pub unit: Option<Rc<Unit>>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitText {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// What.
    pub text: String,
    /// Whether it is a cause of something rather than a point of its own.
    pub cause: bool,
    /// Of a cause: the points that it explains.
    pub of: Vec<String>,
    /// Whether it is a line of a list, which is counted there and taken over by nobody.
    pub listed: bool,
    /// The sheet that it was read in last.
    pub sheet: String,
    /// Who wrote it; several units where they wrote the same.
    pub units: Vec<String>,
}

/// What a person or the browser did with the collection.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// What long work gives for the collection of a slot: nothing where another sheet is open by then.
    Of(String, Box<Act>),
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
    /// A write of what is kept beside the draft has begun.
    Writing,
    /// One has ended: whether all of it is kept.
    Written(bool),
    /// So many of the files that were read came just now; the others were here before.
    Fresh(usize),
    /// What was chosen and added up in short steps.
    Settled(Settled),
    /// The sums are to be kept: most of the draft is written already.
    Keep(Writer),
    /// No more shall be read.
    Cancel,
    /// A received file goes, by its key.
    Remove(String),
    /// The period of the files that came, where the sheet names none that reads.
    TakePeriod(Period),
    /// The unit of a file, by its fingerprint, is one more of those expected.
    ExpectUnit(String),
    /// The units of all files that wait because no line is near them are more of those expected.
    ExpectStrangers,
    /// All these files do not count.
    SetStrangersAside,
    /// Decides about a file, by its fingerprint.
    Decide(String, Choice),
    /// Takes the decisions about a file back.
    Undecide(String),
    /// All files whose unit has the very name of one line of the roster, and waits for nothing else,
    /// are those lines'.
    AcceptNamed,
    /// A starter file for one unit, by its line's id.
    Starter(String),
    /// Starter files for all units.
    Starters,
    /// Puts the names of those that have not sent on the clipboard.
    CopyMissing,
    /// The whole collection as one file.
    SaveAll,
    /// Looks at a unit, or at none.
    Look(Option<usize>),
    /// Looks at what a unit said to an item.
    LookAt(usize, String),
    /// What a unit sent, by its sheet; none where it is not kept.
    UnitFile(String, Option<Vec<u8>>),
    /// Chooses the question whose figures stand side by side, as "item.field".
    Choose(String),
    /// Goes to the figures of a question.
    Ask(String),
    /// Asks for what the units wrote.
    ReadTexts,
    /// What they wrote, and the names of those of whose files this is all.
    Texts(Vec<UnitText>, Vec<String>),
    /// The same of those alone from whom something was taken over.
    Again(Vec<UnitText>, Vec<String>),
    /// A point stays though its unit takes it back.
    KeepTaken(TakenBack),
    /// A point goes with its unit's.
    LeaveOut(TakenBack),
    /// Takes a text of the units over.
    Pick(UnitText),
    /// Brings a text of the units together with an own line.
    Merge(UnitText, String),
    /// A remark for a unit, by its sheet, on an item.
    Remark {
        /// The unit's sheet.
        sheet: String,
        /// The item.
        item: String,
        /// What.
        text: String,
    },
    /// What was kept of the remarks.
    Remarks(String),
    /// The remarks of a collection that was saved on another machine, as JSON.
    BringRemarks(String),
    /// The storage answered about this text of the remarks: whether it is kept.
    RemarksKept(String, bool),
    /// Writes a remark that was sent once more.
    RemarkAgain(Sent),
    /// Makes the file to send back to the unit that is looked at.
    GiveBack,
    /// Makes it once more, with what stood in the last one: it did not arrive.
    GiveBackAgain(Vec<Sent>),
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
    /// Writes the draft in short steps; answered by [`Act::Keep`].
    Write,
    /// Stops reading.
    Stop,
    /// Puts a text on the clipboard.
    Copy(String),
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
        /// The remarks on what units sent, as they are kept; none where there are none.
        remarks: Option<String>,
        /// The names and keys of the files.
        files: Vec<(String, String)>,
    },
    /// Reads what the units wrote, from these files; answered by [`Act::Texts`].
    ReadTexts(Vec<String>),
    /// The same, answered by [`Act::Again`].
    ReadAgain(Vec<String>),
    /// Reads the file of a unit; answered by [`Act::UnitFile`].
    ReadUnit {
        /// The unit's sheet.
        sheet: String,
        /// The file's key.
        key: String,
    },
    /// Keeps the remarks; answered by [`Act::RemarksKept`].
    KeepRemarks {
        /// The consolidated sheet's slot.
        slot: String,
        /// As JSON.
        text: String,
    },
}

/// Of more files than this the page would stand still while they are added up, and the sums written,
/// at once.
const AT_ONCE: usize = 20;

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
        Act::Of(slot, act) => {
            let here = desk.open.as_ref().is_some_and(|open| open.slot == slot);
            if here { step(desk, *act, world) } else { vec![] }
        }
        Act::Expect(text) => expect(desk, &text, world),
        Act::ExpectAsIn(bytes) => expect_as_in(desk, &bytes, world),
        Act::Unexpect(id) => {
            decide_below(desk, |below| below.roster.retain(|line| line.id != id));
            settle(desk, world)
        }
        Act::Below(text) => {
            kept_below(desk, text.as_deref());
            change(desk, |gather| gather.reading_again = true);
            vec![]
        }
        Act::Working(done, all) => {
            // What was said before is about something else, unless it is that the units of the very
            // sheet are lost.
            let lost = desk.open.as_ref().is_some_and(|open| open.sheet.below.elsewhere);
            if done == 0 && !lost {
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
                gather.reading_again = false;
                gather.texts = None;
            });
            settle(desk, world)
        }
        Act::Writing => {
            change(desk, |gather| gather.writing += 1);
            match &desk.open {
                // From here on files stand beside the sheet, whenever the power fails.
                Some(open) if !open.sheet.below.is_beside() => {
                    change_below(desk, |below| below.begun = Begun(true));
                    keep_sums(desk, world)
                }
                _ => vec![],
            }
        }
        Act::Written(kept) => {
            change(desk, |gather| gather.writing = gather.writing.saturating_sub(1));
            written(desk, kept, world);
            vec![]
        }
        Act::Fresh(count) => {
            change(desk, |gather| gather.fresh = count);
            vec![]
        }
        Act::Settled(settled) => put_in(desk, settled, world),
        Act::Keep(writer) => {
            change_open(desk, |open| open.writer = writer);
            keep_sums(desk, world)
        }
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
            // How many wait was said of before.
            desk.notice = desk.notice.take().filter(|notice| notice.wrong);
            decide_below(desk, |below| choose(below, &fingerprint, choice));
            settle(desk, world)
        }
        Act::TakePeriod(period) => {
            let parts = [
                (HeadField::PeriodKind, period.kind.code()),
                (HeadField::PeriodFrom, period.from.text()),
                (HeadField::PeriodTo, period.to.text()),
            ];
            let mut effects = vec![];
            for (field, text) in parts {
                let edit = Edit::Head(field, text.to_owned());
                effects.extend(super::step::edit_sheet(desk, &edit, world));
            }
            effects
        }
        Act::ExpectUnit(fingerprint) => {
            expect_units(desk, &[fingerprint]);
            settle(desk, world)
        }
        Act::ExpectStrangers => {
            let all = strangers(desk);
            expect_units(desk, &all);
            settle(desk, world)
        }
        Act::SetStrangersAside => {
            let all = strangers(desk);
            decide_below(desk, |below| {
                for file in &all {
                    choose(below, file, Choice::SetAside);
                }
            });
            settle(desk, world)
        }
        Act::Undecide(fingerprint) => {
            decide_below(desk, |below| {
                below.choices.remove(&fingerprint);
            });
            settle(desk, world)
        }
        Act::AcceptNamed => {
            let named = named(desk);
            decide_below(desk, |below| {
                for (fingerprint, line) in named {
                    choose(below, &fingerprint, Choice::IsUnit(line));
                }
            });
            settle(desk, world)
        }
        Act::Starter(id) => starters(desk, Some(&id), world),
        Act::Starters => starters(desk, None, world),
        Act::CopyMissing => {
            vec![Effect::Gather(Task::Copy(to_be_asked(desk).join("\n")))]
        }
        Act::SaveAll => save_all(desk),
        Act::Look(unit) => {
            let mut effects = look_at(desk, unit);
            desk.view = View::Gather(Page::Table);
            effects.push(Effect::FocusHeading);
            effects
        }
        Act::LookAt(unit, item) => {
            let mut effects = look_at(desk, Some(unit));
            desk.view = View::Gather(Page::Table);
            effects.push(Effect::Focus(format!("unit-{item}")));
            effects
        }
        Act::UnitFile(sheet, bytes) => {
            unit_file(desk, &sheet, bytes.as_deref());
            vec![]
        }
        Act::Choose(question) => {
            change(desk, |gather| gather.question = question);
            vec![]
        }
        Act::Ask(question) => {
            look_away(desk);
            change(desk, |gather| gather.question = question);
            desk.view = View::Gather(Page::Table);
            vec![Effect::FocusHeading]
        }
        Act::ReadTexts => {
            let keys = of_counted(desk);
            vec![Effect::Gather(Task::ReadTexts(keys))]
        }
        Act::Texts(texts, read) => {
            said_again(desk, &texts, &read);
            change(desk, |gather| {
                gather.texts = Some(Rc::new(grouped(texts)));
                gather.work = None;
            });
            vec![]
        }
        Act::Again(texts, read) => {
            said_again(desk, &texts, &read);
            vec![]
        }
        Act::KeepTaken(point) => {
            let Some(open) = desk.open.clone() else { return vec![] };
            let edits = point.keep(&open.template, &open.sheet).into_iter();
            edits.flat_map(|edit| super::step::edit_sheet(desk, &edit, world)).collect()
        }
        Act::LeaveOut(point) => super::step::edit_sheet(desk, &point.leave_out(), world),
        Act::Pick(text) => pick(desk, &text, world),
        Act::Merge(text, line) => merge(desk, &text, &line, world),
        Act::Remark { sheet, item, text } => remarks::write(desk, (sheet, item), text),
        Act::Remarks(text) => {
            remarks::read(desk, &text);
            vec![]
        }
        Act::BringRemarks(text) => remarks::bring(desk, &text),
        Act::RemarksKept(text, kept) => {
            remarks::answered(desk, &text, kept);
            vec![]
        }
        Act::RemarkAgain(sent) => remarks::again(desk, &sent),
        Act::GiveBack => give_back(desk, world),
        Act::GiveBackAgain(sent) => {
            let mut effects: Vec<Effect> =
                sent.iter().flat_map(|one| remarks::again(desk, one)).collect();
            effects.extend(give_back(desk, world));
            effects
        }
    }
}

/// Where a step changed the period of the open sheet: what came before is for it or not, as what
/// comes after will be.
pub(super) fn judged_again(
    before: &Desk,
    desk: &mut Desk,
    mut effects: Vec<Effect>,
    world: &World,
) -> Vec<Effect> {
    let (Some(was), Some(open), Some(gather)) = (&before.open, &desk.open, &desk.gather) else {
        return effects;
    };
    let period = open.sheet.period.clone();
    if was.slot != open.slot || was.sheet.period == period || gather.files.is_empty() {
        return effects;
    }
    let mut changed = (0, 0);
    let mut files = gather.files.clone();
    // Of the units inside the file that was opened it is the file's own period.
    for file in files.iter_mut().filter(|file| !file.key.is_empty()) {
        let arrival = match &file.outcome {
            Ok(arrival) => arrival,
            Err(why) => match &**why {
                Why::OtherPeriod { arrival, .. } => arrival,
                _ => continue,
            },
        };
        let outcome = intake::for_period(Arc::clone(arrival), &period).map_err(Rc::new);
        match (file.outcome.is_ok(), outcome.is_ok()) {
            (true, false) => changed.0 += 1,
            (false, true) => changed.1 += 1,
            _ => {}
        }
        // Whose it is stays known, as of any file that is not taken in.
        file.unit = outcome.is_err().then(|| Rc::new(arrival.own.unit.clone()));
        file.outcome = outcome;
    }
    if changed == (0, 0) {
        return effects;
    }
    change(desk, |gather| {
        gather.files = files;
        gather.texts = None;
    });
    let say = |lang| {
        let w = words(lang);
        let parts = [(changed.0, w.period_leaves_out), (changed.1, w.period_takes_in)];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts = parts.map(|(count, words)| fill(words, &[&count.to_string()]));
        parts.collect::<Vec<_>>().join(" ")
    };
    let words = Words::new(say(Lang::Vi), say(Lang::En));
    desk.notice = Some(Rc::new(Notice { wrong: changed.0 > 0, heed: false, words }));
    effects.extend(settle(desk, world));
    effects
}

/// The period that most of the files received name, and how many; none where the sheet names one, or
/// no file does.
pub fn period_of_files(open: &super::Open, gather: &Gather) -> Option<(Period, usize)> {
    if open.sheet.period.bounds().is_some() {
        return None;
    }
    let mut named: Vec<(&Period, usize)> = Vec::new();
    for file in gather.taken() {
        let Some(period) = file.outcome.as_ref().ok().map(|arrival| &arrival.period) else {
            continue;
        };
        if period.bounds().is_none() {
            continue;
        }
        match named.iter_mut().find(|(known, _)| known.bounds() == period.bounds()) {
            Some((_, count)) => *count += 1,
            None => named.push((period, 1)),
        }
    }
    let most = named.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(period, count)| (period.clone(), count))
}

/// Another page is shown, so no unit is looked at any more.
pub(super) fn look_away(desk: &mut Desk) {
    if desk.gather.as_ref().is_some_and(|gather| gather.unit.is_some()) {
        look_at(desk, None);
    }
}

/// Looks at a unit: what it sent is read.
fn look_at(desk: &mut Desk, at: Option<usize>) -> Vec<Effect> {
    let unit = at.and_then(|at| desk.open.as_ref()?.sheet.below.units.get(at).cloned());
    let key = unit.as_ref().and_then(|unit| key_of(desk, unit));
    change(desk, |gather| {
        gather.unit = at.filter(|_| unit.is_some());
        gather.original = (unit.is_some() && key.is_none()).then(|| Rc::new(Original::Elsewhere));
    });
    let task = unit.zip(key).map(|(unit, key)| Task::ReadUnit { sheet: unit.sheet.clone(), key });
    task.map(Effect::Gather).into_iter().collect()
}

/// What a unit sent was fetched, unless another is looked at by now.
fn unit_file(desk: &mut Desk, sheet: &str, bytes: Option<&[u8]>) {
    if looked_at(desk).is_none_or(|unit| unit.sheet != sheet) {
        return;
    }
    let original = match bytes.map(|bytes| file::read(bytes, &desk.library)) {
        Some(Ok(file)) => Original::Here(Box::new(file)),
        Some(Err(refusal)) => Original::Unreadable(refusal.words()),
        None => Original::Elsewhere,
    };
    change(desk, |gather| gather.original = Some(Rc::new(original)));
}

/// The unit that is looked at.
fn looked_at(desk: &Desk) -> Option<&Arc<Contribution>> {
    let at = desk.gather.as_ref()?.unit?;
    desk.open.as_ref()?.sheet.below.units.get(at)
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
    let mut effects = settle(desk, world);
    // The draft is kept already, and says that the units stand beside it: so they must, also where
    // nothing is added up anew.
    let kept = effects.iter().any(|effect| matches!(effect, Effect::PutBelow { .. }));
    if let Some(gather) = desk.gather.clone().filter(|_| !kept) {
        effects.extend(keep_below(desk, &gather));
    }
    effects
}

/// The units that stand in the open sheet, as files.
fn inside(desk: &mut Desk) {
    let Some(open) = &desk.open else { return };
    let files = Arrival::of_units(&open.sheet.below.units);
    let files = files.into_iter().map(|arrival| Taken {
        name: arrival.own.unit.name.text().to_owned(),
        key: String::new(),
        outcome: Ok(Arc::new(arrival)),
        unit: None,
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
        Some(below) => change_below(desk, |now| *now = Below { begun: Begun(true), ..below }),
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
        sheet.below = Arc::new(below);
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
        let came: BTreeSet<String> = gather
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
        let mut effects = vec![Effect::Gather(Task::Settle)];
        // A decision is kept before it is carried out; only the units of an opened file, which are
        // kept beside it, are too many to be written twice.
        if gather.unkept
            && gather.files.iter().all(|file| file.outcome.is_err() || !file.key.is_empty())
        {
            effects.extend(keep_below(desk, &gather));
        }
        return effects;
    }
    let arrivals = gather.arrivals();
    let body = open.sheet.unit.name.text();
    let chosen = roll_up::choose_for(body, &arrivals, &open.sheet.below);
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
    let mut sheet = roll_up::put_in(&open.template, &open.sheet, units, &totals);
    let moot = no_longer_altered(&gather, &chosen, &sheet.below);
    if !moot.is_empty() {
        let mut below = (*sheet.below).clone();
        for fingerprint in &moot {
            if let Some(choices) = below.choices.get_mut(fingerprint) {
                choices.retain(|choice| *choice != Choice::Accept);
            }
        }
        below.choices.retain(|_, choices| !choices.is_empty());
        sheet.below = Arc::new(below);
    }
    if gather.fresh > 0 {
        let became = became(&gather, &chosen);
        let say = |lang| became.words(words(lang));
        desk.notice = Notice::good(Words::new(say(Lang::Vi), say(Lang::En)));
    }
    let made_good = made_good(&sheet, &gather, &chosen);
    change(desk, |gather| {
        gather.made_good = Rc::new(made_good);
        gather.chosen = Rc::new(chosen);
        gather.totals = Rc::new(totals);
        gather.work = None;
        gather.fresh = 0;
    });
    let changed = *open.sheet != sheet;
    // Whoever looks at a unit goes on doing so, wherever it stands now.
    let looked = looked_at(desk).map(|unit| (unit.sheet.clone(), unit.fingerprint.clone()));
    change_open(desk, |open| {
        // Going back would bring sums back that the files do not give.
        open.undo = None;
        open.review = Rc::new(review::review(&open.template, &sheet));
        open.sheet = Rc::new(sheet);
    });
    let mut effects = looked.map(|(sheet, file)| go_on_looking(desk, &sheet, &file));
    let mut effects = effects.take().unwrap_or_default();
    effects.extend(read_again(desk));
    // What was only looked at leaves nothing behind; a file that came waits here for a person.
    let waits = gather.fresh > 0 && desk.save == Save::Nothing;
    if !changed && !gather.unkept && !waits {
        return effects;
    }
    if gather.files.len() > AT_ONCE {
        change(desk, |gather| gather.unkept = true);
        effects.push(Effect::Gather(Task::Write));
    } else {
        effects.extend(keep_sums(desk, world));
    }
    effects
}

/// The files that were accepted although they are not as they were saved, and that came whole since: nobody
/// is to be named on paper for an altered file that does not count. An altered file says the fingerprint
/// of the file that it was.
fn no_longer_altered(gather: &Gather, chosen: &Chosen, below: &Below) -> Vec<String> {
    let taken = gather.taken();
    let whole = chosen.entries.iter().filter(|entry| entry.unit.is_none()).filter_map(|entry| {
        let file = taken.get(entry.arrival).filter(|file| !file.key.is_empty())?;
        let arrival = file.outcome.as_ref().ok().filter(|arrival| !arrival.altered)?;
        Some(&arrival.own.fingerprint)
    });
    whole.filter(|fingerprint| below.chose(fingerprint, &Choice::Accept)).cloned().collect()
}

/// The files of the units from whom something was taken over are read again: they may be new ones.
fn read_again(desk: &mut Desk) -> Option<Effect> {
    let open = desk.open.clone()?;
    let sources = taken_back::sources(&open.template, &open.sheet);
    let own = |file: &&&Taken| {
        let arrival = file.outcome.as_ref().ok();
        arrival.is_some_and(|arrival| sources.contains(&name_key(arrival.own.unit.name.text())))
    };
    let gather = desk.gather.clone()?;
    let counted = counted_files(&gather);
    let keys: Vec<String> = counted.iter().filter(own).map(|file| file.key.clone()).collect();
    if keys.is_empty() {
        // What was read of a file that does not count any more says nothing.
        change(desk, |gather| gather.taken_back = Rc::default());
        return None;
    }
    Some(Effect::Gather(Task::ReadAgain(keys)))
}

/// The units' words are here once more, and with them what they take back.
fn said_again(desk: &mut Desk, texts: &[UnitText], read: &[String]) {
    let Some(open) = desk.open.clone() else { return };
    let read = read.iter().map(|name| name_key(name)).collect();
    let all = taken_back::taken_back(&open.template, &open.sheet, texts, &read);
    change(desk, |gather| gather.taken_back = Rc::new(all));
}

/// What was taken over from units that no longer say so, and was not decided about.
pub fn taken_back<'a>(open: &super::Open, gather: &'a Gather) -> Vec<&'a TakenBack> {
    gather.taken_back.iter().filter(|point| point.stands(&open.sheet)).collect()
}

/// Keeps what was decided and added up.
fn keep_sums(desk: &mut Desk, world: &World) -> Vec<Effect> {
    change(desk, |gather| gather.unkept = false);
    let Some(gather) = desk.gather.clone() else { return vec![] };
    let mut effects = keep_below(desk, &gather);
    effects.extend(keep(desk, world));
    effects
}

/// What became of the files that came just now.
#[derive(Default)]
struct Became {
    all: usize,
    counted: usize,
    replaced: usize,
    /// Whose, as far as they can be named in a sentence.
    whose: Vec<String>,
    known: usize,
    copies: usize,
    waiting: usize,
    refused: usize,
}

fn became(gather: &Gather, chosen: &roll_up::Chosen) -> Became {
    let before = gather.files.len().saturating_sub(gather.fresh);
    let (old, new) = gather.files.split_at(before);
    let first = old.iter().filter(|file| file.outcome.is_ok()).count();
    let mut out = Became {
        all: new.len(),
        refused: new.iter().filter(|file| file.outcome.is_err()).count(),
        ..Became::default()
    };
    let taken = gather.taken();
    for entry in chosen.entries.iter().filter(|entry| entry.unit.is_none()) {
        let is_new = entry.arrival >= first;
        match (&entry.standing, is_new) {
            (Standing::Counts, true) => out.counted += 1,
            (Standing::Superseded | Standing::Twice, true) => out.known += 1,
            (Standing::AlteredCopy, true) => out.copies += 1,
            (_, true) => out.waiting += 1,
            (Standing::Superseded, false) => {
                let then = gather.chosen.of_file(entry.arrival).map(|entry| &entry.standing);
                if then == Some(&Standing::Counts) {
                    out.replaced += 1;
                    let file = taken.get(entry.arrival).and_then(|file| file.outcome.as_ref().ok());
                    out.whose.extend(file.map(|file| file.own.unit.name.text().to_owned()));
                }
            }
            (_, false) => {}
        }
    }
    out
}

impl Became {
    /// In one sentence, of what there is.
    fn words(&self, w: &CollectWords) -> String {
        let parts = [
            (self.counted, w.came_counted),
            (self.replaced, w.came_replaced),
            (self.known, w.came_known),
            (self.copies, w.came_copies),
            (self.waiting, w.came_waiting),
            (self.refused, w.came_refused),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let whose = match self.whose.len() {
            1..=NAMED => format!(" ({})", self.whose.join("; ")),
            _ => String::new(),
        };
        let parts: Vec<String> =
            parts.map(|(count, words)| fill(words, &[&count.to_string(), &whose])).collect();
        fill(w.came_now, &[&self.all.to_string(), &parts.join("; ")])
    }
}

/// The unit that was looked at may stand elsewhere among the units now, or have sent a newer file.
fn go_on_looking(desk: &mut Desk, sheet: &str, file: &str) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let at = open.sheet.below.units.iter().position(|unit| unit.sheet == sheet);
    let unit = at.and_then(|at| open.sheet.below.units.get(at));
    if unit.is_some_and(|unit| unit.fingerprint == file) {
        change(desk, |gather| gather.unit = at);
        return vec![];
    }
    look_at(desk, at)
}

/// What is kept beside the draft. What came as files is kept as files; of the units that stood in
/// the consolidated file that was opened, this is the only copy.
fn keep_below(desk: &mut Desk, gather: &Gather) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    // Another tab keeps the sheet: nothing of it is written over.
    if desk.save == Save::OtherTab {
        return vec![];
    }
    let mut below = (*open.sheet.below).clone();
    let inside = gather.files.iter().filter(|file| file.key.is_empty());
    below.units = inside
        .filter_map(|file| file.outcome.as_ref().ok())
        .flat_map(|arrival| std::iter::once(&arrival.own).chain(&arrival.units))
        .cloned()
        .collect();
    let text = json::print(&BelowRecord::of(&below), false);
    let slot = open.slot.clone();
    change(desk, |gather| gather.writing += 1);
    vec![Effect::PutBelow { slot, text }]
}

fn expect(desk: &mut Desk, text: &str, world: &World) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let listed = roll_up::read_roster(text, &open.sheet.id, &open.sheet.below.roster);
    add_lines(desk, listed, world)
}

/// The unit of each of these files is one more of those expected: a line of its own, whatever other
/// has its name, and the file is that line's.
fn expect_units(desk: &mut Desk, fingerprints: &[String]) {
    let (Some(open), Some(gather)) = (&desk.open, desk.gather.clone()) else { return };
    let seed = open.sheet.id.clone();
    let arrivals = gather.files.iter().filter_map(|file| file.outcome.as_ref().ok());
    let units: BTreeMap<&str, &Unit> =
        arrivals.map(|arrival| (arrival.own.fingerprint.as_str(), &arrival.own.unit)).collect();
    // What counts for a line already goes on doing so, though another line may get its name.
    let taken = gather.taken();
    let counting = gather.chosen.entries.iter().filter(|entry| entry.unit.is_none());
    let counting: Vec<(String, String)> = counting
        .filter(|entry| entry.standing == Standing::Counts)
        .filter_map(|entry| {
            let line = open.sheet.below.roster.get(entry.line?)?;
            let own = &taken.get(entry.arrival)?.outcome.as_ref().ok()?.own;
            let named = fingerprints.iter().filter_map(|one| units.get(one.as_str()));
            let mut named = named.map(|unit| name_key(unit.name.text()));
            named
                .any(|name| name == name_key(&line.name))
                .then(|| (own.fingerprint.clone(), line.id.clone()))
        })
        .collect();
    // Two files of one unit get one line.
    let mut added: BTreeMap<(String, String, String), String> = BTreeMap::new();
    decide_below(desk, |below| {
        for (fingerprint, line) in &counting {
            choose(below, fingerprint, Choice::IsUnit(line.clone()));
        }
        for fingerprint in fingerprints {
            let Some(unit) = units.get(fingerprint.as_str()) else { continue };
            let key = (unit.id.clone(), name_key(unit.name.text()), name_key(unit.parent.text()));
            let id = added.entry(key).or_insert_with(|| {
                let line = roll_up::line_for(unit, &seed, &below.roster);
                let id = line.id.clone();
                below.roster.push(line);
                id
            });
            choose(below, fingerprint, Choice::IsUnit(id.clone()));
        }
    });
    let count = added.len().to_string();
    desk.notice = Notice::good(both_in(|lang| words(lang).roster_added_units, &[&count]));
}

/// Adds a decision about a file to those that were made.
fn choose(below: &mut Below, fingerprint: &str, choice: Choice) {
    let all = below.choices.entry(fingerprint.to_owned()).or_default();
    // A unit is one line only.
    all.retain(|c| !matches!((c, &choice), (Choice::IsUnit(_), Choice::IsUnit(_))));
    all.push(choice);
    all.sort();
    all.dedup();
}

fn expect_as_in(desk: &mut Desk, bytes: &[u8], world: &World) -> Vec<Effect> {
    match file::read(bytes, &desk.library) {
        Ok(opened) => {
            let lines = lines_of(&opened.sheet);
            if lines.is_empty() {
                desk.notice = Notice::wrong(both_in(|lang| words(lang).roster_none_in_file, &[]));
                return vec![];
            }
            add_lines(desk, Listed { lines, repeated: vec![] }, world)
        }
        Err(refusal) => {
            desk.notice = Notice::refused(&refusal);
            vec![]
        }
    }
}

/// Who had to send to a consolidated sheet, and who sent without being on its list: the one is as good a
/// beginning for the next period as the other.
fn lines_of(sheet: &Sheet) -> Vec<Expected> {
    let mut lines = sheet.below.roster.clone();
    let listed: BTreeSet<String> = lines.iter().map(|line| name_key(&line.name)).collect();
    for sent in sheet.below.units.iter().filter(|unit| unit.came_alone()) {
        let unit = &sent.unit;
        let is_listed = lines.iter().any(|line| line.id == unit.id && !unit.id.is_empty());
        if !is_listed && !listed.contains(&name_key(unit.name.text())) {
            lines.push(roll_up::line_for(unit, &sheet.id, &lines));
        }
    }
    lines
}

/// So many names that stand in a list twice are said.
const NAMED: usize = 5;

fn add_lines(desk: &mut Desk, listed: Listed, world: &World) -> Vec<Effect> {
    let mut added = 0;
    decide_below(desk, |below| {
        let key = |line: &Expected| (name_key(&line.name), line.code.clone());
        let mut ids: BTreeSet<String> = below.roster.iter().map(|line| line.id.clone()).collect();
        let mut names: BTreeSet<(String, String)> = below.roster.iter().map(key).collect();
        for line in listed.lines {
            if ids.insert(line.id.clone()) && names.insert(key(&line)) {
                below.roster.push(line);
                added += 1;
            }
        }
    });
    let repeated = listed.repeated;
    let said = |lang| {
        let w = words(lang);
        let mut said = match added {
            0 => w.roster_nothing_new.to_owned(),
            _ => fill(w.roster_added, &[&added.to_string()]),
        };
        if !repeated.is_empty() {
            let mut names = repeated.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
            if repeated.len() > NAMED {
                names.push_str(&fill(w.and_more, &[&(repeated.len() - NAMED).to_string()]));
            }
            said = format!("{said} {}", fill(w.roster_repeated, &[&names]));
        }
        said
    };
    let words = Words::new(said(Lang::Vi), said(Lang::En));
    desk.notice =
        Some(Rc::new(Notice { wrong: added == 0 || !repeated.is_empty(), heed: false, words }));
    settle(desk, world)
}

/// The files with which units begin.
fn starters(desk: &mut Desk, only: Option<&str>, world: &World) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let lines = open.sheet.below.roster.iter().filter(|line| only.is_none_or(|id| line.id == id));
    let mut files: Vec<(String, String)> = Vec::new();
    for (nth, line) in lines.enumerate() {
        // Ids that begin differently: by its beginning a sheet names the units of its own roster.
        let mut id = file::sha256(&[&world.random, &nth.to_string()]);
        id.truncate(32);
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

/// What keeps a collection from being complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Units on the list of which nothing counts.
    pub missing: usize,
    /// Files that were not taken in.
    pub refused: usize,
    /// Files that wait for a person.
    pub waiting: usize,
    /// Points taken over that their units take back.
    pub taken_back: usize,
}

/// What keeps the open collection from being complete.
pub fn gaps(desk: &Desk) -> Gaps {
    let Some(gather) = &desk.gather else { return Gaps::default() };
    let refused = gather.files.iter().filter(|file| file.outcome.is_err());
    Gaps {
        missing: missing(desk).len(),
        refused: refused.filter(|file| !gather.made_good.contains(&file.key)).count(),
        waiting: gather.chosen.entries.iter().filter(|entry| entry.standing.waits()).count(),
        taken_back: desk.open.as_ref().map_or(0, |open| taken_back(open, gather).len()),
    }
}

/// What keeps the open collection from being complete, in a sentence; none where nothing does.
pub fn gaps_said(desk: &Desk, lang: Lang) -> Option<String> {
    let (w, gaps) = (words(lang), gaps(desk));
    let parts = [
        (gaps.missing, w.gap_missing),
        (gaps.refused, w.gap_refused),
        (gaps.waiting, w.gap_waiting),
        (gaps.taken_back, w.gap_taken_back),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> =
        parts.map(|(count, words)| fill(words, &[&count.to_string()])).collect();
    (!parts.is_empty()).then(|| fill(w.gaps, &[&parts.join("; ")]))
}

/// What was said about a sheet, and after it what keeps its collection from being complete: a sum in
/// which nothing contradicts may still be half a sum.
pub(super) fn with_gaps(desk: &Desk, said: Option<Words>) -> Option<Words> {
    let Some(gaps) = gaps_said(desk, Lang::Vi).zip(gaps_said(desk, Lang::En)) else { return said };
    Some(match said {
        Some(said) => {
            Words::new(format!("{} {}", said.vi, gaps.0), format!("{} {}", said.en, gaps.1))
        }
        None => Words::new(gaps.0, gaps.1),
    })
}

/// The files that wait only because they name another code or another body above their unit, by
/// fingerprint, each with the id of the one line that has the unit's name.
pub fn named(desk: &Desk) -> Vec<(String, String)> {
    let (Some(open), Some(gather)) = (&desk.open, &desk.gather) else { return vec![] };
    let (roster, taken) = (&open.sheet.below.roster, gather.taken());
    let of = |entry: &roll_up::Entry| {
        let Standing::NotOnRoster(near) = &entry.standing else { return None };
        let [line] = near.as_slice() else { return None };
        let line = roster.get(*line)?;
        let own = &taken.get(entry.arrival)?.outcome.as_ref().ok()?.own;
        let same = name_key(own.unit.name.text()) == name_key(&line.name);
        same.then(|| (own.fingerprint.clone(), line.id.clone()))
    };
    gather.chosen.entries.iter().filter(|entry| entry.unit.is_none()).filter_map(of).collect()
}

/// The files not taken in of whose units, as far as that is sure, other files count.
fn made_good(sheet: &Sheet, gather: &Gather, chosen: &Chosen) -> BTreeSet<String> {
    let refused = gather.files.iter().filter(|file| file.outcome.is_err());
    let mut refused =
        refused.filter_map(|file| Some((&file.key, file.unit.as_deref()?))).peekable();
    if refused.peek().is_none() || chosen.counted.is_empty() {
        return BTreeSet::new();
    }
    let placed = roll_up::place(&sheet.below.roster, sheet.unit.name.text());
    let counts = |unit: &Unit| match placed.find(unit) {
        Match::Line(line) => !chosen.missing.contains(&line),
        Match::Near(_) | Match::Neighbours { .. } => false,
    };
    refused.filter(|(_, unit)| counts(unit)).map(|(key, _)| key.clone()).collect()
}

/// Of whom a file came that was not taken in: the ids of their lines, as far as that is sure.
pub fn sent_in_vain(desk: &Desk) -> BTreeSet<String> {
    let (Some(open), Some(gather)) = (&desk.open, &desk.gather) else { return BTreeSet::new() };
    let refused = gather.files.iter().filter(|file| file.outcome.is_err());
    let units = refused.filter_map(|file| file.unit.as_deref());
    let roster = &open.sheet.below.roster;
    let lines = roll_up::lines_of(open.sheet.unit.name.text(), roster, units);
    lines.into_iter().filter_map(|line| roster.get(line)).map(|line| line.id.clone()).collect()
}

/// Of whom a file is here that a person has yet to decide about: the ids of their lines.
pub fn waited_for(desk: &Desk) -> BTreeSet<String> {
    let (Some(open), Some(gather)) = (&desk.open, &desk.gather) else { return BTreeSet::new() };
    let (roster, taken) = (&open.sheet.below.roster, gather.taken());
    let line = |entry: &roll_up::Entry| match &entry.standing {
        Standing::Altered => entry.line,
        // One that several lines are near may be anybody's, but for the one that has its name.
        Standing::NotOnRoster(near) if near.len() == 1 => near.first().copied(),
        Standing::NotOnRoster(near) => {
            let file = taken.get(entry.arrival)?.outcome.as_ref().ok()?;
            let name = name_key(file.own.unit.name.text());
            near.iter()
                .copied()
                .find(|at| roster.get(*at).is_some_and(|l| name_key(&l.name) == name))
        }
        Standing::OtherSheet { own, .. } => *own,
        _ => None,
    };
    let lines = gather.chosen.entries.iter().filter_map(line);
    lines.filter_map(|at| open.sheet.below.roster.get(at)).map(|line| line.id.clone()).collect()
}

/// The files that wait because no line of the list is near their unit, by fingerprint.
pub fn strangers(desk: &Desk) -> Vec<String> {
    let Some(gather) = &desk.gather else { return vec![] };
    let taken = gather.taken();
    let is_strange = |entry: &&roll_up::Entry| {
        let nothing_near =
            matches!(&entry.standing, Standing::NotOnRoster(near) if near.is_empty());
        entry.unit.is_none() && nothing_near
    };
    let entries = gather.chosen.entries.iter().filter(is_strange);
    let own = entries.filter_map(|entry| taken.get(entry.arrival)?.outcome.as_ref().ok());
    own.map(|arrival| arrival.own.fingerprint.clone()).collect()
}

/// The names of those of whom nothing counts, and of whom a file is here all the same, in the order of the
/// list.
pub fn missing_names(desk: &Desk) -> Vec<String> {
    let (waits, refused) = (waited_for(desk), sent_in_vain(desk));
    let w = words(desk.lang);
    let name = |line: &Expected| match line.id.as_str() {
        id if waits.contains(id) => format!("{} ({})", line.name, w.sent_waits_short),
        id if refused.contains(id) => format!("{} ({})", line.name, w.sent_refused_short),
        _ => line.name.clone(),
    };
    missing(desk).into_iter().map(name).collect()
}

/// The names of those who have to send, to be asked: not of those whose file waits for a decision here.
fn to_be_asked(desk: &Desk) -> Vec<String> {
    let (waits, refused) = (waited_for(desk), sent_in_vain(desk));
    let w = words(desk.lang);
    let asked = missing(desk).into_iter().filter(|line| !waits.contains(&line.id));
    asked
        .map(|line| match refused.contains(&line.id) {
            true => format!("{} ({})", line.name, w.sent_refused_short),
            false => line.name.clone(),
        })
        .collect()
}

/// Who has not sent, in the order of the list.
pub fn missing(desk: &Desk) -> Vec<&Expected> {
    let (Some(open), Some(gather)) = (&desk.open, &desk.gather) else { return vec![] };
    let roster = &open.sheet.below.roster;
    if gather.chosen.entries.is_empty() {
        return roster.iter().collect();
    }
    gather.chosen.missing.iter().filter_map(|at| roster.get(*at)).collect()
}

fn place(roster: &[Expected], id: &str) -> usize {
    roster.iter().position(|line| line.id == id).unwrap_or_default()
}

fn archive_name(desk: &Desk) -> String {
    let Some(open) = &desk.open else { return String::new() };
    file::stem(&open.sheet, &open.template)
}

/// What is said of a backup that was put back.
pub(super) fn restored(added: usize, kept: usize, failed: bool) -> Notice {
    let counts = [&*added.to_string(), &*kept.to_string()];
    let done = if failed {
        said(|w| w.restore_failed)
    } else {
        both_in(|lang| words(lang).restored, &counts)
    };
    Notice { wrong: failed, heed: false, words: done }
}

/// Whether something that is kept beside the draft of the open sheet is being written.
pub(super) fn is_writing(desk: &Desk) -> bool {
    desk.gather.as_ref().is_some_and(|gather| gather.writing > 0)
}

/// A write beside the draft has ended: what is on the screen is kept when the draft is too.
fn written(desk: &mut Desk, kept: bool, world: &World) {
    if !matches!(desk.save, Save::Kept(_) | Save::Waiting) {
        return;
    }
    if !kept {
        desk.answered.at = None;
        desk.save = Save::Refused(both(|w| w.store_refused));
    } else if desk.save != Save::Waiting && !is_writing(desk) {
        desk.answered.at = Some(world.now.clone());
        desk.save = Save::Kept(world.now.clone());
    }
}

/// Whether the files kept here are being read again, which is then said: no file is made of half a
/// collection.
pub(super) fn is_half_read(desk: &mut Desk) -> bool {
    let half = desk.gather.as_ref().is_some_and(|gather| gather.reading_again);
    if half {
        desk.notice = Notice::wrong(said(|w| w.half_read));
    }
    half
}

fn save_all(desk: &mut Desk) -> Vec<Effect> {
    if is_half_read(desk) {
        return vec![];
    }
    let (Some(open), Some(gather)) = (&desk.open, &desk.gather) else { return vec![] };
    let written = file::write(&open.template, &open.sheet, open.saved.as_ref(), &desk.library);
    if !verify(&written, &open.sheet, &desk.library) {
        desk.notice = Notice::wrong(both(|w| w.file_not_verified));
        return vec![];
    }
    let kept = gather.files.iter().filter(|file| !file.key.is_empty());
    let files = kept.map(|file| (file.name.clone(), file.key.clone())).collect();
    let name = format!("{}_bo-tong-hop.zip", archive_name(desk));
    let sheet = (file::IN_COLLECTION.to_owned(), written.bytes);
    let remarks = gather.remarks.said();
    vec![Effect::Gather(Task::SaveAll { name, sheet, remarks, files })]
}

/// The keys of the files that count.
pub fn of_counted(desk: &Desk) -> Vec<String> {
    let Some(gather) = &desk.gather else { return vec![] };
    counted_files(gather).into_iter().map(|file| file.key.clone()).collect()
}

/// The files received whose own part counts.
fn counted_files(gather: &Gather) -> Vec<&Taken> {
    let (entries, taken) = (&gather.chosen.entries, gather.taken());
    let counted = gather.chosen.counted.iter().filter_map(|at| entries.get(*at));
    let files = counted.filter(|entry| entry.unit.is_none());
    let files = files.filter_map(|entry| taken.get(entry.arrival).copied());
    files.filter(|file| !file.key.is_empty()).collect()
}

/// Where the very file that counts for a unit is kept.
fn key_of(desk: &Desk, unit: &Contribution) -> Option<String> {
    let taken = desk.gather.as_ref()?.taken();
    let same = |file: &&Taken| {
        let arrival = file.outcome.as_ref().ok();
        arrival.is_some_and(|arrival| arrival.own.fingerprint == unit.fingerprint)
    };
    taken.into_iter().filter(|file| !file.key.is_empty()).find(same).map(|file| file.key.clone())
}

/// What one unit's file says in words, of the questions that are texts.
pub fn texts_of(file: &file::Opened, lang: Lang) -> Vec<UnitText> {
    let name = file.sheet.unit.name.text().trim().to_owned();
    let mut out = Vec::new();
    for item in &file.template.items {
        for field in &item.fields {
            let Some(answer) = file.sheet.field(&item.code, &field.code) else { continue };
            let listed = field.kind.listed(&answer.own, lang).into_iter();
            let listed = listed.map(|text| (Said { text, ..Said::default() }, true));
            let said = answer.own.texts().into_iter().map(|said| (said, false)).chain(listed);
            out.extend(said.map(|(Said { text, cause, of, .. }, listed)| UnitText {
                item: item.code.clone(),
                field: field.code.clone(),
                text,
                cause,
                of,
                listed,
                sheet: file.sheet.id.clone(),
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
            Some(known) => {
                // A unit that wrote it twice is one unit.
                known.units.extend(text.units.into_iter().filter(|_| known.sheet != text.sheet));
                known.sheet = text.sheet;
                let keys: Vec<String> = known.of.iter().map(|point| name_key(point)).collect();
                known.of.extend(text.of.into_iter().filter(|p| !keys.contains(&name_key(p))));
            }
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
    let from = text.units.join("; ");
    let UnitText { text, cause, of, .. } = text.clone();
    let key = name_key(&text);
    let explains = |other: &&UnitText| {
        let here = other.item == item && other.field == field && other.cause && !cause;
        here && other.of.iter().any(|point| name_key(point) == key)
    };
    let all = desk.gather.as_ref().and_then(|gather| gather.texts.clone()).unwrap_or_default();
    let causes = all.iter().filter(explains).map(|other| other.text.clone()).collect();
    let words = Said { text, cause, of, causes, from, ..Said::default() };
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

/// The own lines that a text of the units can be brought together with, with their words: points with a
/// point, causes with a cause, where the kind keeps whose words a line has.
pub fn lines_to_merge(open: &super::Open, text: &UnitText) -> Vec<(String, String)> {
    let Some(answer) = open.sheet.field(&text.item, &text.field) else { return vec![] };
    let lines = answer.own.texts().into_iter();
    let lines = lines.filter(|own| !own.line.is_empty() && own.cause == text.cause);
    lines.map(|own| (own.line, own.text)).collect()
}

/// Puts a text of the units behind the words of an own line.
fn merge(desk: &mut Desk, text: &UnitText, line: &str, world: &World) -> Vec<Effect> {
    let Some(open) = desk.open.clone() else { return vec![] };
    let Some(spec) = open.template.item(&text.item).and_then(|item| item.field(&text.field)) else {
        return vec![];
    };
    let Some(answer) = open.sheet.field(&text.item, &text.field) else { return vec![] };
    let words = Said { text: text.text.clone(), from: text.units.join("; "), ..Said::default() };
    let mut effects = Vec::new();
    for (cell, cell_text) in spec.kind.bring_in(&answer.own, &words, line) {
        let (item, field) = (text.item.clone(), text.field.clone());
        let edit = Edit::Cell { item, field, cell, text: cell_text };
        effects = super::step::edit_sheet(desk, &edit, world);
    }
    if !effects.is_empty() {
        change_open(desk, |open| open.undo = None);
        desk.notice = Notice::good(said(|w| w.merged));
    }
    effects
}

/// The unit's own file with the remarks of this body.
fn give_back(desk: &mut Desk, world: &World) -> Vec<Effect> {
    let (Some(open), Some(gather)) = (desk.open.clone(), desk.gather.clone()) else {
        return vec![];
    };
    let file = match gather.original.as_deref() {
        Some(Original::Here(file)) => file,
        Some(Original::Unreadable(words)) => {
            desk.notice = Notice::wrong(words.clone());
            return vec![];
        }
        Some(Original::Elsewhere) => {
            desk.notice = Notice::wrong(said(|w| w.give_back_no_file));
            return vec![];
        }
        None => return vec![],
    };
    let by = open.sheet.unit.name.text().trim();
    let mine = gather.remarks.waiting_for(&file.sheet.id);
    match crate::remarks::returned(file, &mine, by, &world.random, &desk.library) {
        Ok(written) => {
            let name = crate::remarks::name(file);
            let mut effects = vec![Effect::Download { name, bytes: written.bytes }];
            effects.extend(remarks::sent(
                desk,
                &file.sheet.id,
                &file.saved.fingerprint,
                &world.now,
            ));
            desk.notice = Notice::good(said(|w| w.gave_back));
            effects
        }
        Err(why) => {
            desk.notice = Notice::wrong(why.words());
            vec![]
        }
    }
}

/// The parts of the appendix of a consolidated sheet that may be printed or left out.
pub(super) fn offers(open: &super::Open, template: &Template) -> Vec<crate::report::Offer> {
    let whole = roll_up::joined(template, &open.sheet);
    let now = Side { template, sheet: &whole };
    let review = review::review(template, &whole);
    // What is printed is compared with the joined sheet of before, so what is offered is too.
    let before = open
        .previous
        .as_ref()
        .map(|previous| (&previous.template, roll_up::joined(&previous.template, &previous.sheet)));
    let previous = before.as_ref().map(|(template, sheet)| Side { template, sheet });
    crate::report::offers(&open.sheet, now, &review, previous)
}

/// What a unit sent, as it prints it.
pub fn paper(file: &Opened, library: &Library, lang: Lang) -> Vec<Block> {
    let template = library.completed(&file.template);
    let code = super::code_line(&file.saved, lang);
    if !file.sheet.below.units.is_empty() {
        let now = Side { template: &template, sheet: &file.sheet };
        return crate::report::consolidated(now, lang, &code, None);
    }
    let review = review::review(&template, &file.sheet);
    crate::report::report(&template, &file.sheet, &review, lang, Some(&code))
}

/// The report of the open consolidated sheet.
pub(super) fn report(
    open: &super::Open,
    template: &Template,
    lang: Lang,
    code: &str,
) -> Vec<Block> {
    let now = Side { template, sheet: &open.sheet };
    let previous = open.previous.as_ref().map(|previous| previous.side());
    crate::report::consolidated(now, lang, code, previous)
}
