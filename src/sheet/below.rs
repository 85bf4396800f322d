//! What a consolidated sheet (*phiếu tổng hợp*) holds of the units below it: who is expected, what
//! each sent, and what a person decided about it (DESIGN section 5).

use super::{Asking, Kept, Place, Sheet, Unit};
use crate::kinds::few::{Code, Few};
use crate::kinds::{Answer, CHECKS, Cell, Total};
use crate::shared::Arc;
use crate::template::{self, Field, Item, Template};
use std::collections::BTreeMap;

/// How many digits of a fingerprint name a file where the whole would be too long: 64 bits.
pub const SHORT: usize = 16;

/// The first digits of a fingerprint.
pub fn short(fingerprint: &str) -> &str {
    fingerprint.get(..SHORT).unwrap_or(fingerprint)
}

/// A unit that is expected to send: a line of the roster (*danh sách đơn vị*).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// The id that its starter file carries; the same from one period to the next.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The code that the consolidator knows it by; "" where there is none.
    pub code: String,
}

/// What one unit gave, without its paragraphs: what is added or counted of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    /// The unit.
    pub unit: Unit,
    /// Its sheet's random id.
    pub sheet: String,
    /// The revision of its file.
    pub revision: u32,
    /// The fingerprint of its file.
    pub fingerprint: String,
    /// The files that its file continues, the first digits of each, oldest first.
    pub history: Vec<String>,
    /// The first digits of the consolidated file that it came in; "" where it came on its own.
    pub within: String,
    /// The first digits of the other consolidated files that count and hold a file of the unit: what
    /// their bodies stated as a whole has the unit in it, although another file of it counts.
    pub also_within: Box<[String]>,
    /// Those of `also_within` that hold another file of it than this one: their bodies' own reports have
    /// other figures.
    pub other_within: Box<[String]>,
    /// Whether it is the own part of a consolidated sheet: what that body does itself, beside what
    /// the units below it do.
    pub consolidates: bool,
    /// Whether another file of the unit contradicts it and nobody has decided yet.
    pub undecided: bool,
    /// What it answered, by item and field; only what adds or counts something.
    pub answers: Answers,
    /// What it stated as the whole of itself and all units below it, where it did.
    pub wholes: Answers,
    /// Findings that it kept, with their reasons.
    pub kept: Few<Kept>,
    /// Of a body that consolidates: the names of those on its roster of which it had nothing.
    pub missing: Box<[String]>,
}

/// Totals by item and field, in the order of the codes: of thousands of units there is one of these
/// each, so it is one list without room to grow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Box<[(Code, Code, Total)]>);

impl Answers {
    /// The answers of a list; of two to one field the later one.
    pub fn of(list: Vec<(Code, Code, Total)>) -> Answers {
        // A file has them in order, so each goes to the end; a sort would take 4 KB of the page's first
        // program.
        let mut out: Vec<(Code, Code, Total)> = Vec::with_capacity(list.len());
        for one in list {
            let before =
                |other: &(Code, Code, Total)| other.0.cmp(&one.0).then_with(|| other.1.cmp(&one.1));
            let last = out.last().map(before);
            match last {
                None | Some(std::cmp::Ordering::Less) => out.push(one),
                Some(_) => match out.binary_search_by(before) {
                    Ok(at) => out[at] = one,
                    Err(at) => out.insert(at, one),
                },
            }
        }
        Answers(out.into())
    }

    /// What was given to a field.
    pub fn get(&self, item: &str, field: &str) -> Option<&Total> {
        let order =
            |(i, f, _): &(Code, Code, Total)| (**i).cmp(item).then_with(|| (**f).cmp(field));
        self.0.binary_search_by(order).ok().and_then(|at| self.0.get(at)).map(|(.., total)| total)
    }

