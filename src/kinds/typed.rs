//! A cell: what somebody typed, and the type it is to be read as.

use crate::language::{Date, DateFault, Words, fold};
use crate::number::{
    Decimal, Fault, Figure, Known, Numerals, Read, StatedRate, read_figure, read_rate,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// A number: how it reads depends on the question's [`Numerals`].
pub enum Quantity {}
/// A stated percentage.
pub enum Percentage {}
/// A date of which parts may be missing.
pub enum Day {}
/// A document's number and symbol.
pub enum Numbering {}
/// Words, kept as they are.
pub enum Prose {}
/// A cell of a table: the column says how it reads.
pub enum ByColumn {}

/// What was typed, verbatim, in a cell that is read as `R`.
pub struct Typed<R> {
    text: String,
    reads: PhantomData<R>,
}

impl<R> Typed<R> {
    /// The typed text.
    pub fn new(text: impl Into<String>) -> Self {
        Typed { text: text.into(), reads: PhantomData }
    }

    /// What was typed, to the letter.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Replaces what was typed.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
    }

    /// Whether nothing but spaces was typed.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl<R> Clone for Typed<R> {
    fn clone(&self) -> Self {
        Typed::new(self.text.clone())
    }
}
impl<R> Default for Typed<R> {
    fn default() -> Self {
        Typed::new(String::new())
    }
}
impl<R> PartialEq for Typed<R> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<R> Eq for Typed<R> {}
impl<R> fmt::Debug for Typed<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl Typed<Quantity> {
    /// The figure it means.
    pub fn read(&self, numerals: Numerals) -> Read<Figure> {
        read_figure(&self.text, numerals)
    }

    /// The figure, if it reads.
    pub fn figure(&self, numerals: Numerals) -> Option<Figure> {
        self.read(numerals).value()
    }

    /// The figure as it is added up: of a text that does not read, that something was given and no
    /// number, so that the sum is no less than it says and nobody takes it for complete.
    pub fn added(&self, numerals: Numerals) -> Option<Figure> {
        match self.read(numerals) {
            Read::Value(figure) => Some(figure),
            Read::Unreadable(_) => Some(Figure::UNSTATED),
            Read::Blank => None,
        }
    }

    /// The bounds, if it reads and is stated.
    pub fn known(&self, numerals: Numerals) -> Option<Known> {
        self.figure(numerals).and_then(|f| f.known())
    }

    pub(crate) fn record(&self, numerals: Numerals) -> Option<CellRecord> {
        self.record_with(self.read(numerals).value().map(ReadRecord::from_figure))
    }
}

impl Typed<Percentage> {
    /// The rate it means.
    pub fn read(&self) -> Read<StatedRate> {
        read_rate(&self.text)
    }

    pub(crate) fn record(&self) -> Option<CellRecord> {
        self.record_with(self.read().value().map(ReadRecord::Rate))
    }
}

impl Typed<Day> {
    /// The date it means.
    pub fn read(&self) -> Read<Date> {
        read_day(&self.text)
    }

    pub(crate) fn record(&self) -> Option<CellRecord> {
        self.record_with(self.read().value().map(ReadRecord::Date))
    }
}

impl Typed<Numbering> {
    /// The number and the symbol: "24-KH/TU" is 24 and "KH/TU".
    pub fn read(&self) -> Option<NumberingRecord> {
        let text = self.text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, rest) = text.split_at(end);
        let symbol = rest.trim_start_matches(['-', '/', '–', ' ']).trim();
        (!number.is_empty() && number.len() < 10)
            .then(|| NumberingRecord { number: number.to_owned(), symbol: symbol.to_owned() })
    }

    pub(crate) fn record(&self) -> Option<CellRecord> {
        self.record_with(self.read().map(ReadRecord::Numbering))
    }
}

impl<R> Typed<R> {
    pub(crate) fn record_with(&self, read: Option<ReadRecord>) -> Option<CellRecord> {
        (!self.text.is_empty()).then(|| CellRecord { typed: self.text.clone(), read })
    }

    pub(crate) fn from_record(record: Option<CellRecord>) -> Self {
        Typed::new(record.map(|r| r.typed).unwrap_or_default())
    }

    pub(crate) fn prose(&self) -> Option<String> {
        (!self.text.is_empty()).then(|| self.text.clone())
    }
}

/// Reads a date cell.
pub(crate) fn read_day(text: &str) -> Read<Date> {
    // Most have a digit, and folding takes as long as reading.
    if !text.bytes().any(|b| b.is_ascii_digit()) && fold(text).is_empty() {
        return Read::Blank;
    }
    match Date::read(text) {
        Ok(date) => Read::Value(date),
        Err(DateFault::NotADate) => Read::Unreadable(Fault::NotADate),
        Err(DateFault::NoSuchDay) => Read::Unreadable(Fault::NoSuchDay),
    }
}

