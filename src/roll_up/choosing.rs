//! Which file of each unit counts.

use super::one_sheet;
use super::roster::{self, Match};
use crate::language::name_key;
use crate::shared::Arc;
use crate::sheet::below::{Choice, short};
use crate::sheet::{Below, Contribution, Expected, Period};
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

/// A file received: what it says of its own unit, and of every unit in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// What its unit gives itself.
    pub own: Arc<Contribution>,
    /// What the units in it gave, where it is a consolidated sheet; each names the file that it
    /// stands in.
    pub units: Vec<Arc<Contribution>>,
    /// Whether its content is not what was fingerprinted.
    pub altered: bool,
    /// The period that it is for; blank of a unit that was found inside a file.
    pub period: Period,
}

/// What became of a file, or of a unit inside one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// It counts until a person decides: the unit has other files that do not descend from it.
    CountsForNow,
    /// A newer file of the same sheet takes its place.
    Superseded,
    /// Another file of the unit counts, and neither descends from the other.
    Contested,
    /// The very same file is here already.
    Twice,
    /// It is a changed copy of a file that came whole.
    AlteredCopy,
    /// It stood in a consolidated file that does not count.
    WithItsBody,
    /// It is not as it was saved, and nobody has accepted it.
    Altered,
    /// No line of the roster is its unit's; these are near.
    NotOnRoster(Vec<usize>),
    /// It continues the sheet of another unit: one filled over for a neighbour, or a name mended. One
    /// way it counts beside the other, one way in its place, and only a person knows which.
    OtherSheet {
        /// What the other unit is called.
        before: String,
        /// The line that has the name in the file.
        own: Option<usize>,
        /// Lines that it may be of besides: the other unit's, those of nearly its name.
        near: Vec<usize>,
    },
    /// A person chose another file of the unit.
    NotChosen,
    /// A person set it aside.
    SetAside,
}

impl Standing {
    /// Whether a person has to decide.
    pub fn waits(&self) -> bool {
        use Standing::{Altered, Contested, CountsForNow, NotOnRoster, OtherSheet};
        matches!(self, Altered | NotOnRoster(_) | OtherSheet { .. } | CountsForNow | Contested)
    }
}

/// A file, or a unit inside one, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The place of its file among the arrivals.
    pub arrival: usize,
    /// The place of the unit in it; none for the file's own unit.
    pub unit: Option<usize>,
    /// What became of it.
    pub standing: Standing,
    /// Its line of the roster.
    pub line: Option<usize>,
    /// What the roster calls its unit, where the file says another name: sums and reports have the
    /// roster's, or a slip of the pen would go upward with them.
    pub name: Option<String>,
    /// The id of its line of the roster: by it the unit is known at every level above, whatever its own
    /// file says.
    pub id: Option<String>,
    /// The other places of the same unit: on its own, or within these consolidated files.
    pub others: Vec<usize>,
    /// Of one that counts: the first digits of the consolidated files that count too and hold
    /// another file of the unit.
    pub also_within: Vec<String>,
    /// Those of `also_within` whose file of the unit is another one.
    pub other_within: Vec<String>,
}

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// All files and all units inside them, in the order of the arrivals.
    pub entries: Vec<Entry>,
    /// The places among `entries` of those that count, in the order of their names.
    pub counted: Vec<usize>,
    /// The lines of the roster of which nothing came that counts.
    pub missing: Vec<usize>,
    /// Whether some unit waits for a decision.
    pub undecided: bool,
}

impl Chosen {
    /// Whether nothing at all is in question for a file.
    pub fn of_file(&self, arrival: usize) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.arrival == arrival && entry.unit.is_none())
    }
}

/// A file or a unit in one, while it is being chosen.
pub(super) struct Candidate<'a> {
    pub(super) arrival: usize,
    pub(super) unit: Option<usize>,
    pub(super) gives: &'a Contribution,
    /// The first digits of the consolidated file that it stands in; none on its own.
    within: Option<String>,
    pub(super) key: String,
    pub(super) line: Option<usize>,
    pub(super) out: Option<Standing>,
}

