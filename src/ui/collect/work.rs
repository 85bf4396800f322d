//! Long work of the collection, in slices: files are read one after the other, and after every slice
//! the page has its turn. There is no worker: the policy of the page allows none.

use super::super::shell::Dispatch;
use super::LISTS;
use crate::archive::{Archive, Packer};
use crate::browser::dropped::Dropped;
use crate::browser::files::{self, Reading};
use crate::browser::received::{self, Asked, Received};
use crate::browser::{self, clipboard, clock};
use crate::desk::gather::{self, Act, LeftOpen, Settled, Taken, Task, UnitText};
use crate::desk::{Action, BACKUP, Open, RESTORE};
use crate::drafts;
use crate::intake::{self, Why};
use crate::language::collect_words::{CollectWords, words};
use crate::language::{Lang, Words, ui_words};
use crate::roll_up::{self, Choosing, Looking, Notice, Totals};
use js_sys::{Array, Uint8Array};
use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

/// A slice ends after so many milliseconds.
const SLICE: u64 = 12;

/// What was done is shown every so many milliseconds.
const SHOWN: u64 = 250;

thread_local! {
    /// Rises when work is to stop: work that began before sees it.
    static STOPPED: Cell<u32> = const { Cell::new(0) };
}

fn stopped() -> u32 {
    STOPPED.with(Cell::get)
}

/// What is to be taken in. A file is asked for when its turn comes: the browser takes its time to
/// look at each, and of thousands it would stand still.
pub enum Sources {
    /// Files that a person chose or dropped.
    Chosen(web_sys::FileList),
    /// Files of the computer.
    Files(Vec<web_sys::File>),
    /// Files kept here, by their keys.
    Kept(Vec<String>),
}

/// So many files are asked for before their turn: the browser reads them while the program is busy
/// with the one before.
const AHEAD: usize = 16;

/// After a file of more bytes than this only one is asked for, since what is ahead is in memory. Asking
/// the browser how large a file is costs as much as reading a small one.
const LARGE: usize = 1_000_000;

/// So many files are written together: a transaction for each would cost more than taking it in.
const A_WRITE: usize = 32;

/// So many of those writes may be under way.
const WRITES: usize = 4;

/// A file that the browser is reading.
enum Coming {
    File { name: String, reading: Reading },
    Kept(Asked),
}

impl Sources {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Sources::Chosen(files) => files.length() as usize,
            Sources::Files(files) => files.len(),
            Sources::Kept(keys) => keys.len(),
        }
    }

    /// Asks for one of them; none where it is not there any more.
    fn ask(&self, at: usize, kept: Option<&Received>) -> Option<Coming> {
        let file = match self {
            Sources::Chosen(files) => files.get(u32::try_from(at).ok()?)?,
            Sources::Files(files) => files.get(at)?.clone(),
            Sources::Kept(keys) => return kept?.ask(keys.get(at)?).ok().map(Coming::Kept),
        };
        Some(Coming::File { name: file.name(), reading: Reading::of(&file) })
    }
}

/// The bytes of a file kept here; none where it is not.
async fn kept_bytes(kept: &Received, key: &str) -> Option<Vec<u8>> {
    let file = kept.ask(key).ok()?.file().await.ok()?;
    Some(file.bytes.to_vec())
}

fn send(dispatch: &Dispatch, act: Act) {
    dispatch.send(Action::Gather(act));
}

fn both(pick: impl Fn(&CollectWords) -> &'static str) -> Words {
    Words::new(pick(words(Lang::Vi)), pick(words(Lang::En)))
}

/// Something that is kept beside the draft of a slot is written, or was refused.
pub fn written(dispatch: &Dispatch, slot: String, kept: bool) {
    send(dispatch, Act::Of(slot, Box::new(Act::Written(kept))));
}

/// Of more parts than this a backup's beginning is handed to the browser, which may put it on the disk.
const TOGETHER: u32 = 256;

/// Offers all that is kept as one backup file.
pub fn backup(dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        let name = format!("phieu_{}.sao-luu.json", clock::now().replace([':', 'T'], "-"));
        let offered = match backup_parts(&dispatch).await {
            Ok(parts) => files::offer(&name, &parts, "application/json"),
            Err(error) => Err(error),
        };
        dispatch.send(match offered {
            Ok(()) => Action::Done(both(|w| w.backed_up)),
            Err(_) => Action::Failed(Words::new(
                ui_words::words(Lang::Vi).download_failed,
                ui_words::words(Lang::En).download_failed,
            )),
        });
    });
}

