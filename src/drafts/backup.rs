//! One file of everything that is kept on a computer, and putting it back.

use super::store::belongs;
use super::{Changes, Done, FORMAT, ROOT, Stamp, Texts, aside_key, id_of, order, probe};
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

/// What restoring a backup changes. Nothing newer is written over, and nothing that does not read is
/// lost; of two drafts the one with the higher count is newer, and of equals the one that is here
/// stays.
pub(super) fn changes(backup: Texts, here: &[(String, String)]) -> Changes {
    let (mut aside, mut write, mut kept) = (Texts::new(), Texts::new(), 0);
    for (key, text) in backup {
        let now = here.iter().find(|(k, _)| *k == key).map(|(_, now)| now);
        match (now, id_of(&key)) {
            (None, _) => write.push((key, text)),
            (Some(now), Some(id)) if *now != text => match (look(&text), look(now)) {
                // Not understood, and its place is taken: kept beside it.
                (Look::Damaged | Look::Newer, _) => write.push((aside_key(id, &text), text)),
                (Look::Whole(new), Look::Whole(old)) if order(&new) <= order(&old) => kept += 1,
                (Look::Whole(_), Look::Newer) => kept += 1,
                (Look::Whole(_), _) => {
                    aside.push((aside_key(id, now), now.clone()));
                    write.push((key, text));
                }
            },
            _ => kept += 1,
        }
    }
    let done = Done::Restored { added: write.len(), kept };
    aside.extend(write);
    Changes { write: aside, done, ..Changes::default() }
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
