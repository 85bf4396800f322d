//! The time a sheet reports on (*kỳ báo cáo*).

use crate::kinds::{Day, Typed};
use crate::language::{Date, Lang};
use crate::number::{Decimal, Fault, Read};

/// The time a sheet reports on, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Its kind.
    pub kind: PeriodKind,
    /// Its start; for a year, the year itself.
    pub from: Typed<Day>,
    /// Its end; blank where the start says it all.
    pub to: Typed<Day>,
}

/// The kinds of period (FIELD section 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeriodKind {
    /// *Năm.*
    #[default]
    Year,
    /// *6 tháng.*
    HalfYear,
    /// *Sơ kết, tổng kết nhiều năm.*
    Years,
    /// *Giai đoạn.*
    Stage,
    /// *Từ … đến …*
    FromTo,
}

impl PeriodKind {
    /// All, in the order the page offers them.
    pub const ALL: [PeriodKind; 5] = [
        PeriodKind::Year,
        PeriodKind::HalfYear,
        PeriodKind::Years,
        PeriodKind::Stage,
        PeriodKind::FromTo,
    ];

    /// The code in files.
    pub fn code(self) -> &'static str {
        match self {
            PeriodKind::Year => "year",
            PeriodKind::HalfYear => "half_year",
            PeriodKind::Years => "years",
            PeriodKind::Stage => "stage",
            PeriodKind::FromTo => "from_to",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<PeriodKind> {
        PeriodKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Period {
    /// An end of it, which no other period gives a year to.
    pub fn day(cell: &Typed<Day>) -> Read<Date> {
        match cell.read() {
            Read::Value(date) if !date.is_bounded() => Read::Unreadable(Fault::NotADate),
            read => read,
        }
    }

    /// The start, if it reads.
    pub fn start(&self) -> Option<Date> {
        Period::day(&self.from).value()
    }

    /// The end, if it reads; a period with one date ends with it.
    pub fn end(&self) -> Option<Date> {
        if self.to.is_blank() { self.start() } else { Period::day(&self.to).value() }
    }

    /// The first and last day as comparable numbers, when both are known.
    pub fn bounds(&self) -> Option<(u32, u32)> {
        let (first, last) = (self.start()?.earliest()?, self.end()?.latest()?);
        let half = match (self.kind, self.start()?) {
            // "6 tháng" with one month, or the year alone: the half year that begins there.
            (PeriodKind::HalfYear, Date { year: Some(year), .. })
                if self.to.is_blank() || self.end()?.month.is_none() =>
            {
                let month = (first / 100 % 100 + 5).min(12);
                Some(u32::from(year) * 10_000 + month * 100 + 31)
            }
            _ => None,
        };
        Some((first, half.unwrap_or(last)))
    }

    /// How many months it touches, when both ends are known.
    pub fn months(&self) -> Option<u32> {
        let (first, last) = self.bounds()?;
        let month = |day: u32| day / 10_000 * 12 + day / 100 % 100;
        Some((month(last) + 1).saturating_sub(month(first)))
    }

    /// How a report names it: "năm 2023", "6 tháng đầu năm 2023", "02 năm (2016 - 2018)", "giai
    /// đoạn 2016 - 2020", "từ tháng 9/2016 đến tháng 3/2018". Empty while its start is unknown.
    pub fn print(&self, lang: Lang) -> String {
        let Some(from) = self.start() else { return String::new() };
        let to = self.end().unwrap_or(from);
        let (a, b) = (from.year.unwrap_or_default(), to.year.unwrap_or_default());
        let vi = lang == Lang::Vi;
        match self.kind {
            PeriodKind::Year if vi => format!("năm {a}"),
            PeriodKind::Year => format!("in {a}"),
            PeriodKind::HalfYear => {
                let second = from.earliest().is_some_and(|day| day / 100 % 100 > 6);
                match (vi, second) {
                    (true, false) => format!("6 tháng đầu năm {a}"),
                    (true, true) => format!("6 tháng cuối năm {a}"),
                    (false, false) => format!("in the first half of {a}"),
                    (false, true) => format!("in the second half of {a}"),
                }
            }
            PeriodKind::Years if b > a => {
                // "2 năm, 2016 - 2018" is from the directive's spring to that of two years later; but
                // the terms of the plans, typed as bare years, have their first and last year in them:
                // 2016 - 2020 are five.
                let bare = from.month.is_none() && to.month.is_none();
                let terms = bare && a % 5 == 1 && b % 5 == 0;
                let years = Decimal::whole(i128::from(b - a) + i128::from(terms));
                if vi {
                    format!("{} năm ({a} - {b})", years.print_count(lang))
                } else {
                    format!("over {} years ({a} - {b})", years.print_count(lang))
                }
            }
            PeriodKind::Stage if vi => format!("giai đoạn {a} - {b}"),
            PeriodKind::Stage => format!("in the stage {a} - {b}"),
            PeriodKind::Years | PeriodKind::FromTo => {
                let words = |date: Date| date.print_in_sentence(lang);
                if vi {
                    format!("từ {} đến {}", words(from), words(to))
                } else {
                    format!("from {} to {}", from.print(lang), to.print(lang))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(kind: PeriodKind, from: &str, to: &str) -> Period {
        Period { kind, from: Typed::new(from), to: Typed::new(to) }
    }

    #[test]
    fn named_as_reports_name_it() {
        let check =
            |kind, from, to, name: &str| assert_eq!(period(kind, from, to).print(Lang::Vi), name);
        check(PeriodKind::Year, "2023", "", "năm 2023");
        check(PeriodKind::HalfYear, "7/2011", "12/2011", "6 tháng cuối năm 2011");
        // Half a year that is named by itself is that half.
        check(PeriodKind::HalfYear, "6 tháng đầu năm 2011", "", "6 tháng đầu năm 2011");
        check(PeriodKind::HalfYear, "6 tháng cuối năm 2011", "", "6 tháng cuối năm 2011");
        // A period has a year of its own.
        check(PeriodKind::Year, "quý II", "", "");
        check(PeriodKind::Years, "2016", "2018", "02 năm (2016 - 2018)");
        check(PeriodKind::Years, "2016", "2020", "05 năm (2016 - 2020)");
        check(PeriodKind::Years, "2011", "2020", "10 năm (2011 - 2020)");
        check(PeriodKind::Years, "15/5/2016", "12/2020", "04 năm (2016 - 2020)");
        check(PeriodKind::Years, "14/5/2011", "15/01/2015", "04 năm (2011 - 2015)");
        check(PeriodKind::FromTo, "9/2016", "3/2018", "từ tháng 9/2016 đến tháng 3/2018");
        check(PeriodKind::Year, "", "", "");
    }

    #[test]
    fn bounds_include_the_whole_last_month() {
        assert_eq!(period(PeriodKind::Year, "2023", "").bounds(), Some((20_230_101, 20_231_231)));
        assert_eq!(
            period(PeriodKind::FromTo, "9/2016", "2/2018").bounds(),
            Some((20_160_901, 20_180_228))
        );
        assert_eq!(
            period(PeriodKind::HalfYear, "6 tháng cuối năm 2011", "").bounds(),
            period(PeriodKind::HalfYear, "7/2011", "").bounds()
        );
        assert_eq!(
            period(PeriodKind::HalfYear, "7/2011", "").bounds(),
            Some((20_110_701, 20_111_231))
        );
        // The year alone is printed as its first half, so that is what it is.
        for to in ["", "2026"] {
            let first = period(PeriodKind::HalfYear, "2026", to);
            assert_eq!(first.print(Lang::Vi), "6 tháng đầu năm 2026");
            assert_eq!((first.months(), first.bounds().unwrap().0), (Some(6), 20_260_101));
        }
    }
}