/// The parts of a backup. What is kept below the sheets is read one after the other, since it may be
/// much.
async fn backup_parts(dispatch: &Dispatch) -> Result<Array, JsValue> {
    let (local, journal) = dispatch.texts().await;
    let texts = drafts::newest(&local, &journal);
    let mut parts = Array::of1(&drafts::backup(&texts).into());
    // Where the browser keeps no database nothing was received.
    if !dispatch.is_without_journal() {
        let received = Received::open().await?;
        let mut first = true;
        for key in received.all_keys().await? {
            if drafts::is_below(&key, &texts) {
                let record = received.record(&key).await?;
                parts.push(&drafts::backup_record(record, first).into());
                first = false;
                if parts.length() > TOGETHER {
                    parts = Array::of1(&Blob::new_with_blob_sequence(&parts)?.into());
                }
            }
        }
    }
    parts.push(&drafts::backup_end().into());
    Ok(parts)
}

/// What the first program handed over with the address: a sheet to open, or work that it does not do.
pub fn handed_over(dispatch: Dispatch, slot: String) {
    match slot.as_str() {
        BACKUP | RESTORE => browser::go_to_program(LISTS),
        _ => {}
    }
    if slot != RESTORE {
        let action = if slot == BACKUP { Action::Backup } else { Action::Open(slot) };
        return dispatch.send(action);
    }
    spawn_local(async move {
        let text = match Received::open().await {
            Ok(received) => received.below(RESTORE).await.ok().flatten(),
            Err(_) => None,
        };
        // It is a copy of a file: stopped half way, the file is there to be opened again.
        received::forget(RESTORE).await;
        dispatch.send(match text {
            Some(text) => Action::OpenFile(text.into_bytes()),
            None => Action::Failed(both(|w| w.restore_failed)),
        });
    });
}

/// Performs a task of the collection.
pub fn perform(dispatch: &Dispatch, task: Task) {
    let dispatch = dispatch.clone();
    match task {
        Task::Load(slot) => spawn_local(load(dispatch, slot)),
        Task::Drop(key) => spawn_local(async move {
            if let Ok(kept) = Received::open().await {
                kept.remove(&key).await;
            }
        }),
        Task::Settle => spawn_local(settle(dispatch)),
        Task::Write => spawn_local(write(dispatch)),
        Task::Stop => STOPPED.with(|stopped| stopped.set(stopped.get() + 1)),
        Task::Copy(text) => {
            // Within the click; only the answer comes later.
            let answer = match clipboard::copy(None, &text) {
                true => Action::Done(both(|w| w.names_copied)),
                false => Action::Failed(both(|w| w.names_not_copied)),
            };
            spawn_local(async move { dispatch.send(answer) });
        }
        Task::Offer { name, files } => spawn_local(offer(dispatch, name, files)),
        Task::SaveAll { name, sheet, remarks, files } => {
            spawn_local(save_all(dispatch, name, sheet, remarks, files));
        }
        Task::ReadTexts(keys) => spawn_local(read_texts(dispatch, keys, true)),
        Task::ReadAgain(keys) => spawn_local(read_texts(dispatch, keys, false)),
        Task::ReadUnit { sheet, key } => spawn_local(async move {
            let bytes = match Received::open().await {
                Ok(kept) => kept_bytes(&kept, &key).await,
                Err(_) => None,
            };
            send(&dispatch, Act::UnitFile(sheet, bytes));
        }),
        Task::KeepRemarks { slot, text } => spawn_local(async move {
            let kept = match Received::open().await {
                Ok(received) => received.put_remarks(&slot, &text).await.is_ok(),
                Err(_) => false,
            };
            send(&dispatch, Act::RemarksKept(text, kept));
        }),
    }
}

/// A turn for the page, in work on the sheet that is open.
struct Slices {
    began: u64,
    shown: u64,
    started: u32,
    dispatch: Dispatch,
    slot: String,
}

impl Slices {
    fn new(dispatch: &Dispatch) -> Slices {
        let now = clock::milliseconds();
        let slot = dispatch.desk().open.as_ref().map(|open| open.slot.clone());
        let (dispatch, slot) = (dispatch.clone(), slot.unwrap_or_default());
        Slices { began: now, shown: now, started: stopped(), dispatch, slot }
    }

