//! Documents (*văn bản*): number and symbol, date, issuer, subject; a line each.

use super::parts::{Gathered, Line, change_lines, next_id};
use super::share::named;
use super::{Cell, Counts, Grid, GridColumn, GridRow, Numbered, Day, Fault, LineEdit, Numbering, Prose, State, Typed};
use crate::block::{Class, Column, Row, Table};
use crate::language::{Lang, Words, fold, join_long};
use crate::number::{Decimal, Figure, Known, Read, Sum};
use serde::{Deserialize, Serialize};

/// The kind itself.
pub struct Kind;

/// Settings of a list of documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The word before a document's number: "Kế hoạch số"; none when documents are of many kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noun: Option<Words>,
}

/// One unit's documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The lines, in the unit's order.
    pub lines: Vec<Document>,
}

/// One document as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The line's lasting name.
    pub id: String,
    /// Number and symbol: "24-KH/TU".
    pub number: Typed<Numbering>,
    /// Its date.
    pub date: Typed<Day>,
    /// Who issued it.
    pub issuer: Typed<Prose>,
    /// What it is about.
    pub subject: Typed<Prose>,
}

impl Line for Document {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Document {
    /// Whether it is the same document as another line: the same number and symbol, as people write them, and
    /// nothing else that tells them apart. Numbers begin anew each year, and with each issuer.
    fn repeats(&self, other: &Document) -> bool {
        let bare = |text: &str| fold(text).replace(' ', "").trim_start_matches('0').to_owned();
        let alike = |of: fn(&Document) -> &str| {
            let (one, two) = (bare(of(self)), bare(of(other)));
            one == two || one.is_empty() || two.is_empty()
        };
        self.number.text().contains(char::is_alphabetic)
            && bare(self.number.text()) == bare(other.number.text())
            && alike(|line| line.date.text())
            && alike(|line| line.issuer.text())
            && alike(|line| line.subject.text())
    }

    fn is_blank(&self) -> bool {
        self.number.is_blank()
            && self.date.is_blank()
            && self.issuer.is_blank()
            && self.subject.is_blank()
    }

    /// "Kế hoạch số 24-KH/TU, ngày 22/9/2011 của Ban Thường vụ Tỉnh ủy về …".
    fn phrase(&self, spec: &Spec, lang: Lang) -> Option<String> {
        if self.is_blank() {
            return None;
        }
        let number = self.number.text().trim();
        // The sentence says "số" itself.
        let bare = without_so(number);
        let says_so = bare.len() < number.len();
        let number = bare;
        // "Hướng dẫn 12-HD/BTG" says itself what it is.
        let first = number.split_whitespace().next().unwrap_or_default();
        let names_itself = first.chars().all(char::is_alphabetic)
            && !first.is_empty();
        let noun = match &spec.noun {
            _ if names_itself => "",
            Some(noun) => noun.get(lang),
            None if (number.is_empty() || says_so) && lang == Lang::Vi => "văn bản",
            None if number.is_empty() => "document",
            None => "",
        };
        // "Plan 08-KH/CB", but "the plan of …" where it has no number.
        let mut out = match lang {
            Lang::En if number.is_empty() => format!("the {}", crate::language::lower_first(noun)),
            _ => noun.to_owned(),
        };
        let numbered = number.starts_with(|c: char| c.is_ascii_digit());
        if !noun.is_empty() && numbered && lang == Lang::Vi {
            out.push_str(" số");
        }
        let mut add = |words: &str| {
            if !words.is_empty() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(words);
            }
        };
        add(number);
        match (self.date.read(), lang) {
            (Read::Value(date), Lang::Vi) => add(&date.print_in_sentence(lang)),
            (Read::Value(date), Lang::En) => add(&format!("dated {}", date.print(lang))),
            (Read::Blank, _) => {}
            // It does not read: as typed.
            (Read::Unreadable(_), Lang::Vi) => add(&format!("ngày {}", self.date.text().trim())),
            (Read::Unreadable(_), Lang::En) => add(&format!("dated {}", self.date.text().trim())),
        }
        let issuer = self.issuer.text().trim();
        // "Kế hoạch số 03 về Kế hoạch thực hiện …" says its kind twice.
        let subject = crate::language::sentence_part(self.subject.text());
        let head: String = subject.chars().take(noun.chars().count()).collect();
        let repeats = !noun.is_empty() && head.to_lowercase() == noun.to_lowercase();
        let subject = match subject.get(head.len()..) {
            Some(rest) if repeats && !rest.trim().is_empty() => rest.trim().to_owned(),
            _ => subject,
        };
        let (of, about) = match lang {
            Lang::Vi => ("của", "về"),
            Lang::En => ("of", "on"),
        };
        if !issuer.is_empty() {
            add(&format!("{of} {issuer}"));
        }
        // "V/v" is how the top of a letter writes what a sentence says as "về việc".
        let subject = match subject.get(..3).filter(|mark| mark.eq_ignore_ascii_case("v/v")) {
            Some(mark) => format!("việc {}", subject[mark.len()..].trim_start_matches([':', ' '])),
            None => subject,
        };
        if !subject.is_empty() {
            let folded = crate::language::fold(&subject);
            let has_about = folded.starts_with("ve ") || folded.starts_with("on ");
            add(&if has_about { subject } else { format!("{about} {subject}") });
        }
        Some(out)
    }
}

