//! The plan: all units, what each of their files is, and which figures each of them has.

use crate::answers::{self, Figures, People};
use crate::chance::{Chance, split, split_among, split_within};
use crate::content::{Content, Meaning, Number, typed};
use crate::ledger::{
    FileEntry, FormName, Ledger, PeriodName, Reason, Scopes, Totals, UnitEntry, Wanted,
};
use crate::names::{self, Spelling};
use crate::{Case, Options};
use phieu::sheet::HeadField;
use std::collections::{BTreeMap, BTreeSet};

/// What streams of chance are for.
mod purpose {
    pub const NAMES: u64 = 1;
    pub const FATES: u64 = 2;
    pub const FIGURES: u64 = 3;
    pub const CONTENT: u64 = 4;
    pub const SHEET: u64 = 5;
}

/// The level of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The province itself.
    Province,
    /// A district, or another unit directly under the province.
    District,
    /// A committee at the base, or a cell.
    Grassroots,
}

impl Level {
    /// Its name in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Level::Province => "province",
            Level::District => "district",
            Level::Grassroots => "grassroots",
        }
    }
}

/// A unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Its name as the roster has it.
    pub name: String,
    /// The place in the list of the unit above.
    pub parent: Option<usize>,
    /// Its level.
    pub level: Level,
    /// Its kind, a code of the form.
    pub kind: &'static str,
    /// Whether it is on a roster.
    pub on_roster: bool,
    /// What becomes of it.
    pub reason: Reason,
    /// How its sheet spells the name, where the sheet has no id.
    pub spelling: Option<Spelling>,
    /// Its figures.
    pub figures: Figures,
}

impl Unit {
    /// Whether its figures are in the totals.
    pub fn counts(&self) -> bool {
        matches!(
            self.reason,
            Reason::Counted
                | Reason::OlderRevision
                | Reason::SameBytes
                | Reason::TwoSheets
                | Reason::Forked
                | Reason::ContradictionKept
                | Reason::ContradictionOpen
        )
    }
}

/// How a file comes to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Make {
    /// What the unit says, as the first revision of its sheet.
    First,
    /// What it says, as the second revision, after [`Make::Older`].
    Second,
    /// What it said before, as the first revision.
    Older,
    /// Something else as the second revision of the same sheet, with a lesser fingerprint than the
    /// one of [`Make::Second`].
    Fork,
    /// Something else in a sheet of its own, with a lesser fingerprint than that of [`Make::First`].
    Lesser,
    /// The first half of [`Make::First`].
    Cut,
    /// [`Make::First`] with another digit in the number of members.
    Altered,
    /// The same for another period.
    OtherPeriod,
    /// A sheet of another form.
    OtherForm,
    /// [`Make::First`] with a higher format number.
    NewerFormat,
    /// These bytes.
    Bytes(Vec<u8>),
}

/// A file to be made.
#[derive(Clone, Debug)]
pub struct PlannedFile {
    /// Its path in the folder.
    pub path: String,
    /// The place in the list of its unit.
    pub unit: Option<usize>,
    /// How it comes to be.
    pub make: Make,
    /// Whether it counts.
    pub counted: bool,
    /// Why.
    pub reason: Reason,
}

/// The whole plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What was asked for.
    pub options: Options,
    /// All units, those above first.
    pub units: Vec<Unit>,
    /// All files, by path.
    pub files: Vec<PlannedFile>,
    wanted: Vec<Wanted>,
}

/// The form of the case's files.
pub fn form(case: Case) -> &'static str {
    if case == Case::S0 { "ct03" } else { "ct05" }
}

/// The form of a file that has the wrong one.
pub const OTHER_FORM: &str = "ct03";

/// The period of the case's files.
pub fn period(case: Case) -> PeriodName {
    match case {
        Case::S4 => PeriodName { kind: "years", from: "2016", to: "2018" },
        Case::S0 => PeriodName { kind: "half_year", from: "7/2011", to: "" },
        Case::Plain => PeriodName { kind: "year", from: "2019", to: "" },
    }
}

/// The period of a file that has the wrong one.
pub const OTHER_PERIOD: PeriodName = PeriodName { kind: "year", from: "2019", to: "" };

