//! Why a file was not opened, and what to do: one plain sentence of each, in both languages.

use crate::language::ui_words::{fill, words};
use crate::language::{Lang, Words};
use std::borrow::Cow;

/// Why a file was not opened. Nothing on the page changes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is in it.
    Empty,
    /// More than [`LARGEST`](super::LARGEST) bytes.
    TooLarge,
    /// A document of Word.
    Word,
    /// A workbook of Excel.
    Excel,
    /// A document of an old Office, or a mail of Outlook.
    OldOffice,
    /// A packed folder.
    Packed,
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// No text at all.
    Binary,
    /// A text in a coding other than Unicode.
    OtherEncoding,
    /// The page of this program itself.
    ThePage,
    /// Another web page, or a mail.
    WebPage,
    /// XML or another markup.
    Markup,
    /// A table as text (CSV).
    Table,
    /// Plain text.
    PlainText,
    /// It ends in the middle.
    CutShort,
    /// It begins like a sheet's file but is broken.
    Broken {
        /// The line, from 1.
        line: usize,
    },
    /// Values stand in values deeper than any file of ours has them.
    TooDeep,
    /// Something stands twice.
    Twice {
        /// Where: keys from the outermost on.
        place: String,
    },
    /// A number of more digits than fit.
    NumberTooLarge {
        /// Where.
        place: String,
    },
    /// A list of values.
    List,
    /// Another program's data.
    NotOurs,
    /// A description of a format.
    Schema,
    /// A map's data.
    Map,
    /// A form, not a filled sheet.
    FormFile,
    /// The archive of a collection: a consolidated sheet with the files received.
    Collection,
    /// A backup of all sheets.
    Backup,
    /// Not a backup, where one was asked for.
    NotABackup,
    /// A backup with a text for a place that is not ours to write.
    ForeignBackup {
        /// The key of the place.
        key: String,
    },
    /// Written by a newer program.
    NewerFormat {
        /// Its format.
        format: u32,
    },
    /// A format that this program has no step from.
    OlderFormat {
        /// Its format.
        format: u32,
    },
    /// Something that every file has is not there.
    Missing {
        /// In what; empty for the file itself.
        place: String,
        /// What.
        key: String,
    },
    /// Something is there that no file has.
    Unknown {
        /// Where.
        place: String,
    },
    /// A value of another shape than its place has.
    WrongShape {
        /// Where.
        place: String,
        /// What the reader said, for whoever mends the file.
        detail: String,
    },
    /// The form is not known and not inside.
    UnknownTemplate {
        /// Its id.
        id: String,
    },
    /// The form is known only in older versions.
    NewerTemplate {
        /// Its id.
        id: String,
        /// The version needed.
        version: String,
    },
    /// The form is known, but not in this version.
    OtherVersion {
        /// Its id.
        id: String,
        /// The version needed.
        version: String,
    },
    /// The form inside is another than the one the file names.
    OtherForm {
        /// The id of the form inside.
        id: String,
        /// The id that the file names.
        named: String,
    },
    /// The form inside does not hold together.
    BadForm {
        /// The first problem, for its author.
        detail: String,
    },
    /// An answer to an item that the form does not have.
    UnknownItem {
        /// The item.
        item: String,
    },
    /// An answer to a field that the item does not have.
    UnknownField {
        /// The item.
        item: String,
        /// The field.
        field: String,
    },
    /// An answer of another kind than is asked.
    OtherKind {
        /// The item.
        item: String,
        /// The field.
        field: String,
        /// The kind in the file.
        found: String,
    },
    /// A part of an answer that the question does not have.
    UnknownPart {
        /// The item.
        item: String,
        /// The field.
        field: String,
    },
    /// A kind or level of unit that the form does not have.
    UnknownCode {
        /// Where.
        place: String,
        /// The code.
        code: String,
    },
}

/// The sentences: lines of `name.language: text`, and `name.do: name` where what to do is said of more.
/// The page has them in a block that it unpacks when a file is first refused.
#[cfg(not(target_arch = "wasm32"))]
fn sentences() -> Cow<'static, str> {
    include_str!("refusals.txt").into()
}

#[cfg(target_arch = "wasm32")]
fn sentences() -> Cow<'static, str> {
    crate::language::later("refusals").unwrap_or_default().into()
}

