//! The ledger: what the good files must add up to, and what was done to every file. It is made
//! from the plan alone, with plain arithmetic, before any sheet is written.

use crate::content::{Content, Doubt, Given, Kind, Meaning, Number, Say};
use crate::names::Spelling;
use phieu::sheet::HeadField;
use serde::Serialize;
use std::collections::BTreeMap;

/// Why a unit or a file counts or does not. The names in the ledger are these in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The file that counts for its unit.
    Counted,
    /// On the roster, and no file came.
    Missing,
    /// The only file came late and lies apart.
    Late,
    /// An earlier revision of a sheet whose later one is there.
    OlderRevision,
    /// The very bytes of another file.
    SameBytes,
    /// Cut off in the middle.
    Cut,
    /// A digit of a figure was changed, and the fingerprint was not.
    Altered,
    /// For another period.
    OtherPeriod,
    /// For another form.
    OtherForm,
    /// Of a newer format.
    NewerFormat,
    /// No sheet at all.
    NotASheet,
    /// Of a unit that is not on the roster.
    UnknownUnit,
    /// One of two sheets of one unit, neither of which continues the other; the lesser by revision
    /// and fingerprint.
    TwoSheets,
    /// One of two files that continue the same revision of one sheet with different content; the
    /// lesser by revision and fingerprint.
    Forked,
    /// On a unit that counts: more present than summoned, kept with a reason.
    ContradictionKept,
    /// On a unit that counts: more present than summoned, and not kept.
    ContradictionOpen,
}

/// The ledger.
#[derive(Clone, Debug, Serialize)]
pub struct Ledger {
    /// The format of the ledger: 1.
    pub ledger: u32,
    /// The case.
    pub case: &'static str,
    /// The seed.
    pub seed: u64,
    /// The form of the good files.
    pub form: FormName,
    /// Their period.
    pub period: PeriodName,
    /// How many units are on the rosters, whose file counts, and so on.
    pub counts: BTreeMap<&'static str, u64>,
    /// The figures of the published report that the good files add up to.
    pub wanted: Vec<Wanted>,
    /// What the good files add up to.
    pub totals: Scopes,
    /// What the late files would add.
    pub late: Totals,
    /// What the altered files would add as they stand, once a person accepted them.
    pub altered: Totals,
    /// Every unit.
    pub units: Vec<UnitEntry>,
    /// Every file but the rosters.
    pub files: Vec<FileEntry>,
    /// The rosters.
    pub rosters: Vec<String>,
}

/// A form.
#[derive(Clone, Debug, Serialize)]
pub struct FormName {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// A period as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodName {
    /// Its kind.
    pub kind: &'static str,
    /// Its start.
    pub from: &'static str,
    /// Its end.
    pub to: &'static str,
}

/// A figure of the published report.
#[derive(Clone, Debug, Serialize)]
pub struct Wanted {
    /// "item.field".
    pub question: &'static str,
    /// The cell.
    pub cell: &'static str,
    /// Over which units: `all` or a level.
    pub scope: &'static str,
    /// How much.
    pub sum: u64,
}

/// The totals over different units.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Scopes {
    /// Over all units whose file counts.
    pub all: Totals,
    /// The same by the unit's level: `province`, `district`, `grassroots`.
    pub levels: BTreeMap<&'static str, Totals>,
    /// A district's own sheet and those below it, by the district's code.
    pub districts: BTreeMap<String, Totals>,
}

/// The totals over some units.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Totals {
    /// How many units.
    pub units: u64,
    /// By "item.field"; a question that none of the units answered is not here.
    pub questions: BTreeMap<String, Question>,
}

/// The total of one question.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its kind.
    pub kind: Kind,
    /// Units that answered anything of it.
    pub answered: u64,
    /// Units that left it blank.
    pub blank: u64,
    /// The sum of each cell that holds a number; a cell that nobody filled is not here.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<String, Sum>,
    /// The shares by audience or grade; under "share" where there is only one.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shares: BTreeMap<String, Share>,
    /// Units by option or progress; units with words of their own under "other".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, u64>,
    /// Lines of documents or tables; points of paragraphs.
    #[serde(skip_serializing_if = "is_zero")]
    pub lines: u64,
    /// Causes of paragraphs.
    #[serde(skip_serializing_if = "is_zero")]
    pub causes: u64,
    /// Of a figure "for each unit": the least and the most that any unit gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<(u64, u64)>,
}

