//! One step of the running page.

use super::{
    Action, Age, Answered, Desk, Effect, Notice, Open, Paste, Previous, Save, Undo, View, Waiting,
    World, still_open,
};
use crate::checks;
use crate::compare;
use crate::drafts::{self, Around, Choice, Conflict, Done, Draft, Stamp, Summary, Wish, Writer};
use crate::examples;
use crate::file::{self, Library, Opened, PastRecord, Saved};
use crate::kinds::LineEdit;
use crate::kinds::parts::map;
use crate::language::ui_words::{UiWords, fill, words};
use crate::language::{Lang, Words};
use crate::output;
use crate::remarks::{self, Taken};
use crate::review::{self, Review};
use crate::shared::Arc;
use crate::sheet::{Edit, HeadField, Place, Remark, Sheet, apply, paste};
use crate::template::{Field, Item, Section, Template};
use std::rc::Rc;

/// The desk after an action, and what the browser has to do.
pub fn step(desk: &Desk, action: Action, world: &World) -> (Desk, Vec<Effect>) {
    let mut next = desk.clone();
    if let Action::Paste { .. } = action {
        // Rows and columns of a pasted table are known by their names in either language.
        complete(&mut next);
    }
    let effects = match action {
        Action::Started { local, saved_copy } => {
            next.saved_copy = saved_copy;
            if let Some((_, name)) = local.iter().find(|(key, _)| key == drafts::NAME) {
                next.name = name.as_str().into();
            }
            next.year = world.now.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
            next.shelf = Rc::new(shelf(&local, drafts::id_of, &next.library));
            next.bin = Rc::new(shelf(&local, drafts::deleted_id_of, &next.library));
            vec![]
        }
        Action::Journal(texts) => journal(&mut next, &texts),
        Action::Name(name) => {
            next.name = name.as_str().into();
            vec![Effect::Name(name)]
        }
        Action::New(template) => new_sheet(&mut next, &template, world),
        // The texts are in the stores, not on the desk: the browser answers with `Texts`.
        Action::Open(slot) => {
            next.waiting = None;
            vec![Effect::Fetch(slot)]
        }
        Action::Texts { slot, local, journal }
            if next.waiting.as_ref().is_some_and(|w| w.slots.first() == Some(&slot)) =>
        {
            meet(&mut next, &slot, local.as_deref(), journal.as_deref(), world)
        }
        Action::Texts { slot, local, journal }
            if next.open.as_ref().is_some_and(|open| open.beside.as_ref() == Some(&slot)) =>
        {
            show_previous(&mut next, &slot, local.as_deref(), journal.as_deref())
        }
        Action::Texts { slot, local, journal } => {
            open_draft(&mut next, &slot, local.as_deref(), journal.as_deref())
        }
        Action::OpenFile(bytes) => open_file(&mut next, &bytes, world),
        Action::Example(at) => vec![Effect::Example(at)],
        Action::ExampleText(at, text) => open_example(&mut next, at, text.as_deref(), world),
        Action::Close => {
            next.open = None;
            next.view = View::Start;
            next.save = Save::Nothing;
            vec![Effect::Reload, Effect::FocusHeading]
        }
        Action::Delete(id) => delete(&mut next, &id),
        Action::Undelete(slot) => {
            next.deleted = None;
            vec![Effect::Change(Wish::Undelete(slot)), Effect::FocusHeading]
        }
        Action::Purge(slot) => {
            next.deleted = next.deleted.filter(|deleted| deleted.id != slot);
            vec![Effect::Change(Wish::Purge(slot)), Effect::FocusHeading]
        }
        Action::AskRemoveAll => {
            next.removing = true;
            vec![Effect::Focus("remove-all-no".to_owned())]
        }
        Action::KeepAll => {
            next.removing = false;
            vec![]
        }
        Action::RemoveAll => {
            // That all is gone is said when the storages have answered.
            let library = Rc::clone(&desk.library);
            next = Desk { lang: desk.lang, ..Desk::with(library) };
            vec![Effect::Change(Wish::RemoveAll), Effect::FocusHeading]
        }
        #[cfg(rolls_up)]
        Action::Backup => vec![Effect::Backup],
        // What is kept below sheets is in a backup, and the other program reads it.
        #[cfg(not(rolls_up))]
        Action::Backup => hand_over(super::BACKUP, None),
        Action::Edit(edit) => edit_sheet(&mut next, &edit, world),
        Action::Paste { place, text } => propose_paste(&mut next, &place, &text),
        Action::AcceptPaste => accept_paste(&mut next, world),
        Action::RejectPaste => {
            change_open(&mut next, |open| open.paste = None);
            vec![]
        }
        Action::Undo => undo(&mut next, world),
        Action::Previous(slot) => put_beside(&mut next, slot, world),
        Action::PreviousFile(bytes) => previous_file(&mut next, &bytes, world),
        Action::Reform(id) => reform(&mut next, &id, world),
        Action::Carry => {
            let edit = next
                .open
                .as_ref()
                .and_then(|open| compare::carry(open.side(), open.previous.as_ref()?.side()));
            match edit {
                Some(edit) => edit_sheet(&mut next, &edit, world),
                None => {
                    next.notice = Notice::good(both(|w| w.nothing_to_carry));
                    vec![]
                }
            }
        }
        Action::Go(view) => {
            next.sent_to = None;
            // What went wrong stays until it is read; the rest was for the page it stood on.
            next.notice = next.notice.filter(|notice| notice.wrong);
            #[cfg(rolls_up)]
            super::gather::look_away(&mut next);
            next.view = view;
            vec![Effect::FocusHeading]
        }
        Action::GoTo(place) => go_to(&mut next, place),
        Action::NextOpen(after) => next_open(&mut next, after.as_deref()),
        Action::Download => download(&mut next, world),
        Action::Print => {
            let open = next.open.as_ref();
            let said = open.and_then(|open| while_open(&open.review, |w| w.printed_open, &[]));
            #[cfg(rolls_up)]
            let said = super::gather::with_gaps(&next, said);
            if let Some(said) = said {
                next.notice = Notice::heed(said);
            }
            vec![Effect::Print]
        }
        Action::Copy => {
            let blocks = next.report();
            vec![Effect::Copy {
                html: output::clipboard_html(&blocks),
                text: output::text(&blocks),
            }]
        }
        Action::Lang(lang) => {
            next.lang = lang;
            if lang == Lang::En && !complete(&mut next) {
                next.notice = Notice::wrong(both(|w| w.page_damaged));
            }
            vec![Effect::Lang(lang)]
        }
        Action::Changed { done, failed } => changed(&mut next, done, failed),
        Action::Stored { count } => {
            stored(&mut next, count, world);
            vec![]
        }
        Action::StoreSlow { count } => {
            if next.save == Save::Waiting && next.answered.count < count {
                next.answered.late = true;
            }
            vec![]
        }
        // Of a state that is not waited for any more a refusal says nothing.
        Action::StoreFailed if next.save != Save::Waiting => vec![],
        Action::StoreFailed => {
            // What was kept before says nothing of what is typed from now on.
            next.answered.at = None;
            next.save = Save::Refused(both(|w| w.store_refused));
            vec![]
        }
        Action::Done(words) => {
            next.notice = Notice::good(words);
            vec![]
        }
        Action::Failed(words) => {
            next.notice = Notice::wrong(words);
            vec![]
        }
        Action::OtherTabWrote { key, text } => other_tab(&mut next, &key, text.as_deref()),
        Action::TakeOver => {
            change_open(&mut next, |open| open.stamp.count += 1000);
            next.save = Save::Waiting;
            keep(&mut next, world)
        }
        Action::TakeTheirs => {
            let slot = next.open.as_ref().map(|open| open.slot.clone());
            slot.map(Effect::Fetch).into_iter().collect()
        }
        Action::Dismiss => {
            next.notice = None;
            next.deleted = None;
            vec![]
        }
        #[cfg(rolls_up)]
        Action::Gather(act) => super::gather::step(&mut next, act, world),
    };
    #[cfg(rolls_up)]
    let effects = super::gather::judged_again(desk, &mut next, effects, world);
    if has_unequal_sides(&next) {
        complete(&mut next);
    }
    if needs_texts(&next) && !complete(&mut next) {
        next.notice = Notice::wrong(both(|w| w.page_damaged));
    }
    (next, effects)
}