/// What is mixed in, in this order, one unit each, from the start again when all were there.
const MIXED_IN: [Reason; 15] = [
    Reason::Missing,
    Reason::OlderRevision,
    Reason::Cut,
    Reason::SameBytes,
    Reason::Late,
    Reason::TwoSheets,
    Reason::Altered,
    Reason::Forked,
    Reason::OtherPeriod,
    Reason::ContradictionKept,
    Reason::NotASheet,
    Reason::ContradictionOpen,
    Reason::UnknownUnit,
    Reason::OtherForm,
    Reason::NewerFormat,
];

impl Plan {
    /// The plan that the options decide.
    pub fn new(options: Options) -> Plan {
        let mut plan = Plan { options, units: Vec::new(), files: Vec::new(), wanted: Vec::new() };
        match options.case {
            Case::S4 => plan.s4(),
            Case::S0 => plan.s0(),
            Case::Plain => plan.plain(),
        }
        plan.files.sort_by(|a, b| a.path.cmp(&b.path));
        plan
    }

    fn chance(&self, purpose: u64, thing: usize) -> Chance {
        Chance::of(self.options.seed, purpose, thing)
    }

    fn add(&mut self, code: String, name: String, parent: Option<usize>, level: Level) -> usize {
        let kind = match level {
            Level::Province => "province",
            Level::District => "district",
            Level::Grassroots => "cell",
        };
        let (reason, figures) = (Reason::Counted, Figures::default());
        let unit = Unit {
            code,
            name,
            parent,
            level,
            kind,
            on_roster: level != Level::Province,
            reason,
            spelling: None,
            figures,
        };
        self.units.push(unit);
        self.units.len() - 1
    }

    fn file(&mut self, path: String, unit: Option<usize>, make: Make, reason: Reason) {
        let counted = reason == Reason::Counted;
        self.files.push(PlannedFile { path, unit, make, counted, reason });
    }

    fn s4(&mut self) {
        let count = self.options.units.unwrap_or(160);
        let districts = (count / 20).max(1);
        let mut chance = self.chance(purpose::NAMES, 0);
        self.add("TG".to_owned(), "Tỉnh ủy Tân Giang".to_owned(), None, Level::Province);
        let mut used = BTreeSet::new();
        for at in 0..districts {
            let name = names::unused(&mut used, || names::district(&mut chance, at));
            self.add(format!("TG-{:02}", at + 1), name, Some(0), Level::District);
        }
        for district in 0..districts {
            let size = count / districts + usize::from(district < count % districts);
            self.grassroots_of(district + 1, size);
        }
        self.mix_in(districts);
        self.s4_figures();
        self.s4_files();
    }

    /// The committees and cells of a district; "Chi bộ 1", "Chi bộ 2" … are in every one.
    fn grassroots_of(&mut self, district: usize, size: usize) {
        let mut chance = self.chance(purpose::NAMES, district);
        let mut used = BTreeSet::new();
        let above = self.units.get(district).map(|u| u.code.clone()).unwrap_or_default();
        for at in 0..size {
            let (name, kind) = match at % 5 {
                0 | 3 => (format!("Chi bộ {}", 1 + at / 5 * 2 + usize::from(at % 5 == 3)), "cell"),
                1 => (names::unused(&mut used, || names::base(&mut chance)), "base"),
                _ => (names::unused(&mut used, || names::cell(&mut chance)), "cell"),
            };
            let unit =
                self.add(format!("{above}-{:03}", at + 1), name, Some(district), Level::Grassroots);
            if let Some(unit) = self.units.get_mut(unit) {
                unit.kind = kind;
            }
        }
    }

    /// Decides which units do not simply count, and which sheets have no id.
    fn mix_in(&mut self, districts: usize) {
        let mut lower: Vec<usize> = (districts + 1..self.units.len()).collect();
        let mut chance = self.chance(purpose::FATES, 0);
        chance.shuffle(&mut lower);
        let troubled = if self.options.bad { lower.len() / 10 } else { 0 };
        let (bad, good) = lower.split_at(troubled);
        for (unit, reason) in bad.iter().zip(MIXED_IN.into_iter().cycle()) {
            if reason == Reason::UnknownUnit {
                self.unknown(*unit);
            } else if let Some(unit) = self.units.get_mut(*unit) {
                unit.reason = reason;
                unit.figures.contradiction = match reason {
                    Reason::ContradictionKept => Some(true),
                    Reason::ContradictionOpen => Some(false),
                    _ => None,
                };
            }
        }
        if !self.options.bad {
            return;
        }
        for (at, spelling) in
            good.iter().zip(Spelling::ALL.into_iter().cycle()).take(lower.len() / 10)
        {
            let Some(unit) = self.units.get_mut(*at) else { continue };
            // Not every name has a "ủy" that could be spelled "uỷ".
            let fits = spelling == Spelling::Same || spelling.of(&unit.name) != unit.name;
            unit.spelling = Some(if fits { spelling } else { Spelling::Spaces });
        }
    }

