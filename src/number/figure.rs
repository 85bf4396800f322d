//! A figure with its doubt (*số liệu*), and how figures add up.

use super::Decimal;
use crate::language::{Lang, UNSTATED};
use serde::{Deserialize, Serialize};

/// How far a bound is open: not at all, open and the bound itself may be meant, or open and the
/// bound is not meant. Ordered, so that joining two doubts takes the greater.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The bound is exact.
    #[default]
    No,
    /// "at least", "at most": the bound may be meant.
    Included,
    /// "more than", "nearly": the bound is not meant.
    Excluded,
}

impl Doubt {
    /// Whether there is none; files leave it out then.
    pub fn is_no(&self) -> bool {
        *self == Doubt::No
    }
}

/// A known figure: between `low` and `high`, perhaps less than `low`, perhaps more than `high`
/// (DESIGN section 5, "How doubts add").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The lowest number said.
    pub low: Decimal,
    /// The highest number said.
    pub high: Decimal,
    /// Whether it may be less than `low`.
    #[serde(default, skip_serializing_if = "Doubt::is_no")]
    pub less: Doubt,
    /// Whether it may be more than `high`.
    #[serde(default, skip_serializing_if = "Doubt::is_no")]
    pub more: Doubt,
}

/// A figure somebody gave; a blank field is no figure at all, and differs from a typed 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Figure {
    /// A number, exact or with doubt.
    Known(Known),
    /// "Yes, number not stated" (*có, không nêu số*).
    Unstated {
        /// Always true.
        unstated: bool,
    },
}

impl Known {
    /// Exactly `n`.
    pub const fn exact(n: Decimal) -> Known {
        Known { low: n, high: n, less: Doubt::No, more: Doubt::No }
    }

    /// The exact number, if there is no doubt about it.
    pub fn as_exact(&self) -> Option<Decimal> {
        (self.low == self.high && self.less.is_no() && self.more.is_no()).then_some(self.low)
    }

    /// Adds two figures: bounds by addition, doubts by taking the greater.
    #[must_use]
    pub fn plus(&self, other: &Known) -> Known {
        Known {
            low: self.low.plus(other.low),
            high: self.high.plus(other.high),
            less: self.less.max(other.less),
            more: self.more.max(other.more),
        }
    }

    /// Whether every number that this figure can mean is greater than every number that the
    /// other can mean: a contradiction fires only when the whole interval says so.
    pub fn surely_above(&self, other: &Known) -> bool {
        if !self.less.is_no() || !other.more.is_no() {
            return false;
        }
        // "hơn 20" over "20" is surely above even though the bounds meet.
        self.low > other.high || (self.low == other.high && self.low_is_excluded())
    }

    fn low_is_excluded(&self) -> bool {
        self.low == self.high && self.more == Doubt::Excluded && self.less.is_no()
    }

    /// Whether the two can mean the same number.
    pub fn may_equal(&self, other: &Known) -> bool {
        !self.surely_above(other) && !other.surely_above(self)
    }

    /// The figure in words: "41.004", "hơn 5.400", "từ 95 trở lên", "gần 200", "khoảng 20",
    /// "từ 02 đến 05". `count` gives the leading zero of official counts. A range that is open at
    /// one end is said by its other end alone: what may be more than 537 is not "about 533 to 537".
    pub fn print(&self, lang: Lang, count: bool) -> String {
        let number = |n: Decimal| if count { n.print_count(lang) } else { n.print(lang) };
        let (low, high) = (number(self.low), number(self.high));
        let whole = match lang {
            _ if self.low == self.high => low.clone(),
            Lang::Vi => format!("từ {low} đến {high}"),
            Lang::En => format!("{low} to {high}"),
        };
        match (self.less, self.more, lang) {
            (Doubt::No, Doubt::No, _) => whole,
            (Doubt::No, Doubt::Excluded, Lang::Vi) => format!("hơn {low}"),
            (Doubt::No, Doubt::Excluded, Lang::En) => format!("more than {low}"),
            (Doubt::No, Doubt::Included, Lang::Vi) => format!("từ {low} trở lên"),
            (Doubt::No, Doubt::Included, Lang::En) => format!("at least {low}"),
            (Doubt::Excluded, Doubt::No, Lang::Vi) => format!("gần {high}"),
            (Doubt::Excluded, Doubt::No, Lang::En) => format!("nearly {high}"),
            (Doubt::Included, Doubt::No, Lang::Vi) => format!("nhiều nhất {high}"),
            (Doubt::Included, Doubt::No, Lang::En) => format!("at most {high}"),
            (_, _, Lang::Vi) => format!("khoảng {whole}"),
            (_, _, Lang::En) => format!("about {whole}"),
        }
    }
}

