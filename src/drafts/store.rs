//! What changes in the two stores, decided from what they hold: the journal, whose answer comes
//! later, and the quick store, which answers at once. The shell only carries it out.

#[cfg(rolls_up)]
use super::backup::{self, Backup, Record};
use super::{ASIDE, DELETED, ROOT, aside_key, choose, deleted_key, id_of, key, newer, stamp};
use crate::file::{self, Library};

/// The texts of a store, with their keys.
pub type Texts = Vec<(String, String)>;

/// Drafts up to this many bytes go into the quick store as well; a larger one would cost more time
/// in every keystroke than it is worth, and lives in the journal alone.
const QUICK: usize = 200_000;

/// Whether a text stands in the quick store too while the journal takes it: a draft that is not too
/// large. All else would only take its room.
pub fn is_quick(key: &str, text: &str) -> bool {
    id_of(key).is_some() && text.len() <= QUICK
}

/// The store that answers at once.
pub trait Quick {
    /// The text of a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Puts a text under a key; false where it is refused, and the old text is still there.
    fn set(&self, key: &str, text: &str) -> bool;
    /// Takes a key away.
    fn remove(&self, key: &str);
}

/// What is to be done with what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Keeps a text of a key that nothing is kept under.
    Put(String, String),
    /// Deletes the sheet of a slot so that it can be brought back.
    Delete(String),
    /// Brings a deleted sheet back.
    Undelete(String),
    /// Removes a deleted sheet for good.
    Purge(String),
    /// Puts a backup back, where what these keys name is kept below the sheets.
    #[cfg(rolls_up)]
    Restore(Backup, Vec<String>),
    /// Removes everything of ours from this computer.
    RemoveAll,
}

/// What was done, for the page to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Done {
    /// Nothing that needs words.
    #[default]
    Quietly,
    /// A backup was put back.
    #[cfg(rolls_up)]
    Restored {
        /// Sheets that were not here, or were older here.
        added: usize,
        /// Sheets that are as new here, or newer.
        kept: usize,
    },
    /// Everything is gone.
    RemovedAll,
}

/// What changes: texts are written first, and nothing is removed unless all of them were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Texts to write, what is put aside first.
    pub write: Texts,
    /// Keys to remove.
    pub remove: Vec<String>,
    /// Slots of which all that was received goes.
    pub forget: Vec<String>,
    /// What is kept below sheets from now on: it is there before the sheets are.
    #[cfg(rolls_up)]
    pub receive: Vec<Record>,
    /// What the page says of it.
    pub done: Done,
}

/// Decides what a wish changes.
pub fn changes(wish: Wish, local: &[(String, String)], journal: &[(String, String)]) -> Changes {
    let here = newest(local, journal);
    let text = |key: &str| here.iter().find(|(k, _)| k == key).map(|(_, text)| text.clone());
    let mut out = Changes::default();
    match wish {
        Wish::Put(key, text) => out.write.push((key, text)),
        Wish::Delete(slot) => {
            let (from, to) = (key(&slot), deleted_key(&slot));
            let Some(now) = text(&from) else { return out };
            // What of the two copies is no older state of the same goes aside.
            let count = |text: &str| stamp(text).map(|stamp| stamp.count);
            let older = |copy: &str| count(copy).is_some() && count(copy) < count(&now);
            let copies = local.iter().chain(journal).filter(|(key, _)| *key == from);
            let parted = copies.filter(|(_, copy)| *copy != now && !older(copy));
            out.write = parted.map(|(_, copy)| (aside_key(&slot, copy), copy.clone())).collect();
            // Deleted once before, and opened from its file since: both can be brought back.
            if let Some(before) = text(&to).filter(|before| *before != now) {
                out.write.push((deleted_key(&beside(&slot, &before)), before));
            }
            out.write.push((to, now));
            out.remove.push(from);
        }
        Wish::Undelete(slot) => {
            let from = deleted_key(&slot);
            let Some(gone) = text(&from) else { return out };
            let taken = text(&key(&slot)).is_some_and(|now| now != gone);
            let slot = if taken { beside(&slot, &gone) } else { slot };
            out.write.push((key(&slot), gone));
            out.remove.push(from);
        }
        Wish::Purge(slot) => {
            out.remove.push(deleted_key(&slot));
            // Opened again from its file meanwhile, it keeps what belongs to it.
            if text(&key(&slot)).is_none() {
                let aside = format!("{ASIDE}{slot}/");
                let keys = here.into_iter().map(|(key, _)| key);
                out.remove.extend(keys.filter(|key| key.starts_with(&aside)));
                out.forget.push(slot);
            }
        }
        #[cfg(rolls_up)]
        Wish::Restore(backup, below) => return backup::changes(backup, &here, &below),
        Wish::RemoveAll => {
            out.remove = here.into_iter().map(|(key, _)| key).collect();
            out.done = Done::RemovedAll;
        }
    }
    out
}

/// What is to be put aside before the sheet of a slot is opened, and its place written over.
pub fn set_aside(
    slot: &str,
    local: Option<&str>,
    journal: Option<&str>,
    library: &Library,
) -> Changes {
    // Of one copy, or of two that are the same, nothing is left over.
    let write = if local.is_none() || journal.is_none() || local == journal {
        Texts::new()
    } else {
        choose(slot, local, journal, library).aside
    };
    Changes { write, ..Changes::default() }
}

/// A slot for another state of the same sheet. It follows from the text, as a key aside does.
pub(super) fn beside(slot: &str, text: &str) -> String {
    let digest = file::sha256(&[text]);
    format!("{slot}~{}", digest.get(..8).unwrap_or_default())
}

/// What of ours the two stores hold, of each key the newer text.
pub fn newest(local: &[(String, String)], journal: &[(String, String)]) -> Texts {
    let ours = |(key, _): &&(String, String)| key.starts_with(ROOT);
    let mut texts: Texts = local.iter().filter(ours).cloned().collect();
    for (key, text) in journal.iter().filter(ours) {
        match texts.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) if newer(text, known) => known.clone_from(text),
            Some(_) => {}
            None => texts.push((key.clone(), text.clone())),
        }
    }
    texts
}

impl Changes {
    /// For the journal, which takes all of it or nothing: texts, and keys to remove.
    pub fn for_journal(&self) -> impl Iterator<Item = (&String, Option<&String>)> {
        let write = self.write.iter().map(|(key, text)| (key, Some(text)));
        write.chain(self.remove.iter().map(|key| (key, None)))
    }

    /// Does in the quick store what is to be done there, once the journal has answered whether it
    /// took everything. False where neither store keeps a text: nothing is removed then.
    pub fn finish(&self, journal: bool, quick: &impl Quick) -> bool {
        for (key, text) in &self.write {
            let kept = (!journal || is_quick(key, text))
                && quick.set(key, text)
                && quick.get(key).is_some_and(|kept| kept == *text);
            if !kept && !journal {
                return false;
            }
        }
        self.remove.iter().for_each(|key| quick.remove(key));
        true
    }
}

/// The slot of a deleted sheet's key; none of any other key.
pub fn deleted_id_of(key: &str) -> Option<&str> {
    key.strip_prefix(DELETED)
}

/// The text of a file that may be a backup, for the program that puts it back.
#[cfg(not(rolls_up))]
pub fn backup_text(bytes: &[u8]) -> Option<String> {
    let text = match file::text_of(bytes) {
        Ok(text) => text.into_owned(),
        Err(_) => std::str::from_utf8(bytes).ok()?.to_owned(),
    };
    let head = text.split(':').next()?;
    head.contains("phieu_backup").then_some(text)
}