    /// A unit that no roster has, beside one that counts.
    fn unknown(&mut self, beside: usize) {
        let parent = self.units.get(beside).and_then(|u| u.parent);
        let above =
            parent.and_then(|p| self.units.get(p)).map(|u| u.code.clone()).unwrap_or_default();
        let at = self.units.len();
        let name =
            names::cell(&mut self.chance(purpose::NAMES, at)).replace("Chi bộ", "Chi bộ cơ quan");
        let unit = self.add(format!("{above}-X{at}"), name, parent, Level::Grassroots);
        if let Some(unit) = self.units.get_mut(unit) {
            (unit.on_roster, unit.reason) = (false, Reason::UnknownUnit);
        }
    }

    /// Splits the figures that the province of S4 published over the units that count, and gives
    /// the others figures of the same size.
    fn s4_figures(&mut self) {
        let mut chance = self.chance(purpose::FIGURES, 0);
        let weight = |unit: &Unit, chance: &mut Chance| match (unit.level, unit.kind) {
            (Level::Province, _) => 6,
            (Level::District, _) => 12,
            (_, "base") => chance.between(12, 30),
            _ => chance.between(1, 5),
        };
        let weights: Vec<u64> = self.units.iter().map(|unit| weight(unit, &mut chance)).collect();
        let counted: Vec<u64> = self.only(&weights, |unit| unit.counts());
        let at = |level| move |unit: &Unit| unit.counts() && unit.level == level;

        let points = self.some_blank(&mut chance, 257, &counted, 8);
        let summoned = self.some_blank(&mut chance, 43_519, &counted, 20);
        let limits: Vec<u64> = summoned.iter().map(|n| n.unwrap_or_default()).collect();
        let absent = split_within(&mut chance, 43_519 - 41_004, &limits);
        let entries = self.some_blank(&mut chance, 52_087, &counted, 6);
        let mut models = vec![None; self.units.len()];
        for (level, total) in
            [(Level::Province, 3), (Level::District, 36), (Level::Grassroots, 251)]
        {
            let weights = self.only(&weights, at(level));
            let parts = self.some_blank(&mut chance, total, &weights, 6);
            for (model, part) in models.iter_mut().zip(parts) {
                *model = part.or(*model);
            }
        }
        let drawn = points.into_iter().zip(summoned).zip(absent).zip(entries).zip(models);
        for ((unit, weight), ((((points, summoned), absent), entries), models)) in
            self.units.iter_mut().zip(weights).zip(drawn)
        {
            let figures = &mut unit.figures;
            if unit.reason == Reason::Counted
                || points.or(summoned).or(entries).or(models).is_some()
            {
                let members = summoned.map(|total| (total, total - absent));
                (figures.points, figures.members) = (points, members);
                (figures.entries, figures.models) = (entries, models);
            } else {
                let total = 5 + weight * 20;
                figures.points = Some(1 + weight / 12);
                figures.members = Some((total, total - chance.below(total / 8)));
                figures.entries = Some(weight * 25);
                figures.models = Some(1 + weight / 12);
            }
        }
        let all = |question, cell, sum| Wanted { question, cell, scope: "all", sum };
        let models = |scope, sum| Wanted { question: "E1.models", cell: "total", scope, sum };
        self.wanted = vec![
            all("B1.points", "value", 257),
            all("B2.attendance", "members/done", 41_004),
            all("B2.attendance", "members/total", 43_519),
            all("F2.entries", "value", 52_087),
            all("E1.models", "total", 290),
            models("province", 3),
            models("district", 36),
            models("grassroots", 251),
        ];
    }

    /// The weights of some units; of the others 0.
    fn only(&self, weights: &[u64], of: impl Fn(&Unit) -> bool) -> Vec<u64> {
        let weight = |(unit, weight): (&Unit, &u64)| if of(unit) { *weight } else { 0 };
        self.units.iter().zip(weights).map(weight).collect()
    }

