//! The kinds of question. One file a kind: the answer's type, how text becomes it, what can be
//! wrong with it, how two add up, what it prints, how a file holds it.
//!
//! A new kind is its file, one line in [`kinds!`] below, and its input under `ui/kinds/`.
//!
//! *Invariant:* a kind sees its own answer and its own settings; rules over several items are in
//! `checks/`.

pub mod few;
pub mod parts;
mod typed;
mod typed_alone;

pub use paragraphs::{Cause, Point, Points};
pub use status::Progress;
pub use typed::{
    ByColumn, CellRecord, Day, Numbering, NumberingRecord, Percentage, Prose, Quantity, ReadRecord,
    Typed,
};
pub(crate) use typed::{read_day, unreadable};
pub(crate) use typed_alone::{typed_alone, with_all};

use crate::block::Table;
use crate::language::{Lang, Words};
use crate::number::{Decimal, Figure, Known, Numerals, Rate, Sum};
use serde::{Deserialize, Serialize};

/// What every kind of question can do. `Spec` is its settings in a template.
pub trait Kind {
    /// The settings of one question, from the template.
    type Spec;
    /// One unit's answer, as typed.
    type Answer: Default;
    /// The answer as a file holds it; frozen, changed only by adding optional parts.
    type Record;
    /// What many answers add up to.
    type Total: Default;

