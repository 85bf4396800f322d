//! Dates as people type them, and as reports print them.

use super::{Lang, fold};
use serde::{Deserialize, Serialize};

/// A date of which the day, the day and month, or the year may be missing: a report says
/// "9/2016" or "năm 2016" as often as a full date (FIELD section 3).
///
/// Bounds: year 1900–2100, month 1–12, day within its month; at least one of year and
/// day-with-month is there. Made by [`Date::read`] and [`Date::new`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// The year, when said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The month, when said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
    /// The day of the month, when said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It has not the shape of a date.
    NotADate,
    /// It has the shape, but the calendar has no such day, as 31/02/2015.
    NoSuchDay,
}

impl Date {
    /// A full date, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let date = Date { year: Some(year), month: Some(month), day: Some(day) };
        date.checked().ok()
    }

    /// Reads "5/01/2012", "14-5-2011", "24.2.2017", "9/2016", "2016", "14/5", "ngày 5 tháng 1 năm
    /// 2012", "tháng 9 năm 2016". The day always stands before the month.
    ///
    /// # Errors
    /// [`DateFault`] when it is no date or the calendar has no such day.
    pub fn read(text: &str) -> Result<Date, DateFault> {
        let folded = fold(text);
        let mut numbers: Vec<u32> = Vec::new();
        let mut digits = String::new();
        let mut has_words = false;
        for token in folded.split(|c: char| !c.is_ascii_alphanumeric()) {
            match token {
                "" => {}
                "ngay" | "thang" | "nam" | "het" | "cuoi" => has_words = true,
                _ if token.chars().all(|c| c.is_ascii_digit()) && token.len() <= 4 => {
                    digits.push_str(token);
                    numbers.push(token.parse().map_err(|_| DateFault::NotADate)?);
                }
                _ => return Err(DateFault::NotADate),
            }
        }
        if folded.chars().any(|c| !(c.is_ascii_alphanumeric() || " /-.,".contains(c))) {
            return Err(DateFault::NotADate);
        }
        let small = |n: u32| u8::try_from(n).map_err(|_| DateFault::NoSuchDay);
        let year = |n: u32| u16::try_from(n).map_err(|_| DateFault::NoSuchDay);
        let date = match numbers.as_slice() {
            [d, m, y] if *y >= 1000 => {
                Date { year: Some(year(*y)?), month: Some(small(*m)?), day: Some(small(*d)?) }
            }
            [m, y] if *y >= 1000 => {
                Date { year: Some(year(*y)?), month: Some(small(*m)?), day: None }
            }
            [y] if *y >= 1000 => Date { year: Some(year(*y)?), month: None, day: None },
            [d, m] if has_words || !folded.contains(' ') => {
                Date { year: None, month: Some(small(*m)?), day: Some(small(*d)?) }
            }
            _ => return Err(DateFault::NotADate),
        };
        date.checked()
    }

    fn checked(self) -> Result<Date, DateFault> {
        let year_fits = self.year.is_none_or(|y| (1900..=2100).contains(&y));
        let month_fits = self.month.is_none_or(|m| (1..=12).contains(&m));
        let day_fits = match (self.day, self.month) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(d), Some(m)) => d >= 1 && d <= days_in(self.year, m),
        };
        if year_fits && month_fits && day_fits { Ok(self) } else { Err(DateFault::NoSuchDay) }
    }

    /// The first day that the date can mean, as a number that grows with time; `None` without a
    /// year.
    pub fn earliest(&self) -> Option<u32> {
        let year = u32::from(self.year?);
        Some(
            year * 10_000
                + u32::from(self.month.unwrap_or(1)) * 100
                + u32::from(self.day.unwrap_or(1)),
        )
    }

    /// The last day that the date can mean, comparable with [`Date::earliest`].
    pub fn latest(&self) -> Option<u32> {
        let year = u32::from(self.year?);
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in(self.year, month));
        Some(year * 10_000 + u32::from(month) * 100 + u32::from(day))
    }

    /// As figures: `05/01/2012`, `9/2016`, `2016` (leading zero for days below 10 and months 1
    /// and 2, FIELD section 6); English writes the month as a word, so that nobody swaps them.
    pub fn print(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => match (self.day, self.month, self.year) {
                (Some(d), Some(m), Some(y)) => format!("{d:02}/{}/{y}", month_vi(m)),
                (Some(d), Some(m), None) => format!("{d:02}/{}", month_vi(m)),
                (_, Some(m), Some(y)) => format!("{m}/{y}"),
                (_, _, Some(y)) => format!("{y}"),
                _ => String::new(),
            },
            Lang::En => {
                let month = self.month.map(|m| MONTHS[usize::from(m.clamp(1, 12)) - 1]);
                match (self.day, month, self.year) {
                    (Some(d), Some(m), Some(y)) => format!("{d} {m} {y}"),
                    (Some(d), Some(m), None) => format!("{d} {m}"),
                    (_, Some(m), Some(y)) => format!("{m} {y}"),
                    (_, _, Some(y)) => format!("{y}"),
                    _ => String::new(),
                }
            }
        }
    }

    /// As the letterhead has it: `ngày 27 tháng 5 năm 2026` (FIELD section 6).
    pub fn print_long(&self, lang: Lang) -> String {
        match (lang, self.day, self.month, self.year) {
            (Lang::Vi, Some(d), Some(m), Some(y)) => {
                format!("ngày {d:02} tháng {} năm {y}", month_vi(m))
            }
            (Lang::Vi, _, Some(m), Some(y)) => format!("tháng {m} năm {y}"),
            (Lang::Vi, _, _, Some(y)) => format!("năm {y}"),
            _ => self.print(lang),
        }
    }

    /// As a sentence has it: `ngày 22/9/2011`, `tháng 9/2016`, `năm 2016`; `on 22 September 2011`,
    /// `in September 2016`.
    pub fn print_in_sentence(&self, lang: Lang) -> String {
        let figures = self.print(lang);
        match (lang, self.day, self.month) {
            (Lang::Vi, Some(_), _) => format!("ngày {figures}"),
            (Lang::Vi, None, Some(_)) => format!("tháng {figures}"),
            (Lang::Vi, None, None) => format!("năm {figures}"),
            (Lang::En, Some(_), _) => format!("on {figures}"),
            (Lang::En, None, _) => format!("in {figures}"),
        }
    }
}

