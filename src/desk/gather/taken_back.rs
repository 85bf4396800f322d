//! Points of the own text that were taken from units whose newest files say so no more.

use super::UnitText;
use crate::kinds::{LineEdit, Said};
use crate::language::name_key;
use crate::sheet::{Edit, Place, Sheet};
use crate::template::Template;
use std::collections::BTreeSet;

/// A point taken from units of which none has these words any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// The own line that has the words, or what was made of them.
    pub line: String,
    /// The words, as the units wrote them.
    pub words: String,
    /// The units.
    pub units: String,
    /// What stands on the own line.
    pub text: String,
    /// Whether these are the only words that the line was made of.
    pub alone: bool,
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

/// The keys of the names in a list of units.
fn keys(names: &str) -> impl Iterator<Item = String> {
    names.split("; ").map(name_key)
}

/// The units, by the keys of their names, of which the own text has words.
pub fn sources(template: &Template, sheet: &Sheet) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (_, _, said) in taken(template, sheet) {
        out.extend(keys(&said.from));
    }
    out
}

/// What was taken over of units and is said by none of them any more. `read` are the units, by the
/// keys of their names, of whose files `texts` are all the words: nothing is known of others, and a
/// line that has words of one of those as well is left alone.
pub fn taken_back(
    template: &Template,
    sheet: &Sheet,
    texts: &[UnitText],
    read: &BTreeSet<String>,
) -> Vec<TakenBack> {
    let mut out = Vec::new();
    for (item, field, said) in taken(template, sheet) {
        if !keys(&said.from).all(|unit| read.contains(&unit)) {
            continue;
        }
        let here = texts.iter().filter(|text| {
            text.item == item && text.field == field && text.cause == said.cause && !text.listed
        });
        let here: BTreeSet<String> = here.map(|text| name_key(&text.text)).collect();
        for words in said.taken.iter().filter(|words| !here.contains(&name_key(words))) {
            out.push(TakenBack {
                item: item.to_owned(),
                field: field.to_owned(),
                line: said.line.clone(),
                words: words.clone(),
                units: said.from.clone(),
                text: said.text.clone(),
                alone: said.taken.len() == 1,
            });
        }
    }
    out
}

impl TakenBack {
    /// Whether it is still so: the line may be gone meanwhile, or have been decided about.
    pub fn stands(&self, sheet: &Sheet) -> bool {
        self.own(sheet).is_some_and(|said| said.taken.contains(&self.words))
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

    /// The change by which the line stays, though no unit says so.
    pub fn keep(&self, template: &Template, sheet: &Sheet) -> Option<Edit> {
        let (item, field) = (self.item.clone(), self.field.clone());
        let spec = template.item(&item)?.field(&field)?;
        let own = &sheet.field(&item, &field)?.own;
        let (cell, text) = spec.kind.let_go(own, &self.line, &self.words)?;
        Some(Edit::Cell { item, field, cell, text })
    }

    /// The change by which the line goes.
    pub fn leave_out(&self) -> Edit {
        let (item, field) = (self.item.clone(), self.field.clone());
        Edit::Line { item, field, edit: LineEdit::Remove { line: self.line.clone() } }
    }
}