    /// Whether nothing was answered.
    fn is_blank(answer: &Self::Answer) -> bool;
    /// The cells of the answer in reading order, as the page shows them.
    fn cells(spec: &Self::Spec, answer: &Self::Answer) -> Vec<Cell>;
    /// The lists of named parts in the settings, where the question has such.
    fn parts(_: &Self::Spec) -> Vec<&Vec<parts::Part>> {
        Vec::new()
    }
    /// The same, to be changed.
    fn parts_mut(_: &mut Self::Spec) -> Vec<&mut Vec<parts::Part>> {
        Vec::new()
    }
    /// What does not hold together in the settings, said for who writes a form.
    fn flaws(_: &Self::Spec) -> Vec<String> {
        Vec::new()
    }
    /// What nobody means to write there, though it holds together: a form with it that was given away
    /// goes on opening.
    #[cfg(not(target_arch = "wasm32"))]
    fn mistakes(_: &Self::Spec) -> Vec<String> {
        Vec::new()
    }
    /// What a cell holds.
    fn get(answer: &Self::Answer, cell: &Cell) -> Option<String>;
    /// Puts a text into a cell; a cell that does not exist is ignored.
    fn set(spec: &Self::Spec, answer: &mut Self::Answer, cell: &Cell, text: &str);
    /// Adds, removes or moves a line, where the kind has lines.
    fn line(_: &Self::Spec, _: &mut Self::Answer, _: &LineEdit) {}
    /// What is wrong with the answer taken alone.
    fn faults(spec: &Self::Spec, answer: &Self::Answer, label: &Words, out: &mut Vec<Fault>);
    /// Everything that holds of the answer, for choosing a wording.
    fn states(spec: &Self::Spec, answer: &Self::Answer) -> Vec<State>;
    /// A part of the answer as a sentence has it; none when it was not given.
    fn slot(spec: &Self::Spec, answer: &Self::Answer, part: &str, lang: Lang) -> Option<String>;
    /// The names of the slots that sentences of this question may use.
    fn slots(spec: &Self::Spec) -> Vec<String>;
    /// A number of the answer, for relations between questions: one of [`Kind::numbers`], or how
    /// many lines a list has.
    fn number(_: &Self::Spec, _: &Self::Answer, _part: &str) -> Option<Figure> {
        None
    }
    /// The numbers that an answer may hold: the part by which [`Kind::number`] knows each, and what
    /// it is called beside the question's own name.
    fn numbers(_: &Self::Spec) -> Vec<(String, Words)> {
        Vec::new()
    }
    /// What its numbers count; none where it holds no number, or several kinds.
    fn counts(_: &Self::Spec, _part: &str) -> Option<Counts> {
        None
    }
    /// The rates that can be computed, with what each is of.
    fn rates(_: &Self::Spec, _: &Self::Answer) -> Vec<(Words, Rate)> {
        Vec::new()
    }
    /// Why parts of the answer add up to more than its whole, where they do and the unit says why.
    fn overlap(_: &Self::Spec, _: &Self::Answer) -> Option<String> {
        None
    }
    /// The answer as a table of the appendix.
    fn table(_: &Self::Spec, _: &Self::Answer, _label: &Words, _: Lang) -> Option<Table> {
        None
    }
    /// The cells as rows and columns, where the question is a grid that takes a pasted block.
    fn grid(_: &Self::Spec, _: &Self::Answer) -> Option<Grid> {
        None
    }
    /// The dates that the answer tells, and of what each is.
    fn dates(_: &Self::Spec, _: &Self::Answer) -> Vec<(Cell, crate::language::Date, Moment)> {
        Vec::new()
    }
    /// How many lines the answer lists; none where the kind is no list.
    fn length(_: &Self::Answer) -> Option<usize> {
        None
    }
    /// What the answer says in words, which is read beside what other units say.
    fn texts(_: &Self::Answer) -> Vec<Said> {
        Vec::new()
    }
    /// What the answer lists, a line in words: read beside what other units list. It is taken over by
    /// nobody, since a line is counted with its unit's and would be counted twice.
    fn listed(_: &Self::Spec, _: &Self::Answer, _: Lang) -> Vec<String> {
        Vec::new()
    }
    /// The changes by which words of others get into the answer; none where it has no place for them.
    fn take_over(_: &Self::Spec, _: &Self::Answer, _: &Said) -> Option<TakeOver> {
        None
    }
    /// The changes by which words of others get behind those of a line, which then has the names of all
    /// whose words it holds; none where the line has no place for names.
    fn bring_in(_: &Self::Answer, _: &Said, _line: &str) -> Vec<(Cell, String)> {
        Vec::new()
    }
    /// The changes by which a line is no longer those units', nor held to those words of theirs.
    fn let_go(_: &Self::Answer, _line: &str, _: &[String], _: &[String]) -> Vec<(Cell, String)> {
        Vec::new()
    }
    /// How far the task is that the answer tells of, and why no farther; none where it tells of no
    /// task, or does not say.
    fn progress(_: &Self::Answer) -> Option<(Progress, &str)> {
        None
    }
    /// What it tells point by point, with the causes; none where the kind is no list of points.
    fn points<'a>(_: &'a Self::Spec, _: &'a Self::Answer) -> Option<Points<'a>> {
        None
    }
    /// The text that is itself the answer, which a report prints as the unit wrote it; "" where the
    /// kind is not just words.
    fn verbatim(_: &Self::Answer) -> &str {
        ""
    }
    /// The answer without the names of the body that a sentence about it names already: "Chi bộ đã
    /// ban hành Kế hoạch …" has said whose it is. None where there is nothing to leave out.
    fn unsigned(_: &Self::Answer, _itself: &dyn Fn(&str) -> bool) -> Option<Self::Answer> {
        None
    }
    /// The form of files.
    fn write(spec: &Self::Spec, answer: &Self::Answer) -> Self::Record;
    /// From the form of files.
    fn read(record: Self::Record) -> Self::Answer;
    /// One answer as a total.
    fn total(spec: &Self::Spec, answer: &Self::Answer) -> Self::Total;
    /// The total of a unit that is itself one of what the question counts, as a cell is one of the
    /// cells. None where one thing does not make an answer.
    fn one(_: &Self::Spec) -> Option<Self::Total> {
        None
    }
    /// Adds the total of other units: commutative, associative, identity the default.
    fn add(sum: &mut Self::Total, one: &Self::Total);
    /// Takes away what says only that one unit left a part blank. A consolidated file has a total
    /// for every unit in it, and who was asked is known without it.
    fn trim(_: &mut Self::Total) {}
    /// All that is added or counted in a total, by name. Of two totals that are merged, what has
    /// the same name adds up; so whoever adds these rows, in whatever program, has our total. Who
    /// left something blank is not in it.
    fn amounts(total: &Self::Total) -> Vec<(String, Sum)>;
    /// Whether what units gave answers the question of the body above them. What they wrote in words
    /// does not: somebody there has to write its own.
    fn answers_above() -> bool {
        true
    }
    /// Whether an answer goes on holding beside the sum of many units. The day on which one body did
    /// something, or the option that it chose, is not that of the units whose numbers stand beside.
    fn holds_of_sum() -> bool {
        true
    }
    /// What the lines of a total are called, where units that call one alike may mean one thing.
    fn names(_: &Self::Spec, _: &Self::Total) -> Vec<String> {
        Vec::new()
    }
    /// Totals, each with the sum of its parts over the units that gave both.
    fn closed(_: &Self::Total) -> Vec<(Known, Known)> {
        Vec::new()
    }
    /// The same of one unit's total, of which more may be known than of a sum.
    fn closed_alone(_: &Self::Spec, total: &Self::Total) -> Vec<(Known, Known)> {
        Self::closed(total)
    }
    /// Whether a whole that somebody stated is what was added up, by its main figures: not by how
    /// many units gave them.
    fn says(_whole: &Self::Total, _sum: &Self::Total) -> bool {
        true
    }
    /// The sum of a number that [`Kind::number`] gives of one answer.
    fn sum(_: &Self::Total, _part: &str) -> Option<Sum> {
        None
    }
    /// The answers that units choose from, by the part that [`Kind::sum`] knows how many gave each by.
    fn options(_: &Self::Spec) -> Vec<(String, Words)> {
        Vec::new()
    }
    /// The shares that a total may hold: the part by which [`Kind::share`] knows each, and what it
    /// is of; "" where the question is one share.
    fn shares(_: &Self::Spec) -> Vec<(String, Words)> {
        Vec::new()
    }
    /// A share in a total.
    fn share<'a>(_: &'a Self::Total, _part: &str) -> Option<&'a share::Total> {
        None
    }
    /// The answer of one unit that would say what the total says, for the report of many; blank
    /// where many answers do not make one.
    fn stand_in(_: &Self::Spec, _: &Self::Total) -> Self::Answer {
        Self::Answer::default()
    }
}

