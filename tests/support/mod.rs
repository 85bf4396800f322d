//! Sheets for tests: filled ones from entries that can be read and mended by hand.
//!
//! An entry is lines such as `E1.models level/province = 03`, read in order:
//! `ITEM.FIELD CELL = text`, `head.FIELD = text`, `keep CHECK@PLACE = reason`,
//! `words SENTENCE = the unit's own words`; `\n` is a line break, `#` begins a remark. Lines of a
//! table, documents and points are added as they are named (`r2`, `d1`, `p3`, `c1`).

#![allow(clippy::unwrap_used, clippy::panic, dead_code, reason = "test code")]

pub mod fixture;
pub mod renamed;

use phieu::kinds::{Cell, LineEdit};
use phieu::language::Lang;
use phieu::output;
use phieu::report::report;
use phieu::review::review;
use phieu::sheet::{Edit, HeadField, Kept, OwnWords, Sheet, apply};
use phieu::template::{CATALOGUE, FORMS, Template, assemble};
use phieu::wording;

/// The form of an id.
pub fn form(id: &str) -> Template {
    let text = FORMS.iter().find(|form| form.name == id).and_then(|form| form.text);
    assemble(text.unwrap_or_else(|| panic!("no form {id}")), CATALOGUE).unwrap()
}

/// The form of Directive 05.
pub fn directive_05() -> Template {
    form("ct05")
}

/// A line of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A field about the unit, the period or the letterhead.
    Head(HeadField, String),
    /// A cell of an answer.
    Cell {
        /// The item.
        item: String,
        /// The field.
        field: String,
        /// The cell's path.
        cell: String,
        /// What is typed.
        text: String,
    },
    /// A finding kept with a reason.
    Keep(String, String),
    /// The unit's own words for a sentence.
    Words(String, String),
}

/// The lines of an entry.
pub fn lines(entry: &str) -> Vec<Line> {
    let filled = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    entry.lines().filter(filled).map(line).collect()
}

fn line(line: &str) -> Line {
    let (place, text) = line.split_once(" = ").unwrap_or_else(|| panic!("no text in {line:?}"));
    let text = text.replace("\\n", "\n");
    let (first, second) = place.split_once(' ').unwrap_or((place, ""));
    match (first, first.split_once('.')) {
        ("keep", _) => Line::Keep(second.to_owned(), text),
        ("words", _) => Line::Words(second.to_owned(), text),
        (_, Some(("head", field))) => {
            let known = HeadField::ALL.into_iter().find(|f| f.code() == field);
            Line::Head(known.unwrap_or_else(|| panic!("no such field: {line:?}")), text)
        }
        (_, Some((item, field))) => Line::Cell {
            item: item.to_owned(),
            field: field.to_owned(),
            cell: second.to_owned(),
            text,
        },
        _ => panic!("not a place: {line:?}"),
    }
}

/// The sheet that an entry makes. What names nothing of the template is an error of the entry.
pub fn sheet(id: &str, template: &Template, lines: &[Line]) -> Sheet {
    lines
        .iter()
        .fold(Sheet::blank(id.to_owned(), template), |sheet, line| enter(&sheet, template, line))
}

/// The sheet after one more line.
pub fn enter(sheet: &Sheet, template: &Template, line: &Line) -> Sheet {
    match line {
        Line::Head(field, text) => apply(sheet, template, &Edit::Head(*field, text.clone())),
        Line::Cell { item, field, cell, text } => {
            let sheet = with_line(sheet, template, item, field, cell);
            let edit = Edit::Cell {
                item: item.clone(),
                field: field.clone(),
                cell: Cell::new(cell.as_str()),
                text: text.clone(),
            };
            let after = apply(&sheet, template, &edit);
            assert!(after != sheet, "{item}.{field} {cell} = {text} changes nothing");
            after
        }
        Line::Keep(key, reason) => {
            let review = review(template, sheet);
            let found = review.findings(template).into_iter().find(|f| f.key() == *key);
            let seen = found.unwrap_or_else(|| panic!("{key} is not found")).seen.clone();
            let kept = Kept { reason: reason.clone(), seen };
            apply(sheet, template, &Edit::Keep { key: key.clone(), kept })
        }
        Line::Words(key, text) => {
            let made = wording::made(template, sheet, key, Lang::Vi);
            let instead_of = made.unwrap_or_else(|| panic!("{key} is not said"));
            let words = OwnWords { text: text.clone(), instead_of };
            apply(sheet, template, &Edit::OwnWords { key: key.clone(), words })
        }
    }
}

/// The sheet with as many lines in a field as a cell of it needs.
fn with_line(sheet: &Sheet, template: &Template, item: &str, field: &str, cell: &str) -> Sheet {
    let line = cell.split('/').next().unwrap_or_default();
    let list = match line.split_at_checked(1) {
        Some(("c", n)) if is_number(n) => "causes",
        Some(("d" | "r" | "p", n)) if is_number(n) => "",
        _ => return sheet.clone(),
    };
    let has = |sheet: &Sheet| {
        let spec = template.item(item).and_then(|i| i.field(field));
        let answer = sheet.field(item, field);
        let cells = spec.zip(answer).map(|(s, a)| s.kind.cells(&a.own)).unwrap_or_default();
        cells.iter().any(|c| c.split().0 == line)
    };
    let mut sheet = sheet.clone();
    for _ in 0..20 {
        if has(&sheet) {
            return sheet;
        }
        let edit = LineEdit::Add { list: list.to_owned() };
        let edit = Edit::Line { item: item.to_owned(), field: field.to_owned(), edit };
        sheet = apply(&sheet, template, &edit);
    }
    panic!("{item}.{field} gets no line {line}")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// The report of a sheet as plain text.
pub fn paper(template: &Template, sheet: &Sheet, lang: Lang) -> String {
    let review = review(template, sheet);
    output::text(&report(template, sheet, &review, lang, None))
}