/// The sum of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Units that gave a number; of a table's column, lines.
    pub given: u64,
    /// The sum of the numbers without doubt; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<u64>,
    /// The sum of the numbers with doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubtful: Option<Doubtful>,
    /// Units that said "yes" without a number.
    pub unstated: u64,
    /// Units, or lines, that left it blank.
    pub blank: u64,
}

/// Numbers with doubt, added up: the bounds added, of the doubts the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Doubtful {
    /// How many.
    pub units: u64,
    /// Their lower bounds.
    pub low: u64,
    /// Their upper bounds.
    pub high: u64,
    /// Whether it may be less.
    pub less: Doubt,
    /// Whether it may be more.
    pub more: Doubt,
}

/// The sums of a share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// What was done, over units that gave both numbers.
    pub both_done: Sum,
    /// Of how many, over the same units.
    pub both_total: Sum,
    /// What was done, over units that gave no total.
    pub done_only: Sum,
    /// Totals of units that did not give what was done.
    pub total_only: Sum,
    /// Units that stated a rate without both numbers.
    pub rate_only: u64,
    /// Units that gave nothing.
    pub blank: u64,
}

/// A unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitEntry {
    /// Its code.
    pub code: String,
    /// Its name as the roster has it.
    pub name: String,
    /// The code of the unit above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its level: `province`, `district`, `grassroots`.
    pub level: &'static str,
    /// Its kind, a code of the form.
    pub kind: &'static str,
    /// Whether it is on a roster.
    pub on_roster: bool,
    /// Whether its figures are in the totals.
    pub counted: bool,
    /// What became of it.
    pub reason: Reason,
    /// How its sheet spells the name, where the sheet has no id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spelling: Option<Spelling>,
}

/// A file.
#[derive(Clone, Debug, Serialize)]
pub struct FileEntry {
    /// Its path in the folder.
    pub path: String,
    /// The code of its unit; absent where it belongs to none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The id of its sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Its revision.
    #[serde(skip_serializing_if = "is_zero")]
    pub revision: u64,
    /// Whether it counts.
    pub counted: bool,
    /// Why.
    pub reason: Reason,
    /// More about it in plain words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

impl Sum {
    fn add(&mut self, means: Meaning) {
        match means {
            Meaning::Number(number) => self.add_number(number),
            Meaning::Unstated => self.unstated += 1,
            Meaning::Rate | Meaning::Chosen | Meaning::Words => {}
        }
    }

    fn add_number(&mut self, number: Number) {
        self.given += 1;
        if number.is_exact() {
            self.exact = Some(self.exact.unwrap_or_default() + number.low);
            return;
        }
        let sum = self.doubtful.get_or_insert_default();
        sum.units += 1;
        sum.low += number.low;
        sum.high += number.high;
        sum.less = sum.less.max(number.less);
        sum.more = sum.more.max(number.more);
    }
}

impl Question {
    fn blank(kind: Kind) -> Question {
        Question {
            kind,
            answered: 0,
            blank: 0,
            cells: BTreeMap::new(),
            shares: BTreeMap::new(),
            options: BTreeMap::new(),
            lines: 0,
            causes: 0,
            spread: None,
        }
    }

    fn add(&mut self, given: &Given) {
        self.answered += 1;
        self.causes += count(given.causes);
        self.lines += count(given.lines);
        for cell in &given.cells {
            match (given.kind, cell.means, cell.path.split_once('/')) {
                (Kind::Choice, Meaning::Chosen, Some((_, option))) => self.option(option),
                (Kind::Choice, ..) if cell.path == "other" => self.option("other"),
                (Kind::Status, Meaning::Chosen, _) => self.option(&cell.typed),
                // Of a table only these columns are added up: people at several conferences are
                // turns, so nobody adds them.
                (Kind::Rows, means @ Meaning::Number(_), Some((_, column)))
                    if ["points", "entries", "collectives", "persons"].contains(&column) =>
                {
                    self.cells.entry(column.to_owned()).or_default().add(means);
                }
                (Kind::Rows, ..) => {}
                (_, means @ (Meaning::Number(_) | Meaning::Unstated), _) => {
                    self.number(given, &cell.path, means);
                }
                _ => {}
            }
        }
        match given.kind {
            Kind::Share => self.share("share", given, "", "total"),
            Kind::AudienceShares => self.shares_of(given, None),
            Kind::Grades => self.shares_of(given, Some("total")),
            _ => {}
        }
    }

