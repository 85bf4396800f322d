//! One file of everything that is kept on a computer: written here, read in `restore`.

use super::store::belongs;
use crate::json;
use serde::{Deserialize, Serialize};

/// The format of backups that this program writes.
pub(super) const FORMAT: u32 = 2;

/// What a backup's first line ends with; every record of what was received has a line of its own, so
/// that many of them are written and read one after the other.
pub(super) const RECEIVED: &str = ",\"received\":[";

/// What a backup ends with.
const END: &str = "\n]}\n";

/// What is kept in the two stores, as a backup's bytes have it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BackupRecord {
    pub phieu_backup: u32,
    pub texts: Vec<TextRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextRecord {
    pub key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bytes: bool,
    pub text: String,
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

/// The text of a file that may be a backup, for the program that puts it back.
#[cfg(not(rolls_up))]
pub fn backup_text(bytes: &[u8]) -> Option<String> {
    let text = match crate::file::text_of(bytes) {
        Ok(text) => text.into_owned(),
        Err(_) => std::str::from_utf8(bytes).ok()?.to_owned(),
    };
    let head = text.split(':').next()?;
    head.contains("phieu_backup").then_some(text)
}