impl Figure {
    /// Exactly `n`.
    pub const fn exact(n: Decimal) -> Figure {
        Figure::Known(Known::exact(n))
    }

    /// The number "not stated".
    pub const UNSTATED: Figure = Figure::Unstated { unstated: true };

    /// What is known of it.
    pub fn known(&self) -> Option<Known> {
        match self {
            Figure::Known(known) => Some(*known),
            Figure::Unstated { .. } => None,
        }
    }

    /// The figure in words.
    pub fn print(&self, lang: Lang, count: bool) -> String {
        match (self, lang) {
            (Figure::Known(known), _) => known.print(lang, count),
            (Figure::Unstated { .. }, Lang::Vi) => UNSTATED[0].to_owned(),
            (Figure::Unstated { .. }, Lang::En) => UNSTATED[1].to_owned(),
        }
    }
}

/// A sum of figures over units. Its zero is *no figure*, which differs from a sum of typed
/// zeros; the exact and the doubtful part stay apart, so that one "khoảng 2" does not blur
/// 41.004 (DESIGN section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(from = "SumRecord", into = "SumRecord")]
pub struct Sum {
    /// The sum of the exact figures.
    pub exact: Option<Decimal>,
    /// The sum of the figures with doubt.
    pub doubtful: Option<Known>,
    /// Units that gave a number.
    pub given: u32,
    /// Units that said "yes" without a number.
    pub unstated: u32,
    /// Units that left it blank or unreadable.
    pub blank: u32,
}

/// A sum in a file. One unit's exact number, and one unit that left it blank, are by far the most
/// frequent, so they are short: a consolidated file has some of them for every unit in it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
enum SumRecord {
    /// One unit left it blank.
    Blank,
    /// One unit's exact number.
    One(Decimal),
    /// Any other sum.
    Full(FullSum),
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct FullSum {
    /// The sum of the exact figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<Decimal>,
    /// The sum of the figures with doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubtful: Option<Known>,
    /// Units that gave a number.
    #[serde(skip_serializing_if = "is_zero")]
    given: u32,
    /// Units that said "yes" without a number.
    #[serde(skip_serializing_if = "is_zero")]
    unstated: u32,
    /// Units that left it blank or unreadable.
    #[serde(skip_serializing_if = "is_zero")]
    blank: u32,
}

impl From<Sum> for SumRecord {
    fn from(sum: Sum) -> SumRecord {
        if sum == Sum::of(None) {
            return SumRecord::Blank;
        }
        if let Some(n) = sum.exact.filter(|n| sum == Sum::of(Some(Figure::exact(*n)))) {
            return SumRecord::One(n);
        }
        let Sum { exact, doubtful, given, unstated, blank } = sum;
        SumRecord::Full(FullSum { exact, doubtful, given, unstated, blank })
    }
}

impl From<SumRecord> for Sum {
    fn from(record: SumRecord) -> Sum {
        match record {
            SumRecord::Blank => Sum::of(None),
            SumRecord::One(n) => Sum::of(Some(Figure::exact(n))),
            SumRecord::Full(FullSum { exact, doubtful, given, unstated, blank }) => {
                Sum { exact, doubtful, given, unstated, blank }
            }
        }
    }
}

/// A sum where thousands are kept: what one unit left blank or gave exactly, which is nearly all that
/// is kept of units, stands in sixteen bytes; any other has a place of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Sum", into = "Sum")]
pub struct SmallSum(Small);

/// Each sum has one of these forms alone, so that what is equal compares as equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Small {
    #[default]
    Zero,
    Blank,
    /// One unit's exact number, in thousandths.
    One(i64),
    Any(Box<Sum>),
}