/// Decides which file of each unit counts. The order of the arrivals does not matter.
pub fn choose<A: Borrow<Arrival>>(arrivals: &[A], below: &Below) -> Chosen {
    choose_for("", arrivals, below)
}

/// The same for the body of that name: a file that names quite another body above its unit is not
/// taken for one of the roster by its name alone.
pub fn choose_for<A: Borrow<Arrival>>(body: &str, arrivals: &[A], below: &Below) -> Chosen {
    let mut choosing = Choosing::new(body, arrivals, below);
    while choosing.step() {}
    choosing.finish()
}

/// So many units are looked at in one step, and more only where one file holds them.
const UNITS_A_STEP: usize = 100;

/// What a step does next.
enum Next {
    /// Looks at the arrivals from this one on.
    Look(usize),
    /// Brings the files of a sheet, and the copies of a file, together.
    Join,
    /// Lets one file of each unit count.
    Decide,
    /// Says what became of each.
    Report,
    Nothing,
}

/// Deciding in short steps, for a page that must not stand still meanwhile.
pub struct Choosing<'a, A> {
    arrivals: &'a [A],
    below: &'a Below,
    placed: roster::Placed,
    all: Vec<Candidate<'a>>,
    groups: BTreeMap<String, Vec<usize>>,
    next: Next,
    out: Chosen,
}

impl<'a, A: Borrow<Arrival>> Choosing<'a, A> {
    /// Before the first step; `body` is the name of who rolls up.
    pub fn new(body: &str, arrivals: &'a [A], below: &'a Below) -> Choosing<'a, A> {
        Choosing {
            arrivals,
            below,
            placed: roster::place(&below.roster, body),
            all: Vec::new(),
            groups: BTreeMap::new(),
            next: Next::Look(0),
            out: Chosen::default(),
        }
    }

    /// Goes one step on; false when there is none left.
    pub fn step(&mut self) -> bool {
        self.next = match self.next {
            Next::Look(mut at) => {
                let enough = self.all.len() + UNITS_A_STEP;
                while at < self.arrivals.len() && self.all.len() < enough {
                    self.look_at(at);
                    at += 1;
                }
                if at < self.arrivals.len() { Next::Look(at) } else { Next::Join }
            }
            Next::Join => {
                let arrivals = self.arrivals;
                apart_by_body(&mut self.all);
                one_sheet::bring_together(&mut self.all, self.below);
                known_by_its_body(&mut self.all);
                same_file_once(&mut self.all, |at| {
                    arrivals.get(at).is_some_and(|arrival| arrival.borrow().altered)
                });
                self.groups = groups(&self.all);
                Next::Decide
            }
            Next::Decide => {
                decide(&mut self.all, &self.groups, self.below);
                Next::Report
            }
            Next::Report => {
                self.out = report(std::mem::take(&mut self.all), &self.groups, self.below);
                Next::Nothing
            }
            Next::Nothing => return false,
        };
        true
    }

    /// What was chosen, after the last step.
    pub fn finish(self) -> Chosen {
        self.out
    }

    fn look_at(&mut self, at: usize) {
        let (arrivals, below, placed) = (self.arrivals, self.below, &self.placed);
        let Some(arrival) = arrivals.get(at).map(Borrow::borrow) else { return };
        let own = &*arrival.own;
        let (line, waits) = line_of(own, below, placed);
        let out = if below.chose(&own.fingerprint, &Choice::SetAside) {
            Some(Standing::SetAside)
        } else if arrival.altered && !below.chose(&own.fingerprint, &Choice::Accept) {
            Some(Standing::Altered)
        } else {
            waits
        };
        let line_key = |line: Option<usize>| below.roster.get(line?).map(line_key);
        let key_of = |line, unit: &Contribution| line_key(line).unwrap_or_else(|| key(unit));
        let key = key_of(line, own);
        self.all.push(Candidate {
            arrival: at,
            unit: None,
            gives: own,
            within: None,
            key,
            line,
            out,
        });
        for (nth, unit) in arrival.units.iter().enumerate() {
            // A unit of the roster may come by way of another body.
            let line = placed.line(&unit.unit.id);
            self.all.push(Candidate {
                arrival: at,
                unit: Some(nth),
                gives: unit,
                within: Some(unit.within.clone()),
                key: key_of(line, unit),
                line,
                out: None,
            });
        }
    }
}