/// Whether texts are shown that the form which the page begins with has not: sentences of the report, also
/// where the unit's own words are held against them, and what is said of answers that contradict each
/// other, at a unit or across units.
fn needs_texts(desk: &Desk) -> bool {
    #[cfg(rolls_up)]
    let across = desk.view == View::Gather(super::gather::Page::Notices);
    #[cfg(not(rolls_up))]
    let across = false;
    let shown = |open: &Open| {
        across
            || desk.view == View::Report
            || !open.sheet.own_words.is_empty()
            || open.review.sheet.iter().any(|finding| checks::is_worded_by_form(finding.check))
    };
    !desk.library.is_complete() && desk.open.as_ref().is_some_and(|open| shown(open))
}

/// Whether only one of the two sheets side by side has a form with the texts of both languages.
/// Questions of two forms are compared by their words.
fn has_unequal_sides(desk: &Desk) -> bool {
    let short = |template: &Template| desk.library.is_short(template);
    let Some(open) = desk.open.as_ref().filter(|_| !desk.library.is_complete()) else {
        return false;
    };
    let previous = open.previous.as_ref();
    previous.is_some_and(|previous| short(&previous.template) != short(&open.template))
}

/// From here on every form has the texts of both languages, those in use as well. False when the
/// page has lost them.
fn complete(desk: &mut Desk) -> bool {
    if desk.library.is_complete() {
        return true;
    }
    let Some(library) = desk.library.complete() else { return false };
    let library = Rc::new(library);
    desk.library = Rc::clone(&library);
    change_open(desk, |open| {
        open.template = library.completed(&open.template);
        open.review = Rc::new(review::review(&open.template, &open.sheet));
        if let Some(undo) = &mut open.undo {
            undo.template = library.completed(&undo.template);
        }
        if let Some(previous) = &mut open.previous {
            let template = library.completed(&previous.template);
            *previous = Rc::new(Previous { template, sheet: previous.sheet.clone() });
        }
    });
    true
}

/// A storage holds the state of a count. "Kept" is said only of the state on the screen.
fn stored(desk: &mut Desk, count: u64, world: &World) {
    let Some(open) = &desk.open else { return };
    let now = open.stamp.count;
    // The answer may be about a sheet that was open before.
    if count > now || desk.save == Save::OtherTab {
        return;
    }
    desk.answered.count = desk.answered.count.max(count);
    desk.answered.late = false;
    if count == now {
        if !desk.is_writing() {
            desk.answered.at = Some(world.now.clone());
        }
        desk.save = Save::Kept(world.now.clone());
    }
}

/// A text of the page in both languages.
pub(super) fn both(pick: impl Fn(&UiWords) -> &'static str) -> Words {
    Words::new(pick(words(Lang::Vi)), pick(words(Lang::En)))
}

/// A text of the page in both languages, with its slots filled.
fn both_with(pick: impl Fn(&UiWords) -> &'static str, values: &[&str]) -> Words {
    both_in(|lang| pick(words(lang)), values)
}

/// A text in both languages, with its slots filled.
pub(super) fn both_in(text: impl Fn(Lang) -> &'static str, values: &[&str]) -> Words {
    let filled = |lang| fill(text(lang), values);
    Words::new(filled(Lang::Vi), filled(Lang::En))
}

