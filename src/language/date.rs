//! Dates as people type them, and as reports print them.

use super::{Lang, fold};
use serde::{Deserialize, Serialize};

/// A date of which the day, the day and month, or the year may be missing: a report says
/// "9/2016" or "năm 2016" as often as a full date (FIELD section 3).
///
/// Bounds: year 1900–2100, month 1–12, day within its month; at least one of year and
/// day-with-month is there; or a month alone, or a part of the year ("tháng 8", "quý II", "hết năm"), whose
/// year is that of the period. Made by [`Date::read`] and [`Date::new`] alone.
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
    /// Which part of that is meant, when said: "cuối tháng 9/2026", "quý III/2026".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

/// Which part of a year, a month or a day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Some time before it (*trước*).
    Before,
    /// Its beginning (*đầu*).
    Start,
    /// Its middle (*giữa*).
    Middle,
    /// Its end (*cuối*).
    End,
    /// Until it is over (*hết*).
    Through,
    /// The first quarter (*quý I*) of the year.
    Q1,
    /// The second.
    Q2,
    /// The third.
    Q3,
    /// The fourth.
    Q4,
    /// The first six months (*6 tháng đầu năm*).
    FirstHalf,
    /// The last six months.
    SecondHalf,
    /// The first nine months.
    NineMonths,
    /// From it on (*từ năm 2018*, *năm 2018 đến nay*).
    Since,
}

