//! Sheet (*phiếu*): one unit's answers for one period, as typed.
//!
//! *Invariant:* [`Edit`] is the only way to change a sheet; nothing computed is kept in it.

pub mod below;
mod edit;
mod headings;
pub mod paste;
mod period;

pub use below::{Below, Contribution, Expected, Remark};
pub use edit::{Edit, apply};
pub use period::{Period, PeriodKind};

use crate::kinds::{Answer, Cell, Day, Field, Progress, Prose, Spec, Typed};
use crate::shared::Arc;
use crate::template::{self, Item, NOTE, STATUS, Template};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One unit's answers for one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// A random id; a file supersedes another only within one id.
    pub id: String,
    /// The template it answers.
    pub template: TemplateRef,
    /// Who answers.
    pub unit: Unit,
    /// For which time.
    pub period: Period,
    /// What the printed report says about itself.
    pub letterhead: Letterhead,
    /// The answers by item; an item without answers may be absent.
    pub items: BTreeMap<String, Arc<ItemAnswer>>,
    /// Findings kept with a reason, by the finding's key.
    pub kept: BTreeMap<String, Kept>,
    /// The unit's own words in place of made sentences, by the sentence's key.
    pub own_words: BTreeMap<String, OwnWords>,
    /// Items that the unit answers although its kind of unit is not asked.
    pub asked: BTreeSet<String>,
    /// Answers that the unit took out of its report, by item: to questions that its kind of unit is
    /// not asked. They are kept and sent along, and say nothing.
    pub set_aside: BTreeMap<String, Arc<ItemAnswer>>,
    /// How much of a part of the appendix is printed, by the part's name, where the unit decided.
    pub appendix: BTreeMap<String, Extent>,
    /// Remarks of the body above, by a name that lasts.
    pub remarks: BTreeMap<String, Remark>,
    /// What it holds of the units below it; nothing in the sheet of a unit that has none.
    pub below: Arc<Below>,
    /// Answers (item, field) of the file just opened that now read otherwise than it says; not
    /// part of a file, and gone once the answer is typed again.
    pub reread: Vec<(String, String)>,
}

/// Which template, in which version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateRef {
    /// The template's id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// The unit that answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The id that the consolidator's starter file gave it.
    pub id: String,
    /// Its name.
    pub name: Typed<Prose>,
    /// The name of the body above it.
    pub parent: Typed<Prose>,
    /// Its kind, a code of the template; "" while not said.
    pub kind: String,
    /// Its level, a code of the template; "" while not said.
    pub level: String,
}

/// What the printed report says about itself (FIELD section 6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The body above, as the letterhead has it; the unit's parent when blank.
    pub upper_body: Typed<Prose>,
    /// The body that issues; the unit's name when blank.
    pub issuing_body: Typed<Prose>,
    /// Number and symbol.
    pub number: Typed<Prose>,
    /// The place.
    pub place: Typed<Prose>,
    /// The date of signing.
    pub date: Typed<Day>,
    /// On whose behalf: "BAN THƯỜNG VỤ".
    pub on_behalf: Typed<Prose>,
    /// The signatory's post.
    pub post: Typed<Prose>,
    /// The signatory's name.
    pub signer: Typed<Prose>,
    /// Who receives, one a line.
    pub recipients: Typed<Prose>,
}

/// The answers of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemAnswer {
    /// By the field's code; a field without an answer may be absent.
    pub fields: BTreeMap<String, Field>,
}

/// What a unit is asked of an item, by its kind of unit and its own choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The unit's kind; "" while not said.
    pub unit_kind: String,
    /// Whether it chose to answer all of the item.
    pub all: bool,
}

impl Asking {
    fn asks(&self, kinds: &[String]) -> bool {
        self.all || template::asks(kinds, &self.unit_kind)
    }

    /// The cells of an answer that hold something although nobody asks them; none where the unit
    /// chose to answer all of the item.
    pub fn unasked(&self, item: &Item, field: &template::Field, answer: &Answer) -> Vec<Cell> {
        if answer.is_blank() || self.all {
            return Vec::new();
        }
        let cells = field.kind.cells(answer);
        let asked = self.asks(&item.asks) && self.asks(&field.asks);
        let parts = field.kind.parts();
        let left_out = |step: &str| {
            parts
                .iter()
                .any(|list| list.iter().any(|part| part.code == step && !self.asks(&part.asks)))
        };
        cells
            .into_iter()
            .filter(|cell| !asked || cell.path().split('/').any(left_out))
            .filter(|cell| answer.get(cell).is_some_and(|text| !text.is_empty()))
            .collect()
    }