/// Months 1 and 2 take a leading zero, so that no stroke can be added to them on paper.
fn month_vi(month: u8) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days of a month; without a year February may have 29.
fn days_in(year: Option<u16>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => match year {
            Some(y) if !(y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) => 28,
            _ => 29,
        },
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, printed: &str) {
        assert_eq!(Date::read(text).map(|d| d.print(Lang::Vi)).as_deref(), Ok(printed), "{text}");
    }

    /// The shapes that FIELD section 3 met in real reports.
    #[test]
    fn shapes_of_real_reports() {
        check("5/01/2012", "05/01/2012");
        check("22/9/2011", "22/9/2011");
        check("14-5-2011", "14/5/2011");
        check("24.2.2017", "24/02/2017");
        check("9/2016", "9/2016");
        check("2016", "2016");
        check("14/5", "14/5");
        check("ngày 5 tháng 1 năm 2012", "05/01/2012");
        check("Tháng 9 năm 2016", "9/2016");
        check("29/02/2016", "29/02/2016");
        // An end is written so: "thực hiện đến hết năm 2020".
        check("hết năm 2020", "2020");
    }

    #[test]
    fn what_is_no_date() {
        assert_eq!(Date::read("31/02/2015"), Err(DateFault::NoSuchDay));
        assert_eq!(Date::read("29/2/2015"), Err(DateFault::NoSuchDay));
        assert_eq!(Date::read("9/16/2016"), Err(DateFault::NoSuchDay));
        assert_eq!(Date::read("hôm qua"), Err(DateFault::NotADate));
        assert_eq!(Date::read("12"), Err(DateFault::NotADate));
        assert_eq!(Date::read("1/2/3/2015"), Err(DateFault::NotADate));
        assert_eq!(Date::read("5/1/12"), Err(DateFault::NotADate));
    }
}
