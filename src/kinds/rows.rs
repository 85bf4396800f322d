//! Rows (*bảng*): a small table with typed columns; each column is summed, kept or neither
//! (people at several sessions are turns, so such a column is not summed).

use super::documents::{COUNT, counted, counted_lines, line_states};
use super::figure::cell_fault;
use super::few::Few;
use super::parts::{Gathered, Line, Part, change_lines, map, next_id};
use super::share::named;
use super::{ByColumn, Cell, Grid, GridColumn, GridRow, Numbered, Counts, Fault, LineEdit, ReadRecord, State, Typed, read_day};
use crate::block::{Class, Column as BlockColumn, Row as BlockRow, Table};
use crate::language::{Date, Lang, Words, join_long, mid_sentence};
use crate::number::{Decimal, Figure, Read, SmallSum, Sum, read_figure, read_rate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The kind itself.
pub struct Kind;

/// Settings of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// How a row reads in a sentence, with the columns' codes as slots and `[ … ]` around what
    /// falls away when a slot in it is blank.
    pub phrase: Words,
    /// What one row is: "hội nghị".
    pub row: Words,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its code, unique in the table.
    pub code: String,
    /// Its heading.
    pub name: Words,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether its numbers are added up.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sum: bool,
    /// Whether its text goes on in the sentence, so that it begins with a small letter.
    #[serde(default, skip_serializing_if = "is_false")]
    pub clause: bool,
    /// Whether the form's topics of the period are offered for its text.
    #[serde(default, skip_serializing_if = "is_false")]
    pub topics: bool,
    /// Another column of numbers that this one cannot exceed in any row: present, summoned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
}

fn is_false(b: &bool) -> bool {
    !b
}

/// What a column's cells hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Words.
    Text,
    /// Numbers of what is counted.
    Number(Counts),
    /// A stated percentage.
    Rate,
    /// The date of an event, which must lie within the period.
    EventDate,
    /// The date of something that is over when the report is signed, within the period or not: a
    /// document issued, a review held.
    PastDate,
    /// Any date.
    Date,
    /// One of these, by name; other words are kept as typed.
    Choice(Vec<Part>),
}

/// One unit's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The rows, in the unit's order.
    pub lines: Vec<Row>,
}

/// One row as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The row's lasting name.
    pub id: String,
    /// Its cells by the column's code.
    pub cells: BTreeMap<String, Typed<ByColumn>>,
}

impl Line for Row {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Row {
    fn is_blank(&self) -> bool {
        self.cells.values().all(Typed::is_blank)
    }

    fn text(&self, column: &Column) -> &str {
        self.cells.get(&column.code).map_or("", |cell| cell.text().trim())
    }

    /// Whether every cell of another line says the same, and more than one says anything: "giấy khen" alone
    /// may stand in two lines that are still being filled.
    fn repeats(&self, other: &Row, spec: &Spec) -> bool {
        let said = spec.columns.iter().filter(|column| !self.text(column).is_empty()).count();
        said > 1 && spec.columns.iter().all(|column| self.text(column) == other.text(column))
    }

    fn say(&self, column: &Column, lang: Lang) -> Option<String> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        Some(match &column.holds {
            Holds::Text if column.clause => mid_sentence(&crate::language::sentence_part(text)),
            Holds::Text => crate::language::sentence_part(text),
            Holds::Number(counts) => {
                super::figure::say(&Typed::new(text), *counts, lang).unwrap_or_else(|| text.to_owned())
            }
            Holds::Rate => read_rate(text).value().map_or_else(|| text.to_owned(), |r| r.print(lang)),
            Holds::EventDate | Holds::PastDate | Holds::Date => match read_day(text) {
                Read::Value(date) => date.print_in_sentence(lang),
                _ => text.to_owned(),
            },
            Holds::Choice(options) => option(options, text)
                .map_or_else(|| mid_sentence(text), |part| part.phrase(lang).to_owned()),
        })
    }
}

/// The option that a typed text names, by code or by either name.
pub(crate) fn option<'a>(options: &'a [Part], text: &str) -> Option<&'a Part> {
    use crate::language::fold;
    let wanted = fold(text);
    options
        .iter()
        .find(|p| p.code == text || fold(&p.name.vi) == wanted || fold(&p.name.en) == wanted)
}

