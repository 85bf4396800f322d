//! Adding up what the chosen files gave.

use super::places::Places;
use crate::kinds::Total;
use crate::shared::Arc;
use crate::sheet::Contribution;
use crate::sheet::below::short;
use crate::template::{self, Item, Template};
use std::collections::{BTreeMap, BTreeSet};

/// What the units gave to one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldTotal {
    /// What it adds up to; none where nobody gave anything.
    pub value: Option<Total>,
    /// Units that gave something.
    pub gave: u32,
    /// Units that are asked and gave nothing. The own part of a consolidated sheet is not among
    /// them, that its body does nothing itself is no gap, unless bodies alone are asked.
    pub blank: u32,
    /// Units of a kind that is not asked, and that gave nothing.
    pub not_concerned: u32,
    /// Units of those that gave, of which nobody has decided yet which file counts.
    pub undecided: u32,
}

impl FieldTotal {
    /// Units that gave something or are asked.
    pub fn concerned(&self) -> u32 {
        self.gave + self.blank
    }
}

/// What the units gave, by item and field of the form.
pub type Totals = BTreeMap<(String, String), FieldTotal>;

/// Adds totals up.
fn add<'a>(gave: impl IntoIterator<Item = &'a Total>) -> Option<Total> {
    let mut gave = gave.into_iter();
    let mut sum = gave.next()?.clone();
    for one in gave {
        // One of another kind cannot be in a file of the form.
        sum.add(one);
    }
    Some(sum)
}

/// What is being added up for a field.
#[derive(Default)]
struct Adding<'a> {
    sum: FieldTotal,
    /// Units of those that gave that are not asked, and the own parts of consolidated sheets.
    unasked: u32,
    /// The same without those own parts.
    volunteers: u32,
    /// Those own parts whose bodies are asked.
    asked_bodies: u32,
    /// Who is asked; none where the form has no such item.
    asked: Option<Asked<'a>>,
}

/// The kinds of unit that an item and its field ask.
#[derive(Clone, Copy)]
struct Asked<'a> {
    item: &'a [String],
    field: Option<&'a [String]>,
}

impl<'a> Asked<'a> {
    fn of(template: &'a Template, item: &str, field: &str) -> Option<Asked<'a>> {
        let item = template.item(item)?;
        Some(Asked { item: &item.asks, field: item.field(field).map(|field| &*field.asks) })
    }

    fn includes(&self, kind: &str) -> bool {
        template::asks(self.item, kind) && self.field.is_none_or(|f| template::asks(f, kind))
    }
}

/// Adds up what units gave, for every field of the form that anybody answered or is asked.
pub fn totals(template: &Template, units: &[Arc<Contribution>]) -> Totals {
    let mut steps = Steps::new(template, units);
    while steps.step() {}
    steps.finish()
}

/// So many units are looked at in one step.
const UNITS_A_STEP: usize = 100;

/// Adding up in short steps, for a page that must not stand still meanwhile.
pub struct Steps<'a> {
    template: &'a Template,
    units: &'a [Arc<Contribution>],
    wholes: Wholes<'a>,
    adders: Places<'a, Adding<'a>>,
    kinds: BTreeMap<&'a str, u32>,
    /// The same of the bodies that consolidate.
    body_kinds: BTreeMap<&'a str, u32>,
    looked_at: usize,
    /// The fields of the form that are not added up yet, the next one last.
    fields: Vec<(&'a str, &'a str)>,
    sums: BTreeMap<(&'a str, &'a str), Adding<'a>>,
    out: Totals,
}