    /// Splits a total, leaving one of the lowest units in `n` blank as long as others are there.
    fn some_blank(
        &self,
        chance: &mut Chance,
        total: u64,
        weights: &[u64],
        n: u64,
    ) -> Vec<Option<u64>> {
        let mut left = weights.to_vec();
        for (weight, unit) in left.iter_mut().zip(&self.units) {
            if unit.level == Level::Grassroots && chance.one_in(n) {
                *weight = 0;
            }
        }
        let nobody = left.iter().all(|weight| *weight == 0);
        split_among(chance, total, if nobody { weights } else { &left })
    }

    fn s4_files(&mut self) {
        let mut stray = false;
        for at in 0..self.units.len() {
            let Some(unit) = self.units.get(at).cloned() else { continue };
            let above = unit.parent.and_then(|p| self.units.get(p)).map(|u| u.code.clone());
            let folder = match (unit.level, above) {
                (Level::Province, _) => "own".to_owned(),
                (Level::District, _) => format!("{}/own", unit.code),
                (Level::Grassroots, above) => above.unwrap_or_default(),
            };
            let name = format!("ct05_{}", unit.code.to_lowercase());
            let path = format!("{folder}/{name}.phieu.json");
            let beside = |what: &str| format!("{folder}/{name}{what}.phieu.json");
            let unit = Some(at);
            let reason = self.units.get(at).map_or(Reason::Counted, |u| u.reason);
            match reason {
                Reason::Missing => {}
                Reason::Late => self.file(format!("late/{path}"), unit, Make::First, reason),
                Reason::OlderRevision => {
                    self.file(beside("-cu"), unit, Make::Older, reason);
                    self.file(path, unit, Make::Second, Reason::Counted);
                }
                Reason::SameBytes => {
                    self.file(path.clone(), unit, Make::First, Reason::Counted);
                    self.file(beside(" (1)"), unit, Make::First, reason);
                }
                Reason::TwoSheets => {
                    self.file(beside("-may-khac"), unit, Make::Lesser, reason);
                    self.file(path, unit, Make::First, Reason::Counted);
                }
                Reason::Forked => {
                    self.file(beside("-sua"), unit, Make::Fork, reason);
                    self.file(path, unit, Make::Second, Reason::Counted);
                }
                Reason::Cut => self.file(path, unit, Make::Cut, reason),
                Reason::Altered => self.file(path, unit, Make::Altered, reason),
                Reason::OtherPeriod => self.file(path, unit, Make::OtherPeriod, reason),
                Reason::OtherForm => self.file(path, unit, Make::OtherForm, reason),
                Reason::NewerFormat => self.file(path, unit, Make::NewerFormat, reason),
                Reason::UnknownUnit => self.file(path, unit, Make::First, reason),
                Reason::NotASheet => {
                    let table = "\u{feff}Đơn vị;Số đảng viên;Có mặt\r\nChi bộ;24;22\r\n";
                    let table = Make::Bytes(table.as_bytes().to_vec());
                    self.file(format!("{folder}/{name}.csv"), unit, table, reason);
                    if !stray {
                        self.strays(&folder);
                    }
                    stray = true;
                }
                Reason::Counted | Reason::ContradictionKept | Reason::ContradictionOpen => {
                    self.file(path, unit, Make::First, Reason::Counted);
                }
            }
        }
    }

    /// Files that are no sheets and belong to nobody.
    fn strays(&mut self, folder: &str) {
        let mut word = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00".to_vec();
        word.extend_from_slice(b"[Content_Types].xml word/document.xml");
        let note = "Gọi lại cho hai chi bộ chưa gửi. Hạn là thứ sáu.\n";
        let reason = Reason::NotASheet;
        self.file(format!("{folder}/Bao cao.docx"), None, Make::Bytes(word), reason);
        self.file(format!("{folder}/trong.phieu.json"), None, Make::Bytes(Vec::new()), reason);
        self.file(
            format!("{folder}/notes.txt"),
            None,
            Make::Bytes(note.as_bytes().to_vec()),
            reason,
        );
    }

