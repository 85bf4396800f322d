//! A storage of texts by key, and what is done in it as one step.

use super::{ASIDE, DRAFT, Plan, ROOT, Summary, deleted_key, id_of, key, summary};
use crate::file::Library;
use crate::language::Words;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A storage of texts by key. A `set` that fails leaves the old text in place.
pub trait Store {
    /// The text of a key; none where there is none.
    ///
    /// # Errors
    /// When the storage does not answer.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Puts a text under a key.
    ///
    /// # Errors
    /// When it is full or does not answer; the old text is still there then.
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;
    /// Takes a key away, if it is there.
    ///
    /// # Errors
    /// When the storage does not answer.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
    /// All keys, of every page that shares the storage.
    ///
    /// # Errors
    /// When the storage does not answer.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// Why nothing was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no room left.
    Full,
    /// The browser gives no storage.
    Unavailable,
    /// What was read back is not what was written.
    Lost,
}

impl StoreError {
    /// What is wrong and what to do, in plain sentences.
    pub fn words(self) -> Words {
        match self {
            StoreError::Full => Words::new(
                "Chưa lưu được: chỗ lưu của trình duyệt trên máy này đã đầy. Hãy tải tệp phiếu về ngay, rồi xóa bớt phiếu cũ trong danh sách.",
                "Not saved: the browser's storage on this computer is full. Download the sheet's file now, then delete old sheets from the list.",
            ),
            StoreError::Unavailable => Words::new(
                "Chưa lưu được: trình duyệt không cho trang này lưu lại trên máy. Hãy tải tệp phiếu về trước khi đóng trang.",
                "Not saved: the browser does not let this page keep anything here. Download the sheet's file before closing the page.",
            ),
            StoreError::Lost => Words::new(
                "Chưa lưu được: bản vừa ghi không đọc lại được. Hãy tải tệp phiếu về ngay.",
                "Not saved: what was just written could not be read back. Download the sheet's file now.",
            ),
        }
    }
}

/// Puts a text under a key and reads it back: "saved" is the storage's answer.
///
/// # Errors
/// When the storage refuses, or gives back another text.
pub fn keep(store: &impl Store, key: &str, text: &str) -> Result<(), StoreError> {
    store.set(key, text)?;
    if store.get(key)?.as_deref() == Some(text) { Ok(()) } else { Err(StoreError::Lost) }
}

/// Puts texts aside that must not be lost before their place is used.
///
/// # Errors
/// When one of them was not kept: then nothing may be written over the originals.
pub fn set_aside(store: &impl Store, texts: &[(String, String)]) -> Result<(), StoreError> {
    texts.iter().try_for_each(|(key, text)| keep(store, key, text))
}

/// Takes a text from one key to another, the old one last.
fn rename(store: &impl Store, from: &str, to: &str) -> Result<bool, StoreError> {
    let Some(text) = store.get(from)? else { return Ok(false) };
    keep(store, to, &text)?;
    store.remove(from)?;
    Ok(true)
}

/// Deletes a sheet so that [`undo`] brings it back; `false` where there is none.
///
/// # Errors
/// When there is no room to keep it for undoing: the sheet is still there then, and [`purge`]
/// deletes it for good.
pub fn delete(store: &impl Store, sheet_id: &str) -> Result<bool, StoreError> {
    rename(store, &key(sheet_id), &deleted_key(sheet_id))
}

/// Brings a deleted sheet back; `false` where there is none, or where the sheet was opened again
/// meanwhile: then both stay.
///
/// # Errors
/// When the storage refuses; the deleted text is still there then.
pub fn undo(store: &impl Store, sheet_id: &str) -> Result<bool, StoreError> {
    if store.get(&key(sheet_id))?.is_some() {
        return Ok(false);
    }
    rename(store, &deleted_key(sheet_id), &key(sheet_id))
}

/// Deletes a sheet and what was kept of it for undoing, for good.
///
/// # Errors
/// When the storage does not answer.
pub fn purge(store: &impl Store, sheet_id: &str) -> Result<(), StoreError> {
    store.remove(&key(sheet_id))?;
    store.remove(&deleted_key(sheet_id))
}

/// Removes everything of ours from this computer, and nothing of other pages.
///
/// # Errors
/// When the storage does not answer.
pub fn remove_all(store: &impl Store) -> Result<(), StoreError> {
    let ours = store.keys()?.into_iter().filter(|key| key.starts_with(ROOT));
    ours.into_iter().try_for_each(|key| store.remove(&key))
}

/// The list of sheets, the last written first.
///
/// # Errors
/// When the storage does not answer.
pub fn list(store: &impl Store, library: &Library) -> Result<Vec<Summary>, StoreError> {
    let texts = collect(store)?;
    let drafts = texts.iter().filter_map(|(key, text)| Some((id_of(key)?, text)));
    let mut all: Vec<Summary> = drafts.map(|(id, text)| summary(id, text, library)).collect();
    all.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
    Ok(all)
}

/// Whether a text belongs into a backup: sheets and what is aside, not what was deleted.
pub(super) fn belongs(key: &str) -> bool {
    key.starts_with(DRAFT) || key.starts_with(ASIDE)
}

/// The texts of all sheets and of what is aside, with their keys.
///
/// # Errors
/// When the storage does not answer.
pub fn collect(store: &impl Store) -> Result<Vec<(String, String)>, StoreError> {
    let mut all = Vec::new();
    for key in store.keys()?.into_iter().filter(|key| belongs(key)) {
        if let Some(text) = store.get(&key)? {
            all.push((key, text));
        }
    }
    all.sort();
    Ok(all)
}

/// Carries out a plan of restoring. What would be written over goes aside first.
///
/// # Errors
/// When the storage refuses; what was there before is still there, in its place or aside.
pub fn apply(store: &impl Store, plan: &Plan) -> Result<(), StoreError> {
    set_aside(store, &plan.aside)?;
    plan.add.iter().chain(&plan.replace_older).try_for_each(|(key, text)| keep(store, key, text))
}

/// A storage in memory, with room for so many bytes of keys and texts; for tests.
#[derive(Debug, Default)]
pub struct Memory {
    /// The texts.
    pub texts: RefCell<BTreeMap<String, String>>,
    /// The room; none means without end.
    pub room: Option<usize>,
}

impl Memory {
    /// A storage with room for so many bytes.
    pub fn of_room(room: usize) -> Memory {
        Memory { room: Some(room), ..Memory::default() }
    }
}

impl Store for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let mut texts = self.texts.borrow_mut();
        let others = texts.iter().filter(|(k, _)| *k != key);
        let used: usize = others.map(|(k, v)| k.len() + v.len()).sum();
        if self.room.is_some_and(|room| used + key.len() + text.len() > room) {
            return Err(StoreError::Full);
        }
        texts.insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}