/// The rows in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The rows.
    #[serde(default)]
    pub lines: Vec<RowRecord>,
}

/// One row in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowRecord {
    /// The row's lasting name.
    pub id: String,
    /// Its cells by the column's code.
    #[serde(default)]
    pub cells: BTreeMap<String, super::CellRecord>,
}

/// The rows of many units, and the sums of the columns that are summed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// The rows.
    pub rows: Gathered<RowRecord>,
    /// The sum of each summed column.
    #[serde(skip_serializing_if = "Few::is_empty")]
    pub sums: Few<SmallSum>,
}

impl Spec {
    fn column(&self, code: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.code == code)
    }

    fn sum(&self, answer: &Answer, column: &Column) -> Sum {
        let Holds::Number(counts) = &column.holds else { return Sum::default() };
        let figures = answer.lines.iter().filter(|l| !l.is_blank());
        figures
            .map(|line| Sum::of(read_figure(line.text(column), counts.numerals()).value()))
            .fold(Sum::default(), |a, b| a.merge(&b))
    }

    fn record(&self, answer: &Answer) -> Record {
        let record = |line: &Row| RowRecord {
            id: line.id.clone(),
            cells: map(line.cells.iter().filter_map(|(code, cell)| {
                    let read = self.column(code).and_then(|c| read_cell(&c.holds, cell.text()));
                    Some((code.clone(), cell.record_with(read)?))
            })),
        };
        Record { lines: answer.lines.iter().map(record).collect() }
    }
}