    /// Fourteen units directly under the province, with 257 people of whom 17 stand twice.
    fn s0(&mut self) {
        let mut chance = self.chance(purpose::NAMES, 0);
        self.add("HN".to_owned(), "Tỉnh ủy Hạ Nguyên".to_owned(), None, Level::Province);
        let mut used = BTreeSet::new();
        for at in 0..14 {
            let name = match at {
                10 => "Đảng ủy Khối các cơ quan tỉnh".to_owned(),
                11 => "Đảng ủy Khối doanh nghiệp tỉnh".to_owned(),
                12 => "Đảng ủy Quân sự tỉnh".to_owned(),
                13 => "Đảng ủy Công an tỉnh".to_owned(),
                _ => names::unused(&mut used, || names::district(&mut chance, at)),
            };
            let unit = self.add(format!("HN-{:02}", at + 1), name, Some(0), Level::District);
            if let Some(unit) = self.units.get_mut(unit).filter(|_| at >= 10) {
                unit.kind = "upper";
            }
        }
        let mut chance = self.chance(purpose::FIGURES, 0);
        // One unit counts its 17 special staff among the helping section as well; the 20 others
        // stand beside it, so that 237 + 37 is 17 more than 257.
        let twice = chance.place(14);
        let weights: Vec<u64> = (0..14).map(|_| chance.between(8, 14)).collect();
        let extra: Vec<u64> = split(257 - 14 * 12 - 17, &weights);
        let of_others: Vec<u64> =
            (0..14).map(|at| if at == twice { 0 } else { chance.between(2, 4) }).collect();
        let special = split_among(&mut chance, 20, &of_others);
        let mut totals: Vec<u64> = Vec::new();
        for at in 0..14 {
            let (extra, special) = (extra.get(at), special.get(at).copied().flatten());
            let total = 12 + extra.copied().unwrap_or_default() + if at == twice { 17 } else { 0 };
            totals.push(total);
            let special = if at == twice { 17 } else { special.unwrap_or_default() };
            let helping = if at == twice { total } else { total - special };
            if let Some(unit) = self.units.get_mut(at + 1) {
                unit.figures.people = Some(People { total, helping, special, posts: [0; 4] });
            }
        }
        // By post everybody stands once.
        let mut left = totals;
        for (post, total) in [19, 110, 111, 17].into_iter().enumerate() {
            let parts =
                if post == 3 { left.clone() } else { split_within(&mut chance, total, &left) };
            for ((unit, part), left) in self.units.iter_mut().skip(1).zip(parts).zip(&mut left) {
                *left -= part;
                if let Some(place) =
                    unit.figures.people.as_mut().and_then(|p| p.posts.get_mut(post))
                {
                    *place = part;
                }
            }
        }
        self.direct_files();
        let at = |question, cell, scope, sum| Wanted { question, cell, scope, sum };
        self.wanted = vec![
            at("A3.people", "total", "district", 257),
            at("A3.people", "section/helping", "district", 237),
            at("A3.people", "section/special", "district", 37),
            at("A3.people", "post/standing", "district", 19),
            at("A3.people", "post/committee", "district", 110),
            at("A3.people", "post/heads", "district", 111),
            at("A3.people", "post/staff", "district", 17),
            at("A3.people", "total", "province", 26),
            at("B4.units", "done", "province", 14),
            at("B4.units", "total", "province", 14),
        ];
    }

    fn direct_files(&mut self) {
        let form = form(self.options.case);
        for at in 0..self.units.len() {
            let Some(unit) = self.units.get(at) else { continue };
            let folder = if unit.level == Level::Province { "own" } else { "files" };
            let path = format!("{folder}/{form}_{}.phieu.json", unit.code.to_lowercase());
            self.file(path, Some(at), Make::First, Reason::Counted);
        }
    }

    /// Cells that send directly.
    fn plain(&mut self) {
        let mut chance = self.chance(purpose::NAMES, 0);
        let mut used = BTreeSet::new();
        for at in 0..self.options.units.unwrap_or(1000) {
            let name = names::unused(&mut used, || names::cell(&mut chance));
            self.add(format!("P-{:05}", at + 1), name, None, Level::Grassroots);
        }
        for at in 0..self.units.len() {
            let mut chance = self.chance(purpose::FIGURES, at);
            let summoned = chance.between(8, 70);
            if let Some(unit) = self.units.get_mut(at) {
                unit.figures = Figures {
                    points: Some(chance.between(1, 3)),
                    members: Some((summoned, summoned - chance.below(4))),
                    models: Some(chance.between(1, 3)),
                    entries: Some(chance.between(5, 60)),
                    ..Figures::default()
                };
            }
        }
        self.direct_files();
    }