    /// What is asked in a field, and how many of its named parts are left out; none when the field
    /// is not asked at all. What holds an answer is never left out.
    pub fn field<'a>(
        &self,
        field: &'a template::Field,
        answer: &Answer,
    ) -> Option<(Cow<'a, Spec>, usize)> {
        if !self.asks(&field.asks) && answer.is_blank() {
            return None;
        }
        if field.kind.parts().iter().all(|list| list.iter().all(|part| self.asks(&part.asks))) {
            return Some((Cow::Borrowed(&field.kind), 0));
        }
        let mut spec = field.kind.clone();
        let mut left_out = 0;
        let cells = spec.cells(answer);
        let given = |code: &str| {
            cells
                .iter()
                .filter(|cell| cell.path().split('/').any(|step| step == code))
                .any(|cell| answer.get(cell).is_some_and(|text| !text.is_empty()))
        };
        for list in spec.parts_mut() {
            let before = list.len();
            list.retain(|part| self.asks(&part.asks) || given(&part.code));
            left_out += before - list.len();
        }
        Some((Cow::Owned(spec), left_out))
    }
}

/// A finding that the unit keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Why.
    pub reason: String,
    /// The figures it saw; when they change, the finding comes back.
    pub seen: String,
}

/// The unit's own words in place of a made sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// The words.
    pub text: String,
    /// The sentence they stand for, as it was made then; a change of it flags the words.
    pub instead_of: String,
}

/// How much of a part of the appendix is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Its sums.
    Short,
    /// Nothing.
    None,
}

impl Extent {
    /// The code in files.
    pub fn code(self) -> &'static str {
        match self {
            Extent::Whole => "whole",
            Extent::Short => "short",
            Extent::None => "none",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Extent> {
        [Extent::Whole, Extent::Short, Extent::None].into_iter().find(|e| e.code() == code)
    }
}

/// A place in a sheet that a person can go to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A field about the unit, the period or the letterhead.
    Head(HeadField),
    /// A cell of an answer.
    Answer {
        /// The item.
        item: String,
        /// The field.
        field: String,
        /// The cell.
        cell: Cell,
    },
    /// A sentence of the report.
    Sentence(String),
    /// The answer to a remark of the body above.
    Remark {
        /// The item that the remark is about.
        item: String,
        /// The remark's name.
        id: String,
    },
}

impl Place {
    /// A cell of an answer.
    pub fn answer(item: &str, field: &str, cell: Cell) -> Place {
        Place::Answer { item: item.to_owned(), field: field.to_owned(), cell }
    }

    /// The name of the input that stands at the place; unique on a page.
    pub fn dom_id(&self) -> String {
        match self {
            Place::Head(field) => format!("head.{}", field.code()),
            Place::Answer { item, field, cell } => format!("{item}.{field}.{}", cell.path()),
            Place::Sentence(key) => format!("sentence.{key}"),
            Place::Remark { id, .. } => format!("remark.{id}"),
        }
    }

    /// The item at which the place is.
    pub fn item(&self) -> Option<&str> {
        match self {
            Place::Answer { item, .. } | Place::Remark { item, .. } => Some(item),
            Place::Head(_) | Place::Sentence(_) => None,
        }
    }
}

/// The fields about the unit, the period and the letterhead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadField {
    /// The unit's name.
    UnitName,
    /// The body above it.
    UnitParent,
    /// Its kind.
    UnitKind,
    /// Its level.
    UnitLevel,
    /// The kind of period.
    PeriodKind,
    /// The period's start.
    PeriodFrom,
    /// The period's end.
    PeriodTo,
    /// The body above, on the letterhead.
    UpperBody,
    /// The issuing body, on the letterhead.
    IssuingBody,
    /// The report's number.
    Number,
    /// The place.
    Place,
    /// The date of signing.
    Date,
    /// On whose behalf.
    OnBehalf,
    /// The signatory's post.
    Post,
    /// The signatory's name.
    Signer,
    /// Who receives.
    Recipients,
}

impl HeadField {
    /// All of them, in the order of the page.
    pub const ALL: [HeadField; 16] = [
        HeadField::UnitName,
        HeadField::UnitParent,
        HeadField::UnitKind,
        HeadField::UnitLevel,
        HeadField::PeriodKind,
        HeadField::PeriodFrom,
        HeadField::PeriodTo,
        HeadField::UpperBody,
        HeadField::IssuingBody,
        HeadField::Number,
        HeadField::Place,
        HeadField::Date,
        HeadField::OnBehalf,
        HeadField::Post,
        HeadField::Signer,
        HeadField::Recipients,
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            HeadField::UnitName => "unit_name",
            HeadField::UnitParent => "unit_parent",
            HeadField::UnitKind => "unit_kind",
            HeadField::UnitLevel => "unit_level",
            HeadField::PeriodKind => "period_kind",
            HeadField::PeriodFrom => "period_from",
            HeadField::PeriodTo => "period_to",
            HeadField::UpperBody => "upper_body",
            HeadField::IssuingBody => "issuing_body",
            HeadField::Number => "number",
            HeadField::Place => "place",
            HeadField::Date => "date",
            HeadField::OnBehalf => "on_behalf",
            HeadField::Post => "post",
            HeadField::Signer => "signer",
            HeadField::Recipients => "recipients",
        }
    }

    /// Whether it stays from one period to the next.
    pub fn stands(self) -> bool {
        !matches!(
            self,
            HeadField::PeriodKind
                | HeadField::PeriodFrom
                | HeadField::PeriodTo
                | HeadField::Number
                | HeadField::Date
        )
    }

    /// Whether it belongs to the letterhead's page rather than to the unit's.
    pub fn of_letterhead(self) -> bool {
        self >= HeadField::UpperBody
    }
}