    /// Says something of the sheet that the work is for; whatever is open by now.
    fn send(&self, act: Act) {
        send(&self.dispatch, Act::Of(self.slot.clone(), Box::new(act)));
    }

    /// Whether that sheet is still open.
    fn is_here(&self) -> bool {
        self.dispatch.desk().open.as_ref().is_some_and(|open| open.slot == self.slot)
    }

    /// Whether it is time to show what was done.
    fn shows(&mut self) -> bool {
        let now = clock::milliseconds();
        let shows = now.saturating_sub(self.shown) > SHOWN;
        if shows {
            self.shown = now;
        }
        shows
    }

    /// Gives the page its turn when the slice is over. False when the work is to stop.
    async fn turn(&mut self) -> bool {
        if clock::milliseconds().saturating_sub(self.began) > SLICE {
            self.rest().await;
            return stopped() == self.started && self.is_here();
        }
        stopped() == self.started
    }

    /// Gives the page its turn now: what comes next is drawn, and a drawing is a slice of its own.
    async fn rest(&mut self) {
        clock::turn().await;
        self.began = clock::milliseconds();
    }
}

/// Reads what is kept for a slot.
async fn load(dispatch: Dispatch, slot: String) {
    let say = |act: Act| send(&dispatch, Act::Of(slot.clone(), Box::new(act)));
    let Ok(kept) = Received::open().await else {
        say(Act::Below(None));
        say(Act::TookAll);
        return;
    };
    let below = kept.below(&slot).await.ok().flatten();
    let keys = kept.keys(&slot).await.unwrap_or_default();
    let remarks = kept.remarks(&slot).await.ok().flatten();
    say(Act::Below(below));
    if let Some(remarks) = remarks {
        say(Act::Remarks(remarks));
    }
    if keys.is_empty() {
        say(Act::TookAll);
    } else if dispatch.desk().open.as_ref().is_some_and(|open| open.slot == slot) {
        take(dispatch, Sources::Kept(keys)).await;
    }
}

