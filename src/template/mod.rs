//! Template (*mẫu phiếu*): what is asked, in which words and order, for one directive. Data; no
//! wording of a task is in the code.
//!
//! *Invariant:* a template that [`load`] accepted holds together: every code it names exists,
//! every slot of a sentence belongs to a question, both languages are there.

#[cfg(not(target_arch = "wasm32"))]
mod authored;
mod builtin;
mod checks;
mod load;
#[cfg(not(target_arch = "wasm32"))]
mod shape;

#[cfg(not(target_arch = "wasm32"))]
pub use authored::{advice, authored};
pub use builtin::{BuiltIn, LATER_CATALOGUE, PAGE_CATALOGUE, PAGE_FORMS};
#[cfg(not(target_arch = "wasm32"))]
pub use builtin::{CATALOGUE, FORMS};
pub use load::{Catalogue, Head, Problem, SharedReport, assemble, assemble_tested, head, load};

use crate::block::Style;
use crate::json::Raw;
use crate::kinds::{Spec, State, Total};
use crate::language::{Date, Lang, Words, name_key};
use crate::number::{Decimal, Known};
use crate::shared::Arc;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The format of template files that this program writes and reads.
pub const FORMAT: u32 = 1;

/// A template with all its items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The format of this file: 1.
    pub format: u32,
    /// The template's id: "ct05".
    pub id: String,
    /// Its version; a changed template gets a new one.
    pub version: String,
    /// The directive's full name.
    pub title: Words,
    /// Its short name: "Chỉ thị 05".
    pub short: Words,
    /// A remark shown with the template, such as that its wording is unverified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// The documents that the work rests on.
    pub documents: Vec<Basis>,
    /// The years in which it was in use; the last may be open.
    pub years: Years,
    /// The topics of study that came from above for all, each with its years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// Kinds of unit that may fill it; a template file that has none takes the catalogue's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unit_kinds: Vec<UnitKind>,
    /// Levels of the organisation, lowest first; a template file that has none takes the
    /// catalogue's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The pages of the form; of a section that has only its code, a template file takes the rest
    /// from the catalogue.
    pub sections: Vec<Section>,
    /// The items; a template file may leave out those of the shared catalogue.
    #[serde(default)]
    pub items: Vec<Arc<Item>>,
    /// Relations between answers; a template file that has none takes those of
    /// the catalogue whose questions it asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// How a unit gives itself points; most forms define none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scoring: Option<Scoring>,
    /// The report.
    pub report: Outline,
    /// How the file that brought it has it; none for a form of the program's own.
    #[serde(skip)]
    carried: Carried,
    /// Where each item stands in `items`; made by loading.
    #[serde(skip)]
    positions: BTreeMap<String, usize>,
}

/// A document that the work rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Number and symbol: "05-CT/TW".
    pub number: String,
    /// Its date, dd/mm/yyyy.
    pub date: String,
    /// Who issued it.
    pub issuer: Words,
    /// What it is, with its kind: "Chỉ thị về …".
    pub title: Words,
}

/// The years in which a template was in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// The first year.
    pub from: u16,
    /// The last year; absent while it is in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u16>,
}

/// A topic of study (*chuyên đề*): of one year, or of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its first year.
    pub from: u16,
    /// Its last year; for the topic of one year, the same.
    pub to: u16,
    /// The topic, without quotation marks.
    pub text: Words,
}

impl Topic {
    /// Whether it is the topic of one year, not of a term.
    pub fn is_yearly(&self) -> bool {
        self.from == self.to
    }
}

/// A kind of unit: a cell, a committee, a school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitKind {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// Its letterhead.
    pub letterhead: Letterhead,
    /// How the report calls it where the sentence needs a subject: "Chi bộ", "Đảng bộ tỉnh".
    pub subject: Words,
    /// The level on which every such unit is; none where they are on several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The first day on which there were such units; always, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The last day on which there were such units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Which letterhead a kind of unit uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Letterhead {
    /// The Party's.
    Party,
    /// The state's.
    State,
}

