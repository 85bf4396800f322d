//! What lies in a folder, and what of it is read.

use super::Stop;
use super::said::not_read;
use crate::file::LARGEST;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file in the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its path under the folder, with `/` between.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// Whether it is a file as such: no link, no device.
    pub regular: bool,
}

/// Below this size a file of any name is read whole: messengers rename what they pass on.
const SMALL: u64 = 1 << 20;
/// By so much of a large file of another name it is seen whether it can be a sheet.
const HEAD: u64 = 4096;

/// The files of a folder and of all folders in it, by path; without `not`, and without what an
/// operating system leaves in every folder.
///
/// # Errors
/// When a folder cannot be read.
pub fn list(folder: &Path, not: &[&Path]) -> Result<Vec<Found>, Stop> {
    let not: BTreeSet<PathBuf> =
        not.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut out = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, before)) = folders.pop() {
        // So that not every file's path need be followed.
        let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
        let entries = fs::read_dir(&folder).map_err(|error| not_read(&folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| not_read(&folder, &error))?;
            let (path, kind) = (entry.path(), entry.file_type());
            let kind = kind.map_err(|error| not_read(&path, &error))?;
            if is_clutter(&entry.file_name()) {
                continue;
            }
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            let is_not = || {
                let path = if kind.is_file() {
                    Ok(real.join(entry.file_name()))
                } else {
                    fs::canonicalize(&path)
                };
                path.is_ok_and(|path| not.contains(&path))
            };
            if kind.is_dir() {
                folders.push((path, name + "/"));
            } else if not.is_empty() || !is_not() {
                out.push(Found { name, path, regular: kind.is_file() });
            }
        }
    }
    out.sort();
    Ok(out)
}

fn is_clutter(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    // "~$Báo cáo.docx" is Word's mark that the document is open.
    name.starts_with('.')
        || name.starts_with("~$")
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

/// The bytes of a file; of a large one that cannot be a sheet, only the first.
///
/// # Errors
/// The system's.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return all(path);
    }
    let mut file = File::open(path)?;
    if file.metadata()?.len() <= SMALL {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head)?;
    if may_be_a_sheet(&head) { all(path) } else { Ok(cut_at_a_letter(head)) }
}

/// Whole, but of what is too large to be taken in only so much that this is seen.
fn all(path: &Path) -> io::Result<Vec<u8>> {
    let largest = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size <= largest {
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
        file.read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut bytes = Vec::new();
    file.take(largest.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn may_be_a_sheet(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let utf_16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    utf_16 || text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// So that half a letter at the end does not look like another coding.
fn cut_at_a_letter(mut head: Vec<u8>) -> Vec<u8> {
    if let Err(error) = std::str::from_utf8(&head)
        && error.error_len().is_none()
    {
        head.truncate(error.valid_up_to());
    }
    head
}

/// The text of a roster as Excel, Notepad or a person saved it.
///
/// # Errors
/// When it cannot be read, or is no Unicode.
pub fn text(path: &Path) -> Result<String, Stop> {
    let bytes = fs::read(path).map_err(|error| not_read(path, &error))?;
    let utf_16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|two| unit(*two)).collect();
        String::from_utf16(&units).ok()
    };
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        all => std::str::from_utf8(all).ok().map(str::to_owned),
    };
    text.filter(|text| !text.contains('\0')).ok_or_else(|| {
        let path = path.display();
        Stop::new(
            format!("{path} không phải văn bản Unicode. Trong Excel hãy lưu danh sách thành “Unicode Text” hoặc “CSV UTF-8”."),
            format!("{path} is no text in Unicode. In Excel, save the list as “Unicode Text” or “CSV UTF-8”."),
        )
    })
}