/// A text whose last slot is for what is left to do in a sheet; none where nothing is.
fn while_open(
    review: &Review,
    pick: impl Fn(&UiWords) -> &'static str,
    values: &[&str],
) -> Option<Words> {
    let said = |lang| {
        let left = still_open(review, lang)?;
        Some(fill(pick(words(lang)), &[values, &[left.as_str()]].concat()))
    };
    Some(Words::new(said(Lang::Vi)?, said(Lang::En)?))
}

/// The sheets among these texts, by the slot that a key has.
fn shelf(
    texts: &[(String, String)],
    slot: fn(&str) -> Option<&str>,
    library: &Library,
) -> Vec<Summary> {
    let drafts = texts.iter().filter_map(|(key, text)| Some((slot(key)?, text)));
    sorted(drafts.map(|(slot, text)| drafts::summary(slot, text, library)).collect())
}

/// The last written first, and behind each sheet what a file opened beside it: that was written later,
/// but is looked at and not gone on with. A list this short needs no sort of the library's, which is
/// 4 KB for each type.
fn sorted(all: Vec<Summary>) -> Vec<Summary> {
    let mut out: Vec<Summary> = Vec::new();
    let mut beside: Vec<Summary> = Vec::new();
    for one in all {
        if one.copy.is_some() {
            beside.push(one);
            continue;
        }
        let at = out.partition_point(|o| (&one.at, &o.id) <= (&o.at, &one.id));
        out.insert(at, one);
    }
    let sheet = |id: &str| id.split_once('~').map_or(id, |(sheet, _)| sheet).to_owned();
    for one in beside {
        let of = sheet(&one.id);
        let at = out.iter().rposition(|o| sheet(&o.id) == of);
        out.insert(at.map_or(out.len(), |at| at + 1), one);
    }
    out
}

/// The journal was read: what is newer there, or there alone, stands in the lists.
fn journal(desk: &mut Desk, texts: &[(String, String)]) -> Vec<Effect> {
    desk.shelf = merged(&desk.shelf, shelf(texts, drafts::id_of, &desk.library));
    desk.bin = merged(&desk.bin, shelf(texts, drafts::deleted_id_of, &desk.library));
    vec![]
}

fn merged(known: &[Summary], also: Vec<Summary>) -> Rc<Vec<Summary>> {
    let mut by_slot = map(known.iter().map(|s| (s.id.clone(), s.clone())));
    for summary in also {
        let known = by_slot.get(&summary.id);
        let better =
            known.is_none_or(|k| (summary.readable, summary.count) > (k.readable, k.count));
        if better {
            by_slot.insert(summary.id.clone(), summary);
        }
    }
    Rc::new(sorted(by_slot.into_values().collect()))
}

fn show(desk: &mut Desk, open: Open) {
    // By the kind of unit it is decided what is asked.
    let unit = &open.sheet.unit;
    desk.view = if unit.name.is_blank() || unit.kind.is_empty() {
        View::Unit
    } else {
        let first = open.template.sections.first().map(|s| View::Section(s.code.clone()));
        first.unwrap_or(View::Unit)
    };
    desk.answered = Answered { count: open.stamp.count, ..Answered::default() };
    desk.open = Some(Rc::new(open));
    #[cfg(rolls_up)]
    {
        desk.gather = None;
    }
    desk.notice = None;
    desk.deleted = None;
    desk.sent_to = None;
}

/// Where a sheet is gone on with: at the section of the first open item behind the last answered
/// one, since people mostly fill a form from its front. None where that says nothing.
fn go_on(open: &Open) -> Option<View> {
    if open.sheet.unit.name.is_blank() {
        return None;
    }
    let template = &open.template;
    let answered = |item: &&Arc<Item>| {
        open.review.items.get(&item.code).is_some_and(|review| review.asked && review.answered)
    };
    let all = template.sections.iter().flat_map(|section| template.items_of(section));
    let last = all.filter(answered).last()?;
    let next = open.review.next_open(template, Some(&last.code)).unwrap_or(last);
    template.section_of(&next.code).map(|section| View::Section(section.code.clone()))
}

fn opened(slot: String, template: &Rc<Template>, sheet: Sheet, stamp: Stamp) -> Open {
    let review = review::review(template, &sheet);
    Open {
        slot,
        template: Rc::clone(template),
        sheet: Rc::new(sheet),
        review: Rc::new(review),
        saved: None,
        stamp,
        undo: None,
        paste: None,
        beside: None,
        previous: None,
        writer: Writer::default(),
    }
}

/// Answers another form with what was answered so far. Where that has no place for some answer,
/// nothing changes.
fn reform(desk: &mut Desk, id: &str, world: &World) -> Vec<Effect> {
    let (Some(open), Some(template)) = (&desk.open, desk.library.newest(id)) else { return vec![] };
    let Ok(sheet) = file::moved(&open.sheet, &open.template, &template) else {
        desk.notice = Notice::wrong(both(|w| w.reform_no_place));
        return vec![];
    };
    let (before, old) = (Rc::clone(&open.sheet), Rc::clone(&open.template));
    let review = review::review(&template, &sheet);
    let undo = Undo { what: both(|w| w.reformed), before, template: old, earlier: None };
    change_open(desk, |open| {
        open.template = template;
        open.sheet = Rc::new(sheet);
        open.review = Rc::new(review);
        open.undo = Some(undo);
    });
    keep(desk, world)
}

/// Puts a sheet kept on this machine beside the open one, or takes it away.
fn put_beside(desk: &mut Desk, slot: Option<String>, world: &World) -> Vec<Effect> {
    change_open(desk, |open| {
        open.beside = slot.filter(|slot| *slot != open.slot);
        open.previous = None;
    });
    let beside = desk.open.as_ref().and_then(|open| open.beside.clone());
    let mut effects = keep(desk, world);
    effects.extend(beside.map(Effect::Fetch));
    effects
}