impl Years {
    /// Whether a year is one of them.
    pub fn include(self, year: u16) -> bool {
        self.from <= year && self.to.is_none_or(|to| year <= to)
    }
}

impl From<Letterhead> for Style {
    fn from(letterhead: Letterhead) -> Style {
        match letterhead {
            Letterhead::Party => Style::Party,
            Letterhead::State => Style::State,
        }
    }
}

/// A level of the organisation. The levels changed on 1/7/2025, when districts went (FIELD
/// section 4): the levels in use on a day are the scheme of that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// The first day on which it was a level; always, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The last day on which it was a level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Whether something that was there from one day to another was there within a period, given by
/// its first and last day; while the period is not known, it may have been.
fn in_use(since: Option<&str>, until: Option<&str>, period: Option<(u32, u32)>) -> bool {
    let Some((first, last)) = period else { return true };
    let day = |text: Option<&str>| text.and_then(|text| Date::read(text).ok());
    let began = day(since).and_then(|date| date.earliest()).is_none_or(|day| day <= last);
    began && day(until).and_then(|date| date.latest()).is_none_or(|day| day >= first)
}

impl UnitKind {
    /// Whether there were such units within a period, given by its first and last day.
    pub fn in_use(&self, period: Option<(u32, u32)>) -> bool {
        in_use(self.since.as_deref(), self.until.as_deref(), period)
    }
}

impl Level {
    /// Whether it was a level within a period, given by its first and last day.
    pub fn in_use(&self, period: Option<(u32, u32)>) -> bool {
        in_use(self.since.as_deref(), self.until.as_deref(), period)
    }
}

/// A page of the form (*mục*): a task group, or a group of general questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its code; unique among sections and items.
    pub code: String,
    /// Its title.
    #[serde(default)]
    pub title: Words,
    /// A short title for the list of sections.
    #[serde(default)]
    pub short: Words,
    /// What it is about and why it is asked.
    #[serde(default)]
    pub why: Words,
    /// Whether it is one of the directive's task groups, which have a status of their own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub group: bool,
    /// The codes of its items, in order.
    #[serde(default)]
    pub items: Vec<String>,
}

/// One question (*nội dung*) of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code; unique among items and sections.
    pub code: String,
    /// Its title.
    pub title: Words,
    /// What it is about as a noun phrase, for sentences: "việc xây dựng kế hoạch thực hiện".
    pub topic: Words,
    /// Why it is asked.
    pub why: Words,
    /// A made-up example of a good answer.
    pub example: Words,
    /// Whether a report without it is incomplete.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Whether the item has a status (đã / đang / chưa / không thuộc phạm vi); true by default.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub status: bool,
    /// Whether the item has a note; true by default.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub note: bool,
    /// The kinds of unit that are asked; all, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// What is asked.
    pub fields: Vec<Field>,
    /// The sentences of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Sentence>,
}

/// The code of every item's status.
pub const STATUS: &str = "status";
/// The code of every item's note.
pub const NOTE: &str = "note";

/// One field of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its code, unique in the item.
    pub code: String,
    /// Its label.
    pub label: Words,
    /// A short hint under the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// The kinds of unit that are asked; all whom the item asks, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// The kinds of unit that are each one of what is counted here, as a cell is one of the cells:
    /// such a unit adds one to the sum where it gives no number itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts_itself: Vec<String>,
    /// Whether the answer stays from one period to the next, such as a plan for five years; it can
    /// be taken over from the sheet of the period before.
    #[serde(default, skip_serializing_if = "is_false")]
    pub standing: bool,
    /// Whether what is told here may be of what was not done, such as the units that have not
    /// started, so that it goes with the status “not started”.
    #[serde(default, skip_serializing_if = "is_false")]
    pub undone: bool,
    /// Its kind and the kind's settings.
    pub kind: Spec,
}

/// One sentence of the report, in several wordings; the first that fits is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// Its code, unique in the item; a unit's own words are kept under it.
    pub code: String,
    /// The wordings.
    pub wordings: Vec<Wording>,
}