/// Where in an answer something stands: "done", "members/total", "r3/date".
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(String);

impl Cell {
    /// A cell from its path.
    pub fn new(path: impl Into<String>) -> Cell {
        Cell(path.into())
    }

    /// A cell in a line: `r3/date`.
    pub fn of(line: &str, part: &str) -> Cell {
        Cell(format!("{line}/{part}"))
    }

    /// The path.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The first step of the path and the rest.
    pub fn split(&self) -> (&str, &str) {
        self.0.split_once('/').unwrap_or((&self.0, ""))
    }
}

/// A change of the lines of an answer: rows of a table, documents, points of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineEdit {
    /// A new line at the end of a list ("" for the only one).
    Add {
        /// Which list of the answer.
        list: String,
    },
    /// Takes a line away.
    Remove {
        /// The line's name.
        line: String,
    },
    /// Moves a line one place up (`true`) or down.
    Move {
        /// The line's name.
        line: String,
        /// Whether towards the start.
        up: bool,
    },
}

/// The fault of a typed number or date that does not read.
pub const UNREADABLE: &str = "unreadable";

/// The faults that kinds find in an answer alone, sorted by name.
pub const CHECKS: &[&str] = &[
    "comma_unclear",
    "entered_twice",
    "money_small",
    "not_started_without_cause",
    "other_unit",
    "parts_do_not_close",
    "present_above_summoned",
    "rate_contradicts_parts",
    "target_missed",
    UNREADABLE,
];

/// Something that an answer says in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Whether it is a cause of something rather than a point of its own.
    pub cause: bool,
    /// Of a cause: the points that it explains, in their words.
    pub of: Vec<String>,
    /// Of a point that is taken over: the causes that explain it, in their words.
    pub causes: Vec<String>,
    /// The units whose words they are, where they were taken over.
    pub from: String,
    /// The words as those units wrote them, whatever was made of them since.
    pub taken: Vec<String>,
    /// The name of the line that has them, where the kind keeps whose words a line has; "" elsewhere.
    pub line: String,
}

/// The changes by which words of others get into an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeOver {
    /// A line for them, where they need one.
    pub line: Option<LineEdit>,
    /// What is put into which cells after that.
    pub cells: Vec<(Cell, String)>,
}

/// The cells of a question as rows and columns, for a block pasted from Excel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The columns, left to right.
    pub columns: Vec<GridColumn>,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// Whether rows are added as needed.
    pub grows: bool,
}

