//! What units left open in their own files: what the page told them and they neither mended nor kept
//! with a reason. A sum takes such an answer in as well as it can, so the body that adds up asks back.

use crate::checks::{REMARK, REQUIRED};
use crate::file::{Library, Opened};
use crate::language::collect_words::words;
use crate::language::ui_words::fill;
use crate::language::{Lang, Words};
use crate::review;
use crate::template::Template;

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

/// So many of the questions that the report cannot do without are named.
const NAMED: usize = 5;

/// What one file leaves open, in the order of the form, and after that what it lacks, as one point:
/// else a nearly blank sheet looks like a full one. Remarks without an answer stand with the remarks.
pub fn left_open(file: &Opened, library: &Library) -> Vec<LeftOpen> {
    let template = library.completed(&file.template);
    let review = review::review(&template, &file.sheet);
    let all = review.findings(&template);
    // A task that the unit says it has not begun is answered; only its cause is not there.
    let open = all.iter().filter(|finding| {
        finding.kept.is_none() && finding.check != REQUIRED && finding.check != REMARK
    });
    let said = open.map(|finding| LeftOpen {
        sheet: file.sheet.id.clone(),
        item: finding.place.item().unwrap_or_default().to_owned(),
        words: finding.words.clone(),
    });
    let lacks = all.iter().filter(|f| f.kept.is_none() && f.check == REQUIRED);
    let lacks: Vec<Option<&str>> = lacks.map(|finding| finding.place.item()).collect();
    said.chain(lacking(&template, &file.sheet.id, &lacks)).collect()
}

fn lacking(template: &Template, sheet: &str, items: &[Option<&str>]) -> Option<LeftOpen> {
    let count = items.len().to_string();
    let words = |lang: Lang| {
        let w = words(lang);
        let titles = items.iter().filter_map(|item| template.item((*item)?));
        let mut titles: Vec<&str> = titles.map(|item| item.title.get(lang)).collect();
        titles.dedup();
        let rest = titles.len().saturating_sub(NAMED);
        titles.truncate(NAMED);
        let more = if rest > 0 { fill(w.and_more, &[&rest.to_string()]) } else { String::new() };
        fill(w.open_lacks, &[&count, &(titles.join("; ") + &more)])
    };
    (!items.is_empty()).then(|| LeftOpen {
        sheet: sheet.to_owned(),
        item: String::new(),
        words: Words::new(words(Lang::Vi), words(Lang::En)),
    })
}