impl Part {
    /// How each but the quarters is typed, without its marks, and printed in both languages.
    const WORDS: [(Part, &'static str, &'static str, &'static str); 6] = [
        // It is read at the beginning alone: "tháng tư" is a month.
        (Part::Since, "", "từ", "since"),
        (Part::Before, "truoc", "trước", "before"),
        (Part::Start, "dau", "đầu", "early in"),
        (Part::Middle, "giua", "giữa", "in the middle of"),
        (Part::End, "cuoi", "cuối", "at the end of"),
        (Part::Through, "het", "hết", "by the end of"),
    ];

    /// The quarters, with how each is written.
    const QUARTERS: [(Part, &'static str); 4] =
        [(Part::Q1, "i"), (Part::Q2, "ii"), (Part::Q3, "iii"), (Part::Q4, "iv")];

    /// What several months at an end of a year are called: how many, at which end, and in print.
    const MONTHS: [(Part, &'static str, &'static str, &'static str, &'static str); 5] = [
        (Part::FirstHalf, "6", "dau", "6 tháng đầu năm", "the first half of"),
        (Part::SecondHalf, "6", "cuoi", "6 tháng cuối năm", "the second half of"),
        (Part::NineMonths, "9", "dau", "9 tháng đầu năm", "the first nine months of"),
        (Part::Q1, "3", "dau", "", ""),
        (Part::Q4, "3", "cuoi", "", ""),
    ];

    /// The part of a year that the first words name, and the words behind them: "6 tháng đầu" of "6 tháng đầu
    /// năm 2020", which is not the beginning of June.
    fn of_months<'a, 't>(
        tokens: &'t [&'a str],
    ) -> Option<Result<(Part, &'t [&'a str]), DateFault>> {
        let (number, end, rest) = match tokens {
            [number, "thang", end @ ("dau" | "cuoi"), rest @ ..] => (*number, *end, rest),
            ["nua", end @ ("dau" | "cuoi"), rest @ ..] => ("6", *end, rest),
            ["first", "half", rest @ ..] => ("6", "dau", rest),
            ["second", "half", rest @ ..] => ("6", "cuoi", rest),
            ["first", "nine", "months", rest @ ..] => ("9", "dau", rest),
            _ => return None,
        };
        let number = match number {
            "ba" => "3",
            "sau" => "6",
            "chin" => "9",
            digits => digits.strip_prefix('0').unwrap_or(digits),
        };
        let known = Part::MONTHS.iter().find(|(_, n, at, ..)| (*n, *at) == (number, end));
        Some(known.map(|(part, ..)| (*part, rest)).ok_or(DateFault::NotADate))
    }

    /// The first and the last month that it has of a year; none of parts that are of anything.
    fn months(self) -> Option<(u8, u8)> {
        Some(match self {
            Part::Q1 => (1, 3),
            Part::Q2 => (4, 6),
            Part::Q3 => (7, 9),
            Part::Q4 => (10, 12),
            Part::FirstHalf => (1, 6),
            Part::SecondHalf => (7, 12),
            Part::NineMonths => (1, 9),
            _ => return None,
        })
    }
}

/// Months as they are spelt: "tháng Tư". "Năm" is left to the year, whose word it is: "tháng … năm 2020".
const SPELT: [(&str, u32); 11] = [
    ("gieng", 1),
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("tu", 4),
    ("sau", 6),
    ("bay", 7),
    ("tam", 8),
    ("chin", 9),
    ("muoi", 10),
    ("chap", 12),
];

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
        Date { year: Some(year), month: Some(month), day: Some(day), part: None }.checked().ok()
    }

    /// Reads "5/01/2012", "14-5-2011", "24.2.2017", "5/01/12", "9/2016", "T9/2016", "2016", "14/5", "ngày 5
    /// tháng 1 năm 2012", "tháng 9 năm 2016", "tháng Tư năm 2016", "cuối năm 2016", "quý III/2016", "6 tháng
    /// đầu năm 2016", "từ 2016", and English dates as [`Date::print`] writes them. The day always stands
    /// before the month, unless that is a word; of a year of two digits behind both the century is the
    /// nearer one.
    ///
    /// # Errors
    /// [`DateFault`] when it is no date or the calendar has no such day.
    pub fn read(text: &str) -> Result<Date, DateFault> {
        let folded = fold(text);
        if folded.chars().any(|c| !(c.is_ascii_alphanumeric() || " /-.,".contains(c))) {
            return Err(DateFault::NotADate);
        }
        let tokens = folded.split(|c: char| !c.is_ascii_alphanumeric());
        let tokens: Vec<&str> =
            tokens.filter(|t| !["", "in", "on", "of", "the", "at"].contains(t)).collect();
        let (mut tokens, mut part) = match tokens.as_slice() {
            ["tu" | "since" | "from", rest @ ..] | [rest @ .., "den", "nay"] => {
                let rest = rest.strip_suffix(&["den", "nay"]).unwrap_or(rest);
                (rest, Some(Part::Since))
            }
            all => (all, None),
        };
        if let Some(months) = Part::of_months(tokens).filter(|_| part.is_none()) {
            let (known, rest) = months?;
            (tokens, part) = (rest, Some(known));
        }
        let mut numbers: Vec<u32> = Vec::new();
        let (mut has_words, mut is_quarter, mut by) = (false, false, false);
        // A month that a word says, and whether the last number is known to be one.
        let (mut named, mut is_month) = (None, false);
        let mut before = "";
        for token in tokens {
            let after = std::mem::replace(&mut before, *token);
            let quarter = |token: &str| {
                let mut all = Part::QUARTERS.iter().zip("1234".chars());
                let is = |((_, roman), n): &(&(Part, &str), char)| {
                    *roman == token || token.strip_prefix('0').unwrap_or(token).chars().eq([*n])
                };
                all.find(is).map(|((quarter, _), _)| *quarter)
            };
            match *token {
                "ngay" | "thang" | "nam" | "year" => has_words = true,
                "quy" | "q" | "quarter" if part.is_none() => is_quarter = true,
                "by" => by = true,
                _ => {
                    let english = match *token {
                        "early" | "beginning" => Some(Part::Start),
                        "middle" | "mid" => Some(Part::Middle),
                        "end" if by => Some(Part::Through),
                        "end" => Some(Part::End),
                        "before" => Some(Part::Before),
                        _ => None,
                    };
                    let known = Part::WORDS.iter().find(|(_, word, ..)| word == token);
                    let known = known.map(|(known, ..)| *known).or(english);
                    let spelt = SPELT.iter().find(|(word, _)| after == "thang" && word == token);
                    let month = token.strip_prefix('t').filter(|_| numbers.is_empty());
                    let in_short = token.strip_prefix('q').and_then(quarter);
                    match (known, quarter(token).filter(|_| is_quarter).or(in_short)) {
                        (Some(known), _) if part.is_none() => part = Some(known),
                        (None, Some(quarter)) if part.is_none() => {
                            (part, is_quarter) = (Some(quarter), true);
                        }
                        _ if spelt.is_some() => named = spelt.map(|(_, n)| *n),
                        // "Tháng mười hai".
                        _ if after == "muoi"
                            && named == Some(10)
                            && ["mot", "hai"].contains(token) =>
                        {
                            named = Some(if *token == "hai" { 12 } else { 11 });
                        }
                        _ if in_english(token).is_some() && named.is_none() => {
                            (named, is_month) = (in_english(token), true);
                        }
                        _ => {
                            is_month = after == "thang" || month.is_some();
                            numbers.push(number(month.unwrap_or(token))?);
                        }
                    }
                }
            }
        }
        if by && part != Some(Part::Through) {
            return Err(DateFault::NotADate);
        }
        if let Some(month) = named {
            let is_year = numbers.last().is_some_and(|last| *last >= 1000);
            // "Tháng sau" is the next one.
            if !is_year && !is_month {
                return Err(DateFault::NotADate);
            }
            numbers.insert(numbers.len() - usize::from(is_year), month);
            has_words = true;
        }
        let is_part = part.is_some_and(|part| part.months().is_some());
        if is_quarter && !is_part {
            return Err(DateFault::NotADate);
        }
        let small = |n: u32| u8::try_from(n).map_err(|_| DateFault::NoSuchDay);
        let year = |n: u32| u16::try_from(n).map_err(|_| DateFault::NoSuchDay);
        let date = match numbers.as_slice() {
            [d, m, y] if *y >= 1000 => (Some(year(*y)?), Some(small(*m)?), Some(small(*d)?)),
            [d, m, y] if (10..100).contains(y) && *m <= 12 => {
                let century = if *y < 70 { 2000 } else { 1900 };
                (Some(year(century + *y)?), Some(small(*m)?), Some(small(*d)?))
            }
            [m, y] if *y >= 1000 && *m < 100 => (Some(year(*y)?), Some(small(*m)?), None),
            [y] if *y >= 1000 => (Some(year(*y)?), None, None),
            [d, m] if *m < 100 && (has_words || part.is_some() || !folded.contains(' ')) => {
                (None, Some(small(*m)?), Some(small(*d)?))
            }
            // Without a year: that of the period.
            [m] if is_month => (None, Some(small(*m)?), None),
            [] if is_part
                || (part.is_some_and(|part| part != Part::Since)
                    && ["nam", "year"].contains(&before)) =>
            {
                (None, None, None)
            }
            _ => return Err(DateFault::NotADate),
        };
        let (year, month, day) = date;
        if is_part && month.is_some() {
            return Err(DateFault::NotADate);
        }
        Date { year, month, day, part }.checked()
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

    /// Whether it says of itself which days it means: not so a month without a year, nor "từ năm 2018".
    pub fn is_bounded(&self) -> bool {
        (self.year.is_some() || self.day.is_some()) && self.part != Some(Part::Since)
    }

    /// The first day that the date can mean, as a number that grows with time; `None` without a
    /// year.
    pub fn earliest(&self) -> Option<u32> {
        let year = u32::from(self.year?);
        let month = self.months().map_or(self.month.unwrap_or(1), |(first, _)| first);
        Some(year * 10_000 + u32::from(month) * 100 + u32::from(self.day.unwrap_or(1)))
    }

    /// The last day that the date can mean, comparable with [`Date::earliest`].
    pub fn latest(&self) -> Option<u32> {
        let year = u32::from(self.year?);
        let month = self.months().map_or(self.month.unwrap_or(12), |(_, last)| last);
        let day = self.day.unwrap_or_else(|| days_in(self.year, month));
        Some(year * 10_000 + u32::from(month) * 100 + u32::from(day))
    }

    fn months(&self) -> Option<(u8, u8)> {
        self.part.and_then(Part::months)
    }

    /// With the part of it that is meant, where one is: `cuối tháng 9/2016`, `quý III/2016`.
    fn print_part(&self, lang: Lang) -> Option<String> {
        let part = self.part?;
        let whole = Date { part: None, ..*self };
        if let Some((_, roman)) = Part::QUARTERS.iter().find(|(quarter, _)| *quarter == part) {
            let (roman, year) = (roman.to_uppercase(), whole.print(lang));
            return Some(match lang {
                Lang::Vi if year.is_empty() => format!("quý {roman}"),
                Lang::Vi => format!("quý {roman}/{year}"),
                Lang::En => format!("in quarter {roman} of {year}"),
            });
        }
        if let Some((.., vi, en)) = Part::MONTHS.iter().find(|(known, ..)| *known == part) {
            let year = whole.print(lang);
            return Some(match lang {
                Lang::Vi => format!("{vi} {year}").trim_end().to_owned(),
                Lang::En => format!("{en} {year}"),
            });
        }
        let (_, _, vi, en) = Part::WORDS.iter().find(|(known, ..)| *known == part)?;
        Some(match lang {
            Lang::Vi => format!("{vi} {}", whole.print_in_sentence(lang)).trim_end().to_owned(),
            Lang::En => format!("{en} {}", whole.print(lang)),
        })
    }

    /// As figures: `05/01/2012`, `9/2016`, `2016` (leading zero for days below 10 and months 1
    /// and 2, FIELD section 6); English writes the month as a word, so that nobody swaps them.
    pub fn print(&self, lang: Lang) -> String {
        if let Some(words) = self.print_part(lang) {
            return words;
        }
        match lang {
            Lang::Vi => match (self.day, self.month, self.year) {
                (Some(d), Some(m), Some(y)) => format!("{d:02}/{}/{y}", month_vi(m)),
                (Some(d), Some(m), None) => format!("{d:02}/{}", month_vi(m)),
                (_, Some(m), Some(y)) => format!("{m}/{y}"),
                (_, Some(m), None) => format!("tháng {m}"),
                (_, _, Some(y)) => format!("{y}"),
                _ => String::new(),
            },
            Lang::En => {
                let month = self.month.map(|m| MONTHS[usize::from(m.clamp(1, 12)) - 1]);
                match (self.day, month, self.year) {
                    (Some(d), Some(m), Some(y)) => format!("{d} {m} {y}"),
                    (Some(d), Some(m), None) => format!("{d} {m}"),
                    (_, Some(m), Some(y)) => format!("{m} {y}"),
                    (_, Some(m), None) => m.to_owned(),
                    (_, _, Some(y)) => format!("{y}"),
                    _ => "the year".to_owned(),
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
        if let Some(words) = self.print_part(lang) {
            return words;
        }
        let figures = self.print(lang);
        match (lang, self.day, self.month) {
            (Lang::Vi, Some(_), _) => format!("ngày {figures}"),
            (Lang::Vi, None, Some(_)) if self.year.is_none() => figures,
            (Lang::Vi, None, Some(_)) => format!("tháng {figures}"),
            (Lang::Vi, None, None) => format!("năm {figures}"),
            (Lang::En, Some(_), _) => format!("on {figures}"),
            (Lang::En, None, _) => format!("in {figures}"),
        }
    }
}

/// A day, a month or a year in digits.
fn number(digits: &str) -> Result<u32, DateFault> {
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| fits).ok_or(DateFault::NotADate)
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

/// The month that an English word is, in full or in short: "September", "Sept", "Sep".
fn in_english(word: &str) -> Option<u32> {
    let is = |month: &str| {
        month.get(..word.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(word))
    };
    let at = MONTHS.iter().position(|month| word.len() > 2 && is(month))?;
    u32::try_from(at + 1).ok()
}

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
        // An end is written so: "thực hiện đến hết năm 2020", which is more than "đến năm 2020".
        check("hết năm 2020", "hết năm 2020");
        check("5/8/26", "05/8/2026");
        check("19/5/90", "19/5/1990");
    }

    /// "Quý III" is July to September; a word in front stays on paper, since without it another day is
    /// meant.
    #[test]
    fn parts_of_a_year_or_a_month() {
        for (text, printed) in [
            ("quý III/2026", "quý III/2026"),
            ("Quý 3 năm 2026", "quý III/2026"),
            ("quý I - 2026", "quý I/2026"),
            ("T9/2026", "9/2026"),
            ("cuối tháng 9/2026", "cuối tháng 9/2026"),
            ("đầu năm 2026", "đầu năm 2026"),
            ("giữa 2026", "giữa năm 2026"),
            ("trước 30/9/2026", "trước ngày 30/9/2026"),
            ("trước ngày 30/9/2026", "trước ngày 30/9/2026"),
        ] {
            check(text, printed);
            // What is printed reads back to the same.
            check(printed, printed);
        }
        let quarter = Date::read("quý III/2026").unwrap();
        assert_eq!(quarter.earliest().zip(quarter.latest()), Some((20_260_701, 20_260_930)));
        let end = Date::read("cuối năm 2026").unwrap();
        assert_eq!(end.print_in_sentence(Lang::En), "at the end of 2026");
        assert_eq!(quarter.print_in_sentence(Lang::En), "in quarter III of 2026");
        for text in [
            "quý V/2026",
            "quý 5/2026",
            "quý/2026",
            "quý",
            "6 tháng",
            "2 tháng đầu năm 2026",
            "tháng sau",
            "từ năm",
            "từ 5 đến 6/2026",
            "by 2026",
            "hết",
            "ngày 8",
            "quý II/9/2026",
            "đầu cuối 2026",
            "t/2026",
        ] {
            assert_eq!(Date::read(text), Err(DateFault::NotADate), "{text}");
        }
    }

    /// Half a year is not the beginning of its sixth month; and where there is no year, it is that of the
    /// period, as of "15/3".
    #[test]
    fn several_months_and_no_year() {
        for (text, printed) in [
            ("6 tháng đầu năm 2020", "6 tháng đầu năm 2020"),
            ("06 tháng đầu năm 2020", "6 tháng đầu năm 2020"),
            ("sáu tháng cuối năm 2020", "6 tháng cuối năm 2020"),
            ("nửa đầu năm 2020", "6 tháng đầu năm 2020"),
            ("9 tháng đầu năm 2020", "9 tháng đầu năm 2020"),
            ("3 tháng đầu năm 2020", "quý I/2020"),
            ("6 tháng đầu năm", "6 tháng đầu năm"),
            ("từ 2018", "từ năm 2018"),
            ("từ năm 2018", "từ năm 2018"),
            ("năm 2018 đến nay", "từ năm 2018"),
            ("từ tháng 5/2018 đến nay", "từ tháng 5/2018"),
            ("Q2/2020", "quý II/2020"),
            ("Q.2/2020", "quý II/2020"),
            ("tháng Tư năm 2020", "4/2020"),
            ("tháng mười hai năm 2020", "12/2020"),
            ("ngày 5 tháng tư năm 2020", "05/4/2020"),
            ("tháng năm 2020", "2020"),
            ("trước 30/4", "trước ngày 30/4"),
            ("tháng 8", "tháng 8"),
            ("cuối tháng 8", "cuối tháng 8"),
            ("T8", "tháng 8"),
            ("quý II", "quý II"),
            ("hết năm", "hết năm"),
        ] {
            check(text, printed);
            check(printed, printed);
        }
        let half = Date::read("6 tháng đầu năm 2020").unwrap();
        assert_eq!(half.earliest().zip(half.latest()), Some((20_200_101, 20_200_630)));
        let rest = Date::read("6 tháng cuối năm 2020").unwrap();
        assert_eq!(rest.earliest().zip(rest.latest()), Some((20_200_701, 20_201_231)));
        assert_eq!(Date::read("tháng 8").unwrap().earliest(), None);
    }

    /// English is read as it is written, and as it is printed.
    #[test]
    fn english_dates() {
        for (text, printed) in [
            ("12 May 2019", "12/5/2019"),
            ("May 12, 2019", "12/5/2019"),
            ("12 May", "12/5"),
            ("August", "tháng 8"),
            ("Dec 2020", "12/2020"),
            ("end of 2020", "cuối năm 2020"),
            ("Q2 2019", "quý II/2019"),
            ("since 2018", "từ năm 2018"),
        ] {
            check(text, printed);
        }
        for text in [
            "27/5/2018",
            "9/2016",
            "14/5",
            "quý II/2019",
            "6 tháng đầu năm 2020",
            "9 tháng đầu năm 2020",
            "trước 30/9/2026",
            "đầu năm 2026",
            "giữa tháng 9/2026",
            "cuối 2026",
            "hết năm 2020",
            "từ năm 2018",
            "tháng 8",
        ] {
            let date = Date::read(text).unwrap();
            for printed in [date.print(Lang::En), date.print_in_sentence(Lang::En)] {
                assert_eq!(Date::read(&printed), Ok(date), "{printed}");
            }
        }
    }

    #[test]
    fn what_is_no_date() {
        assert_eq!(Date::read("31/02/2015"), Err(DateFault::NoSuchDay));
        // A school year is two years, and no day that the calendar might have.
        assert_eq!(Date::read("2025-2026"), Err(DateFault::NotADate));
        assert_eq!(Date::read("29/2/2015"), Err(DateFault::NoSuchDay));
        assert_eq!(Date::read("9/16/2016"), Err(DateFault::NoSuchDay));
        assert_eq!(Date::read("hôm qua"), Err(DateFault::NotADate));
        assert_eq!(Date::read("12"), Err(DateFault::NotADate));
        assert_eq!(Date::read("1/2/3/2015"), Err(DateFault::NotADate));
        assert_eq!(Date::read("5/1/2"), Err(DateFault::NotADate));
    }
}
