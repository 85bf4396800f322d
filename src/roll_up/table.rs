//! The units beside one another: a column for each figure, and the long table with a row for each
//! unit, item and part, from which any engine makes our totals (docs/roll-up.md).

use super::totals::Wholes;
use crate::kinds::{Counts, Total};
use crate::language::{Lang, Words};
use crate::number::{Doubt, Rate, StatedRate, Sum};
use crate::shared::Arc;
use crate::sheet::Contribution;
use crate::sheet::below::Answers;
use crate::template::{Field, Item, STATUS, Template};

/// A column of the table units × figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// The number of the field; none where the column is its rate.
    pub part: Option<String>,
    /// Which of the field's shares has the rate, where it is one.
    pub share: String,
    /// The question.
    pub question: Words,
    /// What of it.
    pub name: Words,
    /// What is counted.
    pub counts: Option<Counts>,
}

/// What a unit has in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// A number.
    Number(Sum),
    /// A rate.
    Rate(Rate),
    /// Somebody stated a rate and no number, which cannot be added.
    RateAlone,
    /// A rate with doubt, of numbers that have it; or the one that a unit stated without numbers.
    Stated(StatedRate),
}

/// The columns that some unit has something in, in the order of the form.
pub fn columns(template: &Template, units: &[Arc<Contribution>]) -> Vec<Column> {
    let items = template.sections.iter().flat_map(|section| template.items_of(section));
    let all =
        items.flat_map(|item| item.fields.iter().flat_map(move |field| of_field(item, field)));
    all.filter(|column| units.iter().any(|unit| column.of(unit) != Cell::Blank)).collect()
}

/// The columns of a field that count the units by what they chose.
pub fn options_of(item: &Arc<Item>, field: &Field) -> Vec<Column> {
    // "Tình hình" is asked of every task: the item says of which.
    let question = if field.code == STATUS { &item.title } else { item.question(field) };
    let column = |(part, name)| Column {
        item: item.code.clone(),
        field: field.code.clone(),
        part: Some(part),
        share: String::new(),
        question: question.clone(),
        name,
        counts: Some(Counts::Units),
    };
    field.kind.options().into_iter().map(column).collect()
}

/// All columns of a field that add up or are rates.
pub fn of_field(item: &Arc<Item>, field: &Field) -> Vec<Column> {
    let question = item.question(field);
    let spec = &field.kind;
    let column = |part: Option<String>, share: String, name: Words, counts| Column {
        item: item.code.clone(),
        field: field.code.clone(),
        part,
        share,
        question: question.clone(),
        name,
        counts,
    };
    let mut out = Vec::new();
    for (part, name) in spec.numbers() {
        let counts = spec.counts(&part);
        out.push(column(Some(part), String::new(), name, counts));
    }
    for (share, name) in spec.share_parts() {
        out.push(column(None, share, name, None));
    }
    out
}

impl Column {
    /// What one unit has in it.
    pub fn of(&self, unit: &Contribution) -> Cell {
        let Some(total) = unit.answer(&self.item, &self.field) else { return Cell::Blank };
        match self.cell(total) {
            Cell::RateAlone => {
                let stated = total.share(&self.share).and_then(|share| share.stated());
                stated.map_or(Cell::RateAlone, Cell::Stated)
            }
            cell => cell,
        }
    }

    /// What a total of its field has in it; none where that is nothing that is added or computed.
    pub fn number_or_rate(&self, total: &Total) -> Option<Cell> {
        let cell = self.cell(total);
        (!matches!(cell, Cell::Blank | Cell::RateAlone)).then_some(cell)
    }

    /// What a total of its field has in it.
    pub fn cell(&self, total: &Total) -> Cell {
        if let Some(part) = &self.part {
            let sum = total.sum(part).filter(|sum| sum.figure().is_some() || sum.unstated > 0);
            return sum.map_or(Cell::Blank, Cell::Number);
        }
        let Some(share) = total.share(&self.share) else { return Cell::Blank };
        match share.rate() {
            Some(rate) => Cell::Rate(rate),
            None => match share.rate_with_doubt() {
                Some(rate) => Cell::Stated(rate),
                None if share.rate_only > 0 => Cell::RateAlone,
                None => Cell::Blank,
            },
        }
    }

