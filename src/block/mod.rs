//! Pieces of a report without a format: what is said, not how it looks.
//!
//! *Invariant:* a block knows no template, no sheet and no markup; `output/` turns blocks into
//! HTML and text, and later into office files.

use serde::Serialize;

/// A piece of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// The two heads of an official document, its number, place and date.
    Letterhead(Letterhead),
    /// The name of the document and its subject.
    Title {
        /// As "BÁO CÁO".
        title: String,
        /// What it is about, one line each.
        subject: Vec<String>,
    },
    /// A heading with its number.
    Heading {
        /// 1 for a part, 2 for a task group, 3 below it, 0 for the appendix.
        level: u8,
        /// As it is printed: "I-", "1.", "a)"; may be empty.
        number: String,
        /// The words.
        text: String,
    },
    /// A paragraph of the body.
    Paragraph(Paragraph),
    /// A table with a caption.
    Table(Table),
    /// Bars of rates.
    Chart(Chart),
    /// Who signs, and who receives.
    Signature(Signature),
    /// What follows begins on a new page.
    PageBreak,
}

/// A paragraph: sentences that flow one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// How it is set.
    #[serde(skip_serializing_if = "Role::is_body")]
    pub role: Role,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// With its first line indented.
    #[default]
    Body,
    /// One of a list below a paragraph; its sign, "(1)" or "-", stands in its text.
    Point,
    /// A dotted line to write on by hand.
    Line,
    /// A remark in small type at the end: which file the paper was printed from.
    Small,
}

impl Role {
    fn is_body(&self) -> bool {
        *self == Role::Body
    }
}

/// A sentence of a paragraph, or several that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Which sentence it is, when a unit may put its own words in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The text; a line break in it is one on paper.
    pub text: String,
    /// How it came to be.
    #[serde(skip_serializing_if = "Mark::is_plain")]
    pub mark: Mark,
    /// The numbers of the remarks at the end of the report that are about a figure in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<usize>,
}

impl Sentence {
    /// What leads from it to its remarks: "(1, 2)"; empty where there is none.
    pub fn note(&self) -> String {
        let notes: Vec<String> = self.notes.iter().map(usize::to_string).collect();
        if notes.is_empty() { String::new() } else { format!("({})", notes.join(", ")) }
    }
}

impl Paragraph {
    /// A paragraph of sentences.
    pub fn of(sentences: Vec<Sentence>) -> Paragraph {
        Paragraph { role: Role::Body, sentences }
    }

    /// A paragraph of one text that nobody can put other words for here.
    pub fn plain(role: Role, text: impl Into<String>) -> Paragraph {
        let sentence = Sentence { text: text.into(), ..Sentence::default() };
        Paragraph { role, sentences: vec![sentence] }
    }

    /// Its text, with what leads to remarks, without marks.
    pub fn text(&self) -> String {
        let texts = self.sentences.iter().flat_map(|s| [s.text.clone(), s.note()]);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// How a sentence came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Made from the answers.
    #[default]
    Plain,
    /// The unit's own words stand in place of the made sentence.
    OwnWords,
    /// The unit's own words, whose figure has changed since.
    Stale,
}

impl Mark {
    fn is_plain(&self) -> bool {
        *self == Mark::Plain
    }
}

/// The two heads of an official document (FIELD section 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// Which of the two layouts.
    pub style: Style,
    /// The body above: "TỈNH ỦY …".
    pub upper_body: String,
    /// The body that issues the report.
    pub issuing_body: String,
    /// The line of the number: "Số 05-BC/CB".
    pub number: String,
    /// The right head's lines: the Party's name, or the state's name and motto.
    pub right: Vec<String>,
    /// Place and date: "Hà Nội, ngày 27 tháng 5 năm 2026".
    pub place_date: String,
}

/// The letterhead's layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Hướng dẫn 36-HD/VPTW (2018).
    #[default]
    Party,
    /// Nghị định 30/2020/NĐ-CP.
    State,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// Remarks under the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// What its cells are, by which it is as wide as they need.
    pub class: Class,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The place of the row in its list.
    Place,
    /// A date, the number of a document: a word or two.
    Short,
    /// Numbers, which stand at the right.
    Number,
    /// Words, which have the room that the others leave.
    Words,
}

impl Column {
    /// A column of a class.
    pub fn of(class: Class, title: impl Into<String>) -> Column {
        Column { title: title.into(), class }
    }

    /// A column of words.
    pub fn words(title: impl Into<String>) -> Column {
        Column::of(Class::Words, title)
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Column {
        Column::of(Class::Number, title)
    }
}

impl Table {
    /// Without the columns in which no row says anything, and without a total of no column. The
    /// first column, which names the rows, stays.
    #[must_use]
    pub fn without_blank_columns(mut self) -> Table {
        let says = |cell: &String| !cell.is_empty() && cell != "–";
        self.rows.retain(|row| !row.total || row.cells.iter().filter(|c| says(c)).count() > 1);
        let kept: Vec<bool> = (0..self.columns.len())
            .map(|at| {
                let rows = self.rows.iter().filter(|row| !row.group);
                at == 0 || rows.filter_map(|row| row.cells.get(at)).any(says)
            })
            .collect();
        keep(&mut self.columns, &kept);
        for row in &mut self.rows {
            keep(&mut row.cells, &kept);
        }
        self
    }
}

fn keep<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next().copied().unwrap_or(true));
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its cells, left to right; one a column.
    pub cells: Vec<String>,
    /// Whether it is a total.
    #[serde(skip_serializing_if = "is_false")]
    pub total: bool,
    /// Whether it is a heading over the rows below it: its first cell is as wide as the table.
    #[serde(skip_serializing_if = "is_false")]
    pub group: bool,
    /// How deep the row's first cell is indented: parts below their whole.
    #[serde(skip_serializing_if = "is_zero")]
    pub depth: u8,
}

fn is_false(b: &bool) -> bool {
    !b
}

fn is_zero(n: &u8) -> bool {
    *n == 0
}

impl Row {
    /// A plain row.
    pub fn of(cells: Vec<String>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// A heading over the rows below it, in a table of so many columns.
    pub fn group(title: impl Into<String>, columns: usize) -> Row {
        let mut cells = vec![String::new(); columns.max(1)];
        cells[0] = title.into();
        Row { cells, group: true, ..Row::default() }
    }
}

/// Bars of rates, one a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// What the bars show.
    pub caption: String,
    /// The bars, top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length in thousandths of the whole, 0 to 2000: more than 1000 where more was done than there
    /// is.
    pub thousandths: u16,
    /// The figure at its end: "94,2%".
    pub value: String,
}

/// Who signs, and who receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Which of the two layouts.
    pub style: Style,
    /// "T/M BAN THƯỜNG VỤ"; may be empty.
    pub on_behalf: String,
    /// The post: "BÍ THƯ".
    pub post: String,
    /// The name.
    pub name: String,
    /// "Nơi nhận:".
    pub recipients_title: String,
    /// Who receives, one a line.
    pub recipients: Vec<String>,
}
