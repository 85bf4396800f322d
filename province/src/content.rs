//! What one unit says: every cell as typed, and beside it what it means. The ledger adds up the
//! meanings; the sheet gets the typed texts. Neither looks at the other.

use phieu::sheet::HeadField;
use serde::Serialize;

/// How far a bound is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Not at all.
    #[default]
    No,
    /// The bound itself may be meant: "ít nhất".
    Included,
    /// The bound is not meant: "hơn", "gần".
    Excluded,
}

/// A number that is meant, with its doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The lowest.
    pub low: u64,
    /// The highest.
    pub high: u64,
    /// Whether it may be less.
    pub less: Doubt,
    /// Whether it may be more.
    pub more: Doubt,
}

impl Number {
    /// Exactly `n`.
    pub fn exact(n: u64) -> Number {
        Number { low: n, high: n, less: Doubt::No, more: Doubt::No }
    }

    /// Whether there is no doubt about it.
    pub fn is_exact(&self) -> bool {
        self.low == self.high && self.less == Doubt::No && self.more == Doubt::No
    }
}

/// What a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A number.
    Number(Number),
    /// "Yes, number not stated".
    Unstated,
    /// A stated rate.
    Rate,
    /// An option that is chosen, or the state of a task; the code is the cell's or the text's.
    Chosen,
    /// Words or a date.
    Words,
}

/// A cell of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its path.
    pub path: String,
    /// What is typed.
    pub typed: String,
    /// What that means.
    pub means: Meaning,
}

/// The kinds of question, as files name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are those of the files")]
pub enum Kind {
    AudienceShares,
    Breakdown,
    Choice,
    Date,
    Documents,
    Figure,
    Grades,
    Paragraphs,
    Rows,
    Share,
    Status,
    Text,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The item.
    pub item: &'static str,
    /// The field.
    pub field: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// A number for each subordinate unit, or of each body for itself, which nobody adds up.
    pub each: bool,
    /// How many lines it has.
    pub lines: usize,
    /// How many lines of causes.
    pub causes: usize,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A contradiction that the unit keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The finding: the check and the place.
    pub finding: String,
    /// Why.
    pub reason: String,
    /// The figures it saw.
    pub seen: String,
}

/// What one unit says for one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The unit's id; "" where the sheet has none.
    pub id: String,
    /// About the unit, the period and the letterhead.
    pub heads: Vec<(HeadField, String)>,
    /// Items that the unit answers although its kind is not asked.
    pub asked: Vec<&'static str>,
    /// The answers.
    pub answers: Vec<Given>,
    /// Contradictions it keeps.
    pub kept: Vec<Kept>,
}

/// A number as official print has it: "03", "257", "41.004".
pub fn typed(n: u64) -> String {
    match n {
        0 => "0".to_owned(),
        1..=9 => format!("0{n}"),
        _ => grouped(n, "."),
    }
}

fn grouped(n: u64, between: &str) -> String {
    let (thousands, rest) = (n / 1000, n % 1000);
    if thousands == 0 {
        n.to_string()
    } else {
        format!("{}{between}{rest:03}", grouped(thousands, between))
    }
}

/// How doubt is typed, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Say {
    /// The number.
    Exact,
    /// The number as a machine prints it: "41004".
    Bare,
    /// "hơn 20".
    MoreThan,
    /// "ít nhất 20".
    AtLeast,
    /// "gần 20".
    Nearly,
    /// "khoảng 20".
    About,
    /// "20 - 23".
    Upwards(u64),
    /// "có".
    Yes,
}

impl Say {
    fn cell(self, path: &str, n: u64) -> Cell {
        let (no, more) = (Doubt::No, Doubt::Excluded);
        let (text, high, less, more) = match self {
            Say::Yes => {
                return Cell {
                    path: path.to_owned(),
                    typed: "có".to_owned(),
                    means: Meaning::Unstated,
                };
            }
            Say::Exact => (typed(n), n, no, no),
            Say::Bare => (n.to_string(), n, no, no),
            Say::MoreThan => (format!("hơn {}", typed(n)), n, no, more),
            Say::AtLeast => (format!("ít nhất {}", typed(n)), n, no, Doubt::Included),
            Say::Nearly => (format!("gần {}", typed(n)), n, Doubt::Excluded, no),
            Say::About => (format!("khoảng {}", typed(n)), n, Doubt::Excluded, more),
            Say::Upwards(by) => (format!("{} - {}", typed(n), typed(n + by)), n + by, no, no),
        };
        let number = Number { low: n, high, less, more };
        Cell { path: path.to_owned(), typed: text, means: Meaning::Number(number) }
    }
}