/// Takes files in: of the computer they are kept here as well.
pub async fn take(dispatch: Dispatch, sources: Sources) {
    let desk = dispatch.desk();
    let Some(wanted) = gather::wanted(&desk) else { return };
    let Some(slot) = desk.open.as_ref().map(|open| open.slot.clone()) else { return };
    let library = Rc::clone(&desk.library);
    drop(desk);
    let kept = Received::open().await.ok();
    let mut refused = kept.is_none();
    let mut slices = Slices::new(&dispatch);
    let mut batch: Vec<Taken> = Vec::new();
    let mut fresh_files: Vec<received::File> = Vec::new();
    let mut writes: VecDeque<JsFuture> = VecDeque::new();
    let all = sources.len();
    let mut fresh = 0;
    let before = dispatch.desk().gather.as_ref().map_or(0, |gather| gather.files.len());
    let mut nth = before;
    // One for all: the files of one reading are told apart by their number.
    let random = clock::random_id();
    let (mut asked, mut ahead) = (0, AHEAD);
    let mut coming: VecDeque<Option<Coming>> = VecDeque::new();
    slices.send(Act::Working(0, all));
    let again = matches!(sources, Sources::Kept(_));
    if !again {
        // What was received counts as kept when it is on the disk.
        slices.send(Act::Writing);
    }
    'files: for done in 0..all {
        while asked < all && coming.len() < ahead {
            coming.push_back(sources.ask(asked, kept.as_ref()));
            asked += 1;
        }
        let mut found: Vec<(received::File, Vec<u8>)> = Vec::new();
        let mut is_new = false;
        match coming.pop_front().flatten() {
            Some(Coming::Kept(asked)) => {
                let key = asked.key().to_owned();
                if let Ok(file) = asked.file().await {
                    let bytes = file.bytes.to_vec();
                    found.push((file, bytes));
                } else {
                    // What is lost is named: the sums would be less without a word.
                    let (name, outcome) = (key.clone(), Err(Rc::new(Why::Unreadable)));
                    batch.push(Taken { name, key, outcome, unit: None });
                }
            }
            Some(Coming::File { name, reading }) => {
                is_new = true;
                // A file that cannot be read is named like any other that is not taken in.
                let Ok(bytes) = reading.bytes().await else {
                    fresh += 1;
                    let (key, outcome) = (String::new(), Err(Rc::new(Why::Unreadable)));
                    batch.push(Taken { name, key, outcome, unit: None });
                    continue;
                };
                for (name, bytes) in unpacked(name, bytes) {
                    let key = received::key(&slot, nth, &random);
                    nth += 1;
                    fresh += 1;
                    let content = bytes.to_vec();
                    found.push((received::File { key, name, bytes }, content));
                }
            }
            None => {}
        }
        let large = found.iter().map(|(_, content)| content.len()).sum::<usize>() > LARGE;
        ahead = if large { 1 } else { AHEAD };
        for (file, content) in found {
            let outcome = intake::receive(&content, &wanted, &library);
            let outcome = outcome.map_err(Rc::new);
            let unit = if outcome.is_err() { crate::file::whose(&content) } else { None };
            let (name, key, unit) = (file.name.clone(), file.key.clone(), unit.map(Rc::new));
            batch.push(Taken { name, key, outcome, unit });
            if is_new {
                fresh_files.push(file);
            }
            if fresh_files.len() >= A_WRITE {
                refused |= !put(kept.as_ref(), &mut fresh_files, &mut writes);
            }
            if !slices.turn().await {
                break 'files;
            }
        }
        if slices.shows() {
            slices.rest().await;
            slices.send(Act::Took(std::mem::take(&mut batch)));
            slices.send(Act::Working(done + 1, all));
        }
        // The disk may lag behind, but not by ever more.
        while writes.len() > WRITES {
            let Some(write) = writes.pop_front() else { break };
            refused |= write.await.is_err();
        }
    }
    refused |= !put(kept.as_ref(), &mut fresh_files, &mut writes);
    for write in writes {
        refused |= write.await.is_err();
    }
    if !again {
        slices.send(Act::Written(!refused));
    }
    // Of the files found some may not have been read when the work was stopped.
    let read = dispatch.desk().gather.as_ref().map_or(0, |gather| gather.files.len());
    slices.rest().await;
    slices.send(Act::Fresh(fresh.min(read.saturating_sub(before) + batch.len())));
    slices.send(Act::Took(batch));
    slices.send(Act::TookAll);
    if !slices.is_here() {
        dispatch.send(Action::Failed(both(|w| w.left_while_reading)));
    } else if refused {
        dispatch.send(Action::Failed(both(|w| w.received_not_kept)));
    }
}

/// Begins to keep files here; false where that is refused at once.
fn put(
    kept: Option<&Received>,
    files: &mut Vec<received::File>,
    writes: &mut VecDeque<JsFuture>,
) -> bool {
    let files = std::mem::take(files);
    let Some(kept) = kept else { return files.is_empty() };
    if files.is_empty() {
        return true;
    }
    let begun = kept.put(&files).map(JsFuture::from);
    let well = begun.is_ok();
    writes.extend(begun);
    well
}

/// Takes in what was dropped, folders with all that is in them.
pub async fn take_dropped(dispatch: Dispatch, dropped: Dropped) {
    let sources = match dropped.with_folders().await {
        Some(files) => Sources::Files(files),
        None => Sources::Chosen(dropped.files),
    };
    take(dispatch, sources).await;
}

/// The files in an archive; any other file is itself.
fn unpacked(name: String, bytes: Uint8Array) -> Vec<(String, Uint8Array)> {
    // Office documents are archives too, and are named for what they are.
    let is_archive = name.to_lowercase().ends_with(".zip");
    let content = if is_archive { bytes.to_vec() } else { Vec::new() };
    let archive = is_archive.then(|| Archive::open(&content)).flatten();
    let Some(mut archive) = archive else { return vec![(name, bytes)] };
    let entries = (0..archive.len()).filter_map(|at| archive.file(at));
    entries
        .filter(|(name, _)| !name.starts_with("__MACOSX/") && !name.ends_with(".DS_Store"))
        .map(|(name, bytes)| (name, Uint8Array::from(bytes.unwrap_or_default().as_slice())))
        .collect()
}