/// "Số: 05-KH/CB" and "số 05-KH/CB" are the number 05-KH/CB.
fn without_so(number: &str) -> &str {
    let rest = ["Số", "số", "SỐ"].iter().find_map(|word| number.strip_prefix(word));
    let rest = rest.map(|rest| rest.trim_start_matches([':', '.', ' ', '\u{a0}']));
    rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(number)
}

/// The documents in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The lines.
    #[serde(default)]
    pub lines: Vec<DocumentRecord>,
}

/// One document in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentRecord {
    /// The line's lasting name.
    pub id: String,
    /// Number and symbol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<super::CellRecord>,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<super::CellRecord>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// The documents of many units.
pub type Total = Gathered<DocumentRecord>;

/// The parts of a line, in the order of its cells.
pub const PARTS: [&str; 4] = ["number", "date", "issuer", "subject"];

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.lines.iter().all(Document::is_blank)
    }

    fn cells(_: &Spec, answer: &Answer) -> Vec<Cell> {
        answer.lines.iter().flat_map(|l| PARTS.map(|part| Cell::of(&l.id, part))).collect()
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        let (id, part) = cell.split();
        let line = answer.lines.iter().find(|l| l.id == id)?;
        Some(match part {
            "number" => line.number.text(),
            "date" => line.date.text(),
            "issuer" => line.issuer.text(),
            "subject" => line.subject.text(),
            _ => return None,
        }
        .to_owned())
    }

    fn set(_: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        let (id, part) = cell.split();
        let Some(line) = answer.lines.iter_mut().find(|l| l.id == id) else { return };
        match part {
            "number" => line.number.set(text),
            "date" => line.date.set(text),
            "issuer" => line.issuer.set(text),
            "subject" => line.subject.set(text),
            _ => {}
        }
    }

    fn line(_: &Spec, answer: &mut Answer, edit: &LineEdit) {
        if matches!(edit, LineEdit::Add { .. }) {
            let id = next_id(&answer.lines, "d");
            answer.lines.push(Document { id, ..Document::default() });
        }
        change_lines(&mut answer.lines, edit);
    }

    fn faults(_: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        for line in &answer.lines {
            if let Read::Unreadable(fault) = line.date.read() {
                let date = Words::new("ngày ban hành", "date");
                out.push(Fault::unreadable(Cell::of(&line.id, "date"), fault, &named(label, &date), line.date.text()));
            }
        }
        for (at, line) in answer.lines.iter().enumerate() {
            let lines = answer.lines.get(..at).unwrap_or_default();
            if lines.iter().any(|other| line.repeats(other)) {
                let cell = Cell::of(&line.id, "number");
                out.push(Fault::twice(cell, label, line.number.text().trim()));
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
        let phrases: Vec<String> =
            answer.lines.iter().filter_map(|line| line.phrase(spec, lang)).collect();
        if phrases.is_empty() {
            return None;
        }
        match part {
            "list" => Some(join_long(&phrases)),
            "first" => phrases.into_iter().next(),
            COUNT => Some(Decimal::count_of(phrases.len(), lang)),
            _ => None,
        }
    }

    fn slots(_: &Spec) -> Vec<String> {
        ["list", "first", COUNT].map(str::to_owned).to_vec()
    }

    fn number(_: &Spec, answer: &Answer, part: &str) -> Option<Figure> {
        counted(part, answer.lines.iter().filter(|l| !l.is_blank()).count())
    }

    fn counts(_: &Spec, part: &str) -> Option<Counts> {
        (part == COUNT).then_some(Counts::Things)
    }

    fn table(_: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        let titles = match lang {
            Lang::Vi => ["TT", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Nội dung"],
            Lang::En => ["No.", "Number and symbol", "Date", "Issuer", "Subject"],
        };
        let lines = answer.lines.iter().filter(|l| !l.is_blank());
        let rows: Vec<Row> = lines
            .enumerate()
            .map(|(i, line)| {
                let date = match line.date.read() {
                    Read::Value(date) => date.print(lang),
                    _ => line.date.text().trim().to_owned(),
                };
                let trim = |text: &str| text.trim().to_owned();
                Row::of(vec![
                    (i + 1).to_string(),
                    trim(line.number.text()),
                    date,
                    trim(line.issuer.text()),
                    trim(line.subject.text()),
                ])
            })
            .collect();
        let classes = [Class::Place, Class::Short, Class::Short, Class::Words, Class::Words];
        let columns = classes.into_iter().zip(titles).map(|(c, title)| Column::of(c, title)).collect();
        let caption = label.get(lang).to_owned();
        (!rows.is_empty()).then_some(Table { caption, columns, rows, notes: Vec::new() })
    }

    fn dates(_: &Spec, answer: &Answer) -> Vec<(Cell, crate::language::Date, super::Moment)> {
        let date = |line: &Document| {
            Some((Cell::of(&line.id, "date"), line.date.read().value()?, super::Moment::Past))
        };
        answer.lines.iter().filter_map(date).collect()
    }

    fn grid(_: &Spec, answer: &Answer) -> Option<Grid> {
        let columns = [
            ("Số, ký hiệu", "Number and symbol", Numbered::Perhaps),
            ("Ngày ban hành", "Date", Numbered::Never),
            ("Cơ quan ban hành", "Issuer", Numbered::Never),
            ("Nội dung", "Subject", Numbered::Never),
        ];
        let column = |(vi, en, numbered)| GridColumn::new(&Words::new(vi, en), numbered);
        let row = |line: &Document| GridRow {
            names: Vec::new(),
            cells: PARTS.map(|part| Cell::of(&line.id, part)).to_vec(),
        };
        Some(Grid {
            columns: columns.map(column).to_vec(),
            rows: answer.lines.iter().map(row).collect(),
            grows: true,
        })
    }

    fn unsigned(answer: &Answer, itself: &dyn Fn(&str) -> bool) -> Option<Answer> {
        let mut out = answer.clone();
        for line in &mut out.lines {
            // A line of which nothing else is known still is one.
            let alone = line.number.is_blank() && line.date.is_blank() && line.subject.is_blank();
            if !alone && !line.issuer.is_blank() && itself(line.issuer.text()) {
                line.issuer.set("");
            }
        }
        Some(out)
    }

    fn write(_: &Spec, answer: &Answer) -> Record {
        let lines = answer.lines.iter();
        Record {
            lines: lines
                .map(|line| DocumentRecord {
                    id: line.id.clone(),
                    number: line.number.record(),
                    date: line.date.record(),
                    issuer: line.issuer.prose(),
                    subject: line.subject.prose(),
                })
                .collect(),
        }
    }

    fn read(record: Record) -> Answer {
        let lines = record.lines.into_iter();
        Answer {
            lines: lines
                .map(|line| Document {
                    id: line.id,
                    number: Typed::from_record(line.number),
                    date: Typed::from_record(line.date),
                    issuer: Typed::new(line.issuer.unwrap_or_default()),
                    subject: Typed::new(line.subject.unwrap_or_default()),
                })
                .collect(),
        }
    }

    fn total(spec: &Spec, answer: &Answer) -> Total {
        let given = Answer { lines: answer.lines.iter().filter(|l| !l.is_blank()).cloned().collect() };
        Gathered::of(&Self::write(spec, &given).lines)
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.add(one);
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        counted_lines(total.count)
    }

    /// What the units issued is not what their body had to issue.
    fn answers_above() -> bool {
        false
    }

    fn stand_in(_: &Spec, total: &Total) -> Answer {
        let mut answer = Self::read(Record { lines: total.lines() });
        // Two units have each a line of the same name.
        for (at, line) in answer.lines.iter_mut().enumerate() {
            line.id = format!("d{}", at + 1);
        }
        answer
    }
}

/// The part of a list's answer that says how many lines it has.
pub(super) const COUNT: &str = "count";

/// How many lines a list has, for relations with a stated number. It is none of the numbers that
/// somebody typed, so nothing adds it up; and a list without lines was left blank, which is not 0.
pub(super) fn counted(part: &str, lines: usize) -> Option<Figure> {
    let lines = i128::try_from(lines).ok().filter(|lines| part == COUNT && *lines > 0)?;
    Some(Figure::Known(Known::exact(Decimal::whole(lines))))
}

/// The lines of a list as an amount; none where there are none.
pub(super) fn counted_lines(lines: u64) -> Vec<(String, Sum)> {
    vec![("lines".to_owned(), Sum::things(lines))]
}

/// The states of a list by its length.
pub(super) fn line_states(lines: usize) -> Vec<State> {
    match lines {
        0 => vec![State::Blank],
        1 => vec![State::One, State::Given],
        _ => vec![State::Many, State::Given],
    }
}