/// The roster's line of a file; where there is a roster and none is surely its line, for what it waits.
fn line_of(
    own: &Contribution,
    below: &Below,
    placed: &roster::Placed,
) -> (Option<usize>, Option<Standing>) {
    let decided =
        below.choices.get(&own.fingerprint).into_iter().flatten().find_map(|choice| match choice {
            Choice::IsUnit(id) => placed.line(id),
            _ => None,
        });
    if decided.is_some() || below.roster.is_empty() {
        return (decided, None);
    }
    match placed.find(&own.unit) {
        Match::Line(line) => (Some(line), None),
        Match::Near(near) => (None, Some(Standing::NotOnRoster(near))),
        Match::Neighbours { own, of } => {
            let before = below.roster.get(of).map(|line| line.name.clone()).unwrap_or_default();
            (None, Some(Standing::OtherSheet { before, own: Some(own), near: vec![of] }))
        }
    }
}

pub(super) fn line_key(line: &Expected) -> String {
    format!("i:{}", line.id)
}

/// By what two files are of one unit: the id of the starter file, or name and body above. "Chi bộ
/// 1" is everywhere, so a name alone is nobody's, and neither is a short code.
fn key(one: &Contribution) -> String {
    let unit = &one.unit;
    let parent = name_key(unit.parent.text());
    match (unit.id.is_empty(), unit.id.contains('.')) {
        (false, true) => format!("i:{}", unit.id),
        (false, false) => format!("c:{}|{parent}", unit.id),
        (true, _) => format!("n:{}|{parent}", name_key(unit.name.text())),
    }
}

/// Units to which two bodies gave one id, as the rosters of sheets did that were begun from starter files
/// of one archive: under other names and in other sheets they are units of their own, or one of them would
/// be missing in every sum.
fn apart_by_body(all: &mut [Candidate]) {
    let mut of_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        if one.line.is_none() && one.key.starts_with("i:") {
            of_id.entry(&one.key).or_default().push(at);
        }
    }
    let parent = |one: &Candidate| name_key(one.gives.unit.parent.text());
    let clash = |group: &Vec<usize>| {
        let members = group.iter().filter_map(|at| all.get(*at));
        let said: BTreeSet<(&str, String, String)> = members
            .map(|one| (&*one.gives.sheet, name_key(one.gives.unit.name.text()), parent(one)))
            .collect();
        said.iter().any(|a| said.iter().any(|b| a.0 != b.0 && a.1 != b.1 && a.2 != b.2))
    };
    let alone = |group: &Vec<usize>| group.len() == 1;
    let clashing = of_id.into_values().filter(|group| !alone(group) && clash(group));
    let clashing: Vec<usize> = clashing.flatten().collect();
    for at in clashing {
        if let Some(one) = all.get_mut(at) {
            one.key = format!("{}|{}", one.key, parent(one));
        }
    }
}

/// A unit that is not on the roster, but stands inside a body's file, is that body's: its own file is
/// one more of the same unit.
fn known_by_its_body(all: &mut [Candidate]) {
    let inside: BTreeSet<String> =
        all.iter().filter(|one| one.unit.is_some()).map(|one| one.key.clone()).collect();
    for one in all.iter_mut() {
        if matches!(one.out, Some(Standing::NotOnRoster(_))) && inside.contains(&one.key) {
            one.out = None;
        }
    }
}

