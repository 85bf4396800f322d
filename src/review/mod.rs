//! The live review of one sheet: how far it is, and what was noticed.
//!
//! Computed from (template, sheet) each time and never stored; [`update`] reviews again only the
//! item that changed, and gives what [`review`] would give.

use crate::checks::{self, Context, Finding, Gravity};
use crate::kinds::parts::map;
use crate::shared::Arc;
use crate::sheet::{ItemAnswer, Place, Sheet};
use crate::template::{Item, Template};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The review of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// By item.
    pub items: BTreeMap<String, Rc<ItemReview>>,
    /// Findings across items, about the unit and about the period.
    pub sheet: Vec<Finding>,
    /// By section, in the template's order.
    pub sections: Vec<SectionReview>,
}

/// The review of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemReview {
    /// Whether the unit is asked at all.
    pub asked: bool,
    /// Whether it has an answer.
    pub answered: bool,
    /// What was noticed in it.
    pub findings: Vec<Finding>,
}

/// How far a section is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionReview {
    /// The section's code.
    pub code: String,
    /// Items asked.
    pub asked: usize,
    /// Items answered.
    pub answered: usize,
    /// Findings not kept, without what is merely missing.
    pub findings: usize,
}

/// Reviews a whole sheet.
pub fn review(template: &Template, sheet: &Sheet) -> Review {
    let context = Context { template, sheet };
    let items = template.items.iter();
    let items = items.map(|item| (item.code.clone(), Rc::new(review_item(&context, item))));
    finish(&context, map(items))
}

/// Reviews a sheet again after one item changed.
pub fn update(before: &Review, template: &Template, sheet: &Sheet, item: &str) -> Review {
    let context = Context { template, sheet };
    let mut items = before.items.clone();
    if let Some(item) = template.item(item) {
        items.insert(item.code.clone(), Rc::new(review_item(&context, item)));
    }
    finish(&context, items)
}

fn review_item(context: &Context, item: &Item) -> ItemReview {
    let nothing = ItemAnswer::default();
    let answers = context.sheet.items.get(&item.code).map_or(&nothing, |rc| rc);
    ItemReview {
        asked: context.sheet.is_asked(item),
        answered: answers.answers(item),
        findings: checks::of_item(context, item, answers),
    }
}

fn finish(context: &Context, items: BTreeMap<String, Rc<ItemReview>>) -> Review {
    let sheet = checks::of_sheet(context);
    let across: Vec<&str> = sheet
        .iter()
        .filter(|finding| counts(finding))
        .filter_map(|finding| finding.place.item())
        .collect();
    let sections = context
        .template
        .sections
        .iter()
        .map(|section| {
            let mut out = SectionReview { code: section.code.clone(), ..SectionReview::default() };
            for item in context.template.items_of(section) {
                out.findings += across.iter().filter(|code| **code == item.code).count();
                let Some(review) = items.get(&item.code).filter(|r| r.asked) else { continue };
                out.asked += 1;
                out.answered += usize::from(review.answered);
                out.findings += review.findings.iter().filter(|f| counts(f)).count();
            }
            out
        })
        .collect();
    Review { items, sheet, sections }
}

/// Whether a finding calls for a look: not kept, and not merely missing.
fn counts(finding: &Finding) -> bool {
    finding.kept.is_none() && finding.gravity != Gravity::Missing
}

impl Review {
    /// All findings in the order of the form: the unit first, then section by section.
    pub fn findings<'a>(&'a self, template: &'a Template) -> Vec<&'a Finding> {
        let mut out: Vec<&Finding> =
            self.sheet.iter().filter(|f| matches!(f.place, Place::Head(_))).collect();
        for section in &template.sections {
            for item in template.items_of(section) {
                if let Some(review) = self.items.get(&item.code).filter(|r| r.asked) {
                    out.extend(&review.findings);
                }
                let here = |f: &&Finding| f.place.item() == Some(item.code.as_str());
                out.extend(self.sheet.iter().filter(here));
            }
        }
        out.extend(self.sheet.iter().filter(|f| matches!(f.place, Place::Sentence(_))));
        out
    }

    /// How many findings call for a look, without making the list of them.
    pub fn to_see(&self) -> usize {
        let elsewhere = |f: &&Finding| f.place.item().is_none();
        let elsewhere = self.sheet.iter().filter(elsewhere).filter(|f| counts(f)).count();
        self.sections.iter().map(|section| section.findings).sum::<usize>() + elsewhere
    }

    /// How many things that the report cannot do without are not there.
    pub fn missing(&self) -> usize {
        let of_items = self.items.values().filter(|item| item.asked).flat_map(|i| &i.findings);
        let missing = |f: &&Finding| f.kept.is_none() && f.gravity == Gravity::Missing;
        of_items.chain(&self.sheet).filter(missing).count()
    }

    /// Items answered and items asked, over all sections.
    pub fn progress(&self) -> (usize, usize) {
        self.sections.iter().fold((0, 0), |(a, b), s| (a + s.answered, b + s.asked))
    }

    /// The next item without an answer after `item` in the order of the form, from the start again
    /// if there is none behind it.
    pub fn next_open<'a>(&self, template: &'a Template, after: Option<&str>) -> Option<&'a Item> {
        let all: Vec<&Arc<Item>> =
            template.sections.iter().flat_map(|s| template.items_of(s)).collect();
        let start =
            after.and_then(|code| all.iter().position(|i| i.code == code)).map_or(0, |at| at + 1);
        let open = |item: &&&Arc<Item>| {
            self.items.get(&item.code).is_some_and(|review| review.asked && !review.answered)
        };
        let (before, behind) = all.split_at(start.min(all.len()));
        behind.iter().find(open).or_else(|| before.iter().find(open)).map(|item| &***item)
    }

    /// The findings that the unit kept with a reason, in the order in which the report has them.
    pub fn kept<'a>(&'a self, template: &'a Template) -> Vec<&'a Finding> {
        let mut out = self.findings(template);
        out.retain(|finding| finding.kept.is_some());
        out
    }
}