/// The sheet of the period before came from the storage. One that does not open is named and
/// stays where it is.
fn show_previous(
    desk: &mut Desk,
    slot: &str,
    local: Option<&str>,
    journal: Option<&str>,
) -> Vec<Effect> {
    let Choice { draft, broken, .. } = drafts::choose(slot, local, journal, &desk.library);
    match draft {
        Some(Draft { sheet, template, .. }) => {
            let previous = Rc::new(Previous { template, sheet });
            change_open(desk, |open| open.previous = Some(previous));
        }
        None => {
            let words = broken.first().map(|(_, broken)| broken.words());
            desk.notice = Notice::wrong(words.unwrap_or_else(|| both(|w| w.previous_gone)));
        }
    }
    vec![]
}

/// A file of the period before: it becomes a sheet of this machine like any other, and stands
/// beside the open one.
fn previous_file(desk: &mut Desk, bytes: &[u8], world: &World) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let file = match file::read(bytes, &desk.library) {
        Ok(file) => file,
        Err(refusal) => {
            desk.notice = Notice::refused(&refusal);
            return vec![];
        }
    };
    let mut slot = file.sheet.id.clone();
    if slot == open.sheet.id {
        desk.notice = Notice::wrong(both(|w| w.previous_is_this));
        return vec![];
    }
    if !compare::may_precede(file.sheet.period.bounds(), open.sheet.period.bounds()) {
        desk.notice = Notice::wrong(both(|w| w.previous_is_later));
        return vec![];
    }
    if desk.shelf.iter().any(|summary| summary.id == slot) {
        return put_beside(desk, Some(slot), world);
    }
    if is_taken(desk, &slot) {
        slot = format!("{slot}~{}", world.random);
    }
    let below = (!file.sheet.below.is_empty())
        .then(|| Effect::PutBelow { slot: slot.clone(), text: below_text(&file.sheet) });
    let draft = Draft {
        stamp: first_stamp(world),
        saved: Some(file.saved),
        beside: None,
        sheet: file.sheet,
        template: file.template,
    };
    let (key, text) = (drafts::key(&slot), drafts::write(&draft, &desk.library));
    let summary = drafts::summary(&slot, &text, &desk.library);
    let shelf = desk.shelf.iter().cloned().chain([summary]).collect();
    desk.shelf = Rc::new(sorted(shelf));
    let Draft { sheet, template, .. } = draft;
    change_open(desk, |open| {
        open.beside = Some(slot);
        open.previous = Some(Rc::new(Previous { template, sheet }));
    });
    let mut effects = vec![Effect::Change(Wish::Put(key, text))];
    effects.extend(below);
    effects.extend(keep(desk, world));
    effects
}

fn first_stamp(world: &World) -> Stamp {
    Stamp { count: 0, tab: world.tab.clone(), at: world.now.clone() }
}

fn new_sheet(desk: &mut Desk, template: &str, world: &World) -> Vec<Effect> {
    let Some(template) = desk.library.newest(template) else { return vec![] };
    let sheet = Sheet::blank(world.random.clone(), &template);
    let slot = sheet.id.clone();
    show(desk, opened(slot, &template, sheet, first_stamp(world)));
    desk.save = Save::Nothing;
    let name = std::mem::take(&mut desk.name);
    let mut effects = Vec::new();
    if !name.trim().is_empty() {
        // It is in the sheet before it is forgotten here.
        effects = edit_sheet(desk, &Edit::Head(HeadField::UnitName, name.to_string()), world);
        effects.push(Effect::Name(String::new()));
    }
    effects.push(Effect::FocusHeading);
    effects
}

fn open_draft(
    desk: &mut Desk,
    slot: &str,
    local: Option<&str>,
    journal: Option<&str>,
) -> Vec<Effect> {
    let Choice { draft, broken, .. } = drafts::choose(slot, local, journal, &desk.library);
    let mut effects = Vec::new();
    let wrong = broken.first().map(|(_, broken)| broken.words());
    let Some(draft) = draft else {
        desk.notice = Notice::wrong(wrong.unwrap_or_else(|| both(|w| w.sheet_gone)));
        return effects;
    };
    // The units below stand elsewhere, and only the other program shows them.
    if cfg!(not(rolls_up)) && draft.sheet.below.elsewhere {
        effects.push(Effect::HandOver { slot: slot.to_owned(), draft: None, below: None });
        return effects;
    }
    let at = draft.stamp.at.clone();
    let mut open = opened(slot.to_owned(), &draft.template, draft.sheet, draft.stamp);
    open.saved = draft.saved;
    open.beside = draft.beside;
    effects.extend(open.beside.clone().map(Effect::Fetch));
    // The same sheet as another tab left it is shown where the person is.
    let here = desk.open.as_ref().is_some_and(|open| open.slot == slot);
    let view = if here { Some(desk.view.clone()) } else { go_on(&open) };
    show(desk, open);
    if let Some(view) = view {
        desk.view = view;
    }
    desk.answered.at = Some(at.clone());
    desk.save = Save::Kept(at);
    if let Some(words) = wrong {
        desk.notice = Notice::wrong(words);
    }
    #[cfg(rolls_up)]
    effects.extend(super::gather::begin(desk));
    effects.push(Effect::FocusHeading);
    effects
}

fn open_file(desk: &mut Desk, bytes: &[u8], world: &World) -> Vec<Effect> {
    #[cfg(rolls_up)]
    if let Ok(backup) = drafts::restore(bytes) {
        return vec![Effect::Restore(backup)];
    }
    let file = match file::read(bytes, &desk.library) {
        Ok(file) => file,
        // The other program puts it back.
        #[cfg(not(rolls_up))]
        Err(file::Refusal::Backup | file::Refusal::TooLarge)
            if let Some(text) = drafts::backup_text(bytes) =>
        {
            return hand_over(super::RESTORE, Some(text));
        }
        Err(refusal) => {
            desk.notice = Notice::refused(&refusal);
            return vec![];
        }
    };
    // What is open may be newer than what the stores hold.
    let here = desk.open.as_ref().is_some_and(|open| open.slot == file.sheet.id);
    let slots = slots_of(desk, &file.sheet.id);
    if here || slots.is_empty() {
        return show_file(desk, file, Age::Parted, world);
    }
    wait(desk, Waiting { file, slots, age: Age::Parted }, world)
}

