//! Rates: fractions until the last moment, rounded once, half up.

use super::{Decimal, Doubt, Known};
use crate::language::Lang;
use serde::{Deserialize, Serialize};

/// A rate as the fraction it is; the denominator is above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    part: i128,
    whole: i128,
}

/// A percentage after rounding, with the number of decimals it was rounded to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    /// The percentage in thousandths of a per cent.
    pub value: Decimal,
    /// The decimals kept, 0 to 3.
    pub decimals: u8,
}

impl Rate {
    /// `part` of `whole`; none without a whole.
    pub fn new(part: Decimal, whole: Decimal) -> Option<Rate> {
        let (part, whole) = (part.thousandths(), whole.thousandths());
        (whole > 0 && part >= 0).then_some(Rate { part, whole })
    }

    /// The percentage at so many decimals (3 at most), rounded half up: 41.004/43.519 → 94,2.
    ///
    /// The one place of the project where a number is rounded, with what a bound needs.
    pub fn percent(&self, decimals: u8) -> Percent {
        self.rounded(decimals, self.whole)
    }

    /// The percentage as a bound that stays true: "more than" is cut, or 156/157 would be "more than
    /// 99,4%", and "less than" goes up.
    pub fn bound(&self, decimals: u8, above: bool) -> Percent {
        let more = if above { 0 } else { self.whole.saturating_mul(2) - 1 };
        self.rounded(decimals, more)
    }

    /// Floor of x + more/(2 whole) for x = part * 100 * scale / whole, in integers: with the whole as
    /// `more` half goes up.
    fn rounded(&self, decimals: u8, more: i128) -> Percent {
        let decimals = decimals.min(3);
        let scale = 10i128.pow(u32::from(decimals));
        let numerator = self.part.saturating_mul(200 * scale).saturating_add(more);
        let rounded = numerator / self.whole.saturating_mul(2);
        let value = Decimal::from_thousandths(rounded * 10i128.pow(u32::from(3 - decimals)));
        Percent { value, decimals }
    }

    /// Whether the part is larger than the whole, before anything is rounded.
    pub fn is_above_whole(&self) -> bool {
        self.part > self.whole
    }

    /// The fraction: part and whole, for exact comparison.
    pub fn parts(&self) -> (i128, i128) {
        (self.part, self.whole)
    }

    /// Thousandths of the whole, rounded half up: the length of a bar. More than the whole is longer
    /// than a full bar, up to twice as long.
    pub fn bar(&self) -> u16 {
        let thousandths = self.percent(1).value.thousandths() / 100;
        u16::try_from(thousandths.clamp(0, 2000)).unwrap_or(2000)
    }
}

impl Percent {
    /// `94,2%`; the decimals asked for are always shown, except for a plain 100 or 0.
    pub fn print(&self, lang: Lang) -> String {
        let point = match lang {
            Lang::Vi => ',',
            Lang::En => '.',
        };
        let thousandths = self.value.thousandths();
        let whole = Decimal::whole(thousandths / 1000).print(lang);
        if self.decimals == 0 || thousandths == 100_000 || thousandths == 0 {
            return format!("{whole}%");
        }
        let rest = format!("{:03}", thousandths % 1000);
        format!("{whole}{point}{}%", &rest[..usize::from(self.decimals)])
    }
}

/// A rate that somebody stated, with its doubt ("trên 95%") and the decimals it was stated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatedRate {
    /// The percentage.
    pub percent: Known,
    /// The decimals it was stated with, 0 to 3.
    pub decimals: u8,
}

impl StatedRate {
    /// Whether a computed interval contradicts what was stated, compared at the decimals it was
    /// stated with (DESIGN section 5): 94,2% agrees with 94,22…%. "Trên 94%" is true of 94,22…% as it
    /// is, although that rounds to 94.
    pub fn contradicts(&self, low: Rate, high: Rate) -> bool {
        let agrees = |decimals: u8| {
            let (low, high) = (low.percent(decimals).value, high.percent(decimals).value);
            let computed = Known { low, high, less: Doubt::No, more: Doubt::No };
            self.percent.may_equal(&computed)
        };
        // A doubt is of the fraction itself, which lies between two thousandths of a per cent.
        let between = || {
            let thousandths = |rate: Rate, more: i128| {
                let exact = rate.part.saturating_mul(100_000).saturating_add(more) / rate.whole;
                Decimal::from_thousandths(exact)
            };
            let (low, high) = (thousandths(low, 0), thousandths(high, high.whole - 1));
            self.percent.may_equal(&Known { low, high, less: Doubt::No, more: Doubt::No })
        };
        !agrees(self.decimals) && (self.percent.as_exact().is_some() || !between())
    }