/// Chooses and adds up, with the page having its turn between the steps.
async fn settle(dispatch: Dispatch) {
    let desk = dispatch.desk();
    let (Some(open), Some(gather)) = (desk.open.clone(), desk.gather.clone()) else { return };
    drop(desk);
    let mut slices = Slices::new(&dispatch);
    // What came was just drawn.
    slices.rest().await;
    let arrivals = gather.arrivals();
    slices.turn().await;
    let mut choosing = Choosing::new(open.sheet.unit.name.text(), &arrivals, &open.sheet.below);
    while choosing.step() {
        slices.turn().await;
    }
    let chosen = choosing.finish();
    slices.turn().await;
    let units = roll_up::contributions(&arrivals, &chosen);
    slices.turn().await;
    let mut steps = roll_up::Steps::new(&open.template, &units);
    while steps.step() {
        slices.turn().await;
    }
    let totals = steps.finish();
    let version = gather.version;
    drop((open, gather));
    slices.rest().await;
    slices.send(Act::Settled(Settled { version, chosen, units, totals }));
}

/// Writes the items of a draft, with the page having its turn between them, then has it kept.
async fn write(dispatch: Dispatch) {
    let desk = dispatch.desk();
    let Some(open) = desk.open.clone() else { return };
    let library = Rc::clone(&desk.library);
    drop(desk);
    // The sums were just drawn.
    clock::turn().await;
    if dispatch.desk().open.as_ref().is_none_or(|now| now.slot != open.slot) {
        return;
    }
    let mut slices = Slices::new(&dispatch);
    let mut writer = open.writer.clone();
    while writer.prepare(&open.sheet, &open.template, &library) {
        slices.turn().await;
    }
    slices.send(Act::Keep(writer));
}

/// Looks across the units, with the page having its turn between the steps; stops when the answer is
/// not wanted any more.
pub async fn look_across(
    dispatch: &Dispatch,
    open: &Open,
    sums: &Totals,
    wanted: &Cell<bool>,
) -> Vec<Notice> {
    let mut slices = Slices::new(dispatch);
    let mut looking = Looking::new(&open.template, &open.sheet, sums);
    while wanted.get() && looking.step() {
        slices.turn().await;
    }
    looking.finish()
}

/// What the units left open in their own files, read from those files with the page having its turn
/// between them; stops when the answer is not wanted any more.
pub async fn look_into(dispatch: &Dispatch, wanted: &Cell<bool>) -> Vec<LeftOpen> {
    let (library, keys) = {
        let desk = dispatch.desk();
        (Rc::clone(&desk.library), gather::of_counted(&desk))
    };
    let mut slices = Slices::new(dispatch);
    let mut open = Vec::new();
    let Ok(kept) = Received::open().await else { return open };
    for key in keys {
        if !wanted.get() {
            break;
        }
        if let Some(bytes) = kept_bytes(&kept, &key).await
            && let Ok(file) = crate::file::read(&bytes, &library)
        {
            open.extend(gather::left_open(&file, &library));
        }
        slices.turn().await;
    }
    open
}

async fn offer(dispatch: Dispatch, name: String, all: Vec<(String, String)>) {
    let offered = match all.as_slice() {
        [(name, text)] => files::download(name, text, "application/json").is_ok(),
        _ => {
            let mut packer = Packer::default();
            let mut slices = Slices::new(&dispatch);
            let mut whole = true;
            for (name, text) in &all {
                whole &= packer.add(name, text.as_bytes());
                slices.turn().await;
            }
            match packer.finish().filter(|_| whole) {
                Some(bytes) => files::download_bytes(&name, &bytes, "application/zip").is_ok(),
                None => false,
            }
        }
    };
    said(&dispatch, offered);
}

fn said(dispatch: &Dispatch, offered: bool) {
    dispatch.send(if offered {
        Action::Done(both(|w| w.offered))
    } else {
        Action::Failed(both(|w| w.not_offered))
    });
}

