//! Long work of the collection, in slices: files are read one after the other, and after every slice
//! the page has its turn. There is no worker: the policy of the page allows none.

use super::super::shell::Dispatch;
use crate::archive::{Archive, Packer};
use crate::browser::received::{self, Received};
use crate::browser::{clock, files};
use crate::desk::Action;
use crate::desk::gather::{self, Act, SHEET_IN_ARCHIVE, Settled, Taken, Task, UnitText};
use crate::intake;
use crate::language::collect_words::{CollectWords, words};
use crate::language::{Lang, Words};
use crate::roll_up;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A slice ends after so many milliseconds.
const SLICE: u64 = 24;

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

enum Source {
    File(web_sys::File),
    Kept(String),
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

    fn get(&self, at: usize) -> Option<Source> {
        match self {
            Sources::Chosen(files) => files.get(u32::try_from(at).ok()?).map(Source::File),
            Sources::Files(files) => files.get(at).cloned().map(Source::File),
            Sources::Kept(keys) => keys.get(at).cloned().map(Source::Kept),
        }
    }
}

fn send(dispatch: &Dispatch, act: Act) {
    dispatch.send(Action::Gather(act));
}

fn both(pick: impl Fn(&CollectWords) -> &'static str) -> Words {
    Words::new(pick(words(Lang::Vi)), pick(words(Lang::En)))
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
        Task::Stop => STOPPED.with(|stopped| stopped.set(stopped.get() + 1)),
        Task::Offer { name, files } => spawn_local(offer(dispatch, name, files)),
        Task::SaveAll { name, sheet, files } => spawn_local(save_all(dispatch, name, sheet, files)),
        Task::ReadTexts(keys) => spawn_local(read_texts(dispatch, keys)),
        Task::ReadUnit { sheet, key } => spawn_local(async move {
            let bytes = match Received::open().await {
                Ok(kept) => kept.get(&key).await.ok().map(|(_, bytes)| bytes),
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

/// A turn for the page.
struct Slices {
    began: u64,
    shown: u64,
    started: u32,
}

impl Slices {
    fn new() -> Slices {
        let now = clock::milliseconds();
        Slices { began: now, shown: now, started: stopped() }
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
            clock::turn().await;
            self.began = clock::milliseconds();
        }
        stopped() == self.started
    }
}

/// Reads what is kept for a slot.
async fn load(dispatch: Dispatch, slot: String) {
    let Ok(kept) = Received::open().await else {
        send(&dispatch, Act::Below(None));
        return;
    };
    let below = kept.below(&slot).await.ok().flatten();
    let keys = kept.keys(&slot).await.unwrap_or_default();
    let remarks = kept.remarks(&slot).await.ok().flatten();
    send(&dispatch, Act::Below(below));
    if let Some(remarks) = remarks {
        send(&dispatch, Act::Remarks(remarks));
    }
    if keys.is_empty() {
        send(&dispatch, Act::TookAll);
    } else {
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
    let mut slices = Slices::new();
    let mut batch: Vec<Taken> = Vec::new();
    let mut writes: Vec<js_sys::Promise> = Vec::new();
    let all = sources.len();
    let mut nth = dispatch.desk().gather.as_ref().map_or(0, |gather| gather.files.len());
    send(&dispatch, Act::Working(0, all));
    for done in 0..all {
        let Some(source) = sources.get(done) else { continue };
        let mut found: Vec<(String, String, Vec<u8>)> = Vec::new();
        match source {
            Source::Kept(key) => {
                if let Some(kept) = &kept
                    && let Ok((name, bytes)) = kept.get(&key).await
                {
                    found.push((name, key, bytes));
                }
            }
            Source::File(file) => {
                let name = file.name();
                // A file that cannot be read is named like any other that is not taken in.
                let bytes = files::bytes(&file).await.unwrap_or_default();
                for (name, bytes) in unpacked(name, bytes) {
                    // The consolidated sheet of a collection's archive is opened, not received.
                    if name == SHEET_IN_ARCHIVE {
                        continue;
                    }
                    let key = received::key(&slot, nth, &clock::random_id());
                    nth += 1;
                    found.push((name, key, bytes));
                }
            }
        }
        for (name, key, bytes) in found {
            let outcome = intake::receive(&bytes, &wanted, &library);
            let is_new = !key.is_empty();
            if is_new && let Some(kept) = &kept {
                match kept.put(&key, &name, &bytes) {
                    Ok(write) => writes.push(write),
                    Err(_) => refused = true,
                }
            }
            batch.push(Taken { name, key, outcome: outcome.map(Arc::new).map_err(Rc::new) });
            if !slices.turn().await {
                break;
            }
        }
        if slices.shows() {
            send(&dispatch, Act::Took(std::mem::take(&mut batch)));
            send(&dispatch, Act::Working(done + 1, all));
            for write in writes.drain(..) {
                refused |= JsFuture::from(write).await.is_err();
            }
        }
        if !slices.turn().await {
            break;
        }
    }
    for write in writes {
        refused |= JsFuture::from(write).await.is_err();
    }
    send(&dispatch, Act::Took(batch));
    send(&dispatch, Act::TookAll);
    if refused {
        dispatch.send(Action::Failed(both(|w| w.received_not_kept)));
    }
}

/// The files in an archive; any other file is itself.
fn unpacked(name: String, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    // Office documents are archives too, and are named for what they are.
    let archive = name.to_lowercase().ends_with(".zip").then(|| Archive::open(&bytes)).flatten();
    let Some(mut archive) = archive else { return vec![(name, bytes)] };
    let entries = (0..archive.len()).filter_map(|at| archive.file(at));
    entries
        .filter(|(name, _)| !name.starts_with("__MACOSX/") && !name.ends_with(".DS_Store"))
        .map(|(name, bytes)| (name, bytes.unwrap_or_default()))
        .collect()
}

/// Chooses and adds up, with the page having its turn between the steps.
async fn settle(dispatch: Dispatch) {
    let desk = dispatch.desk();
    let (Some(open), Some(gather)) = (desk.open.clone(), desk.gather.clone()) else { return };
    drop(desk);
    let mut slices = Slices::new();
    let arrivals = gather.arrivals();
    slices.turn().await;
    let chosen = roll_up::choose(&arrivals, &open.sheet.below);
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
    send(&dispatch, Act::Settled(Settled { version, chosen, units, totals }));
}

async fn offer(dispatch: Dispatch, name: String, all: Vec<(String, String)>) {
    let offered = match all.as_slice() {
        [(name, text)] => files::download(name, text, "application/json").is_ok(),
        _ => {
            let mut packer = Packer::default();
            let mut slices = Slices::new();
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
    kept_files: Vec<(String, String)>,
) {
    let mut packer = Packer::default();
    let mut whole = packer.add(&sheet_name, sheet.as_bytes());
    let mut slices = Slices::new();
    let all = kept_files.len();
    let kept = Received::open().await.ok();
    for (done, (name, key)) in kept_files.into_iter().enumerate() {
        let read = match &kept {
            Some(kept) => kept.get(&key).await.ok(),
            None => None,
        };
        let Some((_, bytes)) = read else {
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
    let bytes = packer
        .finish()
        .filter(|bytes| Archive::open(bytes).is_some_and(|archive| archive.len() == all + 1));
    let offered = match bytes.filter(|_| whole) {
        Some(bytes) => files::download_bytes(&name, &bytes, "application/zip").is_ok(),
        None => false,
    };
    send(&dispatch, Act::TookAll);
    said(&dispatch, offered);
}

async fn read_texts(dispatch: Dispatch, keys: Vec<String>) {
    let library = Rc::clone(&dispatch.desk().library);
    let mut texts: Vec<UnitText> = Vec::new();
    let mut slices = Slices::new();
    let all = keys.len();
    if let Ok(kept) = Received::open().await {
        for (done, key) in keys.into_iter().enumerate() {
            if let Ok((_, bytes)) = kept.get(&key).await
                && let Ok(file) = crate::file::read(&bytes, &library)
            {
                texts.extend(gather::texts_of(&file));
            }
            if slices.shows() {
                send(&dispatch, Act::Working(done, all));
            }
            if !slices.turn().await {
                break;
            }
        }
    }
    send(&dispatch, Act::Texts(texts));
}

/// Opens what a person chose on the first page: a collection's archive, or a file.
pub async fn open(dispatch: Dispatch, file: web_sys::File) -> Result<(), JsValue> {
    let bytes = files::bytes(&file).await?;
    let Some(mut archive) = Archive::open(&bytes) else {
        dispatch.send(Action::OpenFile(bytes));
        return Ok(());
    };
    let mut sheet = None;
    let mut rest = Vec::new();
    for at in 0..archive.len() {
        match archive.file(at) {
            Some((name, Some(bytes))) if name == SHEET_IN_ARCHIVE => sheet = Some(bytes),
            Some((name, bytes)) => rest.push((name, bytes.unwrap_or_default())),
            None => {}
        }
    }
    let Some(sheet) = sheet else {
        dispatch.send(Action::Failed(both(|w| w.no_collection)));
        return Ok(());
    };
    dispatch.send(Action::OpenFile(sheet));
    let desk = dispatch.desk();
    if desk.open.is_none() {
        return Ok(());
    }
    // The files as they were received: written as files of the computer, then read like those.
    let files = rest.into_iter().filter_map(|(name, bytes)| {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
        web_sys::File::new_with_blob_sequence(&parts, &name).ok()
    });
    take(dispatch.clone(), Sources::Files(files.collect())).await;
    Ok(())
}