    /// All of them: item, field and what was given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &Total)> {
        self.0.iter().map(|(item, field, total)| (&**item, &**field, total))
    }

    /// The same, the fields of each item together.
    pub fn items(&self) -> impl Iterator<Item = &[(Code, Code, Total)]> {
        self.0.chunk_by(|a, b| a.0 == b.0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Adds to what a unit answered what it gives by being there, where it did not answer.
pub fn add_itself(template: &Template, unit_kind: &str, answers: &mut Vec<(Code, Code, Total)>) {
    for item in &template.items {
        for field in &item.fields {
            let Some(total) = field.itself(unit_kind) else { continue };
            if !answers.iter().any(|(i, f, _)| **i == *item.code && **f == *field.code) {
                answers.push((Code::of(&item.code), Code::of(&field.code), total.trimmed()));
            }
        }
    }
}

/// What a person decided about the files received.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// A file that is not as it was saved counts all the same.
    Accept,
    /// The unit of a file is this line of the roster.
    IsUnit(String),
    /// Of the files of a unit this one counts; one under another name is of the unit that it continues.
    Counts,
    /// A file that continues one of another name is of a unit of its own.
    Apart,
    /// A file does not count.
    SetAside,
}

/// Whether files were received for a sheet on this machine. That is of the machine, not of the sheet: one
/// that is read from its own file is the same without it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Begun(pub bool);

impl PartialEq for Begun {
    fn eq(&self, _: &Begun) -> bool {
        true
    }
}

impl Eq for Begun {}

/// All that a sheet holds of the units below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Below {
    /// Who is expected to send.
    pub roster: Vec<Expected>,
    /// What the chosen files gave, in the order of the roster.
    pub units: Vec<Arc<Contribution>>,
    /// Decisions by the fingerprint of the file that they are about.
    pub choices: BTreeMap<String, Vec<Choice>>,
    /// Whether all this is kept elsewhere and was not read yet, as in a draft. No file is made of
    /// such a sheet, because it would lose the units.
    pub elsewhere: bool,
    /// How many units sent directly, as far as is known while it is elsewhere.
    pub known: u32,
    /// Whether files were received for it, also where none is added up yet: the draft says so from the
    /// first on, or a sheet left in the middle would be opened without them.
    pub begun: Begun,
}

impl Below {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        !self.elsewhere
            && self.roster.is_empty()
            && self.units.is_empty()
            && self.choices.is_empty()
    }

    /// Whether something is kept beside the draft of the sheet.
    pub fn is_beside(&self) -> bool {
        self.begun.0 || !self.is_empty()
    }

    /// How many units sent directly.
    pub fn direct(&self) -> u32 {
        if self.elsewhere {
            return self.known;
        }
        let direct = self.units.iter().filter(|unit| unit.came_alone()).count();
        u32::try_from(direct).unwrap_or(u32::MAX)
    }

    /// Whether a person decided so about a file.
    pub fn chose(&self, fingerprint: &str, choice: &Choice) -> bool {
        self.choices.get(fingerprint).is_some_and(|all| all.contains(choice))
    }
}

/// Whether a reason is of other figures than those that a field holds now, or of what is not wrong any
/// more. Only what the field's own kind finds is looked at: the rest needs the whole sheet.
fn is_outdated(
    (item, field): (&Item, &Field),
    kind: &str,
    answer: &Answer,
    key: &str,
    kept: &Kept,
) -> bool {
    let Some((check, place)) = key.split_once('@') else { return false };
    let rest = place.strip_prefix(&*item.code).and_then(|rest| rest.strip_prefix('.'));
    let rest = rest.and_then(|rest| rest.strip_prefix(&*field.code));
    if !rest.is_some_and(|rest| rest.starts_with('.')) || !CHECKS.contains(&check) {
        return false;
    }
    let mut faults = Vec::new();
    // As the unit saw it: parts that its kind is not asked leave no gap.
    let asking = Asking { unit_kind: kind.to_owned(), all: false };
    let asked = asking.field(field, answer);
    let spec = asked.as_ref().map_or(&field.kind, |(spec, _)| spec);
    spec.faults(answer, &item.title, &mut faults);
    !faults.into_iter().any(|fault| {
        let at = Place::answer(&item.code, &field.code, fault.cell).dom_id();
        fault.check == check && at == place && fault.seen == kept.seen
    })
}

/// Of what was kept with a reason, what a field of a unit of this kind does not contradict: a reason given
/// for other figures explains nothing above.
pub(crate) fn still_kept(
    kept: &Few<Kept>,
    item: &Item,
    field: &Field,
    answer: &Answer,
    kind: &str,
) -> Few<Kept> {
    let outdated = |key: &str, kept: &Kept| is_outdated((item, field), kind, answer, key, kept);
    let still = kept.iter().filter(|(key, kept)| !outdated(key, kept));
    Few::of(still.map(|(key, kept)| (key, kept.clone())))
}