    /// The id of a unit's sheet, or of its `other` one.
    pub fn sheet_id(&self, unit: usize, other: usize) -> String {
        let mut chance = self.chance(purpose::SHEET, unit * 100 + other);
        let (high, low) = (chance.draw(), chance.draw());
        let digits = format!("{high:016x}{low:016x}");
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        format!(
            "{}-{}-4{}-8{}-{}",
            part(0, 8),
            part(8, 12),
            part(13, 16),
            part(17, 20),
            part(20, 32)
        )
    }

    /// What a unit says.
    pub fn content(&self, unit: usize) -> Content {
        let case = self.options.case;
        self.content_in(unit, form(case), period(case))
    }

    /// What a unit says in a form for a period.
    pub fn content_in(&self, at: usize, form: &str, period: PeriodName) -> Content {
        let Some(unit) = self.units.get(at) else { return Content::default() };
        let mut chance = self.chance(purpose::CONTENT, at);
        let mut content = Content::default();
        self.heads(&mut content, unit, period, &mut chance);
        let years = match self.options.case {
            Case::S4 => (2016, 2018),
            Case::S0 => (2011, 2011),
            Case::Plain => (2019, 2019),
        };
        let below = || self.units.iter().filter(|u| u.parent == Some(at) && u.on_roster).count();
        let below = || u64::try_from(below()).unwrap_or_default();
        match (form, unit.level) {
            ("ct03", Level::Province) => answers::province_03(&mut content, &mut chance, below()),
            ("ct03", _) => {
                answers::direct_03(&mut content, &mut chance, unit.figures.people, years.0)
            }
            (_, Level::Grassroots) => {
                let how = (unit.kind == "base", self.options.case == Case::Plain);
                answers::grassroots(&mut content, &mut chance, &unit.figures, how, years);
            }
            (_, level) => {
                let of = (level.name(), below());
                answers::above(&mut content, &mut chance, &unit.figures, of, years);
            }
        }
        content
    }

    fn heads(&self, content: &mut Content, unit: &Unit, period: PeriodName, chance: &mut Chance) {
        let spelled = unit.spelling.map(|spelling| spelling.of(&unit.name));
        if spelled.is_none() {
            content.id.clone_from(&unit.code);
        }
        let level = if unit.kind == "cell" { "cell" } else { unit.level.name() };
        content.head(HeadField::UnitName, &spelled.unwrap_or_else(|| unit.name.clone()));
        if let Some(above) = unit.parent.and_then(|p| self.units.get(p)) {
            content.head(HeadField::UnitParent, &above.name);
        }
        content.head(HeadField::UnitKind, unit.kind);
        content.head(HeadField::UnitLevel, level);
        content.head(HeadField::PeriodKind, period.kind);
        content.head(HeadField::PeriodFrom, period.from);
        if !period.to.is_empty() {
            content.head(HeadField::PeriodTo, period.to);
        }
        content.head(HeadField::Number, &format!("{:02}-BC", chance.between(1, 80)));
        content.head(HeadField::Place, &names::place(chance));
        content.head(HeadField::Post, "Bí thư");
    }

    /// What a unit says in a file that was changed by one digit: the number of members.
    pub fn altered(content: &Content) -> Content {
        let mut altered = content.clone();
        if let Some(cell) = altered.cell("U1", "members") {
            let digit =
                |c: char| c.to_digit(10).map(|d| char::from_digit(d % 9 + 1, 10).unwrap_or(c));
            let mut chars = cell.typed.chars();
            let first = chars.next().map(|c| digit(c).unwrap_or(c));
            cell.typed = first.into_iter().chain(chars).collect();
            let n = cell
                .typed
                .chars()
                .filter_map(|c| c.to_digit(10))
                .fold(0, |n, d| n * 10 + u64::from(d));
            cell.means = Meaning::Number(Number::exact(n));
        }
        altered
    }

    /// Something else that a unit could say: other numbers of members, another number of report.
    pub fn otherwise(content: &Content, by: u64) -> Content {
        let mut other = content.clone();
        if let Some(cell) = other.cell("U1", "members")
            && let Meaning::Number(number) = cell.means
        {
            let n = number.low + 1 + by;
            (cell.typed, cell.means) = (typed(n), Meaning::Number(Number::exact(n)));
        }
        other.head(HeadField::Number, &format!("{:02}a-BC", by + 1));
        other
    }