    /// In words: "94,2%", "trên 95%", "từ 95% trở lên".
    pub fn print(&self, lang: Lang) -> String {
        let number = |n: Decimal| Percent { value: n, decimals: self.decimals }.print(lang);
        let (low, high) = (number(self.percent.low), number(self.percent.high));
        if self.percent.low != self.percent.high {
            return match lang {
                Lang::Vi => format!("từ {low} đến {high}"),
                Lang::En => format!("{low} to {high}"),
            };
        }
        match (self.percent.less, self.percent.more, lang) {
            (Doubt::No, Doubt::No, _) => low,
            (Doubt::No, Doubt::Excluded, Lang::Vi) => format!("trên {low}"),
            (Doubt::No, Doubt::Excluded, Lang::En) => format!("over {low}"),
            (Doubt::No, Doubt::Included, Lang::Vi) => format!("từ {low} trở lên"),
            (Doubt::No, Doubt::Included, Lang::En) => format!("at least {low}"),
            (Doubt::Excluded, Doubt::No, Lang::Vi) => format!("gần {low}"),
            (Doubt::Excluded, Doubt::No, Lang::En) => format!("nearly {low}"),
            (Doubt::Included, Doubt::No, Lang::Vi) => format!("không quá {low}"),
            (Doubt::Included, Doubt::No, Lang::En) => format!("at most {low}"),
            (_, _, Lang::Vi) => format!("khoảng {low}"),
            (_, _, Lang::En) => format!("about {low}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(part: i128, whole: i128) -> Rate {
        Rate::new(Decimal::whole(part), Decimal::whole(whole)).unwrap()
    }

    /// The rate of S4, computed by hand in the source: 41.004/43.519 = 0,94220…
    #[test]
    fn the_rate_of_a_province() {
        assert_eq!(rate(41_004, 43_519).percent(1).print(Lang::Vi), "94,2%");
        assert_eq!(rate(41_004, 43_519).percent(1).print(Lang::En), "94.2%");
    }

    /// 470.002/500.000 = 94,0004%: a doubt is held against the fraction, not against what it rounds to.
    #[test]
    fn a_doubt_is_of_the_fraction() {
        let contradicts = |text: &str, computed: Rate| match crate::number::read_rate(text) {
            crate::number::Read::Value(stated) => stated.contradicts(computed, computed),
            other => panic!("{text}: {other:?}"),
        };
        let just_above = rate(470_002, 500_000);
        assert!(!contradicts("trên 94%", just_above));
        assert!(contradicts("trên 94%", rate(470_000, 500_000)));
        assert!(!contradicts("dưới 94%", rate(469_998, 500_000)));
    }

    /// 41.004/43.519 = 94,2209…%: what a person may truly say of it, and what not.
    #[test]
    fn what_was_stated_is_held_against_the_numbers() {
        let computed = rate(41_004, 43_519);
        let contradicts = |text: &str| match crate::number::read_rate(text) {
            crate::number::Read::Value(stated) => stated.contradicts(computed, computed),
            other => panic!("{text}: {other:?}"),
        };
        for text in ["94%", "94,2%", "94,22%", "trên 94%", "gần 95%", "khoảng 94%", "trên 94,2%"]
        {
            assert!(!contradicts(text), "{text}");
        }
        for text in ["95%", "94,3%", "trên 95%", "gần 93%", "trên 94,3%"] {
            assert!(contradicts(text), "{text}");
        }
    }

    #[test]
    fn half_goes_up() {
        assert_eq!(rate(1, 8).percent(1).print(Lang::Vi), "12,5%");
        assert_eq!(rate(1, 16).percent(1).print(Lang::Vi), "6,3%");
        assert_eq!(rate(1, 2000).percent(1).print(Lang::Vi), "0,1%");
        assert_eq!(rate(2, 3).percent(1).print(Lang::Vi), "66,7%");
        assert_eq!(rate(14, 14).percent(1).print(Lang::Vi), "100%");
    }

    /// Of 157 summoned more than 156 came, 99,363…%: "over 99,4%" would be untrue, and so would "under
    /// 99,3%" of fewer than that.
    #[test]
    fn a_bound_stays_true() {
        assert_eq!(rate(156, 157).percent(1).print(Lang::Vi), "99,4%");
        assert_eq!(rate(156, 157).bound(1, true).print(Lang::Vi), "99,3%");
        assert_eq!(rate(156, 157).bound(1, false).print(Lang::Vi), "99,4%");
        for exact in [rate(1, 2), rate(41, 40), rate(0, 7)] {
            assert_eq!(exact.bound(1, true), exact.bound(1, false));
        }
    }

    /// 100% after rounding is not yet too much, and too much may round to 100%.
    #[test]
    fn a_part_above_its_whole_is_told_before_rounding() {
        assert!(!rate(14, 14).is_above_whole() && !rate(99_999, 100_000).is_above_whole());
        assert!(rate(100_001, 100_000).is_above_whole());
    }

    proptest::proptest! {
        /// Rounding half up by its definition: r − 1/2 < exact·10 ≤ … in integers, no division.
        #[test]
        fn rounding_is_half_up(part in 0i128..1_000_000_000_000, whole in 1i128..1_000_000_000_000) {
            let shown = rate(part, whole).percent(1).value.thousandths() / 100;
            proptest::prop_assert!((2 * shown - 1) * whole <= 2000 * part);
            proptest::prop_assert!(2000 * part < (2 * shown + 1) * whole);
        }
    }
}