fn words(path: String, text: &str) -> Cell {
    Cell { path, typed: text.to_owned(), means: Meaning::Words }
}

/// A cell of a table row.
#[derive(Clone, Debug)]
pub enum In<'a> {
    /// Words, a date or the code of an option.
    Words(&'a str),
    /// A number.
    Number(u64),
}

impl Content {
    /// Says something about the unit, the period or the letterhead.
    pub fn head(&mut self, field: HeadField, text: &str) {
        self.heads.push((field, text.to_owned()));
    }

    fn give(&mut self, item: &'static str, field: &'static str, kind: Kind, cells: Vec<Cell>) {
        self.answers.push(Given { item, field, kind, each: false, lines: 0, causes: 0, cells });
    }

    /// A figure.
    pub fn figure(&mut self, item: &'static str, field: &'static str, say: Say, n: u64) {
        self.give(item, field, Kind::Figure, vec![say.cell("value", n)]);
    }

    /// A figure for each subordinate unit, or of each body for itself.
    pub fn each(&mut self, item: &'static str, field: &'static str, say: Say, n: u64) {
        self.figure(item, field, say, n);
        if let Some(given) = self.answers.last_mut() {
            given.each = true;
        }
    }

    /// Done of total.
    pub fn share(&mut self, item: &'static str, field: &'static str, done: (Say, u64), total: u64) {
        let cells = vec![Say::Exact.cell("total", total), done.0.cell("done", done.1)];
        self.give(item, field, Kind::Share, cells);
    }

    /// The same of what is directly below each body.
    pub fn share_alone(
        &mut self,
        item: &'static str,
        field: &'static str,
        done: (Say, u64),
        total: u64,
    ) {
        self.share(item, field, done, total);
        if let Some(given) = self.answers.last_mut() {
            given.each = true;
        }
    }

    /// Only a rate.
    pub fn rate(&mut self, item: &'static str, field: &'static str, rate: &str) {
        let cell = Cell { path: "rate".to_owned(), typed: rate.to_owned(), means: Meaning::Rate };
        self.give(item, field, Kind::Share, vec![cell]);
    }

    /// Shares by audience: of each its code, done and total, as far as given, and a stated rate.
    pub fn audiences(
        &mut self,
        item: &'static str,
        field: &'static str,
        shares: &[(&str, Option<u64>, Option<u64>, &str)],
    ) {
        let mut cells = Vec::new();
        for (code, done, total, rate) in shares {
            cells.extend(total.map(|n| Say::Exact.cell(&format!("{code}/total"), n)));
            cells.extend(done.map(|n| Say::Exact.cell(&format!("{code}/done"), n)));
            if !rate.is_empty() {
                let path = format!("{code}/rate");
                cells.push(Cell { path, typed: (*rate).to_owned(), means: Meaning::Rate });
            }
        }
        self.give(item, field, Kind::AudienceShares, cells);
    }

    /// A total and its parts.
    pub fn breakdown(
        &mut self,
        item: &'static str,
        field: &'static str,
        total: u64,
        parts: &[(&str, u64)],
    ) {
        let mut cells = vec![Say::Exact.cell("total", total)];
        cells.extend(parts.iter().map(|(path, n)| Say::Exact.cell(path, *n)));
        self.give(item, field, Kind::Breakdown, cells);
    }

    /// Grades: how many in each.
    pub fn grades(
        &mut self,
        item: &'static str,
        field: &'static str,
        total: u64,
        of: &[(&str, u64)],
    ) {
        let mut cells = vec![Say::Exact.cell("total", total)];
        cells.extend(of.iter().map(|(code, n)| Say::Exact.cell(&format!("{code}/done"), *n)));
        self.give(item, field, Kind::Grades, cells);
    }