/// Work for the other program, which knows it by a name in place of a slot.
#[cfg(not(rolls_up))]
fn hand_over(name: &str, below: Option<String>) -> Vec<Effect> {
    vec![Effect::HandOver { slot: name.to_owned(), draft: None, below }]
}

/// Where sheets of an id are kept that can be read: that of the id first, then those that were
/// opened beside it.
fn slots_of(desk: &Desk, id: &str) -> Vec<String> {
    let readable = || desk.shelf.iter().filter(|summary| summary.readable).map(|s| &s.id);
    let beside = |slot: &&String| slot.strip_prefix(id).is_some_and(|rest| rest.starts_with('~'));
    readable().filter(|slot| *slot == id).chain(readable().filter(beside)).cloned().collect()
}

/// Asks for the next slot that a file is to be compared with; where none is left the file opens.
fn wait(desk: &mut Desk, waiting: Waiting, world: &World) -> Vec<Effect> {
    let Some(slot) = waiting.slots.first().cloned() else {
        return show_file(desk, waiting.file, waiting.age, world);
    };
    desk.waiting = Some(Rc::new(waiting));
    vec![Effect::Fetch(slot)]
}

/// A file meets what is kept of its sheet. Where that says the same it is opened itself, since a
/// second one would only be mistaken for it; remarks go into it; anything else opens beside.
fn meet(
    desk: &mut Desk,
    slot: &str,
    local: Option<&str>,
    journal: Option<&str>,
    world: &World,
) -> Vec<Effect> {
    let Some(waiting) = desk.waiting.take().map(Rc::unwrap_or_clone) else { return vec![] };
    let Waiting { file, mut slots, mut age } = waiting;
    slots.retain(|other| other != slot);
    if let Some(draft) = drafts::choose(slot, local, journal, &desk.library).draft {
        let itself = slot == file.sheet.id;
        let Draft { template, sheet, saved, .. } = &draft;
        let taken = saved
            .as_ref()
            .filter(|_| itself)
            .and_then(|saved| remarks::taken_in(template, sheet, saved, &file, &desk.library));
        if let Some(taken) = taken {
            return take_remarks(desk, slot, local, journal, &file, taken, world);
        }
        let content = file::content(template, sheet, &desk.library);
        // What stands below a sheet is not in its draft.
        let bare = !file.altered && file.sheet.below.is_empty() && !sheet.below.elsewhere;
        if bare && content == file::content(&file.template, &file.sheet, &desk.library) {
            return open_same(desk, slot, local, journal, file, world);
        }
        // One given back that was not taken in holds more than remarks: that is for a person.
        if itself && bare && file.saved.returned_by.is_empty() {
            age = age_of(saved.as_ref(), &content, &file.saved);
        }
    }
    wait(desk, Waiting { file, slots, age }, world)
}

/// Which of two states of a sheet continues the other: what is here, of this content and last
/// saved as `here`, or the file.
fn age_of(here: Option<&Saved>, content: &str, file: &Saved) -> Age {
    let Some(here) = here else { return Age::Parted };
    let (of_here, of_file) = (here.past(), file.past());
    let names = |saved: &Saved, past: &PastRecord| {
        saved.history.iter().any(|p| p.fingerprint == past.fingerprint)
    };
    if of_here.fingerprint == of_file.fingerprint || names(here, &of_file) {
        Age::Older
    } else if names(file, &of_here) && here.content == content {
        Age::Newer
    } else {
        Age::Parted
    }
}

/// The sheet that is kept here says what the file says: it is opened, and its next file continues
/// the chosen one where that is the later.
fn open_same(
    desk: &mut Desk,
    slot: &str,
    local: Option<&str>,
    journal: Option<&str>,
    file: Opened,
    world: &World,
) -> Vec<Effect> {
    let mut effects = open_draft(desk, slot, local, journal);
    let wrong = desk.notice.take().map(|notice| notice.words.clone());
    let reread = (!file.reread.is_empty())
        .then(|| both_with(|w| w.reread, &[&file.reread.len().to_string()]));
    let later = |saved: &Saved| {
        let past = saved.past();
        file.saved.history.iter().any(|p| p.fingerprint == past.fingerprint)
    };
    let by = file.saved.returned_by.clone();
    let takes = desk.open.as_ref().is_some_and(|open| open.saved.as_ref().is_none_or(later));
    change_open(desk, |open| {
        if !file.reread.is_empty() {
            let sheet = Sheet { reread: file.reread, ..Sheet::clone(&open.sheet) };
            open.review = Rc::new(review::review(&open.template, &sheet));
            open.sheet = Rc::new(sheet);
        }
        if takes {
            open.saved = Some(file.saved);
        }
    });
    let is_wrong = wrong.is_some() || reread.is_some();
    let given_back = show_remarks(desk, &by);
    let same = Some(both(|w| w.opened_same));
    tell(desk, is_wrong, [given_back, same, reread, wrong].into_iter().flatten());
    if takes {
        effects.extend(keep(desk, world));
    }
    effects
}

/// A file given back: its remarks go into the sheet that is kept of it, and whatever was typed
/// since stays.
fn take_remarks(
    desk: &mut Desk,
    slot: &str,
    local: Option<&str>,
    journal: Option<&str>,
    file: &Opened,
    taken: Taken,
    world: &World,
) -> Vec<Effect> {
    let Taken { sheet, saved } = taken;
    let mut effects = open_draft(desk, slot, local, journal);
    change_open(desk, |open| {
        open.review = Rc::new(review::review(&open.template, &sheet));
        open.sheet = Rc::new(sheet);
        open.saved = Some(saved);
    });
    // What is wrong with one of the two copies of the draft is said as well.
    let wrong = desk.notice.take().map(|notice| notice.words.clone());
    let is_wrong = wrong.is_some();
    let notes = show_remarks(desk, &file.saved.returned_by);
    tell(desk, is_wrong, notes.into_iter().chain([both(|w| w.returned_taken)]).chain(wrong));
    effects.extend(keep(desk, world));
    effects
}

