//! Many files in one: a ZIP archive, which every computer opens without a program of ours.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most that one file in an archive may unpack to, in bytes: an archive of a few thousand bytes
/// can claim to hold more than any memory does.
const LARGEST: u64 = 64 << 20;

/// An archive that is being made.
pub struct Packer {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    names: std::collections::BTreeSet<String>,
}

impl Default for Packer {
    fn default() -> Packer {
        Packer { writer: ZipWriter::new(Cursor::new(Vec::new())), names: Default::default() }
    }
}

impl Packer {
    /// Adds a file; a name that stands there already gets a number before it. False where the
    /// archive takes no more.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> bool {
        let mut unused = name.to_owned();
        let mut n = 2;
        while !self.names.insert(unused.to_lowercase()) {
            unused = match name.rsplit_once('/') {
                Some((folder, file)) => format!("{folder}/{n}_{file}"),
                None => format!("{n}_{name}"),
            };
            n += 1;
        }
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(1));
        self.writer.start_file(unused, options).is_ok() && self.writer.write_all(bytes).is_ok()
    }

    /// The archive's bytes; none where it could not be made.
    pub fn finish(self) -> Option<Vec<u8>> {
        self.writer.finish().ok().map(Cursor::into_inner)
    }
}

/// An archive that was opened.
pub struct Archive<'a> {
    files: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens an archive; none for what is none, or is damaged.
    pub fn open(bytes: &'a [u8]) -> Option<Archive<'a>> {
        ZipArchive::new(Cursor::new(bytes)).ok().map(|files| Archive { files })
    }

    /// How many entries it has, folders too.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.files.len() == 0
    }

    /// The name and the bytes of an entry. None for a folder; no bytes for a file that is damaged,
    /// locked with a password, or too large.
    pub fn file(&mut self, at: usize) -> Option<(String, Option<Vec<u8>>)> {
        // A locked file has a name all the same.
        let name = self.files.name_for_index(at)?.ok()?.into_owned();
        let Ok(entry) = self.files.by_index(at) else { return Some((name, None)) };
        if entry.is_dir() {
            return None;
        }
        let mut bytes = Vec::new();
        let read = entry.take(LARGEST + 1).read_to_end(&mut bytes);
        let whole = read.is_ok() && bytes.len() as u64 <= LARGEST;
        Some((name, whole.then_some(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_comes_out() {
        let mut packer = Packer::default();
        assert!(packer.add("nhan/Chi bộ 1.phieu.json", b"{}"));
        assert!(packer.add("nhan/chi bộ 1.phieu.json", "đ".repeat(4000).as_bytes()));
        let bytes = packer.finish().unwrap();
        let mut archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.len(), 2);
        assert_eq!(
            archive.file(0),
            Some(("nhan/Chi bộ 1.phieu.json".to_owned(), Some(b"{}".to_vec())))
        );
        // The same name in other letters would be the same file on Windows.
        let (name, second) = archive.file(1).unwrap();
        assert_eq!((name.as_str(), second.unwrap().len()), ("nhan/2_chi bộ 1.phieu.json", 8000));
        assert!(Archive::open(&bytes[..bytes.len() - 9]).is_none());
        assert!(Archive::open(b"PK\x03\x04").is_none());
    }
}