    /// How many of the units in a total gave what stands in it: of a rate those with both numbers.
    pub fn gave(&self, total: &Total) -> u32 {
        match &self.part {
            Some(part) => total.sum(part).map_or(0, |sum| sum.given),
            None => total.share(&self.share).map_or(0, |share| share.both()),
        }
    }

    /// What a total of its field has in it, in words: of a rate that some of the numbers beside it are not
    /// in, because their units gave only one of the two, of how many units it is.
    pub fn print_total(&self, total: &Total, lang: Lang) -> String {
        let said = self.print(self.cell(total), lang);
        let share = total.share(&self.share).filter(|share| {
            let one_number = !share.done_only.is_zero() || !share.total_only.is_zero();
            self.part.is_none() && share.both() > 0 && one_number
        });
        match (share, lang) {
            (None, _) => said,
            (Some(share), Lang::Vi) => {
                format!("{said} (của {} đơn vị ghi đủ hai số)", share.both())
            }
            (Some(share), Lang::En) => {
                format!("{said} (of the {} that gave both numbers)", share.both())
            }
        }
    }

    /// A cell of it in words.
    pub fn print(&self, cell: Cell, lang: Lang) -> String {
        let words = match cell {
            Cell::Blank => Words::new("–", "–"),
            Cell::RateAlone => Words::new("chỉ có tỷ lệ", "a rate only"),
            Cell::Rate(rate) => return rate.percent(1).print(lang),
            Cell::Stated(rate) => return rate.print(lang),
            Cell::Number(sum) => match sum.shown() {
                Some(known) => {
                    return known.print(lang, self.counts.is_some_and(Counts::leading_zero));
                }
                // "Có" was typed, or "vài": both say that there is some.
                None => Words::new("không nêu số", "no number"),
            },
        };
        words.get(lang).to_owned()
    }
}

/// A row of the long table: one number of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongRow<'a> {
    /// The unit.
    pub unit: &'a Contribution,
    /// The item.
    pub item: &'a str,
    /// The field.
    pub field: &'a str,
    /// The kind of question.
    pub kind: &'static str,
    /// The part: rows of the same item, field and part add up.
    pub part: String,
    /// The number.
    pub sum: Sum,
    /// Whether the unit stated it as the whole of itself and all units below it.
    pub whole: bool,
    /// Whether a whole that the unit or a body above it stated takes its place: it is not added.
    pub covered: bool,
}

impl LongRow<'_> {
    /// A doubt as a number, of which the sum has the greatest: 0 none, 1 the bound included, 2 the
    /// bound excluded.
    pub fn doubt(doubt: Doubt) -> u8 {
        match doubt {
            Doubt::No => 0,
            Doubt::Included => 1,
            Doubt::Excluded => 2,
        }
    }
}

/// The rows of one unit's own answers.
pub fn long(unit: &Contribution) -> Vec<LongRow<'_>> {
    let mut out = Vec::new();
    rows(unit, &unit.answers, false, |_, _| false, &mut out);
    out
}

fn rows<'a>(
    unit: &'a Contribution,
    answers: &'a Answers,
    whole: bool,
    covered: impl Fn(&str, &str) -> bool,
    out: &mut Vec<LongRow<'a>>,
) {
    for (item, field, total) in answers.iter() {
        let (kind, covered) = (total.name(), covered(item, field));
        out.extend(total.amounts().into_iter().map(|(part, sum)| LongRow {
            unit,
            item,
            field,
            kind,
            part,
            sum,
            whole,
            covered,
        }));
    }
}

/// The long table of many units. Its rows that are not covered add up to [`super::totals`].
pub struct LongTable<'a> {
    wholes: Wholes<'a>,
}

impl<'a> LongTable<'a> {
    /// The table of some units, one unit at a time.
    pub fn of(units: &'a [Arc<Contribution>]) -> LongTable<'a> {
        LongTable { wholes: Wholes::of(units) }
    }

    /// The rows of one of them: what it gave itself, then what it stated as the whole.
    pub fn rows(&self, unit: &'a Contribution) -> Vec<LongRow<'a>> {
        let above = |item: &str, field: &str| self.wholes.said_above(unit, item, field);
        let own = |item: &str, field: &str| unit.whole(item, field).is_some() || above(item, field);
        let mut out = Vec::new();
        rows(unit, &unit.answers, false, own, &mut out);
        rows(unit, &unit.wholes, true, above, &mut out);
        out
    }
}