impl<'a> Steps<'a> {
    /// Before the first step.
    pub fn new(template: &'a Template, units: &'a [Arc<Contribution>]) -> Steps<'a> {
        let of = |item: &'a Arc<Item>| item.fields.iter().map(|f| (&*item.code, &*f.code));
        let mut fields: Vec<(&str, &str)> = template.items.iter().flat_map(of).collect();
        fields.reverse();
        Steps {
            template,
            units,
            wholes: Wholes::of(units),
            adders: Places::default(),
            kinds: BTreeMap::new(),
            body_kinds: BTreeMap::new(),
            looked_at: 0,
            fields,
            sums: BTreeMap::new(),
            out: Totals::new(),
        }
    }

    /// Goes one step on; false when there is none left.
    pub fn step(&mut self) -> bool {
        let units = self.units;
        if self.looked_at < units.len() {
            let upto = units.len().min(self.looked_at + UNITS_A_STEP);
            for unit in units.get(self.looked_at..upto).unwrap_or_default() {
                self.look_at(unit);
            }
            self.looked_at = upto;
            if upto == units.len() {
                self.sums = std::mem::take(&mut self.adders).into_map();
            }
            return true;
        }
        let Some((item, field)) = self.fields.pop() else { return false };
        self.add_up(item, field);
        true
    }

    /// The sums, after the last step.
    pub fn finish(self) -> Totals {
        self.out
    }

    fn look_at(&mut self, unit: &'a Contribution) {
        let kinds = if unit.consolidates { &mut self.body_kinds } else { &mut self.kinds };
        *kinds.entry(&unit.unit.kind).or_default() += 1;
        let own = unit.answers.iter();
        let own = own.filter(|(item, field, _)| unit.whole(item, field).is_none());
        for (item, field, total) in own.chain(unit.wholes.iter()) {
            if self.wholes.said_above(unit, item, field) {
                continue;
            }
            let Some((adding, new)) = self.adders.at((item, field)) else { continue };
            if new {
                adding.asked = Asked::of(self.template, item, field);
            }
            match &mut adding.sum.value {
                // One of another kind cannot be in a file of the form.
                Some(sum) => {
                    sum.add(total);
                }
                none => *none = Some(total.clone()),
            }
            adding.sum.gave += 1;
            adding.sum.undecided += u32::from(unit.undecided);
            let asked = adding.asked.is_some_and(|asked| asked.includes(&unit.unit.kind));
            adding.unasked += u32::from(unit.consolidates || !asked);
            adding.volunteers += u32::from(!unit.consolidates && !asked);
            adding.asked_bodies += u32::from(unit.consolidates && asked);
        }
    }

    fn add_up(&mut self, item: &'a str, field: &'a str) {
        let Adding { mut sum, unasked, volunteers, asked_bodies, .. } =
            self.sums.remove(&(item, field)).unwrap_or_default();
        let all: u32 = self.kinds.values().sum();
        let asks = Asked::of(self.template, item, field);
        let asked_of = |kinds: &BTreeMap<&str, u32>| -> u32 {
            let asked = kinds.iter().filter(|(kind, _)| asks.is_some_and(|a| a.includes(kind)));
            asked.map(|(_, n)| n).sum()
        };
        let asked = asked_of(&self.kinds);
        sum.blank = match asked {
            // What no unit below is asked, nor gives by being there, nobody else can have answered for
            // the body.
            0 if volunteers == 0 => asked_of(&self.body_kinds).saturating_sub(asked_bodies),
            _ => asked.saturating_sub(sum.gave - unasked),
        };
        sum.not_concerned = all.saturating_sub(asked + volunteers);
        if sum.gave > 0 || asked > 0 {
            self.out.insert((item.to_owned(), field.to_owned()), sum);
        }
    }
}

/// The bodies that stated a whole for some field: what stands in their files is in it already.
pub(super) struct Wholes<'a> {
    bodies: BTreeMap<&'a str, &'a Contribution>,
    any: bool,
}

impl<'a> Wholes<'a> {
    pub(super) fn of(units: &'a [Arc<Contribution>]) -> Wholes<'a> {
        let any = units.iter().any(|unit| !unit.wholes.is_empty());
        let bodies = units.iter().filter(|unit| any && unit.consolidates);
        Wholes { any, bodies: bodies.map(|body| (short(&body.fingerprint), &**body)).collect() }
    }

    /// Whether a body above the unit stated the whole.
    pub(super) fn said_above(&self, unit: &Contribution, item: &str, field: &str) -> bool {
        if !self.any {
            return false;
        }
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = unit.bodies().collect();
        while let Some(file) = open.pop() {
            let Some(body) = self.bodies.get(file).filter(|_| seen.insert(file)) else { continue };
            if body.whole(item, field).is_some() {
                return true;
            }
            open.extend(body.bodies());
        }
        false
    }
}

/// What some of the units gave to one field.
pub fn of_field<'a>(
    units: impl IntoIterator<Item = &'a Arc<Contribution>>,
    item: &str,
    field: &str,
) -> Option<Total> {
    add(units.into_iter().filter_map(|unit| unit.answer(item, field)))
}