/// One wording of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// For each named field, one of these must hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub when: BTreeMap<String, Vec<State>>,
    /// The sentence in Vietnamese, with slots.
    pub vi: String,
    /// The sentence in English, with slots.
    pub en: String,
}

/// A relation between two answers, mostly of different items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Its code, unique in the template.
    pub code: String,
    /// What must hold of the two sides.
    pub relation: Holds,
    /// The left side.
    pub left: Value,
    /// The right side; several values are added up. None for the documents that the work rests on,
    /// where dates are compared.
    pub right: Vec<Value>,
    /// The kinds of unit of which it is to hold; all of them, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// An option, named in `part`, which explains that it does not hold: while it is chosen, nothing
    /// is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Value>,
    /// A number of lines: it is to hold only of a list on the left that has just so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_all: Option<Value>,
    /// What is wrong when it does not hold, and what to do.
    pub words: Words,
}

/// What must hold of two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Left equals right.
    Equal,
    /// Left is at most right.
    AtMost,
    /// Left is at least right.
    AtLeast,
    /// The dates on the left are not before those on the right.
    NotBefore,
    /// The dates on the left are not after the last of those on the right.
    NotAfter,
    /// While left is so, such as “none”, nothing on the right tells otherwise.
    Excludes(State),
}

impl Holds {
    /// Whether two numbers surely do not stand so; never of what is no relation of numbers.
    pub fn breaks(&self, left: &Known, right: &Known) -> bool {
        match self {
            Holds::Equal => !left.may_equal(right),
            Holds::AtMost => left.surely_above(right),
            Holds::AtLeast => right.surely_above(left),
            Holds::NotBefore | Holds::NotAfter | Holds::Excludes(_) => false,
        }
    }
}

/// A number of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// The part of the answer, as sentences name it; "" for the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
}

/// How a unit gives itself points (*tự chấm điểm*; FIELD section 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// The document that set the criteria.
    pub source: Words,
    /// What gives points.
    pub criteria: Vec<Criterion>,
    /// What the sum is called; the highest that is reached counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

/// One thing that gives points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What.
    pub title: Words,
    /// The most that it gives: its weight.
    pub points: Decimal,
    /// How the points are computed.
    pub by: By,
}

/// How the points of a criterion are computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// By the rate of a share; of an audience, by its code as the part.
    Rate(Value),
    /// By how high a number is.
    Steps {
        /// The number.
        value: Value,
        /// The steps; below the first there are no points.
        steps: Vec<Step>,
    },
    /// By the status of an item or a task group: all points when done.
    Status {
        /// The item, or the task group.
        item: String,
        /// The points while it is under way.
        under_way: Decimal,
    },
    /// By a number that the unit types.
    Typed(Value),
}

/// A step of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// From this number on,
    pub at_least: Decimal,
    /// so many points.
    pub points: Decimal,
}

/// What a sum of points is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its name.
    pub name: Words,
    /// From this sum on.
    pub at_least: Decimal,
}

/// The report's outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// What the report is about, with `{period}` and `{unit}`.
    pub subject: Words,
    /// The opening sentences, with `{period}` and `{unit}`.
    pub opening: Vec<Words>,
    /// What is said of an item by its status; the catalogue's, where a template file has none.
    #[serde(default)]
    pub status: StatusWordings,
    /// The parts I, II, III …; of a part that has only its code, a template file takes the rest
    /// from the catalogue.
    pub parts: Vec<OutlinePart>,
    /// The appendix; the catalogue's, of what the template asks, where a template file has none.
    #[serde(default)]
    pub appendix: Vec<Appendix>,
}