/// Shows the remarks that wait for an answer, and tells who gave the open sheet back; none where
/// nothing waits.
fn show_remarks(desk: &mut Desk, by: &str) -> Option<Words> {
    let open = desk.open.as_ref()?;
    let waiting = || open.sheet.remarks.values().filter(|remark| !remark.is_answered());
    let count = waiting().count().to_string();
    let here = |section: &&Section| {
        let of_section = |item: &str| open.template.section_of(item).is_some_and(|s| s == *section);
        waiting().any(|remark| of_section(&remark.item))
    };
    let sections: Vec<&Section> = open.template.sections.iter().filter(here).collect();
    if by.is_empty() || sections.is_empty() {
        return None;
    }
    let said = |lang: Lang| {
        let names: Vec<&str> = sections.iter().map(|section| section.short.get(lang)).collect();
        fill(words(lang).returned, &[by, &count, &names.join("; ")])
    };
    let said = Words::new(said(Lang::Vi), said(Lang::En));
    desk.view = View::Findings;
    Some(said)
}

/// Says several sentences at once.
fn tell(desk: &mut Desk, wrong: bool, notes: impl IntoIterator<Item = Words>) {
    let notes: Vec<Words> = notes.into_iter().collect();
    let joined = |lang: Lang| notes.iter().map(|n| n.get(lang)).collect::<Vec<_>>().join(" ");
    if !notes.is_empty() {
        let words = Words::new(joined(Lang::Vi), joined(Lang::En));
        desk.notice = Some(Rc::new(Notice { wrong, heed: false, words }));
    }
}

fn show_file(desk: &mut Desk, file: Opened, age: Age, world: &World) -> Vec<Effect> {
    let mut notes: Vec<Words> = Vec::new();
    let mut is_wrong = file.altered || !file.reread.is_empty();
    let mut slot = file.sheet.id.clone();
    // Opened beside what is there, never into it: another state of the same sheet gets a place of
    // its own, and the person chooses which one to go on with.
    if is_taken(desk, &slot) {
        slot = format!("{slot}~{}", world.random);
        notes.push(both(|w| match age {
            Age::Parted => w.opened_as_copy,
            Age::Older => w.opened_older,
            Age::Newer => w.opened_newer,
        }));
        // Of two states of which none continues the other a person has to choose.
        is_wrong |= age == Age::Parted;
    }
    if file.altered {
        notes.push(both(|w| w.altered));
    }
    if !file.reread.is_empty() {
        notes.push(both_with(|w| w.reread, &[&file.reread.len().to_string()]));
    }
    let by = file.saved.returned_by.clone();
    let sheet = Sheet { reread: file.reread, ..file.sheet };
    let consolidated = !sheet.below.is_empty();
    if cfg!(not(rolls_up)) && consolidated {
        let below = Some(below_text(&sheet));
        let draft = Draft {
            stamp: first_stamp(world),
            saved: Some(file.saved),
            beside: None,
            sheet,
            template: file.template,
        };
        let draft = Some(drafts::write(&draft, &desk.library));
        return vec![Effect::HandOver { slot, draft, below }];
    }
    let mut open = opened(slot, &file.template, sheet, first_stamp(world));
    open.saved = Some(file.saved);
    show(desk, open);
    let given_back = show_remarks(desk, &by);
    tell(desk, is_wrong, given_back.into_iter().chain(notes));
    let mut effects = keep(desk, world);
    #[cfg(rolls_up)]
    if consolidated {
        effects.extend(super::gather::begin_with_file(desk, world));
    }
    effects.push(Effect::FocusHeading);
    effects
}

/// Whether something is kept in a slot. What was received for a deleted consolidated sheet is.
fn is_taken(desk: &Desk, slot: &str) -> bool {
    let deleted = desk.bin.iter().filter(|summary| summary.units.is_some());
    desk.shelf.iter().chain(deleted).any(|summary| summary.id == slot)
}

/// What stands below a sheet, as it is kept beside the draft.
pub(super) fn below_text(sheet: &Sheet) -> String {
    crate::json::print(&file::BelowRecord::of(&sheet.below), false)
}

fn open_example(desk: &mut Desk, at: usize, text: Option<&str>, world: &World) -> Vec<Effect> {
    let Some(example) = examples::ALL.get(at) else { return vec![] };
    let Some(text) = text else {
        desk.notice = Notice::wrong(both(|w| w.page_damaged));
        return vec![];
    };
    match file::read(text.as_bytes(), &desk.library) {
        Ok(file) => {
            // An example is a sheet of its own each time it is opened.
            let sheet = Sheet { id: world.random.clone(), ..file.sheet };
            let slot = sheet.id.clone();
            show(desk, opened(slot, &file.template, sheet, first_stamp(world)));
            desk.notice = Notice::good(example.says());
            // Only looked at, it leaves no draft behind; the first edit keeps it.
            desk.save = Save::Nothing;
            vec![Effect::FocusHeading]
        }
        Err(refusal) => {
            desk.notice = Notice::refused(&refusal);
            vec![]
        }
    }
}

fn changed(desk: &mut Desk, done: Done, failed: bool) -> Vec<Effect> {
    match done {
        #[cfg(rolls_up)]
        Done::Restored { added, kept } => {
            desk.notice = Some(Rc::new(super::gather::restored(added, kept, failed)));
        }
        _ if failed => {
            desk.deleted = None;
            desk.notice = Notice::wrong(both(|w| w.store_refused));
        }
        Done::RemovedAll => desk.notice = Notice::good(both(|w| w.removed_all)),
        Done::Quietly => {}
    }
    vec![Effect::Reload]
}

