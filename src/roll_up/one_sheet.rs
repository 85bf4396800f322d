//! Files of one sheet: of one unit, whatever it is called in each, or of neighbours, where one filled
//! the other's sheet over.

use super::choosing::{Candidate, Standing, descends, line_key};
use super::roster::spelled;
use crate::sheet::below::{Choice, short};
use crate::sheet::{Below, Contribution};
use std::collections::{BTreeMap, BTreeSet};

/// Gives all files of one unit one key, by their sheet, and lets wait for a person what continues
/// a sheet under the name of another unit.
pub(super) fn bring_together(all: &mut [Candidate], below: &Below) {
    let mut sheets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        sheets.entry(&one.gives.sheet).or_default().push(at);
    }
    let several: Vec<Vec<usize>> = sheets.into_values().filter(|sheet| sheet.len() > 1).collect();
    for places in several {
        let found = {
            let files: Vec<&Candidate> = places.iter().filter_map(|at| all.get(*at)).collect();
            Sheet::new(&files, below).settle()
        };
        for (at, found) in places.into_iter().zip(found) {
            if let Some(one) = all.get_mut(at) {
                one.key = found.key;
                one.line = found.line;
                one.out = found.out;
            }
        }
    }
}

/// What became of a file.
struct Found {
    key: String,
    line: Option<usize>,
    out: Option<Standing>,
}

/// The files of one sheet, with the unit of each: two of one unit say the same place in `unit`.
struct Sheet<'a> {
    files: &'a [&'a Candidate<'a>],
    below: &'a Below,
    unit: Vec<usize>,
}