/// The same file in two places: on its own, and inside others, or twice. An altered copy says the
/// fingerprint of the file that it was: it never stands for one that came whole, whichever came first
/// and whatever was decided about it.
fn same_file_once(all: &mut [Candidate], altered: impl Fn(usize) -> bool) {
    // Only files that came on their own: inside two bodies the choice of the body decides.
    let whole: BTreeSet<String> = all
        .iter()
        .filter(|one| one.unit.is_none() && !altered(one.arrival))
        .map(|one| one.gives.fingerprint.clone())
        .collect();
    let mut seen = BTreeSet::new();
    for one in all.iter_mut().filter(|one| one.unit.is_none()) {
        let fingerprint = &one.gives.fingerprint;
        if altered(one.arrival) && whole.contains(fingerprint) {
            one.out = Some(Standing::AlteredCopy);
        } else if !seen.insert(fingerprint) {
            one.out = Some(Standing::Twice);
        }
    }
}

fn groups(all: &[Candidate]) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        groups.entry(one.key.clone()).or_default().push(at);
    }
    groups
}

/// Whether a file continues another.
pub(super) fn descends(a: &Contribution, b: &Contribution) -> bool {
    a.sheet == b.sheet && a.history.iter().any(|past| past == short(&b.fingerprint))
}

/// Goes through the units, bodies before the units inside them, and lets one file of each count.
fn decide(all: &mut [Candidate], groups: &BTreeMap<String, Vec<usize>>, below: &Below) {
    // Which group each consolidated file belongs to, by the first digits of its fingerprint.
    let body: BTreeMap<String, String> = all
        .iter()
        .filter(|one| one.gives.consolidates)
        .map(|one| (short(&one.gives.fingerprint).to_owned(), one.key.clone()))
        .collect();
    let mut counts: BTreeSet<String> = BTreeSet::new();
    for key in bodies_first(all, groups, &body) {
        let Some(group) = groups.get(&key) else { continue };
        for at in group {
            let Some(one) = all.get_mut(*at) else { continue };
            let out_of = one.within.as_ref().is_some_and(|within| !counts.contains(within));
            if one.out.is_none() && out_of {
                one.out = Some(Standing::WithItsBody);
            }
        }
        settle(all, group, below);
        for at in group {
            if let Some(one) = all.get(*at).filter(|one| counted(one)) {
                counts.insert(short(&one.gives.fingerprint).to_owned());
            }
        }
    }
}

fn counted(one: &Candidate) -> bool {
    matches!(one.out, Some(Standing::Counts | Standing::CountsForNow))
}

/// The groups in an order in which a body comes before what stands in its files.
fn bodies_first(
    all: &[Candidate],
    groups: &BTreeMap<String, Vec<usize>>,
    body: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut waits: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in all {
        let above = one.within.as_ref().and_then(|within| body.get(within));
        let waits = waits.entry(&one.key).or_default();
        waits.extend(above.map(String::as_str).filter(|above| *above != one.key));
    }
    let mut order: Vec<String> = Vec::new();
    let mut left: Vec<&str> = groups.keys().map(String::as_str).collect();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    while !left.is_empty() {
        let ready = |key: &&str| waits.get(*key).is_none_or(|w| w.iter().all(|k| done.contains(k)));
        let (mut next, rest): (Vec<&str>, Vec<&str>) = left.iter().partition(|key| ready(key));
        if next.is_empty() {
            // Two bodies that stand in each other: only a made-up file says so. All are equal then.
            next.clone_from(&rest);
            left.clear();
        } else {
            left = rest;
        }
        order.extend(next.iter().map(|key| (*key).to_owned()));
        done.extend(next);
    }
    order
}

