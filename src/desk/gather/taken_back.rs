//! Points of the own text that were taken from units whose newest files say so no more.

use super::UnitText;
use crate::kinds::{LineEdit, Said};
use crate::language::name_key;
use crate::sheet::{Edit, Place, Sheet};
use crate::template::Template;
use std::collections::BTreeSet;

/// A point taken from units of which some, or all, do not have its words any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// The own line that has the words, or what was made of them.
    pub line: String,
    /// The words that nobody has any more, as they were written; those of the line, where others still
    /// have them.
    pub words: String,
    /// The units that do not have them, by their names.
    pub units: Vec<String>,
    /// What stands on the own line.
    pub text: String,
    /// Whether no unit is left that the line is of.
    pub alone: bool,
    /// The words that the line is no longer held to, if it is kept.
    unsaid: Vec<String>,
}

/// The own lines with words of units, each with its question.
fn taken<'a>(
    template: &'a Template,
    sheet: &'a Sheet,
) -> impl Iterator<Item = (&'a str, &'a str, Said)> {
    template.items.iter().flat_map(move |item| {
        item.fields.iter().flat_map(move |field| {
            let own = sheet.field(&item.code, &field.code).map(|answer| answer.own.texts());
            let lines = own.into_iter().flatten().filter(|said| !said.taken.is_empty());
            lines.map(move |said| (item.code.as_str(), field.code.as_str(), said))
        })
    })
}

/// The units, by the keys of their names, of which the own text has words.
pub fn sources(template: &Template, sheet: &Sheet) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (_, _, said) in taken(template, sheet) {
        out.extend(said.from.split("; ").map(name_key));
    }
    out
}

/// What was taken over of units that no longer say it. `read` are the units, by the keys of their names, of
/// whose files `texts` are all the words, each with its one unit: nothing is known of others.
pub fn taken_back(
    template: &Template,
    sheet: &Sheet,
    texts: &[UnitText],
    read: &BTreeSet<String>,
) -> Vec<TakenBack> {
    let mut out = Vec::new();
    for (item, field, said) in taken(template, sheet) {
        let here = |text: &&UnitText| {
            text.item == item && text.field == field && text.cause == said.cause && !text.listed
        };
        let is_one_of = |text: &UnitText, words: &[String]| {
            words.iter().any(|words| name_key(words) == name_key(&text.text))
        };
        let says = |unit: &str| {
            let mut of = texts.iter().filter(here).filter(|text| is_one_of(text, &said.taken));
            of.any(|text| text.units.iter().any(|name| name_key(name) == unit))
        };
        let is_gone = |unit: &&str| {
            let key = name_key(unit);
            read.contains(&key) && !says(&key)
        };
        let units: Vec<String> = said.from.split("; ").filter(is_gone).map(str::to_owned).collect();
        if units.is_empty() {
            continue;
        }
        let alone = units.len() == said.from.split("; ").count();
        // Words of a unit that was not read may be among them.
        let all_read = said.from.split("; ").all(|unit| read.contains(&name_key(unit)));
        let unsaid: Vec<String> = said
            .taken
            .iter()
            .filter(|words| {
                all_read
                    && !texts.iter().filter(here).any(|t| is_one_of(t, std::slice::from_ref(words)))
            })
            .cloned()
            .collect();
        let shown = if unsaid.is_empty() { &said.taken } else { &unsaid };
        out.push(TakenBack {
            item: item.to_owned(),
            field: field.to_owned(),
            line: said.line.clone(),
            words: shown.join("” · “"),
            units,
            text: said.text.clone(),
            alone,
            unsaid,
        });
    }
    out
}

impl TakenBack {
    /// Whether it is still so: the line may be gone meanwhile, or have been decided about.
    pub fn stands(&self, sheet: &Sheet) -> bool {
        let is_of = |said: &Said| {
            let names: Vec<&str> = said.from.split("; ").collect();
            self.units.iter().all(|unit| names.contains(&unit.as_str()))
        };
        self.own(sheet).as_ref().is_some_and(is_of)
    }

    /// The own line.
    fn own(&self, sheet: &Sheet) -> Option<Said> {
        let answer = sheet.field(&self.item, &self.field)?;
        answer.own.texts().into_iter().find(|said| said.line == self.line)
    }

    /// Where the line is written.
    pub fn place(&self, template: &Template, sheet: &Sheet) -> Option<Place> {
        let spec = template.item(&self.item)?.field(&self.field)?;
        let own = &sheet.field(&self.item, &self.field)?.own;
        let cell = spec.kind.cells(own).into_iter().find(|cell| cell.split().0 == self.line)?;
        Some(Place::answer(&self.item, &self.field, cell))
    }

    /// The changes by which the line stays, and is those units' no more.
    pub fn keep(&self, template: &Template, sheet: &Sheet) -> Vec<Edit> {
        let spec = template.item(&self.item).and_then(|item| item.field(&self.field));
        let answer = sheet.field(&self.item, &self.field);
        let (Some(spec), Some(answer)) = (spec, answer) else { return Vec::new() };
        let cells = spec.kind.let_go(&answer.own, &self.line, &self.units, &self.unsaid);
        let edit = |(cell, text)| {
            let (item, field) = (self.item.clone(), self.field.clone());
            Edit::Cell { item, field, cell, text }
        };
        cells.into_iter().map(edit).collect()
    }

    /// The change by which the line goes.
    pub fn leave_out(&self) -> Edit {
        let (item, field) = (self.item.clone(), self.field.clone());
        Edit::Line { item, field, edit: LineEdit::Remove { line: self.line.clone() } }
    }
}
