//! An exact decimal number.

use crate::language::Lang;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// An exact number of thousandths; counts are those that are whole.
///
/// Bounds: what is read from a text lies within ±10^15 (DESIGN 3.4), so sums over any number of
/// units a page can hold stay far inside `i128`.
///
/// Aligned as any other number is: what holds one is a third smaller, and there are thousands of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(Rust, packed(8))]
pub struct Decimal(i128);

impl Decimal {
    /// The largest number that is read from a text; beyond it the text stays, with a finding.
    pub const MAX: Decimal = Decimal(1_000_000_000_000_000_000);

    /// A whole number.
    pub const fn whole(n: i128) -> Decimal {
        Decimal(n * 1000)
    }

    /// A number of thousandths.
    pub const fn from_thousandths(n: i128) -> Decimal {
        Decimal(n)
    }

    /// The number of thousandths.
    pub const fn thousandths(self) -> i128 {
        self.0
    }

    /// The whole number, if it is one.
    pub const fn as_whole(self) -> Option<i128> {
        if self.0 % 1000 == 0 { Some(self.0 / 1000) } else { None }
    }

    /// The sum, held at the bounds of `i128` rather than wrapped.
    #[must_use]
    pub const fn plus(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_add(other.0))
    }

    /// The difference.
    #[must_use]
    pub const fn minus(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_sub(other.0))
    }

    /// The number as a reader of that language writes it: `41.004`, `1,5`; `41,004`, `1.5`.
    pub fn print(self, lang: Lang) -> String {
        let (group, point) = match lang {
            Lang::Vi => ('.', ','),
            Lang::En => (',', '.'),
        };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let digits = whole.to_string();
        let mut out = String::with_capacity(digits.len() + 8);
        if self.0 < 0 {
            out.push('-');
        }
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(group);
            }
            out.push(c);
        }
        if rest > 0 {
            out.push(point);
            out.push_str(format!("{rest:03}").trim_end_matches('0'));
        }
        out
    }

    /// As [`Decimal::print`], with the leading zero that official reports put before a count
    /// below ten: `03 mô hình` (FIELD section 3). English has no such habit.
    pub fn print_count(self, lang: Lang) -> String {
        match (lang, self.as_whole()) {
            (Lang::Vi, Some(n @ 1..=9)) => format!("0{n}"),
            _ => self.print(lang),
        }
    }

    /// How many things there are, as a sentence has it.
    pub fn count_of(things: usize, lang: Lang) -> String {
        Decimal::whole(i128::try_from(things).unwrap_or(i128::MAX / 1000)).print_count(lang)
    }

    /// The plain form of files and tables for programs: digits with a decimal point.
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if rest == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
        }
    }
}

/// In files a whole number is a JSON integer; any other is a string, so that no reader makes a
/// float of it.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_whole().and_then(|n| i64::try_from(n).ok()) {
            Some(n) => serializer.serialize_i64(n),
            None => serializer.serialize_str(&self.plain()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Whole(i64),
            Text(String),
        }
        match Form::deserialize(deserializer)? {
            Form::Whole(n) => Ok(Decimal::whole(n.into())),
            Form::Text(text) => {
                parse_plain(&text).ok_or_else(|| D::Error::custom("not an exact decimal"))
            }
        }
    }
}

fn parse_plain(text: &str) -> Option<Decimal> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || rest.len() > 3 || whole.len() > 30 {
        return None;
    }
    let whole: i128 = whole.parse().ok()?;
    let rest: i128 = format!("{rest:0<3}").parse().ok()?;
    let n = whole.checked_mul(1000)?.checked_add(rest)?;
    Some(Decimal(if negative { -n } else { n }))
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A whole number as an integer; any other exactly, as a string of digits with a decimal point and at most three decimals.",
            "anyOf": [
                { "type": "integer" },
                { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,3})?$" }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_as_each_language_writes_it() {
        assert_eq!(Decimal::whole(41_004).print(Lang::Vi), "41.004");
        assert_eq!(Decimal::whole(41_004).print(Lang::En), "41,004");
        assert_eq!(Decimal::from_thousandths(1_500).print(Lang::Vi), "1,5");
        assert_eq!(Decimal::whole(3).print_count(Lang::Vi), "03");
        assert_eq!(Decimal::whole(0).print_count(Lang::Vi), "0");
        assert_eq!(Decimal::whole(10).print_count(Lang::Vi), "10");
        assert_eq!(Decimal::whole(1_000_000).print(Lang::Vi), "1.000.000");
    }

    proptest::proptest! {
        #[test]
        fn files_keep_every_thousandth(n in -1_000_000_000_000_000_000i128..=1_000_000_000_000_000_000i128) {
            let value = Decimal::from_thousandths(n);
            let text = serde_json::to_string(&value).unwrap();
            proptest::prop_assert_eq!(serde_json::from_str::<Decimal>(&text).unwrap(), value);
        }
    }
}
