//! What a chosen file is when it is not a sheet, so that the page can say it in plain words.

use super::envelope::{UnitRecord, unit};
use super::scan::{self, Fault, Outline};
use super::{FORMAT, LARGEST, Refusal};
use crate::json;
use crate::sheet::Unit;
#[cfg(not(target_arch = "wasm32"))]
use simdutf8::basic::from_utf8;
use std::borrow::Cow;
#[cfg(target_arch = "wasm32")]
use std::str::from_utf8;

/// The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// # Errors
/// What the file is, where it cannot be a sheet.
pub(crate) fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    if let Some(refusal) = by_first_bytes(bytes) {
        return Err(refusal);
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf_16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf_16(rest, u16::from_be_bytes)?),
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(utf_8(rest)?),
        all => Cow::Borrowed(utf_8(all)?),
    };
    match by_text(&text) {
        Some(refusal) => Err(refusal),
        None => Ok(text),
    }
}

/// So many bytes at the beginning of a file are looked through for its unit.
const HEAD: usize = 20_000;

/// The unit that a file names which is not taken in, as far as its beginning can be read: a file cut
/// short still says whose it is.
pub fn whose(bytes: &[u8]) -> Option<Unit> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let (_, rest) = head.split_once("\"unit\"")?;
    let rest = rest.trim_start().strip_prefix(':')?;
    let mut read = serde_json::Deserializer::from_str(rest).into_iter::<UnitRecord>();
    Some(unit(read.next()?.ok()?)).filter(|unit| !unit.name.is_blank())
}

fn utf_8(bytes: &[u8]) -> Result<&str, Refusal> {
    let binary = bytes.contains(&0);
    from_utf8(bytes).ok().filter(|_| !binary).ok_or(if binary {
        Refusal::Binary
    } else {
        Refusal::OtherEncoding
    })
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Refusal> {
    let (units, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(units.iter().map(|u| unit(*u))).collect();
    text.ok().filter(|_| rest.is_empty()).ok_or(Refusal::CutShort)
}

/// Files of other programs by how they begin.
fn by_first_bytes(bytes: &[u8]) -> Option<Refusal> {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    Some(if begins(&[b"PK\x03\x04"]) {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        // The files received may be Word's.
        if holds(super::IN_COLLECTION.as_bytes()) {
            Refusal::Collection
        } else if holds(b"word/document.xml") {
            Refusal::Word
        } else if holds(b"xl/workbook.xml") {
            Refusal::Excel
        } else {
            Refusal::Packed
        }
    } else if begins(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) {
        Refusal::OldOffice
    } else if begins(&[b"{\\rtf"]) {
        Refusal::Word
    } else if begins(&[b"%PDF"]) {
        Refusal::Pdf
    } else if begins(&[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF"]) {
        Refusal::Image
    } else if begins(&[b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"]) {
        Refusal::Packed
    } else {
        return None;
    })
}

/// Texts that are no JSON.
fn by_text(text: &str) -> Option<Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Refusal::Empty);
    }
    if text.starts_with(['{', '[']) {
        return None;
    }
    let head: String = text.chars().take(2000).collect();
    let head = head.to_lowercase();
    Some(if head.contains("<!doctype html") || head.contains("<html") {
        if text.contains("<title>Phiếu") { Refusal::ThePage } else { Refusal::WebPage }
    } else if head.contains("mime-version:") {
        Refusal::WebPage
    } else if head.starts_with('<') {
        Refusal::Markup
    } else if is_table(text) {
        Refusal::Table
    } else {
        Refusal::PlainText
    })
}

/// Whether the first two lines have the same number of the same separator.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines();
    let (Some(a), Some(b)) = (lines.next(), lines.next()) else { return false };
    [';', ',', '\t'].iter().any(|separator| {
        let count = |line: &str| line.matches(*separator).count();
        count(a) > 0 && count(a) == count(b)
    })
}

