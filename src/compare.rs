//! A sheet beside that of the period before (*kỳ trước*): what became of every figure, and what
//! may be taken over.
//!
//! *Invariant:* nothing here is stored; the earlier sheet is only read.

use crate::kinds::{Answer, Counts};
use crate::language::{Lang, Words};
use crate::number::{Decimal, Figure, Rate};
use crate::sheet::{Edit, HeadField, Sheet};
use crate::template::{Field, Item, Template};

/// A sheet with the form it answers.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The form.
    pub template: &'a Template,
    /// The sheet.
    pub sheet: &'a Sheet,
}

/// Whether a period, by its first and last day, may be the one before another: it does not end
/// later, and is not the same. While one of the two is not known nobody can say that it is not.
pub fn may_precede(before: Option<(u32, u32)>, now: Option<(u32, u32)>) -> bool {
    match (before, now) {
        (Some((first, last)), Some((from, to))) => first < from && last < to,
        _ => true,
    }
}

/// A number of an answer, then or now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A figure, and what it counts.
    Figure(Figure, Counts),
    /// A rate computed from two figures.
    Rate(Rate),
}

impl Value {
    /// As a report writes it.
    pub fn print(&self, lang: Lang) -> String {
        match self {
            Value::Figure(figure, counts) => figure.print(lang, counts.leading_zero()),
            Value::Rate(rate) => rate.percent(1).print(lang),
        }
    }
}

/// A number that stood in either period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// What it is called: the question, and the part of it.
    pub name: Words,
    /// What it is called below the question.
    pub part: Words,
    /// What it was; none when it was not given.
    pub before: Option<Value>,
    /// What it is.
    pub now: Option<Value>,
}

impl Change {
    /// "tăng 03", "giảm 1,3 điểm phần trăm", "không đổi"; empty where one of the two is missing or
    /// doubtful, because then nobody knows.
    pub fn difference(&self, lang: Lang) -> String {
        let (by, unit) = match (self.before, self.now) {
            (Some(Value::Figure(a, counts)), Some(Value::Figure(b, _))) => {
                let exact = |f: Figure| f.known().and_then(|known| known.as_exact());
                let (Some(a), Some(b)) = (exact(a), exact(b)) else { return String::new() };
                let by = b.thousandths() - a.thousandths();
                let size = Decimal::from_thousandths(by.abs());
                let size =
                    if counts.leading_zero() { size.print_count(lang) } else { size.print(lang) };
                (by, size)
            }
            // As printed: a reader who subtracts the two must get the same.
            (Some(Value::Rate(a)), Some(Value::Rate(b))) => {
                let by = b.percent(1).value.thousandths() - a.percent(1).value.thousandths();
                let size = Decimal::from_thousandths(by.abs()).print(lang);
                let points = match lang {
                    Lang::Vi => "điểm phần trăm",
                    Lang::En => "percentage points",
                };
                (by, format!("{size} {points}"))
            }
            _ => return String::new(),
        };
        match (by.signum(), lang) {
            (0, Lang::Vi) => "không đổi".to_owned(),
            (0, Lang::En) => "unchanged".to_owned(),
            (1, Lang::Vi) => format!("tăng {unit}"),
            (1, Lang::En) => format!("up by {unit}"),
            (_, Lang::Vi) => format!("giảm {unit}"),
            (_, Lang::En) => format!("down by {unit}"),
        }
    }
}

/// Every number that stood in either period, in the order of the form.
pub fn changes(now: Side, before: Side) -> Vec<Change> {
    let items = now.template.sections.iter().flat_map(|s| now.template.items_of(s));
    items.flat_map(|item| of_item(item, now, before)).collect()
}

/// The numbers of one item that stood in either period.
pub fn of_item(item: &Item, now: Side, before: Side) -> Vec<Change> {
    let fields = item.own_fields();
    fields.flat_map(|field| of_field(item, field, now, before)).collect()
}

