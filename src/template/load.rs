//! From template files to a template that holds together.

use super::{
    Appendix, Content, Field, Item, Level, NOTE, OutlinePart, Relation, STATUS, Section,
    StatusWordings, Template, UnitKind, Years, checks,
};
use crate::kinds::Spec;
use crate::kinds::parts::map;
use crate::language::Words;
use crate::shared::Arc;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The shared catalogue, from which templates take what they name by code and have not themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Catalogue {
    /// Kinds of unit.
    pub unit_kinds: Vec<UnitKind>,
    /// Levels of the organisation, lowest first.
    pub levels: Vec<Level>,
    /// Pages of the form that templates share.
    pub sections: Vec<Section>,
    /// The items.
    pub items: Vec<Arc<Item>>,
    /// Relations between answers; a template without any has those whose questions it asks.
    pub relations: Vec<Relation>,
    /// What reports share.
    pub report: SharedReport,
}

/// What the reports of templates share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SharedReport {
    /// What is said of an item by its status.
    pub status: StatusWordings,
    /// How many task groups are how far, for templates that say so without wordings of their own.
    pub groups: Vec<Words>,
    /// Parts, by their code.
    pub parts: Vec<OutlinePart>,
    /// The appendix; a template has the tables of what it asks.
    pub appendix: Vec<Appendix>,
}

/// What the list of templates shows of one, without reading the whole.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// The template's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The directive's full name.
    pub title: Words,
    /// Its short name.
    pub short: Words,
    /// A remark shown with it.
    #[serde(default)]
    pub note: Option<Words>,
    /// The years in which it was in use.
    pub years: Years,
}

impl Head {
    /// Of a whole template.
    pub fn of(template: &Template) -> Head {
        let Template { id, version, title, short, note, years, .. } = template;
        Head {
            id: id.clone(),
            version: version.clone(),
            title: title.clone(),
            short: short.clone(),
            note: note.clone(),
            years: *years,
        }
    }
}

/// Reads only what the list of templates shows.
///
/// # Errors
/// The JSON error as one problem.
pub fn head(template: &str) -> Result<Head, Vec<Problem>> {
    parse(template, "template")
}

/// Something that does not hold together in a template; for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a code, or a path of codes.
    pub place: String,
    /// What.
    pub what: String,
}

/// Reads a template and takes from the catalogue what it names and has not itself.
///
/// # Errors
/// The JSON error as one problem, or all that [`load`] finds.
pub fn assemble(template: &str, catalogue: &str) -> Result<Template, Vec<Problem>> {
    load(taken(template, catalogue)?)
}

/// As [`assemble`], for a form whose problems a test has looked for: looking again would cost every
/// opening of the page a tenth of its time.
///
/// # Errors
/// The JSON error as one problem.
pub fn assemble_tested(template: &str, catalogue: &str) -> Result<Template, Vec<Problem>> {
    taken(template, catalogue).map(completed)
}

pub(super) fn taken(template: &str, catalogue: &str) -> Result<Template, Vec<Problem>> {
    let mut template: Template = parse(template, "template")?;
    take(&mut template, parse(catalogue, "catalogue")?);
    Ok(template)
}

fn take(template: &mut Template, catalogue: Catalogue) {
    if template.unit_kinds.is_empty() {
        template.unit_kinds = catalogue.unit_kinds;
    }
    if template.levels.is_empty() {
        template.levels = catalogue.levels;
    }
    for section in template.sections.iter_mut().filter(|s| s.title == Words::default()) {
        if let Some(shared) = catalogue.sections.iter().find(|s| s.code == section.code) {
            let own = std::mem::take(&mut section.items);
            section.clone_from(shared);
            if !own.is_empty() {
                section.items = own;
            }
        }
    }
    for code in template.sections.iter().flat_map(|s| &s.items) {
        if template.items.iter().any(|item| item.code == *code) {
            continue;
        }
        if let Some(item) = catalogue.items.iter().find(|item| item.code == *code) {
            template.items.push(Arc::clone(item));
        }
    }
    let mut items: BTreeSet<String> = BTreeSet::new();
    items.extend(template.items.iter().map(|item| item.code.clone()));
    if template.relations.is_empty() {
        template.relations = catalogue.relations;
        template.relations.retain(|relation| {
            let mut sides = std::iter::once(&relation.left).chain(&relation.right);
            sides.all(|value| items.contains(&value.item))
        });
    }
    let report = &mut template.report;
    if report.status == StatusWordings::default() {
        report.status = catalogue.report.status;
    }
    for content in report.parts.iter_mut().flat_map(|part| &mut part.content) {
        match content {
            Content::Groups(wordings) if wordings.is_empty() => {
                wordings.clone_from(&catalogue.report.groups);
            }
            _ => {}
        }
    }
    for part in &mut report.parts {
        let Some(shared) = catalogue.report.parts.iter().find(|p| p.code == part.code) else {
            continue;
        };
        if part.title == Words::default() {
            part.title.clone_from(&shared.title);
        }
        if part.empty == Words::default() {
            part.empty.clone_from(&shared.empty);
        }
        if part.content.is_empty() {
            part.content.clone_from(&shared.content);
            for content in &mut part.content {
                if let Content::Items { items: named, .. } = content {
                    named.retain(|code| items.contains(code));
                }
            }
        }
    }
    if report.appendix.is_empty() {
        report.appendix = catalogue.report.appendix;
        for entry in &mut report.appendix {
            if let Appendix::Table { fields, .. } | Appendix::Chart { fields, .. } = entry {
                fields.retain(|field| items.contains(&field.item));
            }
        }
    }
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
pub fn load(template: Template) -> Result<Template, Vec<Problem>> {
    let template = completed(template);
    let problems = checks::all(&template);
    if problems.is_empty() { Ok(template) } else { Err(problems) }
}

pub(super) fn completed(mut template: Template) -> Template {
    for item in &mut template.items {
        complete(Arc::make_mut(item));
    }
    for section in template.sections.iter().filter(|s| s.group) {
        if !template.items.iter().any(|item| item.code == section.code) {
            let mut item = group_item(section);
            complete(&mut item);
            template.items.push(Arc::new(item));
        }
    }
    let items = template.items.iter().enumerate();
    template.positions = map(items.map(|(at, item)| (item.code.clone(), at)));
    template
}

fn complete(item: &mut Item) {
    let field = |code: &str, label: Words, hint: Option<Words>, kind: Spec| Field {
        code: code.to_owned(),
        label,
        hint,
        asks: Vec::new(),
        counts_itself: Vec::new(),
        standing: false,
        undone: false,
        kind,
    };
    if item.status && item.field(STATUS).is_none() {
        let label = Words::new("Tình hình", "Status");
        item.fields.insert(0, field(STATUS, label, None, Spec::of_status()));
    }
    if item.note && item.field(NOTE).is_none() {
        let label = Words::new("Nói thêm, nếu cần", "More, if needed");
        let hint = Words::new(
            "Viết thành câu; đoạn này in nguyên văn vào báo cáo.",
            "Write whole sentences; they are printed in the report as they are.",
        );
        item.fields.push(field(NOTE, label, Some(hint), Spec::of_note()));
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