impl Refusal {
    /// What is wrong and what to do, in plain sentences.
    pub fn words(&self) -> Words {
        let sentences = sentences();
        let line = |name: &str, of: &str| {
            let (_, text) = sentences
                .lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(place, _)| place.split_once('.') == Some((name, of)))?;
            Some(text)
        };
        let said = |lang: Lang| {
            let (name, values) = self.said(lang, |part| {
                let known = line(part, lang.code()).or_else(|| line("part_any", lang.code()));
                known.unwrap_or_default().to_owned()
            });
            // Where the page has lost the sentences, at least that much.
            let what = line(name, lang.code()).unwrap_or(words(lang).not_opened);
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            let next = self.who_mends().or_else(|| line(name, "do"));
            let next = next.and_then(|next| line(next, lang.code())).unwrap_or_default();
            format!("{} {next}", fill(what, &values)).trim_end().to_owned()
        };
        Words::new(said(Lang::Vi), said(Lang::En))
    }

    /// The name of its sentence, and what is filled in; `part` says what people call a part of a file.
    fn said(&self, lang: Lang, part: impl Fn(&str) -> String) -> (&'static str, Vec<String>) {
        let of = |values: &[&String]| values.iter().map(|value| (*value).clone()).collect();
        match self {
            Refusal::Empty => ("empty", vec![]),
            Refusal::TooLarge => ("too_large", vec![]),
            Refusal::Word => ("word", vec![]),
            Refusal::Excel => ("excel", vec![]),
            Refusal::OldOffice => ("old_office", vec![]),
            Refusal::Packed => ("packed", vec![]),
            Refusal::Pdf => ("pdf", vec![]),
            Refusal::Image => ("image", vec![]),
            Refusal::Binary => ("binary", vec![]),
            Refusal::OtherEncoding => ("other_encoding", vec![]),
            Refusal::ThePage => ("the_page", vec![]),
            Refusal::WebPage => ("web_page", vec![]),
            Refusal::Markup => ("markup", vec![]),
            Refusal::Table => ("table", vec![]),
            Refusal::PlainText => ("plain_text", vec![]),
            Refusal::CutShort => ("cut_short", vec![]),
            Refusal::Broken { line } => ("broken", vec![line.to_string()]),
            Refusal::TooDeep => ("too_deep", vec![]),
            Refusal::Twice { place } => ("twice", of(&[place])),
            Refusal::NumberTooLarge { place } => ("number_too_large", of(&[place])),
            Refusal::List => ("list", vec![]),
            Refusal::NotOurs => ("not_ours", vec![]),
            Refusal::Schema => ("schema", vec![]),
            Refusal::Map => ("map", vec![]),
            Refusal::FormFile => ("form_file", vec![]),
            Refusal::Collection => ("collection", vec![]),
            Refusal::Backup => ("backup", vec![words(lang).restore.to_owned()]),
            Refusal::NotABackup => ("not_a_backup", vec![words(lang).start_open.to_owned()]),
            Refusal::ForeignBackup { key } => ("foreign_backup", of(&[key])),
            Refusal::NewerFormat { format } => ("newer_format", vec![format.to_string()]),
            Refusal::OlderFormat { format } => ("older_format", vec![format.to_string()]),
            Refusal::Missing { place, key } => {
                let place = if place.is_empty() { String::new() } else { format!("{place} › ") };
                ("missing", vec![part(&format!("part_{key}")), place, key.clone()])
            }
            Refusal::Unknown { place } => ("unknown", of(&[place])),
            Refusal::WrongShape { place, detail } => ("wrong_shape", of(&[place, detail])),
            Refusal::UnknownTemplate { id } => ("unknown_template", of(&[id])),
            Refusal::NewerTemplate { id, version } => ("newer_template", of(&[id, version])),
            Refusal::OtherVersion { id, version } => ("other_version", of(&[id, version])),
            Refusal::OtherForm { id, named } => ("other_form", of(&[named, id])),
            Refusal::BadForm { detail } => ("bad_form", of(&[detail])),
            Refusal::UnknownItem { item } => ("unknown_item", of(&[item])),
            Refusal::UnknownField { item, field } => ("unknown_field", of(&[field, item])),
            Refusal::OtherKind { item, field, found } => ("other_kind", of(&[item, field, found])),
            Refusal::UnknownPart { item, field } => ("unknown_part", of(&[item, field])),
            Refusal::UnknownCode { place, code } => ("unknown_code", of(&[code, place])),
        }
    }

    /// What to do about a wrong place, by its name: the form inside is its author's.
    fn who_mends(&self) -> Option<&'static str> {
        let (Refusal::Missing { place, .. }
        | Refusal::Unknown { place }
        | Refusal::WrongShape { place, .. }) = self
        else {
            return None;
        };
        let of_form = place == "form" || place.starts_with("form › ");
        Some(if of_form { "do_author" } else { "do_undo" })
    }
}