/// A column of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridColumn {
    /// Its heading in both languages.
    pub names: [String; 2],
    /// Whether 1, 2, 3 … down this column can be its answers.
    pub numbered: Numbered,
}

/// Whether 1, 2, 3 … down a column can be answers, rather than the ordinals of somebody's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbered {
    /// It holds words or dates.
    Never,
    /// It holds such as documents' numbers.
    Perhaps,
    /// It holds figures.
    Always,
}

impl GridColumn {
    fn new(name: &Words, numbered: Numbered) -> GridColumn {
        GridColumn { names: [name.vi.clone(), name.en.clone()], numbered }
    }
}

/// A row of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// The row's name in both languages; none where rows have no names.
    pub names: Vec<String>,
    /// Its cells, left to right.
    pub cells: Vec<Cell>,
}

impl GridRow {
    /// The row of the total, which Excel tables call by many names.
    fn total(name: &Words, cells: Vec<Cell>) -> GridRow {
        let mut row = GridRow::named(name, cells);
        let others = ["Cộng", "Tổng", "Tổng cộng", "Tổng số", "Total"];
        row.names.extend(others.map(str::to_owned));
        row
    }

    fn named(name: &Words, cells: Vec<Cell>) -> GridRow {
        GridRow { names: vec![name.vi.clone(), name.en.clone()], cells }
    }
}

/// Something wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The check that found it, named for the fault.
    pub check: &'static str,
    /// Where.
    pub cell: Cell,
    /// A plain sentence of what is wrong.
    pub words: Words,
    /// And one of what to do about it.
    pub advice: Words,
    /// The figures it saw; a kept finding is bound to them.
    pub seen: String,
}

impl Fault {
    /// A text that does not read as what its cell holds.
    fn unreadable(at: Cell, fault: crate::number::Fault, label: &Words, text: &str) -> Fault {
        let (words, advice) = unreadable(fault, label, text);
        Fault { check: UNREADABLE, cell: at, words, advice, seen: text.to_owned() }
    }

    /// A line that says what another one says.
    fn twice(cell: Cell, label: &Words, what: &str) -> Fault {
        Fault {
            check: "entered_twice",
            cell,
            words: Words::new(
                format!("{}: “{what}” được kê hai lần.", label.vi),
                format!("{}: “{what}” is listed twice.", label.en),
            ),
            advice: Words::new(
                "Hãy xóa một dòng; nếu là hai việc khác nhau thì ghi thêm cho rõ.",
                "Take one line away; if they are two things, add what tells them apart.",
            ),
            seen: what.to_owned(),
        }
    }
}

/// Of what a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Something that happened: within the period, and before the report was signed.
    Event,
    /// What is over when the report is signed, within the period or not: a document that was issued, a
    /// review that was held.
    Past,
    /// Anything else, such as until when a plan holds.
    Other,
}

/// What holds of an answer; sentences choose their wording by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing was answered.
    Blank,
    /// Something was.
    Given,
    /// An explicit zero.
    None,
    /// Exactly one.
    One,
    /// More than one.
    Many,
    /// A number with doubt.
    Doubtful,
    /// "Yes, number not stated".
    Unstated,
    /// A share of which done and total were given.
    Both,
    /// A share of which both were given and are equal: all of them.
    All,
    /// A share of which only the rate was stated.
    RateOnly,
    /// A share of which only what was done was given.
    DoneOnly,
    /// Only a total was given, of a share or a breakdown.
    TotalOnly,
    /// A share of nothing: there was none that could have been done.
    NoneToDo,
    /// A breakdown with its total and parts.
    Parts,
    /// Parts of a breakdown without its total.
    PartsOnly,
    /// The option of a choice, or the state of a task.
    Is(String),
}

/// What a question counts. Turns and people are different quantities and never add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// People.
    People,
    /// Turns (*lượt*): one person may stand in several.
    Turns,
    /// Organisations and units.
    Units,
    /// Works, models, articles, sessions and other things.
    Things,
    /// Minutes.
    Minutes,
    /// Money in đồng.
    Money,
    /// Land in m².
    Area,
    /// Weight in tonnes.
    Weight,
}

impl Counts {
    /// How the numbers of such a question read.
    pub fn numerals(self) -> Numerals {
        match self {
            Counts::Money => Numerals::Money,
            Counts::Area | Counts::Weight => Numerals::Measure,
            _ => Numerals::Count,
        }
    }