    fn option(&mut self, code: &str) {
        *self.options.entry(code.to_owned()).or_default() += 1;
    }

    fn number(&mut self, given: &Given, path: &str, means: Meaning) {
        let sum = self.cells.entry(path.to_owned()).or_default();
        sum.add(means);
        // The wanted figures of a share that each body gives for itself are read in its cells.
        if given.each && given.kind == Kind::Figure {
            (sum.exact, sum.doubtful) = (None, None);
            if let Meaning::Number(n) = means {
                let (least, most) = self.spread.unwrap_or((n.low, n.high));
                self.spread = Some((least.min(n.low), most.max(n.high)));
            }
        }
    }

    /// The share of each line; of grades the total is the same for all.
    fn shares_of(&mut self, given: &Given, total: Option<&str>) {
        let mut lines: Vec<&str> =
            given.cells.iter().filter_map(|c| Some(c.path.split_once('/')?.0)).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            let own = format!("{line}/total");
            self.share(line, given, &format!("{line}/"), total.unwrap_or(&own));
        }
    }

    fn share(&mut self, name: &str, given: &Given, before: &str, total: &str) {
        let find = |path: &str| given.cells.iter().find(|c| c.path == path).map(|c| c.means);
        let (done, total) = (find(&format!("{before}done")), find(total));
        let rate = find(&format!("{before}rate"));
        let share = self.shares.entry(name.to_owned()).or_default();
        match (done, total) {
            (Some(done), Some(total)) => {
                share.both_done.add(done);
                share.both_total.add(total);
            }
            (Some(done), None) => share.done_only.add(done),
            (None, Some(total)) => share.total_only.add(total),
            (None, None) => {}
        }
        if given.each {
            for sum in [&mut share.both_done, &mut share.both_total] {
                (sum.exact, sum.doubtful) = (None, None);
            }
        }
        if rate.is_some() && (done.is_none() || total.is_none()) {
            share.rate_only += 1;
        }
        // Taken back for all other units when the totals are closed.
        share.blank += 1;
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

impl Totals {
    /// Adds what one unit says.
    pub fn add(&mut self, content: &Content) {
        self.units += 1;
        for given in &content.answers {
            let key = format!("{}.{}", given.item, given.field);
            self.questions.entry(key).or_insert_with(|| Question::blank(given.kind)).add(given);
        }
        // A cell is one of the cells of its body, without being asked for their number.
        let is_cell =
            content.heads.iter().any(|(f, text)| *f == HeadField::UnitKind && text == "cell");
        if is_cell
            && !content.answers.iter().any(|given| (given.item, given.field) == ("U1", "cells"))
        {
            let mut itself = Content::default();
            itself.figure("U1", "cells", Say::Exact, 1);
            for given in &itself.answers {
                let cells = self.questions.entry("U1.cells".to_owned());
                cells.or_insert_with(|| Question::blank(given.kind)).add(given);
            }
        }
    }

    /// Counts the blanks, once all units are in.
    pub fn close(&mut self) {
        for question in self.questions.values_mut() {
            question.blank = self.units - question.answered;
            let of = if question.kind == Kind::Rows { question.lines } else { self.units };
            for sum in question.cells.values_mut() {
                sum.blank = of - sum.given - sum.unstated;
            }
            for share in question.shares.values_mut() {
                // So far it holds the units that gave any of it.
                share.blank = self.units - share.blank;
            }
        }
    }
}

impl Scopes {
    /// Adds what a unit of a level says, in the district it belongs to, if any.
    pub fn add(&mut self, content: &Content, level: &'static str, district: Option<&str>) {
        self.all.add(content);
        self.levels.entry(level).or_default().add(content);
        if let Some(district) = district {
            self.districts.entry(district.to_owned()).or_default().add(content);
        }
    }

    /// Counts the blanks, once all units are in.
    pub fn close(&mut self) {
        self.all.close();
        self.levels.values_mut().for_each(Totals::close);
        self.districts.values_mut().for_each(Totals::close);
    }
}
