//! What units left open in their own files: what the page told them and they neither mended nor kept
//! with a reason. A sum takes such an answer in as well as it can, so the body that adds up asks back.

use crate::checks::{Gravity, REMARK};
use crate::file::{Library, Opened};
use crate::language::Words;
use crate::review;

/// One point that a unit left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOpen {
    /// The unit's sheet.
    pub sheet: String,
    /// The item that it is about; "" where it is about the unit or the period.
    pub item: String,
    /// What was found, without the advice to the unit.
    pub words: Words,
}

/// What one file leaves open, in the order of the form. What is merely missing is the unit's choice,
/// and remarks without an answer stand with the remarks.
pub fn left_open(file: &Opened, library: &Library) -> Vec<LeftOpen> {
    let template = library.completed(&file.template);
    let review = review::review(&template, &file.sheet);
    let all = review.findings(&template).into_iter();
    let open = all.filter(|finding| {
        finding.kept.is_none() && finding.gravity != Gravity::Missing && finding.check != REMARK
    });
    let said = open.map(|finding| LeftOpen {
        sheet: file.sheet.id.clone(),
        item: finding.place.item().unwrap_or_default().to_owned(),
        words: finding.words.clone(),
    });
    said.collect()
}