    /// The ledger of the plan.
    pub fn ledger(&self, version: &str) -> Ledger {
        let mut totals = Scopes::default();
        let (mut late, mut altered) = (Totals::default(), Totals::default());
        let mut counts: BTreeMap<&'static str, u64> = BTreeMap::new();
        for (at, unit) in self.units.iter().enumerate() {
            let mut count = |what, yes| *counts.entry(what).or_default() += u64::from(yes);
            count("units", true);
            count("on_roster", unit.on_roster);
            count("counted", unit.counts());
            count("missing", unit.reason == Reason::Missing);
            count("late", unit.reason == Reason::Late);
            count("without_id", unit.spelling.is_some());
            if unit.counts() {
                let parent = unit.parent.and_then(|p| self.units.get(p));
                let district = match unit.level {
                    Level::Grassroots => parent.map(|u| u.code.as_str()),
                    Level::District if self.options.case == Case::S4 => Some(unit.code.as_str()),
                    _ => None,
                };
                totals.add(&self.content(at), unit.level.name(), district);
            }
            match unit.reason {
                Reason::Late => late.add(&self.content(at)),
                Reason::Altered => altered.add(&Plan::altered(&self.content(at))),
                _ => {}
            }
        }
        counts.insert("files", u64::try_from(self.files.len()).unwrap_or_default());
        totals.close();
        late.close();
        altered.close();
        let case = self.options.case;
        Ledger {
            ledger: 1,
            case: case.name(),
            seed: self.options.seed,
            form: FormName { id: form(case).to_owned(), version: version.to_owned() },
            period: period(case),
            counts,
            wanted: self.wanted.clone(),
            totals,
            late,
            altered,
            units: self.units.iter().map(|unit| self.unit_entry(unit)).collect(),
            files: self.files.iter().map(|file| self.file_entry(file)).collect(),
            rosters: self.rosters().into_keys().collect(),
        }
    }

    fn unit_entry(&self, unit: &Unit) -> UnitEntry {
        UnitEntry {
            code: unit.code.clone(),
            name: unit.name.clone(),
            parent: unit.parent.and_then(|p| self.units.get(p)).map(|u| u.code.clone()),
            level: unit.level.name(),
            kind: unit.kind,
            on_roster: unit.on_roster,
            counted: unit.counts(),
            reason: unit.reason,
            spelling: unit.spelling,
        }
    }

    fn file_entry(&self, file: &PlannedFile) -> FileEntry {
        let sheet = |unit| match file.make {
            Make::Bytes(_) => None,
            Make::Lesser => Some(self.sheet_id(unit, 1)),
            _ => Some(self.sheet_id(unit, 0)),
        };
        let revision = match file.make {
            Make::Second | Make::Fork => 2,
            Make::Bytes(_) => 0,
            _ => 1,
        };
        let detail = match (&file.make, file.unit) {
            (Make::Altered, Some(unit)) => {
                let content = self.content(unit);
                let number = |mut content: Content| {
                    content.cell("U1", "members").map(|cell| cell.typed.clone()).unwrap_or_default()
                };
                let after = number(Plan::altered(&content));
                format!("U1.members: {} -> {after}", number(content))
            }
            (Make::Bytes(bytes), _) if bytes.is_empty() => "empty".to_owned(),
            (Make::Bytes(_), _) => {
                file.path.rsplit_once('.').map(|(_, ending)| ending.to_owned()).unwrap_or_default()
            }
            (Make::OtherPeriod, _) => format!("{} {}", OTHER_PERIOD.kind, OTHER_PERIOD.from),
            (Make::OtherForm, _) => OTHER_FORM.to_owned(),
            _ => String::new(),
        };
        FileEntry {
            path: file.path.clone(),
            unit: file.unit.and_then(|u| self.units.get(u)).map(|u| u.code.clone()),
            sheet: file.unit.and_then(sheet),
            revision,
            counted: file.counted,
            reason: file.reason,
            detail,
        }
    }

    /// The rosters by path: a line a unit, name TAB code.
    pub fn rosters(&self) -> BTreeMap<String, String> {
        let mut out: BTreeMap<String, String> = BTreeMap::new();
        for unit in self.units.iter().filter(|u| u.on_roster && u.level != Level::Province) {
            let above = unit.parent.and_then(|p| self.units.get(p));
            let path = match above {
                Some(above) if above.level == Level::District => {
                    format!("{}/roster.tsv", above.code)
                }
                _ => "roster.tsv".to_owned(),
            };
            let line = format!("{}\t{}\n", unit.name, unit.code);
            out.entry(path).or_default().push_str(&line);
        }
        out
    }
}
