//! One file of everything that is kept on a computer, with what is kept below consolidated sheets, and
//! putting it back. The first program has none of it: it hands over to the second.

use super::store::beside;
use super::{ASIDE, Changes, DRAFT, Done, ROOT, Stamp, Texts, aside_key, id_of, key, order, probe};
use crate::file::{self, Refusal};
use crate::json;
use serde::{Deserialize, Serialize};

/// The format of backups that this program writes.
const FORMAT: u32 = 2;

/// What a backup's first line ends with; every record of what was received has a line of its own, so
/// that many of them are written and read one after the other.
const RECEIVED: &str = ",\"received\":[";

/// What a backup ends with.
const END: &str = "\n]}\n";

/// What is kept in the two stores, as a backup's bytes have it.
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    bytes: bool,
    text: String,
}

/// Whether a text belongs into a backup: sheets and what is aside, not what was deleted.
fn belongs(key: &str) -> bool {
    key.starts_with(DRAFT) || key.starts_with(ASIDE)
}

/// The first part of a backup: the sheets and what is aside, to the letter, also of those that do not
/// read. Other keys among the texts are left out.
pub fn backup(texts: &[(String, String)]) -> String {
    let texts = texts.iter().filter(|(key, _)| belongs(key)).map(|(key, text)| TextRecord {
        key: key.clone(),
        name: None,
        bytes: false,
        text: text.clone(),
    });
    let mut out =
        json::print(&BackupRecord { phieu_backup: FORMAT, texts: texts.collect() }, false);
    out.pop();
    out + RECEIVED
}

/// The last part of a backup.
pub fn backup_end() -> &'static str {
    END
}

/// What is kept below a sheet: a file received, or a text such as the list of who must send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where: the sheet's slot stands before the first `/`.
    pub key: String,
    /// What a file is called; none for a text.
    pub name: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a backup brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// The sheets and what is aside.
    pub texts: Texts,
    /// What is kept below the sheets.
    pub received: Vec<Record>,
}

/// The next part of a backup: a record that belongs to one of its sheets.
pub fn backup_record(record: Record, first: bool) -> String {
    let Record { key, name, bytes } = record;
    // What is no text is written as the letters of the same numbers.
    let (text, bytes) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (error.as_bytes().iter().copied().map(char::from).collect(), true),
    };
    let line = json::print(&TextRecord { key, name, bytes, text }, false);
    format!("{}\n{line}", if first { "" } else { "," })
}

/// Whether a record belongs to one of the sheets among these texts.
pub fn is_below(record: &str, texts: &[(String, String)]) -> bool {
    texts.iter().any(|(key, _)| id_of(key).is_some_and(|slot| is_of(record, slot)))
}

/// What is in a backup.
///
/// # Errors
/// What the file is when it is no whole backup of ours. A backup that names a key outside
/// [`ROOT`] is refused: it would write into another page's storage.
pub fn restore(bytes: &[u8]) -> Result<Backup, Refusal> {
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap_or_default();
    let (head, rest) = bytes.split_at(line);
    let Some(head) = head.trim_ascii_end().strip_suffix(RECEIVED.as_bytes()) else {
        // As it was before what is received was in it.
        return Ok(Backup { texts: texts(&file::text_of(bytes)?)?, received: Vec::new() });
    };
    let texts = texts(&format!("{}}}", file::text_of(head)?))?;
    let rest = rest.trim_ascii_end().strip_suffix(b"]}").ok_or(Refusal::CutShort)?;
    let lines = rest.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let lines = lines.filter(|line| !line.is_empty());
    Ok(Backup { texts, received: lines.map(record).collect::<Result<_, _>>()? })
}

fn record(line: &[u8]) -> Result<Record, Refusal> {
    let text = file::text_of(line.strip_suffix(b",").unwrap_or(line))?;
    let record: TextRecord = json::read(&text).map_err(|e| file::damage(&text, &e))?;
    let TextRecord { key, name, bytes, text } = record;
    let bytes = if bytes {
        text.chars().filter_map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
    } else {
        text.into_bytes()
    };
    Ok(Record { key, name, bytes })
}

fn texts(text: &str) -> Result<Texts, Refusal> {
    let record: BackupRecord =
        json::read(text).map_err(|e| match file::diagnose(text, Some(&e)) {
            Refusal::Backup => match newer(text) {
                Some(format) => Refusal::NewerFormat { format },
                None => file::damage(text, &e),
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
/// stays. A sheet that comes with what was received for it, where something else is kept below the
/// one that is here, gets a place beside: two collections mixed would be neither.
pub(super) fn changes(backup: Backup, here: &[(String, String)], kept_below: &[String]) -> Changes {
    let (mut aside, mut out, mut kept) = (Texts::new(), Changes::default(), 0);
    let Backup { texts, mut received } = backup;
    for (kept_as, text) in texts {
        let now = here.iter().find(|(k, _)| *k == kept_as).map(|(_, now)| now);
        let Some(id) = id_of(&kept_as) else {
            match now {
                None => out.write.push((kept_as, text)),
                Some(_) => kept += 1,
            }
            continue;
        };
        let (below, others) = received.into_iter().partition(|record| is_of(&record.key, id));
        let below: Vec<Record> = below;
        received = others;
        let is_kept = kept_below.iter().any(|key| is_of(key, id));
        let place = match now {
            None => Place::Its,
            Some(now) if *now == text && (below.is_empty() || is_kept) => Place::None,
            Some(now) if *now == text => Place::Its,
            Some(now) => match (look(&text), look(now)) {
                (Look::Damaged | Look::Newer, _) => Place::Beside,
                (Look::Whole(new), Look::Whole(old)) if order(&new) <= order(&old) => Place::None,
                (Look::Whole(_), Look::Newer) => Place::None,
                (Look::Whole(_), _) => Place::Its,
            },
        };
        // Of a slot that no text of ours names nothing can be kept any more.
        let is_used = is_kept && here.iter().any(|(key, _)| key.contains(id));
        let slot = match place {
            Place::None => None,
            Place::Beside if below.is_empty() => {
                out.write.push((aside_key(id, &text), text));
                continue;
            }
            Place::Its if below.is_empty() || !is_used => Some(id.to_owned()),
            _ => Some(beside(id, &text))
                .filter(|slot| !here.iter().any(|(k, _)| id_of(k) == Some(slot))),
        };
        let Some(slot) = slot else {
            kept += 1;
            continue;
        };
        if let Some(now) = now.filter(|now| slot == id && **now != text) {
            aside.push((aside_key(id, now), now.clone()));
        }
        if !below.is_empty() {
            out.forget.push(slot.clone());
        }
        for mut record in below {
            record.key = format!("{slot}{}", record.key.get(id.len()..).unwrap_or_default());
            out.receive.push(record);
        }
        out.write.push((key(&slot), text));
    }
    out.done = Done::Restored { added: out.write.len(), kept };
    aside.append(&mut out.write);
    out.write = aside;
    out
}

/// Where a sheet of a backup goes.
enum Place {
    /// Nowhere: what is here is as new, or not understood.
    None,
    /// Under its own key.
    Its,
    /// Beside what is here.
    Beside,
}

/// Whether a record is kept below the sheet of a slot.
fn is_of(record: &str, slot: &str) -> bool {
    record.strip_prefix(slot).is_some_and(|rest| rest.starts_with('/'))
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