/// For each unit the place of the body that brought it: of those directly below us the one in whose
/// file it came, or of which it is although it sent again on its own; and of such a body its own
/// place. None for a unit that came on its own alone.
pub fn bodies(units: &[Arc<Contribution>]) -> Vec<Option<usize>> {
    let bodies = units.iter().enumerate().filter(|(_, unit)| unit.consolidates);
    let at: BTreeMap<&str, usize> =
        bodies.map(|(at, unit)| (short(&unit.fingerprint), at)).collect();
    let above = |unit: &Contribution| unit.bodies().find_map(|file| at.get(file).copied());
    let top = |(own, unit): (usize, &Arc<Contribution>)| {
        let mut top = if unit.consolidates { Some(own) } else { above(unit) }?;
        // Only a made-up file stands in itself.
        for _ in 0..64 {
            match units.get(top).and_then(|body| above(body)) {
                Some(next) if next != top => top = next,
                _ => break,
            }
        }
        Some(top)
    };
    units.iter().enumerate().map(top).collect()
}

/// What each body brought to a field, itself and the units in its file together, by its place; `of`
/// are their [`bodies`].
pub fn by_body(
    units: &[Arc<Contribution>],
    of: &[Option<usize>],
    item: &str,
    field: &str,
) -> BTreeMap<usize, Total> {
    let wholes = Wholes::of(units);
    let mut out: BTreeMap<usize, Total> = BTreeMap::new();
    for (unit, body) in units.iter().zip(of) {
        let Some(body) = body.filter(|_| !wholes.said_above(unit, item, field)) else { continue };
        let Some(total) = unit.whole(item, field).or_else(|| unit.answer(item, field)) else {
            continue;
        };
        match out.get_mut(&body) {
            // One of another kind cannot be in a file of the form.
            Some(sum) => {
                sum.add(total);
            }
            None => {
                out.insert(body, total.clone());
            }
        }
    }
    out
}

/// The places of the units that are asked a field and gave nothing, as [`FieldTotal::blank`] counts.
pub fn silent(
    template: &Template,
    units: &[Arc<Contribution>],
    item: &str,
    field: &str,
) -> Vec<usize> {
    let asked = Asked::of(template, item, field);
    let is_asked = |kind: &str| asked.is_some_and(|asked| asked.includes(kind));
    let gave = |unit: &Contribution| unit.answer(item, field).is_some();
    let concerns = |unit: &Contribution| is_asked(&unit.unit.kind) || gave(unit);
    let some_below = units.iter().any(|unit| !unit.consolidates && concerns(unit));
    let is_silent = |unit: &Contribution| {
        unit.consolidates != some_below && is_asked(&unit.unit.kind) && !gave(unit)
    };
    (0..units.len()).filter(|at| units.get(*at).is_some_and(|unit| is_silent(unit))).collect()
}

/// What the units of each level gave to a field, in the order of the form's levels; those that did
/// not say their level stand last, under "". So a province's own figures, its districts' and those
/// of the grassroots stay apart (03 + 36 + 251 models make 290).
pub fn by_level(
    template: &Template,
    units: &[Arc<Contribution>],
    item: &str,
    field: &str,
) -> Vec<(String, Total)> {
    let levels = template.levels.iter().map(|level| level.code.as_str()).chain([""]);
    levels
        .filter_map(|level| {
            let known = |code: &str| template.levels.iter().any(|l| l.code == code);
            let here = units.iter().filter(|unit| {
                let said = unit.unit.level.as_str();
                said == level || (level.is_empty() && !known(said))
            });
            Some((level.to_owned(), of_field(here, item, field)?))
        })
        .collect()
}