impl From<Sum> for SmallSum {
    fn from(sum: Sum) -> SmallSum {
        if sum.is_zero() {
            return SmallSum(Small::Zero);
        }
        if sum == Sum::of(None) {
            return SmallSum(Small::Blank);
        }
        let one = sum.exact.filter(|n| sum == Sum::of(Some(Figure::exact(*n))));
        let one = one.and_then(|n| i64::try_from(n.thousandths()).ok());
        SmallSum(one.map_or_else(|| Small::Any(Box::new(sum)), Small::One))
    }
}

impl From<SmallSum> for Sum {
    fn from(sum: SmallSum) -> Sum {
        sum.get()
    }
}

impl SmallSum {
    /// One unit's figure as a sum.
    pub fn of(figure: Option<Figure>) -> SmallSum {
        Sum::of(figure).into()
    }

    /// The sum itself.
    pub fn get(&self) -> Sum {
        match &self.0 {
            Small::Zero => Sum::default(),
            Small::Blank => Sum::of(None),
            Small::One(n) => Sum::of(Some(Figure::exact(Decimal::from_thousandths((*n).into())))),
            Small::Any(sum) => **sum,
        }
    }

    /// Whether no unit stands in it.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Small::Zero)
    }

    /// Whether it says only that one unit left it blank.
    pub fn is_blank(&self) -> bool {
        matches!(self.0, Small::Blank)
    }

    /// Adds the sum over other units.
    pub fn add(&mut self, other: &SmallSum) {
        match (&mut self.0, &other.0) {
            (_, Small::Zero) => {}
            (Small::Zero, _) => self.clone_from(other),
            (Small::Any(sum), _) => {
                **sum = sum.merge(&other.get());
                // Only a made-up file has a number that no unit gave.
                if sum.given + sum.unstated + sum.blank < 2 {
                    *self = SmallSum::from(**sum);
                }
            }
            _ => *self = self.get().merge(&other.get()).into(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for SmallSum {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Sum::schema_name()
    }
    fn schema_id() -> std::borrow::Cow<'static, str> {
        Sum::schema_id()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Sum::json_schema(generator)
    }
}

/// For `skip_serializing_if`.
pub(crate) fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Sum {
    /// One unit's figure as a sum.
    pub fn of(figure: Option<Figure>) -> Sum {
        let mut sum = Sum::default();
        match figure {
            None => sum.blank = 1,
            Some(Figure::Unstated { .. }) => sum.unstated = 1,
            Some(Figure::Known(known)) => {
                sum.given = 1;
                match known.as_exact() {
                    Some(n) => sum.exact = Some(n),
                    None => sum.doubtful = Some(known),
                }
            }
        }
        sum
    }

    /// A number of units, each counted once: of a sum of such, what was given is what was counted.
    pub fn units(n: u32) -> Sum {
        let exact = (n > 0).then(|| Decimal::whole(n.into()));
        Sum { exact, given: n, ..Sum::default() }
    }

    /// A number of things of which nobody knows any more how many units gave them.
    pub fn things(n: u64) -> Sum {
        Sum { exact: (n > 0).then(|| Decimal::whole(n.into())), ..Sum::default() }
    }

    /// Whether no unit stands in it.
    pub fn is_zero(&self) -> bool {
        *self == Sum::default()
    }

    /// The sum as it is shown: where some units said "yes" without a number, it is at least that.
    pub fn shown(&self) -> Option<Known> {
        let known = self.figure()?;
        let more = if self.unstated > 0 { known.more.max(Doubt::Included) } else { known.more };
        Some(Known { more, ..known })
    }

    /// What one unit would have typed to say as much, in the Vietnamese form; "" where nobody gave
    /// a figure. It reads as the sum, but for doubts that have no words of their own.
    pub fn typed(&self) -> String {
        match self.shown() {
            Some(known) => known.print(crate::language::Lang::Vi, false),
            None if self.unstated > 0 => UNSTATED[0].to_owned(),
            None => String::new(),
        }
    }

    /// Adds two sums over different units; commutative, associative, identity the default.
    #[must_use]
    pub fn merge(&self, other: &Sum) -> Sum {
        Sum {
            exact: merge_with(self.exact, other.exact, |a, b| a.plus(*b)),
            doubtful: merge_with(self.doubtful, other.doubtful, Known::plus),
            given: self.given + other.given,
            unstated: self.unstated + other.unstated,
            blank: self.blank + other.blank,
        }
    }

    /// The whole sum as one figure; `None` when nobody gave a number.
    pub fn figure(&self) -> Option<Known> {
        merge_with(self.exact.map(Known::exact), self.doubtful, Known::plus)
    }
}

/// Joins two optional values; nothing is the identity.
pub(crate) fn merge_with<T: Copy>(
    a: Option<T>,
    b: Option<T>,
    join: impl Fn(&T, &T) -> T,
) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(join(&a, &b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Numerals, Read, read_figure};
    use super::*;

    fn figure(text: &str) -> Known {
        match read_figure(text, Numerals::Count) {
            Read::Value(Figure::Known(known)) => known,
            other => panic!("{text}: {other:?}"),
        }
    }

    /// FIELD section 3: more than 5.400 plus exactly 487 is more than 5.887; more-than plus
    /// nearly is about.
    #[test]
    fn doubts_survive_adding() {
        let sum = figure("hơn 5.400").plus(&figure("487"));
        assert_eq!(sum.print(Lang::Vi, true), "hơn 5.887");
        let sum = figure("hơn 100").plus(&figure("gần 200"));
        assert_eq!(sum.print(Lang::Vi, true), "khoảng 300");
    }

    /// A range with an open end is said by the other end.
    #[test]
    fn a_range_is_open_where_one_of_its_parts_was() {
        let rows = [
            (["02 - 05", "10"], "từ 12 đến 15", "12 to 15"),
            (["02 - 05", "hơn 10"], "hơn 12", "more than 12"),
            (["02 - 05", "từ 10 trở lên"], "từ 12 trở lên", "at least 12"),
            (["02 - 05", "gần 10"], "gần 15", "nearly 15"),
            (["02 - 05", "nhiều nhất 10"], "nhiều nhất 15", "at most 15"),
            (["02 - 05", "khoảng 10"], "khoảng từ 12 đến 15", "about 12 to 15"),
        ];
        for (parts, vi, en) in rows {
            let sum = figure(parts[0]).plus(&figure(parts[1]));
            assert_eq!((&*sum.print(Lang::Vi, true), &*sum.print(Lang::En, true)), (vi, en));
        }
        // A unit that said "yes" makes it at least that.
        let of = |text: &str| Sum::of(read_figure(text, Numerals::Count).value());
        let sum = of("533 - 537").merge(&of("có"));
        assert_eq!(sum.shown().unwrap().print(Lang::Vi, true), "từ 533 trở lên");
    }

    #[test]
    fn a_contradiction_needs_the_whole_interval() {
        assert!(figure("21").surely_above(&figure("20")));
        assert!(!figure("20").surely_above(&figure("20")));
        assert!(figure("hơn 20").surely_above(&figure("20")));
        assert!(!figure("từ 20 trở lên").surely_above(&figure("20")));
        assert!(!figure("khoảng 25").surely_above(&figure("20")));
        assert!(!figure("25").surely_above(&figure("hơn 20")));
        assert!(figure("30 - 40").surely_above(&figure("20 - 29")));
    }

    #[test]
    fn a_small_sum_is_the_sum() {
        let figures = ["", "0", "7", "-", "hơn 5.400", "có", "999999999999999", "02 - 05"];
        let of = |text: &str| Sum::of(read_figure(text, Numerals::Count).value());
        let mut sums: Vec<Sum> = figures.map(of).to_vec();
        sums.extend([Sum::default(), Sum::units(3), Sum::things(5), Sum::things(0)]);
        for a in &sums {
            assert_eq!(SmallSum::from(*a).get(), *a);
            for b in &sums {
                let mut both = SmallSum::from(*a);
                both.add(&SmallSum::from(*b));
                assert_eq!(both, SmallSum::from(a.merge(b)), "{a:?} {b:?}");
            }
        }
        assert_eq!(size_of::<SmallSum>(), 16);
    }

    #[test]
    fn nobody_gave_differs_from_zero() {
        assert_eq!(Sum::of(None).figure(), None);
        let zero = Sum::of(Some(Figure::exact(Decimal::whole(0))));
        assert_eq!(zero.figure().and_then(|f| f.as_exact()), Some(Decimal::whole(0)));
    }
}
