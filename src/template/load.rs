//! From template files to a template that holds together.

use super::{Field, Item, NOTE, STATUS, Section, Template, checks};
use crate::kinds::parts::map;
use crate::kinds::{Spec, status, text};
use crate::language::Words;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The shared catalogue of items, from which templates take theirs by code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The items.
    pub items: Vec<Rc<Item>>,
}

/// Something that does not hold together in a template; for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a code, or a path of codes.
    pub place: String,
    /// What.
    pub what: String,
}

/// Reads a template and takes the items it names from the catalogue.
///
/// # Errors
/// The JSON error as one problem, or all that [`load`] finds.
pub fn assemble(template: &str, catalogue: &str) -> Result<Template, Vec<Problem>> {
    let mut template: Template = parse(template, "template")?;
    let catalogue: Catalogue = parse(catalogue, "catalogue")?;
    for code in template.sections.iter().flat_map(|s| &s.items) {
        if template.items.iter().any(|item| item.code == *code) {
            continue;
        }
        if let Some(item) = catalogue.items.iter().find(|item| item.code == *code) {
            template.items.push(Rc::clone(item));
        }
    }
    load(template)
}

fn parse<T: for<'de> Deserialize<'de>>(json: &str, place: &str) -> Result<T, Vec<Problem>> {
    crate::json::read(json).map_err(|e| {
        let place = std::iter::once(place).chain(e.path.iter().map(String::as_str));
        vec![Problem { place: place.collect::<Vec<_>>().join("/"), what: e.message }]
    })
}

/// Checks a template and completes it: every item gets its status and note, every task group an
/// item of its own for its status. Loading a loaded template changes nothing.
///
/// # Errors
/// All problems found, never only the first.
pub fn load(mut template: Template) -> Result<Template, Vec<Problem>> {
    for item in &mut template.items {
        complete(Rc::make_mut(item));
    }
    for section in template.sections.iter().filter(|s| s.group) {
        if !template.items.iter().any(|item| item.code == section.code) {
            let mut item = group_item(section);
            complete(&mut item);
            template.items.push(Rc::new(item));
        }
    }
    let items = template.items.iter().enumerate();
    template.positions = map(items.map(|(at, item)| (item.code.clone(), at)));
    let problems = checks::all(&template);
    if problems.is_empty() { Ok(template) } else { Err(problems) }
}

fn complete(item: &mut Item) {
    if item.status && item.field(STATUS).is_none() {
        let label = Words::new("Tình hình", "Status");
        let kind = Spec::Status(status::Spec {});
        item.fields.insert(0, Field { code: STATUS.to_owned(), label, hint: None, kind });
    }
    if item.note && item.field(NOTE).is_none() {
        let label = Words::new("Nói thêm, nếu cần", "More, if needed");
        let hint = Words::new(
            "Viết thành câu; đoạn này in nguyên văn vào báo cáo.",
            "Write whole sentences; they are printed in the report as they are.",
        );
        let kind = Spec::Text(text::Spec { long: true });
        item.fields.push(Field { code: NOTE.to_owned(), label, hint: Some(hint), kind });
    }
}

/// The item that holds a task group's own status.
fn group_item(section: &Section) -> Item {
    Item {
        code: section.code.clone(),
        title: section.title.clone(),
        topic: Words::new(
            format!("nhóm nhiệm vụ “{}”", section.title.vi),
            format!("the task group “{}”", section.title.en),
        ),
        why: section.why.clone(),
        example: Words::default(),
        required: true,
        status: true,
        note: false,
        asks: Vec::new(),
        fields: Vec::new(),
        sentences: Vec::new(),
    }
}