/// Lets one file of a unit count.
fn settle(all: &mut [Candidate], group: &[usize], below: &Below) {
    let open: Vec<usize> = group
        .iter()
        .copied()
        .filter(|at| all.get(*at).is_some_and(|one| one.out.is_none()))
        .collect();
    let get = |at: usize| all.get(at).map(|one| one.gives);
    // Superseded by another of the same sheet.
    let newest: Vec<usize> = open
        .iter()
        .copied()
        .filter(|at| {
            let Some(one) = get(*at) else { return false };
            !open.iter().filter_map(|other| get(*other)).any(|other| descends(other, one))
        })
        .collect();
    // The same file at several places is no contradiction; the one nearest to us stands for it.
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for at in &newest {
        let Some(one) = all.get(*at) else { continue };
        let known = files.entry(&one.gives.fingerprint).or_insert(*at);
        // On its own before inside others, and of those always the same one.
        if all.get(*known).is_some_and(|k| one.within < k.within) {
            *known = *at;
        }
    }
    let decided = files
        .iter()
        .find(|(fingerprint, _)| below.chose(fingerprint, &Choice::Counts))
        .map(|(_, at)| *at);
    // Until a person decides, the one that its body counted: there somebody decided already. Else the one
    // that says most: what somebody began anew says little at first, and would take the place of a whole
    // sheet.
    let greatest = files.values().copied().max_by_key(|at| {
        let inside = all.get(*at).is_some_and(|one| one.within.is_some());
        get(*at).map(|one| (inside, one.answers.len(), one.revision, one.fingerprint.clone()))
    });
    let contested = files.len() > 1 && decided.is_none();
    let winner = decided.or(greatest);
    let first: BTreeSet<usize> = files.values().copied().collect();
    for at in open {
        let standing = if Some(at) == winner {
            if contested { Standing::CountsForNow } else { Standing::Counts }
        } else if !newest.contains(&at) {
            Standing::Superseded
        } else if first.contains(&at) && decided.is_some() {
            Standing::NotChosen
        } else if first.contains(&at) {
            Standing::Contested
        } else {
            Standing::Twice
        };
        if let Some(one) = all.get_mut(at) {
            one.out = Some(standing);
        }
    }
}

fn report(all: Vec<Candidate>, groups: &BTreeMap<String, Vec<usize>>, below: &Below) -> Chosen {
    let mut counted_lines = BTreeSet::new();
    for group in groups.values() {
        let members = || group.iter().filter_map(|at| all.get(*at));
        if members().any(counted) {
            counted_lines.extend(members().filter_map(|one| one.line));
        }
    }
    let mut counts: Vec<usize> =
        (0..all.len()).filter(|at| all.get(*at).is_some_and(counted)).collect();
    counts.sort_by_cached_key(|at| {
        all.get(*at).map(|one| {
            (one.line.unwrap_or(usize::MAX), name_key(one.gives.unit.name.text()), one.key.clone())
        })
    });
    let others = |at: usize, one: &Candidate| -> Vec<usize> {
        let group = groups.get(&one.key).map(Vec::as_slice).unwrap_or_default();
        let rest = group.iter().copied().filter(|other| *other != at);
        let mut files: Vec<usize> = rest.filter_map(|o| all.get(o)).map(|o| o.arrival).collect();
        files.dedup();
        files
    };
    let bodies: BTreeSet<&str> = all
        .iter()
        .filter(|one| one.gives.consolidates && counted(one))
        .map(|one| short(&one.gives.fingerprint))
        .collect();
    let within = |one: &Candidate, wanted: &dyn Fn(&Candidate, &String) -> bool| -> Vec<String> {
        let group = groups.get(&one.key).filter(|_| counted(one));
        let members = group.into_iter().flatten().filter_map(|at| all.get(*at));
        // What a member said before its body's other copies of it were left out still holds.
        let files = members.flat_map(|m| {
            let all = m.within.iter().chain(m.gives.also_within.iter());
            all.filter(|file| wanted(m, file))
        });
        let elsewhere =
            |file: &&String| bodies.contains(file.as_str()) && one.within.as_ref() != Some(*file);
        let mut files: Vec<String> = files.filter(elsewhere).cloned().collect();
        files.sort();
        files.dedup();
        files
    };
    let entries = all
        .iter()
        .enumerate()
        .map(|(at, one)| Entry {
            arrival: one.arrival,
            unit: one.unit,
            standing: one.out.clone().unwrap_or(Standing::Counts),
            line: one.line,
            name: one.line.and_then(|line| below.roster.get(line)).and_then(|line| {
                let same = name_key(&line.name) == name_key(one.gives.unit.name.text());
                (!same && !line.name.trim().is_empty()).then(|| line.name.clone())
            }),
            id: one.line.and_then(|line| below.roster.get(line)).map(|line| line.id.clone()),
            others: others(at, one),
            also_within: within(one, &|_, _| true),
            other_within: within(one, &|m, file| {
                m.gives.fingerprint != one.gives.fingerprint || m.gives.other_within.contains(file)
            }),
        })
        .collect();
    Chosen {
        entries,
        counted: counts,
        missing: (0..below.roster.len()).filter(|line| !counted_lines.contains(line)).collect(),
        undecided: all.iter().any(|one| one.out == Some(Standing::CountsForNow)),
    }
}