/// What is said of an item by its status, with `{topic}`, `{cause}`, `{subject}`; the cause in
/// brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusWordings {
    /// Done, when nothing else is said of the item.
    pub done: Words,
    /// Under way.
    pub under_way: Words,
    /// Not started.
    pub not_started: Words,
    /// Not concerned.
    pub not_concerned: Words,
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OutlinePart {
    /// Its code, by which the catalogue knows it; "" where nothing is taken from there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Its title; it is numbered I, II, III.
    #[serde(default)]
    pub title: Words,
    /// What stands in it, in order.
    #[serde(default)]
    pub content: Vec<Content>,
    /// That nothing in it was answered. It is not printed: a unit's own words may stand for it.
    #[serde(default)]
    pub empty: Words,
}

/// A piece of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// These items under a heading of their own, numbered 1, 2, 3; without a title they follow the
    /// part's heading.
    Items {
        /// The heading.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<Words>,
        /// The items.
        items: Vec<String>,
    },
    /// One section with its title as heading; its items that stand nowhere else.
    Section(String),
    /// How many task groups are how far, in the first of these wordings that fits
    /// ([`GROUP_SLOTS`]); nothing while no group has a status.
    Groups(Vec<Words>),
}

/// What the wordings of [`Content::Groups`] may use besides the common slots. A number that would
/// be zero is not there; `all` is there when every group is done.
pub const GROUP_SLOTS: [&str; 7] =
    ["total", "all", "done", "under_way", "not_started", "not_concerned", "unsaid"];

/// A table or chart of the appendix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Appendix {
    /// The tables of these fields; tables with the same columns become one.
    Table {
        /// The caption.
        title: Words,
        /// The fields.
        fields: Vec<FieldRef>,
    },
    /// The computed rates of these fields as bars.
    Chart {
        /// The caption.
        title: Words,
        /// The fields.
        fields: Vec<FieldRef>,
    },
    /// The status of every task group and item that has one.
    Status {
        /// The caption.
        title: Words,
    },
}

/// A field of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldRef {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
}

fn is_false(b: &bool) -> bool {
    !b
}

fn is_true(b: &bool) -> bool {
    *b
}

fn yes() -> bool {
    true
}

/// The JSON of a form that a file brought, which goes into the next file as it came: that a page can
/// write forms itself would cost its first program 7 KB. Two forms are the same whatever brought them.
#[derive(Clone, Debug, Default)]
struct Carried(Option<Raw>);

impl PartialEq for Carried {
    fn eq(&self, _: &Carried) -> bool {
        true
    }
}

impl Eq for Carried {}

impl Template {
    /// As the file has it that brought it.
    pub(crate) fn carry(&mut self, written: Raw) {
        self.carried = Carried(Some(written));
    }

    /// Its JSON for a file that carries it; in the page none for a form that no file brought, which the
    /// page brings along.
    pub(crate) fn as_json(&self) -> Option<Cow<'_, Raw>> {
        let brought = self.carried.0.as_ref().map(Cow::Borrowed);
        #[cfg(not(target_arch = "wasm32"))]
        let brought = brought.or_else(|| Raw::of(&crate::json::print(self, false)).map(Cow::Owned));
        brought
    }

    /// The item of a code.
    pub fn item(&self, code: &str) -> Option<&Arc<Item>> {
        match self.positions.get(code) {
            Some(at) => self.items.get(*at),
            None => self.items.iter().find(|item| item.code == code),
        }
    }

    /// The kind of unit that a name begins with, "Chi bộ" of "Chi bộ thôn 1", so that a unit is asked
    /// what its kind is asked from the start; it may say otherwise.
    pub fn kind_named(&self, name: &str) -> Option<&UnitKind> {
        let name = name_key(name);
        self.unit_kinds.iter().find(|kind| {
            let rest = name.strip_prefix(&name_key(&kind.name.vi));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }

    /// The items that an author wrote, without the task groups' own.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn written(&self) -> impl Iterator<Item = &Arc<Item>> {
        let own = |code: &str| self.section(code).is_some_and(|section| section.group);
        self.items.iter().filter(move |item| !own(&item.code))
    }

    /// The section of a code.
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    /// The section in which an item stands.
    pub fn section_of(&self, item: &str) -> Option<&Section> {
        self.sections.iter().find(|s| s.code == item || s.items.iter().any(|code| code == item))
    }

    /// The topics that were studied within a period, given by its first and last day, in the
    /// template's order; all of them while the period is not known.
    pub fn topics_of(&self, period: Option<(u32, u32)>) -> impl Iterator<Item = &Topic> {
        let years = period.map(|(first, last)| (first / 10_000, last / 10_000));
        self.topics.iter().filter(move |topic| {
            years.is_none_or(|(first, last)| {
                u32::from(topic.from) <= last && u32::from(topic.to) >= first
            })
        })
    }

    /// The kind of unit of a code.
    pub fn unit_kind(&self, code: &str) -> Option<&UnitKind> {
        self.unit_kinds.iter().find(|kind| kind.code == code)
    }

    /// The items of a section in order: first the status of a task group itself, under the
    /// section's own code.
    pub fn items_of<'a>(&'a self, section: &'a Section) -> impl Iterator<Item = &'a Arc<Item>> {
        let own = section.group.then_some(&section.code);
        own.into_iter().chain(&section.items).filter_map(|code| self.item(code))
    }
}