fn delete(desk: &mut Desk, slot: &str) -> Vec<Effect> {
    let Some(summary) = desk.shelf.iter().find(|s| s.id == slot).cloned() else { return vec![] };
    desk.deleted = Some(summary);
    vec![Effect::Change(Wish::Delete(slot.to_owned())), Effect::Focus("undelete".to_owned())]
}

pub(super) fn change_open(desk: &mut Desk, change: impl FnOnce(&mut Open)) {
    if let Some(open) = &mut desk.open {
        change(Rc::make_mut(open));
    }
}

pub(super) fn edit_sheet(desk: &mut Desk, edit: &Edit, world: &World) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let sheet = apply(&open.sheet, &open.template, edit);
    if sheet == *open.sheet {
        return vec![];
    }
    let template = Rc::clone(&open.template);
    let review = match edit {
        Edit::Cell { item, .. } | Edit::Line { item, .. } | Edit::Fill { item, .. } => {
            review::update(&open.review, &template, &sheet, item)
        }
        Edit::OwnWords { .. }
        | Edit::MadeWords { .. }
        | Edit::AnswerRemark { .. }
        | Edit::Print(..) => review::update(&open.review, &template, &sheet, ""),
        Edit::Ask(item)
        | Edit::Unask(item)
        | Edit::SetAside(item)
        | Edit::PutBack(item)
        | Edit::Drop(item)
        | Edit::DropAside(item) => review::update(&open.review, &template, &sheet, item),
        Edit::Head(..)
        | Edit::Keep { .. }
        | Edit::Unkeep { .. }
        | Edit::Take { .. }
        | Edit::Remark { .. }
        | Edit::Unremark { .. } => review::review(&template, &sheet),
    };
    let before = Rc::clone(&open.sheet);
    let form = Rc::clone(&template);
    let proposed = open.paste.is_some();
    let what = match edit {
        Edit::Line { edit: LineEdit::Remove { .. }, .. } => Some(both(|w| w.removed_line)),
        Edit::Fill { .. } => Some(both(|w| w.paste_title)),
        Edit::Take { .. } => Some(both(|w| w.carried)),
        // Of an answer that is there; else a person asks to be asked.
        Edit::Ask(item) if open.review.items.get(item).is_some_and(|item| item.answered) => {
            Some(both(|w| w.kept_in))
        }
        Edit::PutBack(_) => Some(both(|w| w.kept_in)),
        Edit::SetAside(_) => Some(both(|w| w.set_aside)),
        Edit::Drop(_) | Edit::DropAside(_) => Some(both(|w| w.dropped)),
        _ => None,
    };
    let undo = match what {
        Some(what) => {
            let earlier = open.undo.clone().map(Rc::new);
            Some(Undo { what, before, template: form, earlier })
        }
        None => open.undo.as_ref().and_then(|undo| undo_beside(undo, edit, &template)),
    };
    let focus = match edit {
        Edit::Line { item, field, edit: LineEdit::Add { list } } => {
            new_line(&sheet, &template, item, field, list).map(|place| place.dom_id())
        }
        // The button that was pressed is gone with its line.
        Edit::Line { edit: LineEdit::Remove { .. }, .. } => Some("undo".to_owned()),
        Edit::Ask(item) => {
            let item = template.item(item);
            let field = item.and_then(|item| item.own_fields().next().or(item.fields.first()));
            item.zip(field).map(|(item, field)| first_cell(&sheet, item, field).dom_id())
        }
        _ => None,
    };
    // That remarks wait for an answer is not true any more.
    if matches!(edit, Edit::AnswerRemark { .. }) && sheet.remarks.values().all(Remark::is_answered)
    {
        desk.notice = None;
    }
    if proposed {
        desk.notice = Notice::good(both(|w| w.paste_dropped));
    }
    change_open(desk, |open| {
        open.sheet = Rc::new(sheet);
        open.review = Rc::new(review);
        open.paste = None;
        open.undo = undo;
    });
    let mut effects = keep(desk, world);
    effects.extend(focus.map(Effect::Focus));
    effects
}

/// The first cell of the line that was just added.
fn new_line(
    sheet: &Sheet,
    template: &Template,
    item: &str,
    field: &str,
    list: &str,
) -> Option<Place> {
    let spec = &template.item(item)?.field(field)?.kind;
    let cells = spec.cells(&sheet.field(item, field)?.own);
    let prefix = if list == "causes" { 'c' } else { 'p' };
    let of_list = |cell: &&crate::kinds::Cell| list.is_empty() || cell.path().starts_with(prefix);
    let line = cells.iter().rev().find(of_list)?.split().0.to_owned();
    let first = cells.iter().find(|cell| cell.split().0 == line)?;
    Some(Place::answer(item, field, first.clone()))
}

/// Hands the open sheet to the storage.
pub(super) fn keep(desk: &mut Desk, world: &World) -> Vec<Effect> {
    if desk.save == Save::OtherTab {
        desk.unkept = true;
        return vec![];
    }
    desk.save = Save::Waiting;
    let library = Rc::clone(&desk.library);
    let mut effects = Vec::new();
    change_open(desk, |open| {
        open.stamp.count += 1;
        open.stamp.tab.clone_from(&world.tab);
        open.stamp.at.clone_from(&world.now);
        let Open { stamp, saved, beside, sheet, template, writer, .. } = open;
        let around = Around { stamp, saved: saved.as_ref(), beside: beside.as_deref() };
        let text = writer.write(around, sheet, template, &library);
        let key = drafts::key(&open.slot);
        effects.push(Effect::Keep { key, text, count: open.stamp.count });
    });
    effects
}