impl ItemAnswer {
    /// What the unit typed although nobody asks it: the cells, by field.
    pub fn unasked(&self, item: &Item, asking: &Asking) -> Vec<(String, Vec<Cell>)> {
        let of_field = |field: &template::Field| {
            let cells = asking.unasked(item, field, &self.fields.get(&field.code)?.own);
            (!cells.is_empty()).then(|| (field.code.clone(), cells))
        };
        item.fields.iter().filter_map(of_field).collect()
    }

    /// Whether nothing was typed in any field.
    pub fn is_blank(&self) -> bool {
        self.fields.values().all(Field::is_blank)
    }

    /// Whether it answers the item: anything typed besides the status; or a status that says
    /// there is nothing to add; or, where the item asks nothing else, any status.
    pub fn answers(&self, item: &Item) -> bool {
        let given = |code: &str| self.fields.get(code).is_some_and(Field::is_answered);
        let settled = match self.fields.get(STATUS).and_then(|field| field.own.progress()) {
            Some((Progress::NotStarted | Progress::NotConcerned, _)) => true,
            Some(_) => item.own_fields().next().is_none(),
            None => false,
        };
        settled || item.own_fields().any(|field| given(&field.code)) || given(NOTE)
    }
}

impl Sheet {
    /// A blank sheet of a template.
    pub fn blank(id: String, template: &Template) -> Sheet {
        Sheet {
            id,
            template: TemplateRef { id: template.id.clone(), version: template.version.clone() },
            ..Sheet::default()
        }
    }

    /// The answer to a field; none while nothing was typed there.
    pub fn field(&self, item: &str, field: &str) -> Option<&Field> {
        self.items.get(item)?.fields.get(field)
    }

    /// Whether the unit is asked an item: its kind of unit is, or it chose to answer, or something
    /// stands there already, which must not get out of sight when the kind of unit changes; so must
    /// a remark of the body above.
    pub fn is_asked(&self, item: &Item) -> bool {
        let answered = || self.items.get(&item.code).is_some_and(|answers| !answers.is_blank());
        let remarked = || self.remarks.values().any(|remark| remark.item == item.code);
        self.asking(&item.code).asks(&item.asks) || answered() || remarked()
    }

    /// What the unit is asked of an item.
    pub fn asking(&self, item: &str) -> Asking {
        Asking { unit_kind: self.unit.kind.clone(), all: self.asked.contains(item) }
    }

    /// What a field about the unit, the period or the letterhead holds.
    pub fn head(&self, field: HeadField) -> &str {
        let letterhead = &self.letterhead;
        match field {
            HeadField::UnitName => self.unit.name.text(),
            HeadField::UnitParent => self.unit.parent.text(),
            HeadField::UnitKind => &self.unit.kind,
            HeadField::UnitLevel => &self.unit.level,
            HeadField::PeriodKind => self.period.kind.code(),
            HeadField::PeriodFrom => self.period.from.text(),
            HeadField::PeriodTo => self.period.to.text(),
            HeadField::UpperBody => letterhead.upper_body.text(),
            HeadField::IssuingBody => letterhead.issuing_body.text(),
            HeadField::Number => letterhead.number.text(),
            HeadField::Place => letterhead.place.text(),
            HeadField::Date => letterhead.date.text(),
            HeadField::OnBehalf => letterhead.on_behalf.text(),
            HeadField::Post => letterhead.post.text(),
            HeadField::Signer => letterhead.signer.text(),
            HeadField::Recipients => letterhead.recipients.text(),
        }
    }

    /// How many lines of the letterhead print as dots: nothing stands in their fields, nor in those
    /// about the unit that are taken for them.
    pub fn letterhead_blanks(&self) -> usize {
        let blank = |field: HeadField| self.head(field).trim().is_empty();
        let dots = |field: &&HeadField| match field {
            HeadField::UpperBody => blank(**field) && blank(HeadField::UnitParent),
            HeadField::IssuingBody => blank(**field) && blank(HeadField::UnitName),
            _ => field.of_letterhead() && blank(**field),
        };
        HeadField::ALL.iter().filter(dots).count()
    }

    /// Whether nobody has typed anything yet.
    pub fn is_blank(&self) -> bool {
        self.items.values().all(|item| item.is_blank())
            && HeadField::ALL
                .iter()
                .all(|f| *f == HeadField::PeriodKind || self.head(*f).trim().is_empty())
    }
}