/// What the chosen files gave, as a consolidated sheet holds it.
pub fn contributions<A: Borrow<Arrival>>(
    arrivals: &[A],
    chosen: &Chosen,
) -> Vec<Arc<Contribution>> {
    let entries = chosen.counted.iter().filter_map(|at| chosen.entries.get(*at));
    entries
        .filter_map(|entry| {
            let arrival = arrivals.get(entry.arrival)?.borrow();
            let mut one = match entry.unit {
                None => Arc::clone(&arrival.own),
                Some(unit) => Arc::clone(arrival.units.get(unit)?),
            };
            let undecided = one.undecided || entry.standing == Standing::CountsForNow;
            if undecided != one.undecided {
                Arc::make_mut(&mut one).undecided = undecided;
            }
            if let Some(name) = &entry.name {
                Arc::make_mut(&mut one).unit.name.set(name);
            }
            if let Some(id) = entry.id.as_ref().filter(|id| **id != one.unit.id) {
                Arc::make_mut(&mut one).unit.id.clone_from(id);
            }
            if *entry.also_within != *one.also_within {
                Arc::make_mut(&mut one).also_within = entry.also_within.clone().into();
            }
            if *entry.other_within != *one.other_within {
                Arc::make_mut(&mut one).other_within = entry.other_within.clone().into();
            }
            Some(one)
        })
        .collect()
}

impl Arrival {
    /// A file that came on its own.
    pub fn new(own: Contribution, units: Vec<Arc<Contribution>>, altered: bool) -> Arrival {
        let file = short(&own.fingerprint);
        let inside = |mut unit: Arc<Contribution>| {
            // A unit directly inside says nothing of its file, which had no fingerprint yet.
            if unit.within.is_empty() {
                file.clone_into(&mut Arc::make_mut(&mut unit).within);
            }
            unit
        };
        let units = units.into_iter().map(inside).collect();
        Arrival { units, own: Arc::new(own), altered, period: Period::default() }
    }

    /// The files that a consolidated sheet was made of, as far as it still holds them: what came on
    /// its own, each with the units that came in it.
    pub fn of_units(units: &[Arc<Contribution>]) -> Vec<Arrival> {
        let body_of: BTreeMap<&str, &Arc<Contribution>> =
            units.iter().map(|unit| (short(&unit.fingerprint), unit)).collect();
        let root = |unit: &Arc<Contribution>| {
            let mut at = unit;
            let mut steps = 0;
            while let Some(body) = body_of.get(at.within.as_str()).filter(|_| steps < 64) {
                at = body;
                steps += 1;
            }
            at.fingerprint.clone()
        };
        let mut inside: BTreeMap<String, Vec<Arc<Contribution>>> = BTreeMap::new();
        let mut out = Vec::new();
        for unit in units {
            if body_of.contains_key(unit.within.as_str()) {
                inside.entry(root(unit)).or_default().push(Arc::clone(unit));
            } else {
                let mut own = Arc::clone(unit);
                if !own.within.is_empty() {
                    Arc::make_mut(&mut own).within.clear();
                }
                out.push(Arrival { own, ..Arrival::default() });
            }
        }
        for arrival in &mut out {
            arrival.units = inside.remove(&arrival.own.fingerprint).unwrap_or_default();
        }
        out
    }
}