fn read_cell(holds: &Holds, text: &str) -> Option<ReadRecord> {
    match holds {
        Holds::Text | Holds::Choice(_) => None,
        Holds::Number(counts) => {
            read_figure(text, counts.numerals()).value().map(ReadRecord::from_figure)
        }
        Holds::Rate => read_rate(text).value().map(ReadRecord::Rate),
        Holds::EventDate | Holds::PastDate | Holds::Date => read_day(text).value().map(ReadRecord::Date),
    }
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.lines.iter().all(Row::is_blank)
    }

    fn cells(spec: &Spec, answer: &Answer) -> Vec<Cell> {
        let columns = |line: &Row| -> Vec<Cell> {
            spec.columns.iter().map(|c| Cell::of(&line.id, &c.code)).collect()
        };
        answer.lines.iter().flat_map(columns).collect()
    }

    fn flaws(spec: &Spec) -> Vec<String> {
        let column = |code: &str| spec.column(code).is_some();
        let limits = spec.columns.iter().filter_map(|c| c.at_most.as_ref());
        let limits = limits.filter(|limit| !column(limit));
        let mut out: Vec<String> =
            limits.map(|limit| format!("is held at most to {limit}, which is no column")).collect();
        for phrase in [&spec.phrase.vi, &spec.phrase.en] {
            let phrase = crate::language::Pattern::parse(phrase);
            let strange = phrase.slots().into_iter().filter(|slot| !column(slot));
            out.extend(strange.map(|slot| format!("its phrase has the slot {{{slot}}}, which is no column")));
        }
        out
    }

    /// The two texts taken for each other: "+ Add a row: “{what}”[ {day}]".
    #[cfg(not(target_arch = "wasm32"))]
    fn mistakes(spec: &Spec) -> Vec<String> {
        let mut out = Vec::new();
        if [&spec.phrase.vi, &spec.phrase.en]
            .into_iter()
            .any(|phrase| crate::language::Pattern::parse(phrase).slots().is_empty())
        {
            out.push("its “phrase” has no slot: it is how a row reads in a sentence, such as “{what}”[ {day}]".to_owned());
        }
        if [&spec.row.vi, &spec.row.en].into_iter().any(|row| row.contains(['{', '}', '[', ']'])) {
            out.push("its “row” has slots: it is what one row is called, such as meeting".to_owned());
        }
        out
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        let (id, code) = cell.split();
        let line = answer.lines.iter().find(|l| l.id == id)?;
        Some(line.cells.get(code).map(|c| c.text().to_owned()).unwrap_or_default())
    }

    fn set(spec: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        let (id, code) = cell.split();
        if spec.column(code).is_none() {
            return;
        }
        if let Some(line) = answer.lines.iter_mut().find(|l| l.id == id) {
            line.cells.entry(code.to_owned()).or_default().set(text);
        }
    }

    fn line(_: &Spec, answer: &mut Answer, edit: &LineEdit) {
        if matches!(edit, LineEdit::Add { .. }) {
            let id = next_id(&answer.lines, "r");
            answer.lines.push(Row { id, ..Row::default() });
        }
        change_lines(&mut answer.lines, edit);
    }

    fn faults(spec: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        for line in &answer.lines {
            for column in &spec.columns {
                let text = line.text(column);
                let fault = match &column.holds {
                    Holds::Text | Holds::Choice(_) => None,
                    Holds::Number(counts) => {
                        let at = Cell::of(&line.id, &column.code);
                        cell_fault(&Typed::new(text), *counts, at, &named(label, &column.name), out);
                        None
                    }
                    Holds::Rate => fault_of(read_rate(text)),
                    Holds::EventDate | Holds::PastDate | Holds::Date => fault_of(read_day(text)),
                };
                if let Some(fault) = fault {
                    out.push(Fault::unreadable(Cell::of(&line.id, &column.code), fault, &named(label, &column.name), text));
                }
            }
            for column in &spec.columns {
                exceeds(spec, line, column, label, out);
            }
        }
        for (at, line) in answer.lines.iter().enumerate() {
            let earlier = answer.lines.get(..at).unwrap_or_default();
            if earlier.iter().any(|other| line.repeats(other, spec)) {
                let mut texts = spec.columns.iter().map(|column| line.text(column));
                let first = texts.find(|text| !text.is_empty()).unwrap_or_default();
                let cell = Cell::of(&line.id, spec.columns.first().map_or("", |c| &c.code));
                out.push(Fault::twice(cell, label, first));
            }
        }
    }

    fn length(answer: &Answer) -> Option<usize> {
        Some(answer.lines.len())
    }

    fn states(_: &Spec, answer: &Answer) -> Vec<State> {
        line_states(answer.lines.iter().filter(|l| !l.is_blank()).count())
    }

    fn slot(spec: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        let lines: Vec<&Row> = answer.lines.iter().filter(|l| !l.is_blank()).collect();
        if lines.is_empty() {
            return None;
        }
        match part.split_once('.') {
            Some(("sum", code)) => {
                let column = spec.column(code)?;
                let Holds::Number(counts) = &column.holds else { return None };
                let sum = spec.sum(answer, column).figure()?;
                Some(sum.print(lang, counts.leading_zero()))
            }
            Some(_) => None,
            None if part == COUNT => Some(Decimal::count_of(lines.len(), lang)),
            None if part == "list" => {
                let phrase = crate::language::Pattern::parse(spec.phrase.get(lang));
                let phrases: Vec<String> = lines
                    .iter()
                    .filter_map(|line| phrase.fill(|slot| line.say(spec.column(slot)?, lang)))
                    // Where what leads the phrase was left blank, the row's name leads it.
                    .map(|said| match (said.starts_with([',', ' ']), lang) {
                        (true, Lang::Vi) => mid_sentence(spec.row.get(lang)) + &said,
                        (true, Lang::En) => {
                            let row = crate::language::Pattern::parse("a {row}");
                            row.fill(|_| Some(mid_sentence(spec.row.get(lang)))).unwrap_or_default() + &said
                        }
                        (false, _) => said,
                    })
                    .collect();
                (!phrases.is_empty()).then(|| join_long(&phrases))
            }
            None => None,
        }
    }

    fn slots(spec: &Spec) -> Vec<String> {
        let mut slots = vec!["list".to_owned(), "count".to_owned()];
        slots.extend(spec.columns.iter().filter(|c| c.sum).map(|c| format!("sum.{}", c.code)));
        slots
    }

    fn listed(spec: &Spec, answer: &Answer, lang: Lang) -> Vec<String> {
        let rows = answer.lines.iter().filter(|line| !line.is_blank());
        let said = rows.map(|line| {
            let cells = spec.columns.iter().filter_map(|column| match column.holds {
                Holds::Text => Some(line.text(column).to_owned()).filter(|text| !text.is_empty()),
                _ => {
                    let (name, said) = (column.name.get(lang), line.say(column, lang)?);
                    // "ngày 14/12/2018" says already what it is.
                    let named = said.to_lowercase().starts_with(&name.to_lowercase());
                    Some(if named { said } else { format!("{name}: {said}") })
                }
            });
            cells.collect::<Vec<_>>().join("; ")
        });
        said.collect()
    }

    fn number(spec: &Spec, answer: &Answer, part: &str) -> Option<Figure> {
        match part.split_once('.') {
            Some(("sum", code)) => {
                let column = spec.column(code)?;
                spec.sum(answer, column).figure().map(Figure::Known)
            }
            _ => counted(part, answer.lines.iter().filter(|l| !l.is_blank()).count()),
        }
    }

    fn numbers(spec: &Spec) -> Vec<(String, Words)> {
        let summed = spec.columns.iter().filter(|c| c.sum);
        summed.map(|c| (format!("sum.{}", c.code), c.name.clone())).collect()
    }

    fn counts(spec: &Spec, part: &str) -> Option<Counts> {
        if part == COUNT {
            return Some(Counts::Things);
        }
        match spec.column(part.strip_prefix("sum.")?)?.holds {
            Holds::Number(counts) => Some(counts),
            _ => None,
        }
    }

    fn table(spec: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        let place = if lang == Lang::Vi { "TT" } else { "No." };
        let mut columns = vec![BlockColumn::of(Class::Place, place)];
        columns.extend(spec.columns.iter().map(|c| {
            let class = match c.holds {
                Holds::Number(_) | Holds::Rate => Class::Number,
                Holds::EventDate | Holds::PastDate | Holds::Date => Class::Short,
                Holds::Text | Holds::Choice(_) => Class::Words,
            };
            BlockColumn::of(class, c.name.get(lang))
        }));
        let lines = answer.lines.iter().filter(|l| !l.is_blank());
        let mut rows: Vec<BlockRow> = lines
            .enumerate()
            .map(|(i, line)| {
                let mut cells = vec![(i + 1).to_string()];
                cells.extend(spec.columns.iter().map(|c| match (&c.holds, read_day(line.text(c))) {
                    (Holds::EventDate | Holds::PastDate | Holds::Date, Read::Value(date)) => date.print(lang),
                    (Holds::Text, _) => line.text(c).to_owned(),
                    _ => line.say(c, lang).unwrap_or_default(),
                }));
                BlockRow::of(cells)
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        if rows.len() > 1 && spec.columns.iter().any(|c| c.sum) {
            let mut cells = vec![String::new()];
            cells.extend(spec.columns.iter().enumerate().map(|(i, c)| {
                let word = if lang == Lang::Vi { "Cộng" } else { "Total" };
                let sum = c.sum.then(|| spec.sum(answer, c).figure()).flatten();
                let count = matches!(&c.holds, Holds::Number(counts) if counts.leading_zero());
                match (sum, i) {
                    (Some(sum), _) => sum.print(lang, count),
                    (None, 0) => word.to_owned(),
                    (None, _) => String::new(),
                }
            }));
            rows.push(BlockRow { total: true, ..BlockRow::of(cells) });
        }
        Some(Table { caption: label.get(lang).to_owned(), columns, rows, notes: Vec::new() })
    }

    fn dates(spec: &Spec, answer: &Answer) -> Vec<(Cell, Date, super::Moment)> {
        let mut dates = Vec::new();
        for line in &answer.lines {
            for column in &spec.columns {
                let moment = match column.holds {
                    Holds::EventDate => super::Moment::Event,
                    Holds::PastDate => super::Moment::Past,
                    Holds::Date => super::Moment::Other,
                    _ => continue,
                };
                if let Read::Value(date) = read_day(line.text(column)) {
                    dates.push((Cell::of(&line.id, &column.code), date, moment));
                }
            }
        }
        dates
    }

    fn grid(spec: &Spec, answer: &Answer) -> Option<Grid> {
        let row = |line: &Row| GridRow {
            names: Vec::new(),
            cells: spec.columns.iter().map(|c| Cell::of(&line.id, &c.code)).collect(),
        };
        let column = |column: &Column| {
            let numbered = match column.holds {
                Holds::Number(_) | Holds::Rate => Numbered::Always,
                Holds::Text | Holds::EventDate | Holds::PastDate | Holds::Date | Holds::Choice(_) => Numbered::Never,
            };
            GridColumn::new(&column.name, numbered)
        };
        Some(Grid {
            columns: spec.columns.iter().map(column).collect(),
            rows: answer.lines.iter().map(row).collect(),
            grows: true,
        })
    }

    fn write(spec: &Spec, answer: &Answer) -> Record {
        spec.record(answer)
    }

    fn read(record: Record) -> Answer {
        let lines = record.lines.into_iter();
        Answer {
            lines: lines
                .map(|line| Row {
                    id: line.id,
                    cells: map(
                        line.cells
                            .into_iter()
                            .map(|(code, cell)| (code, Typed::from_record(Some(cell)))),
                    ),
                })
                .collect(),
        }
    }

    fn total(spec: &Spec, answer: &Answer) -> Total {
        let given = Answer { lines: answer.lines.iter().filter(|l| !l.is_blank()).cloned().collect() };
        let summed = spec.columns.iter().filter(|c| c.sum);
        Total {
            rows: Gathered::of(&spec.record(&given).lines),
            sums: Few::of(summed.map(|c| (&*c.code, spec.sum(answer, c).into()))),
        }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.rows.add(&one.rows);
        sum.sums.add(&one.sums, SmallSum::add);
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        let mut out = counted_lines(total.rows.count);
        out.extend(total.sums.iter().map(|(code, sum)| (format!("sum.{code}"), sum.get())));
        out
    }

    /// What stands in the first column whose words a sentence quotes: a model has a name; "giám sát", a
    /// content or a body that gave an award is none. A topic of the period is everywhere; it is no thing
    /// that two could count.
    fn names(spec: &Spec, total: &Total) -> Vec<String> {
        let is_quoted = |c: &&Column| spec.phrase.vi.contains(&format!("“{{{}}}”", c.code));
        let first = spec.columns.iter().filter(|c| c.holds == Holds::Text).find(is_quoted);
        let Some(column) = first.filter(|c| !c.topics) else { return Vec::new() };
        let lines = total.rows.lines();
        let cells = lines.iter().filter_map(|line| line.cells.get(&column.code));
        let texts = cells.map(|cell| cell.typed.trim().to_owned());
        texts.filter(|text| !text.is_empty()).collect()
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        total.sums.get(part.strip_prefix("sum.")?).map(SmallSum::get)
    }

    fn stand_in(_: &Spec, total: &Total) -> Answer {
        let mut answer = Self::read(Record { lines: total.rows.lines() });
        // Two units have each a row of the same name.
        for (at, line) in answer.lines.iter_mut().enumerate() {
            line.id = format!("r{}", at + 1);
        }
        answer
    }

    fn trim(total: &mut Total) {
        total.sums.retain(|sum| {
            let sum = sum.get();
            sum.exact.is_some() || sum.doubtful.is_some() || sum.unstated > 0
        });
    }
}

fn fault_of<T>(read: Read<T>) -> Option<crate::number::Fault> {
    match read {
        Read::Unreadable(fault) => Some(fault),
        _ => None,
    }
}

/// `present_above_summoned` within one row.
fn exceeds(spec: &Spec, line: &Row, column: &Column, label: &Words, out: &mut Vec<Fault>) {
    let known = |column: &Column| match &column.holds {
        Holds::Number(counts) => {
            read_figure(line.text(column), counts.numerals()).value().and_then(|f| f.known())
        }
        _ => None,
    };
    let limit = column.at_most.as_ref().and_then(|code| spec.column(code));
    let (Some(limit), Some(this)) = (limit, known(column)) else { return };
    let Some(most) = known(limit).filter(|most| this.surely_above(most)) else { return };
    let say = |lang| (this.print(lang, false), most.print(lang, false));
    let ((a, b), (c, d)) = (say(Lang::Vi), say(Lang::En));
    out.push(Fault {
        check: "present_above_summoned",
        cell: Cell::of(&line.id, &column.code),
        words: Words::new(
            format!("{}: “{}” là {a}, nhiều hơn “{}” là {b}.", label.vi, column.name.vi, limit.name.vi),
            format!("{}: “{}” is {c}, more than “{}”, {d}.", label.en, column.name.en, limit.name.en),
        ),
advice: Words::new("Hãy xem lại hai số này.", "Check the two numbers."),
        seen: format!("{a} {b}"),
    });
}