fn of_field(item: &Item, field: &Field, now: Side, before: Side) -> Vec<Change> {
    let spec = &field.kind;
    let blank = spec.blank();
    // A question of another kind in the earlier form has nothing to compare with.
    let earlier = before.template.item(&item.code).and_then(|item| item.field(&field.code));
    let Some(earlier) = earlier.filter(|e| e.kind.name() == spec.name()) else { return Vec::new() };
    let answer = |side: Side| side.sheet.field(&item.code, &field.code).map(|f| f.own.clone());
    let here = answer(now).unwrap_or_else(|| blank.clone());
    let there = answer(before).unwrap_or(blank);
    let change = |part: &Words, before, now| Change {
        item: item.code.clone(),
        field: field.code.clone(),
        name: name(item, field, part),
        part: part.clone(),
        before,
        now,
    };
    // What the units' tables add up to stands beside the body's own: the two are one number.
    let theirs = |side: Side, part: &str| {
        // The page's first program has no consolidated sheet.
        if !cfg!(rolls_up) {
            return None;
        }
        let field = side.sheet.field(&item.code, &field.code)?;
        field.own.length()?;
        field.collected.as_ref()?.value.sum(part)?.figure()
    };
    let figure = |side: Side, spec: &crate::kinds::Spec, answer: &Answer, part: &str| {
        let number = match (spec.number(answer, part), theirs(side, part)) {
            (Some(own), Some(theirs)) => own.known().map(|own| Figure::Known(own.plus(&theirs))),
            (None, Some(theirs)) => Some(Figure::Known(theirs)),
            (own, None) => own,
        };
        Some(Value::Figure(number?, spec.counts(part)?))
    };
    let numbers = spec.numbers().into_iter().map(|(part, words)| {
        let (before, now) =
            (figure(before, &earlier.kind, &there, &part), figure(now, spec, &here, &part));
        change(&words, before, now)
    });
    let (rates_then, rates_now) = (earlier.kind.rates(&there), spec.rates(&here));
    let mut of: Vec<&Words> = rates_now.iter().map(|(of, _)| of).collect();
    of.extend(
        rates_then.iter().map(|(of, _)| of).filter(|of| !rates_now.iter().any(|r| r.0 == **of)),
    );
    let rate = |rates: &[(Words, Rate)], of: &Words| {
        rates.iter().find(|(name, _)| name == of).map(|(_, rate)| Value::Rate(*rate))
    };
    let rates = of.into_iter().map(|of| {
        let said = Words::new(format!("tỷ lệ – {}", of.vi), format!("rate of {}", of.en));
        change(&said, rate(&rates_then, of), rate(&rates_now, of))
    });
    let stood = |change: &Change| change.before.is_some() || change.now.is_some();
    numbers.chain(rates).filter(stood).collect()
}

/// The question's name with the part's behind it.
fn name(item: &Item, field: &Field, part: &Words) -> Words {
    let question = item.question(field);
    if part.is_empty() || part == question {
        return question.clone();
    }
    let both = |lang: Lang| format!("{} – {}", question.get(lang), part.get(lang));
    Words::new(both(Lang::Vi), both(Lang::En))
}

/// What stays from one period to the next, for the blanks of a sheet: the unit, its letterhead,
/// and the fields that the form marks as standing. None when there is nothing to take over.
pub fn carry(now: Side, before: Side) -> Option<Edit> {
    let heads = HeadField::ALL.into_iter().filter(|field| field.stands());
    let heads: Vec<(HeadField, String)> = heads
        .filter(|field| now.sheet.head(*field).trim().is_empty())
        .map(|field| (field, before.sheet.head(field).to_owned()))
        .filter(|(_, text)| !text.trim().is_empty())
        // A kind of unit or a level that the form does not have would not be a choice.
        .filter(|(field, code)| match field {
            HeadField::UnitKind => now.template.unit_kind(code).is_some(),
            HeadField::UnitLevel => now.template.levels.iter().any(|level| level.code == *code),
            _ => true,
        })
        .collect();
    let mut answers = Vec::new();
    for item in &now.template.items {
        for field in item.fields.iter().filter(|field| field.standing) {
            let taken = now.sheet.field(&item.code, &field.code).is_some_and(|f| !f.is_blank());
            let there = before.template.item(&item.code).and_then(|i| i.field(&field.code));
            let answer = before.sheet.field(&item.code, &field.code).map(|f| &f.own);
            let (Some(there), Some(answer)) = (there, answer) else { continue };
            // Only between questions that are the same: of another, something might not fit.
            if !taken && there.kind == field.kind && !answer.is_blank() {
                answers.push((item.code.clone(), field.code.clone(), answer.clone()));
            }
        }
    }
    let something = !heads.is_empty() || !answers.is_empty();
    something.then_some(Edit::Take { heads, answers })
}