impl Wording {
    /// The sentence in one language; in Vietnamese where the English one is not here.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.vi,
        }
    }
}

impl Field {
    /// What a unit of a kind gives by being there, without an answer.
    pub fn itself(&self, unit_kind: &str) -> Option<Total> {
        self.counts_itself.iter().any(|kind| kind == unit_kind).then(|| self.kind.one()).flatten()
    }
}

impl Item {
    /// The field of a code.
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == code)
    }

    /// What a field is called where several items stand together: the item's title where it asks
    /// nothing else.
    pub fn question<'a>(&'a self, field: &'a Field) -> &'a Words {
        if self.own_fields().nth(1).is_none() { &self.title } else { &field.label }
    }

    /// The fields besides status and note.
    pub fn own_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.code != STATUS && field.code != NOTE)
    }
}

/// Who is asked a list of kinds of unit: all, when the list is empty; and a unit that has not said
/// its kind is asked everything.
pub fn asks(kinds: &[String], unit_kind: &str) -> bool {
    kinds.is_empty() || unit_kind.is_empty() || kinds.iter().any(|k| k == unit_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Chi bộ" begins the names of cells alone.
    #[test]
    fn a_name_tells_the_kind_of_unit() {
        let text = FORMS[0].text.unwrap_or_default();
        let template = assemble(text, CATALOGUE).unwrap_or_else(|problems| panic!("{problems:?}"));
        let code = |name: &str| template.kind_named(name).map(|kind| kind.code.as_str());
        assert_eq!(code("Chi bộ thôn 1"), Some("cell"));
        assert_eq!(code("CHI BỘ 2"), Some("cell"));
        assert_eq!(code("Chi bộphận"), None);
        assert_eq!(code("Đảng ủy xã Tân Lập"), None);
    }

    #[test]
    fn topics_are_offered_by_period() {
        let topic = |from, to| Topic { from, to, text: Words::new(format!("{from}"), "") };
        let text = FORMS[0].text.unwrap_or_default();
        let mut template =
            assemble(text, CATALOGUE).unwrap_or_else(|problems| panic!("{problems:?}"));
        template.topics = vec![topic(2021, 2025), topic(2021, 2021), topic(2023, 2023)];
        let of = |period| -> Vec<(u16, u16)> {
            template.topics_of(period).map(|topic| (topic.from, topic.to)).collect()
        };
        assert_eq!(of(Some((20_230_101, 20_231_231))), [(2021, 2025), (2023, 2023)]);
        assert_eq!(of(Some((20_210_701, 20_231_231))), [(2021, 2025), (2021, 2021), (2023, 2023)]);
        assert_eq!(of(Some((20_260_101, 20_261_231))), []);
        assert_eq!(of(None).len(), 3);
        assert!(!template.topics[0].is_yearly() && template.topics[1].is_yearly());
    }
}