/// A cell in a file: what was typed, and what it was read as when the file was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CellRecord {
    /// What was typed, to the letter.
    pub typed: String,
    /// What it was read as; absent when it does not read.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::typed_alone::unless_passed"
    )]
    pub read: Option<ReadRecord>,
}

/// What a cell was read as. An exact number stands bare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ReadRecord {
    /// An exact number.
    Exact(Decimal),
    /// A number with doubt.
    Doubtful(Known),
    /// "Yes, number not stated".
    Unstated {
        /// Always true.
        unstated: bool,
    },
    /// A stated rate.
    Rate(StatedRate),
    /// A document's number and symbol.
    Numbering(NumberingRecord),
    /// A date.
    Date(Date),
}

/// A document's number and symbol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberingRecord {
    /// The digits before the symbol.
    pub number: String,
    /// The symbol, as "KH/TU".
    pub symbol: String,
}

impl ReadRecord {
    pub(crate) fn from_figure(figure: Figure) -> ReadRecord {
        match figure {
            Figure::Unstated { unstated } => ReadRecord::Unstated { unstated },
            Figure::Known(known) => match known.as_exact() {
                Some(n) => ReadRecord::Exact(n),
                None => ReadRecord::Doubtful(known),
            },
        }
    }
}

/// The sentence for a text that does not read, and what to do about it.
pub(crate) fn unreadable(fault: Fault, label: &Words, text: &str) -> (Words, Words) {
    let (vi, en, advice) = match fault {
        Fault::NotANumber => (
            "không đọc được thành số",
            "cannot be read as a number",
            (
                "Hãy viết số, ví dụ 23 hoặc “hơn 20”.",
                "Write a number, such as 23 or “more than 20”.",
            ),
        ),
        Fault::TwoNumbers => (
            "là hơn một số trong một ô",
            "is more than one number in one place",
            (
                "Ô này chỉ nhận một số; số còn lại ghi ở ô của nó, nếu có.",
                "One number belongs here; the other in its own place, if there is one.",
            ),
        ),
        Fault::NotWhole => (
            "không phải số nguyên, mà ở đây chỉ đếm số nguyên",
            "is not a whole number, and this is a count",
            (
                "Dấu chấm, dấu phẩy ở đây ngăn cách hàng nghìn, sau nó phải đủ ba chữ số.",
                "A point or a comma only groups here, so three digits follow it.",
            ),
        ),
        Fault::TooLarge => (
            "lớn quá mức tính được",
            "is larger than can be added up",
            ("Hãy kiểm tra lại số chữ số.", "Check the number of digits."),
        ),
        Fault::TooPrecise => (
            "có quá ba chữ số thập phân",
            "has more than three decimals",
            ("Hãy viết gọn lại.", "Write it shorter."),
        ),
        Fault::Backwards => (
            "có số đầu lớn hơn số cuối",
            "begins above its end",
            ("Hãy viết từ nhỏ đến lớn.", "Write it from low to high."),
        ),
        Fault::NotADate => (
            "không đọc được thành ngày tháng",
            "cannot be read as a date",
            (
                "Hãy viết như 22/9/2016, 9/2016, quý III/2016, cuối năm 2016 hoặc 2016.",
                "Write it day first, such as 22/9/2016, 9/2016 or 2016.",
            ),
        ),
        Fault::NoSuchDay => (
            "là ngày không có trong lịch",
            "is not a day of the calendar",
            ("Hãy xem lại ngày và tháng.", "Check the day and the month."),
        ),
    };
    let text = text.trim();
    let words = Words::new(
        format!("{}: “{text}” {vi}.", label.vi),
        format!("{}: “{text}” {en}.", label.en),
    );
    // "20/22" is most often so many of so many, each of which has a box of its own or is not asked for.
    let two = text.split_once('/').filter(|_| fault == Fault::TwoNumbers);
    let two = two.map(|(one, other)| (one.trim(), other.trim()));
    if let Some((one, other)) = two {
        let vi = format!(
            "Mỗi ô chỉ ghi một số: {one} hoặc {other}, tùy ô này hỏi số đã làm hay tổng số."
        );
        let en = format!(
            "A box takes one number: {one} or {other}, whichever of the two this one asks for."
        );
        return (words, Words::new(vi, en));
    }
    (words, Words::new(advice.0, advice.1))
}
