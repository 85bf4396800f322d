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
    /// The units that the line is let go of, if it is kept: those that have none of its words.
    gone: Vec<String>,
    /// The words that the line is no longer held to, if it is kept.
    unsaid: Vec<String>,
    /// All words of units that the line was made of.
    taken: Vec<String>,
}

/// What else there is of the line, beside the words that were taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Besides {
    /// Nothing: it is of nobody else.
    Nothing,
    /// Others have the same words.
    Same,
    /// Other words, of these units.
    Other(String),
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
        let gone: Vec<String> = from.iter().copied().filter(is_gone).map(str::to_owned).collect();
        // Words of a unit that was not read may be among them.
        let all_read = from.iter().all(|unit| is_read(unit));
        let is_unsaid = |words: &&String| all_read && !from.iter().any(|unit| says(unit, words));
        let unsaid: Vec<String> = said.taken.iter().filter(is_unsaid).cloned().collect();
        if gone.is_empty() && unsaid.is_empty() {
            continue;
        }
        let shown = if unsaid.is_empty() { &said.taken } else { &unsaid };
        // Of words that nobody has any more it is not known whose they were, where all have others.
        let all = || from.iter().map(|name| (*name).to_owned()).collect();
        out.push(TakenBack {
            item: item.to_owned(),
            field: field.to_owned(),
            line: said.line.clone(),
            words: shown.join("” · “"),
            units: if gone.is_empty() { all() } else { gone.clone() },
            gone,
            unsaid,
            taken: said.taken.clone(),
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
                && self.unsaid.iter().all(|words| said.taken.contains(words))
        };
        self.own(sheet).as_ref().is_some_and(is_of)
    }

    /// What stands on the own line now.
    pub fn text(&self, sheet: &Sheet) -> String {
        self.own(sheet).map(|said| said.text).unwrap_or_default()
    }

    /// What else the line is made of now: what units say today may have been merged into it since.
    pub fn besides(&self, sheet: &Sheet) -> Besides {
        let Some(said) = self.own(sheet) else { return Besides::Nothing };
        let others = said.from.split("; ").filter(|name| !self.gone.iter().any(|g| g == name));
        let others = others.collect::<Vec<_>>().join("; ");
        let has_more = said.taken.iter().any(|words| !self.taken.contains(words));
        match (others.is_empty(), has_more) {
            (true, false) => Besides::Nothing,
            (true, true) => Besides::Other(said.from),
            (false, _) if self.unsaid.is_empty() => Besides::Same,
            (false, _) => Besides::Other(others),
        }
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
        let cells = spec.kind.let_go(&answer.own, &self.line, &self.gone, &self.unsaid);
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