async fn save_all(
    dispatch: Dispatch,
    name: String,
    (sheet_name, sheet): (String, String),
    remarks: Option<String>,
    kept_files: Vec<(String, String)>,
) {
    let mut packer = Packer::default();
    let mut whole = packer.add(&sheet_name, sheet.as_bytes());
    if let Some(remarks) = &remarks {
        whole &= packer.add(crate::file::REMARKS_IN_COLLECTION, remarks.as_bytes());
    }
    let mut slices = Slices::new(&dispatch);
    let all = kept_files.len();
    let kept = Received::open().await.ok();
    for (done, (name, key)) in kept_files.into_iter().enumerate() {
        let read = match &kept {
            Some(kept) => kept_bytes(kept, &key).await,
            None => None,
        };
        let Some(bytes) = read else {
            whole = false;
            continue;
        };
        let file = name.rsplit('/').next().unwrap_or(&name);
        whole &= packer.add(&format!("nhan/{file}"), &bytes);
        if slices.shows() {
            send(&dispatch, Act::Working(done, all));
        }
        if !slices.turn().await {
            send(&dispatch, Act::TookAll);
            return;
        }
    }
    // What was packed is read back before it is offered.
    let bytes = packer.finish().filter(|bytes| {
        Archive::open(bytes)
            .is_some_and(|archive| archive.len() == all + 1 + usize::from(remarks.is_some()))
    });
    let offered = match bytes.filter(|_| whole) {
        Some(bytes) => files::download_bytes(&name, &bytes, "application/zip").is_ok(),
        None => false,
    };
    send(&dispatch, Act::TookAll);
    said(&dispatch, offered);
}

/// All texts of all files, with the work shown; or of some, behind other work.
async fn read_texts(dispatch: Dispatch, keys: Vec<String>, whole: bool) {
    let library = Rc::clone(&dispatch.desk().library);
    let mut texts: Vec<UnitText> = Vec::new();
    let mut read: Vec<String> = Vec::new();
    let mut slices = Slices::new(&dispatch);
    let all = keys.len();
    if let Ok(kept) = Received::open().await {
        for (done, key) in keys.into_iter().enumerate() {
            if let Some(bytes) = kept_bytes(&kept, &key).await
                && let Ok(file) = crate::file::read(&bytes, &library)
            {
                let lang = dispatch.desk().lang;
                texts.extend(gather::texts_of(&file, lang));
                read.push(file.sheet.unit.name.text().to_owned());
            }
            if whole && slices.shows() {
                slices.send(Act::Working(done, all));
            }
            if !slices.turn().await {
                break;
            }
        }
    }
    slices.send(if whole { Act::Texts(texts, read) } else { Act::Again(texts, read) });
}

/// Opens what a person chose on the first page: a collection's archive, or a file.
pub async fn open(dispatch: Dispatch, file: web_sys::File) -> Result<(), JsValue> {
    let bytes = files::bytes(&file).await?;
    let Some(mut archive) = Archive::open(&bytes) else {
        dispatch.send(Action::OpenFile(bytes));
        return Ok(());
    };
    let (mut sheet, mut remarks) = (None, None);
    let mut rest = Vec::new();
    for at in 0..archive.len() {
        match archive.file(at) {
            Some((name, Some(bytes))) if name == crate::file::IN_COLLECTION => sheet = Some(bytes),
            Some((name, Some(bytes))) if name == crate::file::REMARKS_IN_COLLECTION => {
                remarks = String::from_utf8(bytes).ok();
            }
            Some((name, bytes)) => rest.push((name, bytes.unwrap_or_default())),
            None => {}
        }
    }
    let Some(sheet) = sheet else {
        dispatch.send(Action::Failed(both(|w| w.no_collection)));
        return Ok(());
    };
    let desk = dispatch.desk();
    let file = crate::file::read(&sheet, &desk.library);
    // Of a sheet that was removed the files may still be here: they come back with the archive.
    if let Ok(file) = &file
        && desk.shelf.iter().chain(desk.bin.iter()).all(|summary| summary.id != file.sheet.id)
        && let Ok(kept) = Received::open().await
    {
        for key in kept.keys(&file.sheet.id).await.unwrap_or_default() {
            kept.remove(&key).await;
        }
    }
    drop(desk);
    dispatch.send(Action::OpenFile(sheet));
    // What is kept here of the same sheet is looked at first, which the storage answers later.
    while dispatch.desk().waiting.is_some() {
        clock::turn().await;
    }
    let is_open = |id: &str| {
        let desk = dispatch.desk();
        desk.open.as_ref().is_some_and(|open| open.sheet.id == id)
    };
    if !file.is_ok_and(|file| is_open(&file.sheet.id)) {
        return Ok(());
    }
    if let Some(remarks) = remarks {
        send(&dispatch, Act::BringRemarks(remarks));
    }
    // The files as they were received: written as files of the computer, then read like those.
    let files = rest.into_iter().filter_map(|(name, bytes)| {
        let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
        web_sys::File::new_with_blob_sequence(&parts, &name).ok()
    });
    take(dispatch.clone(), Sources::Files(files.collect())).await;
    Ok(())
}
