//! One file of everything that is kept on a computer, and putting it back.

use super::store::belongs;
use super::{FORMAT, ROOT, Stamp, aside_key, id_of, order, probe};
use crate::file::{self, Refusal};
use crate::json;
use serde::{Deserialize, Serialize};

/// A backup as its bytes have it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BackupRecord {
    phieu_backup: u32,
    texts: Vec<TextRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextRecord {
    key: String,
    text: String,
}

/// One file of the sheets and of what is aside, to the letter, also of those that do not read.
/// Other keys among the texts are left out.
pub fn backup(texts: &[(String, String)]) -> String {
    let text = |(key, text): &(String, String)| TextRecord { key: key.clone(), text: text.clone() };
    let texts = texts.iter().filter(|(key, _)| belongs(key)).map(text).collect();
    json::print(&BackupRecord { phieu_backup: FORMAT, texts }, true)
}

/// The keys and texts in a backup.
///
/// # Errors
/// What the file is when it is no whole backup of ours. A backup that names a key outside
/// [`ROOT`] is refused: it would write into another page's storage.
pub fn restore(bytes: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let text = file::text_of(bytes)?;
    let record: BackupRecord =
        json::read(&text).map_err(|e| match file::diagnose(&text, Some(&e)) {
            Refusal::Backup => match newer(&text) {
                Some(format) => Refusal::NewerFormat { format },
                None => file::damage(&text, &e),
            },
            unsound @ (Refusal::CutShort | Refusal::Broken { .. } | Refusal::TooDeep) => unsound,
            _ => Refusal::NotABackup,
        })?;
    if record.phieu_backup > FORMAT {
        return Err(Refusal::NewerFormat { format: record.phieu_backup });
    }
    if let Some(foreign) = record.texts.iter().find(|text| !text.key.starts_with(ROOT)) {
        return Err(Refusal::ForeignBackup { key: foreign.key.clone() });
    }
    let ours = record.texts.into_iter().filter(|text| belongs(&text.key));
    Ok(ours.map(|text| (text.key, text.text)).collect())
}

fn newer(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct Version {
        phieu_backup: u32,
    }
    let version = json::read::<Version>(text).ok()?.phieu_backup;
    (version > FORMAT).then_some(version)
}

/// What restoring a backup would do; shown before it is done, done by [`apply`](super::apply).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Keys and texts that are not here yet; also those that this program does not understand and
    /// whose place is taken, under a key aside.
    pub add: Vec<(String, String)>,
    /// Keys and texts that take the place of older ones.
    pub replace_older: Vec<(String, String)>,
    /// What is here now in those places; it is put aside first.
    pub aside: Vec<(String, String)>,
    /// Keys of which the computer keeps what it has: newer, or not understood by this program.
    pub keep_newer: Vec<String>,
    /// Keys of which both have the same text.
    pub same: Vec<String>,
}

/// Compares a backup with what is here. Nothing newer is written over, and nothing that does not
/// read is lost; of two drafts the one with the higher count is newer, and of equals the one that
/// is here stays.
pub fn plan(backup: &[(String, String)], here: &[(String, String)]) -> Plan {
    let mut plan = Plan::default();
    for (key, text) in backup {
        let now = here.iter().find(|(k, _)| k == key).map(|(_, now)| now);
        match (now, id_of(key)) {
            (None, _) => plan.add.push((key.clone(), text.clone())),
            (Some(now), _) if now == text => plan.same.push(key.clone()),
            (Some(now), Some(id)) => plan.draft(key, id, text, now),
            (Some(_), None) => plan.keep_newer.push(key.clone()),
        }
    }
    plan
}

/// A stored draft as far as restoring looks into it.
enum Look {
    Whole(Stamp),
    Newer,
    Damaged,
}

fn look(text: &str) -> Look {
    match probe(text) {
        None => Look::Damaged,
        Some(probe) if probe.is_newer() => Look::Newer,
        Some(probe) => Look::Whole(probe.stamp),
    }
}

impl Plan {
    fn draft(&mut self, key: &str, id: &str, text: &str, now: &str) {
        let replace = match (look(text), look(now)) {
            (Look::Whole(new), Look::Whole(old)) => order(&new) > order(&old),
            (Look::Whole(_), Look::Damaged) => true,
            (Look::Whole(_), Look::Newer) => false,
            // Not understood, and its place is taken: kept beside it.
            (Look::Damaged | Look::Newer, _) => {
                self.add.push((aside_key(id, text), text.to_owned()));
                return;
            }
        };
        if replace {
            self.aside.push((aside_key(id, now), now.to_owned()));
            self.replace_older.push((key.to_owned(), text.to_owned()));
        } else {
            self.keep_newer.push(key.to_owned());
        }
    }
}