/// What is wrong with a text that is not a file of ours; `error` is what serde found.
pub(crate) fn diagnose(text: &str, error: Option<&json::Error>) -> Refusal {
    let outline = scan::scan(text);
    if let Some(refusal) = unsound(text, &outline) {
        return refusal;
    }
    let key = |wanted: &str| outline.keys.iter().find(|(key, _)| key == wanted).map(|(_, v)| v);
    let Some(format) = key("phieu") else {
        return other_json(outline.list, |wanted| key(wanted).map(String::as_str));
    };
    match format.parse::<u32>() {
        Ok(FORMAT) => shape(&outline, error),
        Ok(format) if format > FORMAT => Refusal::NewerFormat { format },
        Ok(format) => Refusal::OlderFormat { format },
        Err(_) => Refusal::WrongShape { place: "phieu".to_owned(), detail: format.clone() },
    }
}

/// What is wrong with a text of ours that is no file: a draft, a backup.
pub(crate) fn damage(text: &str, error: &json::Error) -> Refusal {
    let outline = scan::scan(text);
    unsound(text, &outline).unwrap_or_else(|| shape(&outline, Some(error)))
}

/// Faults by which a text is no JSON that we read.
fn unsound(text: &str, outline: &Outline) -> Option<Refusal> {
    match &outline.fault {
        Some(Fault::CutShort) => Some(Refusal::CutShort),
        Some(Fault::Broken(at)) => Some(Refusal::Broken { line: scan::line(text, *at) }),
        Some(Fault::TooDeep) => Some(Refusal::TooDeep),
        Some(Fault::Twice(_) | Fault::Number(_)) | None => None,
    }
}

/// What is wrong with a sound text that is nearly ours.
fn shape(outline: &Outline, error: Option<&json::Error>) -> Refusal {
    match &outline.fault {
        Some(Fault::Twice(path)) => return Refusal::Twice { place: place_of(path) },
        Some(Fault::Number(path)) => return Refusal::NumberTooLarge { place: place_of(path) },
        _ => {}
    }
    let none = json::Error { message: String::new(), path: Vec::new() };
    misfit(error.unwrap_or(&none))
}

/// What does not read as our types in a sound text.
pub(crate) fn misfit(error: &json::Error) -> Refusal {
    let (message, place) = (&error.message, place_of(&error.path));
    if message.starts_with("missing field") {
        let key = message.split('`').nth(1).unwrap_or_default().to_owned();
        return Refusal::Missing { place, key };
    }
    if message.starts_with("unknown field") {
        return Refusal::Unknown { place };
    }
    let detail = message.split(" at line ").next().unwrap_or_default().to_owned();
    Refusal::WrongShape { place, detail }
}

/// JSON of others, or of ours that is no sheet.
fn other_json<'a>(list: bool, key: impl Fn(&str) -> Option<&'a str>) -> Refusal {
    let has = |wanted: &str| key(wanted).is_some();
    if list {
        Refusal::List
    } else if has("phieu_backup") {
        Refusal::Backup
    } else if has("answers") && has("template") {
        Refusal::Missing { place: String::new(), key: "phieu".to_owned() }
    } else if has("$schema") || has("$defs") {
        Refusal::Schema
    } else if key("type").is_some_and(|kind| kind.contains("Feature")) {
        Refusal::Map
    } else if has("sections") || has("items") {
        Refusal::FormFile
    } else {
        Refusal::NotOurs
    }
}

/// A path of keys as a person follows it.
fn place_of(path: &[String]) -> String {
    path.join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cut_short_says_whose_it_was() {
        let file = "{\"phieu\": 1,\n\"unit\": {\"id\": \"x.1\", \"name\": \"Chi bộ Một\"},\n\"answers\": {\"U1";
        let unit = whose(file.as_bytes()).unwrap();
        assert_eq!((unit.id.as_str(), unit.name.text()), ("x.1", "Chi bộ Một"));
        for other in [
            "",
            "{\"unit\": 1}",
            "{\"unit\": {\"name\": \"Chi",
            "{\"unit\": {\"name\": \"\"}}",
            "unit",
        ] {
            assert_eq!(whose(other.as_bytes()), None, "{other}");
        }
    }
}