    /// Grades of which only one rate is stated.
    pub fn grade_rate(&mut self, item: &'static str, field: &'static str, code: &str, rate: &str) {
        let path = format!("{code}/rate");
        let cell = Cell { path, typed: rate.to_owned(), means: Meaning::Rate };
        self.give(item, field, Kind::Grades, vec![cell]);
    }

    /// Options of a choice, and words beside them.
    pub fn choose(
        &mut self,
        item: &'static str,
        field: &'static str,
        options: &[&str],
        other: &str,
    ) {
        let chosen = |code: &&str| Cell {
            path: format!("chosen/{code}"),
            typed: "yes".to_owned(),
            means: Meaning::Chosen,
        };
        let mut cells: Vec<Cell> = options.iter().map(chosen).collect();
        if !other.is_empty() {
            cells.push(words("other".to_owned(), other));
        }
        if !cells.is_empty() {
            self.give(item, field, Kind::Choice, cells);
        }
    }

    /// The state of a task, and why nothing was started.
    pub fn status(&mut self, item: &'static str, progress: &str, cause: &str) {
        let means = Meaning::Chosen;
        let mut cells =
            vec![Cell { path: "progress".to_owned(), typed: progress.to_owned(), means }];
        if !cause.is_empty() {
            cells.push(words("cause".to_owned(), cause));
        }
        self.give(item, "status", Kind::Status, cells);
    }

    /// A text.
    pub fn text(&mut self, item: &'static str, field: &'static str, text: &str) {
        self.give(item, field, Kind::Text, vec![words("value".to_owned(), text)]);
    }

    /// A date.
    pub fn date(&mut self, item: &'static str, field: &'static str, text: &str) {
        self.give(item, field, Kind::Date, vec![words("value".to_owned(), text)]);
    }

    /// Documents: of each its number, date and subject.
    pub fn documents(
        &mut self,
        item: &'static str,
        field: &'static str,
        list: &[(&str, &str, &str)],
    ) {
        let mut cells = Vec::new();
        for (line, (number, date, subject)) in (1..).zip(list) {
            for (part, text) in [("number", number), ("date", date), ("subject", subject)] {
                if !text.is_empty() {
                    cells.push(words(format!("d{line}/{part}"), text));
                }
            }
        }
        self.give(item, field, Kind::Documents, cells);
        self.set_lines(list.len(), 0);
    }

    /// The rows of a table: of each its columns.
    pub fn rows(&mut self, item: &'static str, field: &'static str, rows: &[Vec<(&str, In)>]) {
        let mut cells = Vec::new();
        for (line, row) in (1..).zip(rows) {
            for (column, cell) in row {
                let path = format!("r{line}/{column}");
                cells.push(match cell {
                    In::Words(text) => words(path, text),
                    In::Number(n) => Say::Exact.cell(&path, *n),
                });
            }
        }
        self.give(item, field, Kind::Rows, cells);
        self.set_lines(rows.len(), 0);
    }

    /// Points, and causes each of which belongs to the point of its place.
    pub fn points(
        &mut self,
        item: &'static str,
        field: &'static str,
        points: &[&str],
        causes: &[&str],
    ) {
        let mut cells = Vec::new();
        for (line, text) in (1..).zip(points) {
            cells.push(words(format!("p{line}/text"), text));
        }
        for (line, text) in (1..).zip(causes) {
            cells.push(words(format!("c{line}/text"), text));
            if line <= points.len() {
                cells.push(words(format!("c{line}/of"), &format!("p{line}")));
            }
        }
        self.give(item, field, Kind::Paragraphs, cells);
        self.set_lines(points.len(), causes.len());
    }

    fn set_lines(&mut self, lines: usize, causes: usize) {
        if let Some(given) = self.answers.last_mut() {
            (given.lines, given.causes) = (lines, causes);
        }
    }

    /// The only cell of a figure.
    pub fn cell(&mut self, item: &str, field: &str) -> Option<&mut Cell> {
        let given = self.answers.iter_mut().find(|g| g.item == item && g.field == field)?;
        given.cells.first_mut()
    }
}