    /// Whether official print puts a zero before a number below ten.
    pub fn leading_zero(self) -> bool {
        self.numerals() == Numerals::Count
    }
}

/// A target, from the document that set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The least that meets it: a percentage for shares, a number for figures.
    pub at_least: Decimal,
    /// The document that set it; without a source a target is not checked.
    pub source: Words,
}

/// Makes the enums over all kinds and sends each call to its kind.
macro_rules! kinds {
    ($($module:ident :: $Variant:ident),+ $(,)?) => {
        $(pub mod $module;)+

        /// The settings of a question of any kind.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Spec { $(
            #[doc = concat!("Settings of a question of kind `", stringify!($module), "`.")]
            $Variant($module::Spec)
        ),+ }

        /// An answer of any kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Answer { $(
            #[doc = concat!("An answer of kind `", stringify!($module), "`.")]
            $Variant($module::Answer)
        ),+ }

        /// What answers of any kind add up to.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Total { $(
            #[doc = concat!("A total of kind `", stringify!($module), "`.")]
            // Boxed: thousands are kept, and one kind's may be nine times as large as another's.
            $Variant(Box<$module::Total>)
        ),+ }

        /// The slots of a question in a file, under the name of its kind.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[allow(clippy::large_enum_variant, reason = "one a question, never in great numbers")]
        pub enum Record { $(
            #[doc = concat!("A question of kind `", stringify!($module), "`.")]
            $Variant(Slots<$module::Record, $module::Total>)
        ),+ }

        /// The names of all kinds, as templates and files write them.
        pub const NAMES: &[&str] = &[$(stringify!($module)),+];

        impl Spec {
            /// The kind's name, as templates and files write it.
            pub fn name(&self) -> &'static str {
                match self { $(Spec::$Variant(_) => stringify!($module)),+ }
            }

            /// An answer in which nothing was answered.
            pub fn blank(&self) -> Answer {
                match self { $(Spec::$Variant(_) => Answer::$Variant(Default::default())),+ }
            }

            /// The names of the slots that sentences of this question may use.
            pub fn slots(&self) -> Vec<String> {
                match self { $(Spec::$Variant(s) => $module::Kind::slots(s)),+ }
            }

            /// See [`Kind::flaws`].
            pub fn flaws(&self) -> Vec<String> {
                match self { $(Spec::$Variant(s) => $module::Kind::flaws(s)),+ }
            }

            /// See [`Kind::mistakes`].
            #[cfg(not(target_arch = "wasm32"))]
            pub fn mistakes(&self) -> Vec<String> {
                match self { $(Spec::$Variant(s) => $module::Kind::mistakes(s)),+ }
            }

            /// See [`Kind::parts`].
            pub fn parts(&self) -> Vec<&Vec<parts::Part>> {
                match self { $(Spec::$Variant(s) => $module::Kind::parts(s)),+ }
            }

            /// See [`Kind::parts_mut`].
            pub fn parts_mut(&mut self) -> Vec<&mut Vec<parts::Part>> {
                match self { $(Spec::$Variant(s) => $module::Kind::parts_mut(s)),+ }
            }

            /// See [`Kind::cells`].
            pub fn cells(&self, answer: &Answer) -> Vec<Cell> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::cells(s, a),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::set`].
            pub fn set(&self, answer: &mut Answer, cell: &Cell, text: &str) {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::set(s, a, cell, text),)+
                    _ => {}
                }
            }

            /// See [`Kind::line`].
            pub fn line(&self, answer: &mut Answer, edit: &LineEdit) {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::line(s, a, edit),)+
                    _ => {}
                }
            }

            /// See [`Kind::faults`].
            pub fn faults(&self, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::faults(s, a, label, out),)+
                    _ => {}
                }
            }

            /// See [`Kind::states`].
            pub fn states(&self, answer: &Answer) -> Vec<State> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::states(s, a),)+
                    _ => vec![State::Blank],
                }
            }

            /// See [`Kind::slot`].
            pub fn slot(&self, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::slot(s, a, part, lang),)+
                    _ => None,
                }
            }

            /// See [`Kind::number`].
            pub fn number(&self, answer: &Answer, part: &str) -> Option<Figure> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::number(s, a, part),)+
                    _ => None,
                }
            }

            /// See [`Kind::holds_of_sum`].
            pub fn holds_of_sum(&self) -> bool {
                match self { $(Spec::$Variant(_) => $module::Kind::holds_of_sum()),+ }
            }

            /// See [`Kind::numbers`].
            pub fn numbers(&self) -> Vec<(String, Words)> {
                match self { $(Spec::$Variant(s) => $module::Kind::numbers(s)),+ }
            }

            /// See [`Kind::counts`].
            pub fn counts(&self, part: &str) -> Option<Counts> {
                match self { $(Spec::$Variant(s) => $module::Kind::counts(s, part)),+ }
            }

            /// See [`Kind::rates`].
            pub fn rates(&self, answer: &Answer) -> Vec<(Words, Rate)> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::rates(s, a),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::overlap`].
            pub fn overlap(&self, answer: &Answer) -> Option<String> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::overlap(s, a),)+
                    _ => None,
                }
            }

            /// See [`Kind::dates`].
            pub fn dates(&self, answer: &Answer) -> Vec<(Cell, crate::language::Date, Moment)> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::dates(s, a),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::listed`].
            pub fn listed(&self, answer: &Answer, lang: Lang) -> Vec<String> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::listed(s, a, lang),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::points`].
            pub fn points<'a>(&'a self, answer: &'a Answer) -> Option<Points<'a>> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::points(s, a),)+
                    _ => None,
                }
            }

            /// See [`Kind::bring_in`].
            #[cfg(rolls_up)]
            pub fn bring_in(&self, answer: &Answer, said: &Said, line: &str) -> Vec<(Cell, String)> {
                match (self, answer) {
                    $((Spec::$Variant(_), Answer::$Variant(a)) => $module::Kind::bring_in(a, said, line),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::let_go`].
            #[cfg(rolls_up)]
            pub fn let_go(&self, answer: &Answer, line: &str, units: &[String], words: &[String]) -> Vec<(Cell, String)> {
                match (self, answer) {
                    $((Spec::$Variant(_), Answer::$Variant(a)) => $module::Kind::let_go(a, line, units, words),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::take_over`].
            pub fn take_over(&self, answer: &Answer, said: &Said) -> Option<TakeOver> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::take_over(s, a, said),)+
                    _ => None,
                }
            }

            /// See [`Kind::names`].
            pub fn names(&self, total: &Total) -> Vec<String> {
                match (self, total) {
                    $((Spec::$Variant(s), Total::$Variant(t)) => $module::Kind::names(s, t),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::grid`].
            pub fn grid(&self, answer: &Answer) -> Option<Grid> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::grid(s, a),)+
                    _ => None,
                }
            }

            /// See [`Kind::table`].
            pub fn table(&self, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => $module::Kind::table(s, a, label, lang),)+
                    _ => None,
                }
            }

            /// See [`Kind::total`].
            pub fn total(&self, answer: &Answer) -> Option<Total> {
                match (self, answer) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => Some(Total::$Variant(Box::new($module::Kind::total(s, a)))),)+
                    _ => None,
                }
            }

            /// See [`Kind::options`].
            pub fn options(&self) -> Vec<(String, Words)> {
                match self { $(Spec::$Variant(s) => $module::Kind::options(s)),+ }
            }

            /// See [`Kind::one`].
            pub fn one(&self) -> Option<Total> {
                match self {
                    $(Spec::$Variant(s) => $module::Kind::one(s).map(|total| Total::$Variant(Box::new(total))),)+
                }
            }

            /// See [`Kind::shares`].
            pub fn share_parts(&self) -> Vec<(String, Words)> {
                match self { $(Spec::$Variant(s) => $module::Kind::shares(s)),+ }
            }

            /// The shares in a total, with what each is of; "" where the question is one share.
            pub fn shares<'a>(&self, total: &'a Total) -> Vec<(Words, &'a share::Total)> {
                let parts = self.share_parts().into_iter();
                parts.filter_map(|(part, name)| Some((name, total.share(&part)?))).collect()
            }

            /// See [`Kind::closed_alone`].
            pub fn closed_alone(&self, total: &Total) -> Vec<(Known, Known)> {
                match (self, total) {
                    $((Spec::$Variant(s), Total::$Variant(t)) => $module::Kind::closed_alone(s, t),)+
                    _ => Vec::new(),
                }
            }

            /// See [`Kind::stand_in`].
            pub fn stand_in(&self, total: &Total) -> Answer {
                match (self, total) {
                    $((Spec::$Variant(s), Total::$Variant(t)) => {
                        Answer::$Variant($module::Kind::stand_in(s, t))
                    })+
                    _ => self.blank(),
                }
            }

            /// The form of files; none when question and answer are of different kinds.
            pub fn write(&self, field: &Field) -> Option<Record> {
                match (self, &field.own) {
                    $((Spec::$Variant(s), Answer::$Variant(a)) => {
                        let whole = match &field.whole {
                            Some(Answer::$Variant(w)) => Some($module::Kind::write(s, w)),
                            _ => None,
                        };
                        let collected = match &field.collected {
                            Some(Collected { value: Total::$Variant(v), units, gave, .. }) => {
                                Some(CollectedRecord { value: (**v).clone(), units: *units, gave: *gave })
                            }
                            _ => None,
                        };
                        let own = (!$module::Kind::is_blank(a)).then(|| $module::Kind::write(s, a));
                        Some(Record::$Variant(Slots { own, collected, whole }))
                    })+
                    _ => None,
                }
            }
        }

        impl Answer {
            /// Whether nothing was answered.
            pub fn is_blank(&self) -> bool {
                match self { $(Answer::$Variant(a) => $module::Kind::is_blank(a)),+ }
            }

            /// See [`Kind::length`].
            pub fn length(&self) -> Option<usize> {
                match self { $(Answer::$Variant(a) => $module::Kind::length(a)),+ }
            }

            /// See [`Kind::texts`].
            pub fn texts(&self) -> Vec<Said> {
                match self { $(Answer::$Variant(a) => $module::Kind::texts(a)),+ }
            }

            /// See [`Kind::unsigned`].
            pub fn unsigned(&self, itself: &dyn Fn(&str) -> bool) -> Option<Answer> {
                match self { $(Answer::$Variant(a) => $module::Kind::unsigned(a, itself).map(Answer::$Variant)),+ }
            }

            /// See [`Kind::verbatim`].
            pub fn verbatim(&self) -> &str {
                match self { $(Answer::$Variant(a) => $module::Kind::verbatim(a)),+ }
            }

            /// See [`Kind::progress`].
            pub fn progress(&self) -> Option<(Progress, &str)> {
                match self { $(Answer::$Variant(a) => $module::Kind::progress(a)),+ }
            }

            /// What a cell holds.
            pub fn get(&self, cell: &Cell) -> Option<String> {
                match self { $(Answer::$Variant(a) => $module::Kind::get(a, cell)),+ }
            }
        }

        impl Record {
            /// The kind's name.
            pub fn name(&self) -> &'static str {
                match self { $(Record::$Variant(_) => stringify!($module)),+ }
            }

            /// From the form of files.
            pub fn read(self) -> Field {
                match self {
                    $(Record::$Variant(slots) => Field {
                        own: Answer::$Variant(slots.own.map($module::Kind::read).unwrap_or_default()),
                        collected: slots.collected.map(|c| Collected {
                            value: Total::$Variant(Box::new(c.value)), units: c.units, gave: c.gave, with_own: false,
                        }),
                        whole: slots.whole.map(|w| Answer::$Variant($module::Kind::read(w))),
                    }),+
                }
            }
        }

        impl Total {
            /// Adds the total of other units; false when it is of another kind.
            pub fn add(&mut self, other: &Total) -> bool {
                match (self, other) {
                    $((Total::$Variant(sum), Total::$Variant(one)) => $module::Kind::add(sum, one),)+
                    _ => return false,
                }
                true
            }

            /// Adds two totals of one kind; none when the kinds differ.
            pub fn merge(&self, other: &Total) -> Option<Total> {
                let mut sum = self.clone();
                sum.add(other).then_some(sum)
            }

            /// Without what only says that a part was left blank.
            #[must_use]
            pub fn trimmed(mut self) -> Total {
                match &mut self { $(Total::$Variant(t) => $module::Kind::trim(t)),+ }
                self
            }

            /// See [`Kind::amounts`].
            pub fn amounts(&self) -> Vec<(String, Sum)> {
                let mut amounts = match self { $(Total::$Variant(t) => $module::Kind::amounts(t)),+ };
                amounts.retain_mut(|(_, sum)| {
                    sum.blank = 0;
                    !sum.is_zero()
                });
                amounts
            }

            /// See [`Kind::answers_above`].
            pub fn answers_above(&self) -> bool {
                match self { $(Total::$Variant(_) => $module::Kind::answers_above()),+ }
            }

            /// See [`Kind::closed`].
            pub fn closed(&self) -> Vec<(Known, Known)> {
                match self { $(Total::$Variant(t) => $module::Kind::closed(t)),+ }
            }

            /// See [`Kind::says`].
            pub fn says(&self, sum: &Total) -> bool {
                match (self, sum) {
                    $((Total::$Variant(a), Total::$Variant(b)) => $module::Kind::says(a, b),)+
                    _ => true,
                }
            }

            /// See [`Kind::sum`].
            pub fn sum(&self, part: &str) -> Option<Sum> {
                match self { $(Total::$Variant(t) => $module::Kind::sum(t, part)),+ }
            }

            /// See [`Kind::share`].
            pub fn share(&self, part: &str) -> Option<&share::Total> {
                match self { $(Total::$Variant(t) => $module::Kind::share(t, part)),+ }
            }

            /// The kind's name.
            pub fn name(&self) -> &'static str {
                match self { $(Total::$Variant(_) => stringify!($module)),+ }
            }

            /// The total of no units, of the same kind.
            #[must_use]
            pub fn zero(&self) -> Total {
                match self { $(Total::$Variant(_) => Total::$Variant(Default::default())),+ }
            }
        }
    };
}

kinds! {
    audience_shares::AudienceShares,
    breakdown::Breakdown,
    choice::Choice,
    date::Date,
    documents::Documents,
    figure::Figure,
    grades::Grades,
    paragraphs::Paragraphs,
    rows::Rows,
    share::Share,
    status::Status,
    text::Text,
}

/// The two questions that a form asks by a word at an item instead of writing them out.
impl Spec {
    /// How far a task is.
    pub fn of_status() -> Spec {
        Spec::Status(status::Spec {})
    }

    /// What else there is to say.
    pub fn of_note() -> Spec {
        Spec::Text(text::Spec { long: true, topics: false })
    }
}

/// The answer to one question: typed here, collected from the units below, and the whole when
/// the unit states it itself (DESIGN 3.3). A cell's `collected` is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Typed here.
    pub own: Answer,
    /// From the units below, written by the roll-up alone. In a sheet that was joined, beside a
    /// number that many gave: all that they gave, the body itself among them.
    pub collected: Option<Collected>,
    /// The whole, where the unit typed it.
    pub whole: Option<Answer>,
}

impl Field {
    /// A question nobody answered.
    pub fn blank(spec: &Spec) -> Field {
        Field { own: spec.blank(), collected: None, whole: None }
    }

    /// Whether nothing at all is in it.
    pub fn is_blank(&self) -> bool {
        self.own.is_blank() && self.collected.is_none() && self.whole.is_none()
    }

    /// Whether it answers its question.
    pub fn is_answered(&self) -> bool {
        let above = |collected: &Collected| collected.value.answers_above();
        !self.own.is_blank() || self.whole.is_some() || self.collected.as_ref().is_some_and(above)
    }
}

/// What the units below gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collected {
    /// Their total.
    pub value: Total,
    /// How many units it concerns: those asked, and those that answered unasked. Which they are stands
    /// below the sheet.
    pub units: u32,
    /// How many of them answered.
    pub gave: u32,
    /// Whether the body's own part is in the total: only of a sheet that was joined for its report.
    pub with_own: bool,
}

/// The slots of a question in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "R: Deserialize<'de>, T: Deserialize<'de>"))]
pub struct Slots<R, T> {
    /// Typed here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<R>,
    /// From the units below.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "typed_alone::with_all"
    )]
    pub collected: Option<CollectedRecord<T>>,
    /// The whole, where the unit typed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<R>,
}

/// What the units below gave, in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectedRecord<T> {
    /// Their total.
    pub value: T,
    /// How many units it concerns: those asked, and those that answered unasked. Which they are stands
    /// below the sheet.
    pub units: u32,
    /// How many of them answered.
    pub gave: u32,
}
