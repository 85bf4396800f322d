//! Points of the own text that were taken from units whose newest files say so no more.

use super::UnitText;
use crate::kinds::{LineEdit, Said};
use crate::language::name_key;
use crate::sheet::{Edit, Place, Sheet};
use crate::template::Template;
use std::collections::{BTreeMap, BTreeSet};

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
    let sources = sources(template, sheet);
    // What each of those units says. One unit's texts stand together.
    let mut of: BTreeMap<String, Vec<&UnitText>> = BTreeMap::new();
    for all in texts.chunk_by(|a, b| a.units == b.units) {
        for unit in all.first().into_iter().flat_map(|text| &text.units) {
            let key = name_key(unit);
            if sources.contains(&key) {
                of.entry(key).or_default().extend(all);
            }
        }
    }
    let mut out = Vec::new();
    for (item, field, said) in taken(template, sheet) {
        let says = |unit: &str, words: &String| {
            let words = name_key(words);
            of.get(&name_key(unit)).into_iter().flatten().any(|text| {
                let here = text.item == item && text.field == field && text.cause == said.cause;
                here && !text.listed && name_key(&text.text) == words
            })
        };
        let is_read = |unit: &str| read.contains(&name_key(unit));
        let is_gone =
            |unit: &&str| is_read(unit) && !said.taken.iter().any(|words| says(unit, words));
        let from: Vec<&str> = said.from.split("; ").collect();
        let units: Vec<String> = from.iter().copied().filter(is_gone).map(str::to_owned).collect();
        if units.is_empty() {
            continue;
        }
        // Words of a unit that was not read may be among them.
        let all_read = from.iter().all(|unit| is_read(unit));
        let is_unsaid = |words: &&String| all_read && !from.iter().any(|unit| says(unit, words));
        let unsaid: Vec<String> = said.taken.iter().filter(is_unsaid).cloned().collect();
        let shown = if unsaid.is_empty() { &said.taken } else { &unsaid };
        out.push(TakenBack {
            item: item.to_owned(),
            field: field.to_owned(),
            line: said.line.clone(),
            words: shown.join("” · “"),
            alone: units.len() == from.len(),
            units,
            text: said.text.clone(),
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