fn propose_paste(desk: &mut Desk, place: &Place, text: &str) -> Vec<Effect> {
    let Place::Answer { item, field, cell } = place else { return vec![] };
    let Some(open) = &desk.open else { return vec![] };
    let Some(spec) = open.template.item(item).and_then(|i| i.field(field)) else { return vec![] };
    let blank = spec.kind.blank();
    let answer = open.sheet.field(item, field).map_or(&blank, |f| &f.own);
    let Some(plan) = paste::plan(&spec.kind, answer, cell, text) else { return vec![] };
    let paste = Paste { item: item.clone(), field: field.clone(), plan };
    // Pasted anew into the same table, it is seen to stand in place of the other.
    if open.paste.as_ref().is_some_and(|p| (&p.item, &p.field) != (item, field)) {
        desk.notice = Notice::good(both(|w| w.paste_dropped));
    }
    change_open(desk, |open| open.paste = Some(Rc::new(paste)));
    vec![Effect::Focus("paste-yes".to_owned())]
}

fn accept_paste(desk: &mut Desk, world: &World) -> Vec<Effect> {
    let Some(paste) = desk.open.as_ref().and_then(|open| open.paste.clone()) else { return vec![] };
    let edit = paste.plan.edit(&paste.item, &paste.field);
    change_open(desk, |open| open.paste = None);
    let mut effects = edit_sheet(desk, &edit, world);
    effects.push(Effect::Focus("undo".to_owned()));
    effects
}

fn undo(desk: &mut Desk, world: &World) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let Some(undo) = open.undo.clone() else { return vec![] };
    // The texts of the form may have come since.
    let template = desk.library.completed(&undo.template);
    let review = review::review(&template, &undo.before);
    // What it would do was said of a sheet that is not there any more.
    if open.paste.is_some() {
        desk.notice = Notice::good(both(|w| w.paste_dropped));
    }
    change_open(desk, |open| {
        open.template = template;
        open.sheet = undo.before;
        open.review = Rc::new(review);
        open.undo = undo.earlier.map(Rc::unwrap_or_clone);
        open.paste = None;
    });
    keep(desk, world)
}

/// What was taken away can be taken back after something else was typed, which then stays. An edit that
/// would not stay closes the door.
fn undo_beside(undo: &Undo, edit: &Edit, template: &Template) -> Option<Undo> {
    let stays = matches!(edit, Edit::Cell { .. } | Edit::Head(..));
    if !stays || undo.template.id != template.id || undo.template.version != template.version {
        return None;
    }
    let before = apply(&undo.before, &undo.template, edit);
    let earlier = undo.earlier.as_deref().and_then(|one| undo_beside(one, edit, template));
    (before != *undo.before).then(|| Undo {
        before: Rc::new(before),
        earlier: earlier.map(Rc::new),
        ..undo.clone()
    })
}

fn go_to(desk: &mut Desk, place: Place) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let view = match &place {
        Place::Head(field) if field.of_letterhead() => View::Letterhead,
        Place::Head(_) => View::Unit,
        Place::Sentence(_) => View::Report,
        Place::Answer { item, .. } | Place::Remark { item, .. } => {
            match open.template.section_of(item) {
                Some(section) => View::Section(section.code.clone()),
                None => return vec![],
            }
        }
    };
    let focus = Effect::Focus(place.dom_id());
    desk.view = view;
    desk.sent_to = Some(place);
    vec![focus]
}

fn next_open(desk: &mut Desk, after: Option<&str>) -> Vec<Effect> {
    let Some(open) = &desk.open else { return vec![] };
    let Some(item) = open.review.next_open(&open.template, after) else {
        desk.notice = Notice::good(both(|w| w.all_answered));
        return vec![];
    };
    let Some(field) = item.own_fields().next().or(item.fields.first()) else { return vec![] };
    let place = first_cell(&open.sheet, item, field);
    go_to(desk, place)
}

/// Where the answer to a field begins. A list without lines has no input yet: its "add" button
/// stands for it.
fn first_cell(sheet: &Sheet, item: &Item, field: &Field) -> Place {
    let blank = field.kind.blank();
    let answer = sheet.field(&item.code, &field.code).map_or(&blank, |f| &f.own);
    let cell = field.kind.cells(answer).into_iter().next().unwrap_or_default();
    Place::answer(&item.code, &field.code, cell)
}

fn download(desk: &mut Desk, world: &World) -> Vec<Effect> {
    #[cfg(rolls_up)]
    if super::gather::is_half_read(desk) {
        return vec![];
    }
    let Some(open) = &desk.open else { return vec![] };
    let written = file::write(&open.template, &open.sheet, open.saved.as_ref(), &desk.library);
    if !file::verify(&written, &open.sheet, &desk.library) {
        desk.notice = Notice::wrong(both(|w| w.file_not_verified));
        return vec![];
    }
    let name = file::name(&open.sheet, &open.template);
    let done = both_with(|w| w.downloaded, &[&name]);
    let said = while_open(&open.review, |w| w.downloaded_open, &[&name]);
    let said = said.unwrap_or_else(|| done.clone());
    #[cfg(rolls_up)]
    let said = super::gather::with_gaps(desk, Some(said.clone())).unwrap_or(said);
    desk.notice = if said == done { Notice::good(said) } else { Notice::heed(said) };
    change_open(desk, |open| open.saved = Some(written.saved));
    let mut effects = vec![Effect::Download { name, bytes: written.bytes }];
    effects.extend(keep(desk, world));
    effects
}

/// Another tab wrote this sheet's draft: nothing more is written here until a person decides.
fn other_tab(desk: &mut Desk, key: &str, text: Option<&str>) -> Vec<Effect> {
    let mine = desk.open.as_ref().map(|open| (drafts::key(&open.slot), open.stamp.clone()));
    if let (Some((my_key, stamp)), Some(text)) = (mine, text)
        && my_key == key
    {
        let theirs = drafts::stamp(text);
        if theirs.is_some_and(|theirs| drafts::conflict(&stamp, &theirs) == Conflict::OtherTabNewer)
        {
            desk.save = Save::OtherTab;
            desk.unkept = false;
        }
        return vec![];
    }
    if desk.open.is_none() { vec![Effect::Reload] } else { vec![] }
}