/// A unit that says why parts overlap explains its figures as one does that keeps a finding: above, the sum
/// of the parts is more than the whole as well, and the reason has to be there.
pub(crate) fn with_overlap(kept: &mut Few<Kept>, item: &Item, field: &Field, answer: &Answer) {
    if let Some(reason) = field.kind.overlap(answer) {
        let place = Place::answer(&item.code, &field.code, Cell::new("overlap")).dom_id();
        let seen = String::new();
        kept.insert(&format!("{OVERLAP}@{place}"), Kept { reason, seen });
    }
}

/// In place of a check: what is kept with a reason are parts that overlap.
pub const OVERLAP: &str = "parts_overlap";

impl Contribution {
    /// What a sheet gives on its own, without what was collected from below.
    pub fn of(template: &Template, sheet: &Sheet) -> Contribution {
        let mut out = Contribution {
            unit: sheet.unit.clone(),
            sheet: sheet.id.clone(),
            consolidates: !sheet.below.units.is_empty(),
            kept: Few::of(sheet.kept.iter().map(|(finding, kept)| (&**finding, kept.clone()))),
            ..Contribution::default()
        };
        let (mut own, mut wholes) = (Vec::new(), Vec::new());
        for (code, answers) in &sheet.items {
            let Some(item) = template.item(code) else { continue };
            for (field, answer) in &answers.fields {
                let Some(asked) = item.field(field) else { continue };
                if !sheet.kept.is_empty() {
                    out.kept = still_kept(&out.kept, item, asked, &answer.own, &sheet.unit.kind);
                }
                with_overlap(&mut out.kept, item, asked, &answer.own);
                let spec = &asked.kind;
                if !answer.own.is_blank()
                    && let Some(total) = spec.total(&answer.own)
                {
                    own.push((Code::of(code), Code::of(field), total.trimmed()));
                }
                if let Some(total) = answer.whole.as_ref().and_then(|whole| spec.total(whole)) {
                    wholes.push((Code::of(code), Code::of(field), total.trimmed()));
                }
            }
        }
        add_itself(template, &out.unit.kind, &mut own);
        (out.answers, out.wholes) = (Answers::of(own), Answers::of(wholes));
        out
    }

    /// Whether it came on its own and in no body's file beside that.
    pub fn came_alone(&self) -> bool {
        self.within.is_empty() && self.also_within.is_empty()
    }

    /// The first digits of the files of bodies that hold a file of it, the one that counts first.
    pub fn bodies(&self) -> impl Iterator<Item = &str> {
        let within = Some(self.within.as_str()).filter(|file| !file.is_empty());
        within.into_iter().chain(self.also_within.iter().map(String::as_str))
    }

    /// Its name where units of several bodies stand together: one that came in a body's file with that
    /// body, for "Chi bộ 1" is everywhere. "" where it gave none.
    pub fn name(&self) -> String {
        let (name, parent) = (self.unit.name.text().trim(), self.unit.parent.text().trim());
        if name.is_empty() || parent.is_empty() || self.came_alone() {
            return name.to_owned();
        }
        format!("{name} ({parent})")
    }

    /// What it gave to a field.
    pub fn answer(&self, item: &str, field: &str) -> Option<&Total> {
        self.answers.get(item, field)
    }

    /// What it stated as the whole.
    pub fn whole(&self, item: &str, field: &str) -> Option<&Total> {
        self.wholes.get(item, field)
    }

    /// Whether its kind of unit is asked this.
    pub fn is_asked(&self, item: &template::Item, field: &template::Field) -> bool {
        let asks = |kinds: &[String]| template::asks(kinds, &self.unit.kind);
        asks(&item.asks) && asks(&field.asks)
    }
}

/// A remark (*nhận xét*) of the body above about an item, and what the unit says to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// The item.
    pub item: String,
    /// Who remarks.
    pub by: String,
    /// What.
    pub text: String,
    /// What the unit answered; "" while it has not.
    pub answer: String,
}

impl Remark {
    /// Whether the unit has said something to it.
    pub fn is_answered(&self) -> bool {
        !self.answer.trim().is_empty()
    }
}