impl<'a> Sheet<'a> {
    fn new(files: &'a [&'a Candidate<'a>], below: &'a Below) -> Sheet<'a> {
        let mut sheet = Sheet { files, below, unit: (0..files.len()).collect() };
        sheet.join_equal(|one| spelled(one.gives.unit.name.text()));
        sheet.join_equal(|one| one.gives.fingerprint.clone());
        for (at, one) in files.iter().enumerate() {
            if sheet.chose(one.gives, &Choice::Counts) {
                sheet.join_all(at, |other| descends(one.gives, other.gives));
            }
        }
        sheet.join_what_bodies_renamed();
        sheet
    }

    /// What a person said of a file.
    fn chose(&self, one: &Contribution, choice: &Choice) -> bool {
        self.below.chose(&one.fingerprint, choice)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (Some(a), Some(b)) = (self.unit.get(a).copied(), self.unit.get(b).copied()) else {
            return;
        };
        for unit in &mut self.unit {
            if *unit == a.max(b) {
                *unit = a.min(b);
            }
        }
    }

    fn join_all(&mut self, at: usize, with: impl Fn(&Candidate) -> bool) {
        let others: Vec<usize> =
            (0..self.files.len()).filter(|o| self.files.get(*o).is_some_and(|f| with(f))).collect();
        for other in others {
            self.join(at, other);
        }
    }

    fn join_equal(&mut self, of: impl Fn(&Candidate) -> String) {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (at, one) in self.files.iter().enumerate() {
            let known = *first.entry(of(one)).or_insert(at);
            self.join(known, at);
        }
    }

    /// A unit inside a body's file may have the name that the body's list gives it: two names are one
    /// unit where one of them only bodies say, and no body says both.
    fn join_what_bodies_renamed(&mut self) {
        let units: BTreeSet<usize> = self.unit.iter().copied().collect();
        let members = |unit: usize| {
            let files = self.files.iter().zip(&self.unit);
            files.filter(move |(_, of)| **of == unit).map(|(file, _)| *file)
        };
        let came = |unit: usize| members(unit).any(|file| file.unit.is_none());
        let bodies = |unit: usize| -> BTreeSet<usize> {
            members(unit).filter(|file| file.unit.is_some()).map(|file| file.arrival).collect()
        };
        let &[a, b] = units.into_iter().collect::<Vec<_>>().as_slice() else { return };
        if !(came(a) && came(b)) && bodies(a).is_disjoint(&bodies(b)) {
            self.join(a, b);
        }
    }

    fn settle(self) -> Vec<Found> {
        let keys = self.keys();
        let places = self.files.iter().enumerate();
        places.map(|(at, one)| self.found(at, one, &keys)).collect()
    }

    fn of(&self, at: usize) -> usize {
        self.unit.get(at).copied().unwrap_or(at)
    }

    /// One key a unit: that of the newest file, and of one with a line of the roster before others.
    fn keys(&self) -> BTreeMap<usize, String> {
        let mut newest: BTreeMap<usize, (bool, u32, &str, &str, String)> = BTreeMap::new();
        for (at, one) in self.files.iter().enumerate() {
            let gives = one.gives;
            let name = spelled(gives.unit.name.text());
            let said = (one.line.is_some(), gives.revision, &*gives.fingerprint, &*one.key, name);
            let known = newest.entry(self.of(at)).or_insert_with(|| said.clone());
            if said > *known {
                *known = said;
            }
        }
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for (.., key, _) in newest.values() {
            *uses.entry(key).or_default() += 1;
        }
        // One starter file filled by two: they are told apart by their names.
        let alone = |key: &str| uses.get(key).is_none_or(|uses| *uses < 2);
        let key = |(lined, _, _, key, name): &(bool, u32, &str, &str, String)| match alone(key) {
            false if !lined => format!("{key}|{name}"),
            _ => (*key).to_owned(),
        };
        newest.iter().map(|(unit, said)| (*unit, key(said))).collect()
    }

    fn found(&self, at: usize, one: &Candidate, keys: &BTreeMap<usize, String>) -> Found {
        let line_key = |line: usize| self.below.roster.get(line).map(line_key);
        if let Some(before) = self.other_unit_before(at, one) {
            let near = match &one.out {
                Some(Standing::NotOnRoster(near)) => near.as_slice(),
                _ => &[],
            };
            let line = self.line(before);
            let own = one.line;
            let near: Vec<usize> = line.into_iter().chain(near.iter().copied()).collect();
            let mut near: Vec<usize> = near.into_iter().filter(|line| own != Some(*line)).collect();
            near.dedup();
            let named = line.and_then(|line| self.below.roster.get(line)).map(|l| l.name.clone());
            let before = named.unwrap_or_else(|| {
                self.files
                    .get(before)
                    .map_or_else(String::new, |f| f.gives.unit.name.text().to_owned())
            });
            let out = Some(Standing::OtherSheet { before, own, near });
            let key = format!("{}|{}", one.key, one.gives.fingerprint);
            return Found { key, line: None, out };
        }
        // What a unit sends after it was found in the list, or said to be one of it, is its again.
        let inherited = match &one.out {
            None | Some(Standing::NotOnRoster(_)) => one.line.or_else(|| self.line(at)),
            _ => one.line,
        };
        let out = match (&one.out, inherited) {
            (Some(Standing::NotOnRoster(_)), Some(_)) => None,
            (out, _) => out.clone(),
        };
        let of_unit = || keys.get(&self.of(at)).cloned();
        let key = inherited.and_then(line_key).or_else(of_unit).unwrap_or_else(|| one.key.clone());
        Found { key, line: inherited, out }
    }

    /// The one line of the roster that files of the same unit have.
    fn line(&self, at: usize) -> Option<usize> {
        let files = self.files.iter().enumerate();
        let lines: BTreeSet<usize> = files
            .filter(|(other, _)| self.of(*other) == self.of(at))
            .filter_map(|(_, file)| file.line)
            .collect();
        let own = self.files.get(at).and_then(|file| file.line);
        own.or_else(|| lines.first().copied().filter(|_| lines.len() == 1))
    }

    /// The newest file of another unit that one continues, where nobody said whose it is.
    fn other_unit_before(&self, at: usize, one: &Candidate) -> Option<usize> {
        let open = matches!(one.out, None | Some(Standing::NotOnRoster(_)));
        if one.unit.is_some() || !open || self.said_whose(at) {
            return None;
        }
        let is_other = |other: usize, file: &Candidate| match (one.line, file.line) {
            (Some(a), Some(b)) => a != b,
            _ => self.of(other) != self.of(at),
        };
        let before = self
            .files
            .iter()
            .enumerate()
            .filter(|(other, file)| is_other(*other, file) && descends(one.gives, file.gives));
        let newest = before.max_by_key(|(_, file)| (file.gives.revision, &file.gives.fingerprint));
        newest.map(|(other, _)| other)
    }

    /// Whether a person said whose a file is, or one of its unit that it continues.
    fn said_whose(&self, at: usize) -> bool {
        let Some(one) = self.files.get(at).map(|file| file.gives) else { return false };
        let says = |file: &Contribution| {
            let choices = self.below.choices.get(&file.fingerprint).into_iter().flatten();
            let mut choices = choices.filter(|choice| {
                matches!(choice, Choice::IsUnit(_) | Choice::Apart | Choice::Counts)
            });
            choices.next().is_some()
        };
        let files = self.files.iter().enumerate();
        let mut before = files.filter(|(other, file)| {
            let past = one.history.iter().any(|past| past == short(&file.gives.fingerprint));
            *other == at || (past && self.of(*other) == self.of(at))
        });
        before.any(|(_, file)| says(file.gives))
    }
}
