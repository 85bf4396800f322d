//! The two languages of the page, and what depends on them: folding, dates, spelling out.
//!
//! *Invariant:* nothing here knows a template, a sheet or a browser.

pub mod collect_words;
mod date;
mod fold;
mod name_key;
mod pattern;
mod spell;
pub mod ui_words;

pub use date::{Date, DateFault};
pub use fold::fold;
pub use name_key::name_key;
pub use pattern::{Pattern, UNSTATED, counted, is_one, uncounted, unquoted};
pub use spell::spell;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;
#[cfg(target_arch = "wasm32")]
use std::sync::OnceLock;

/// Gives a text of the page by its name; none where the page has none, or is damaged.
#[cfg(target_arch = "wasm32")]
static LATER: OnceLock<fn(&str) -> Option<String>> = OnceLock::new();

/// Says where texts are that wait in a block of the page; natively all are compiled in.
#[cfg(target_arch = "wasm32")]
pub fn with_later(later: fn(&str) -> Option<String>) {
    // Said once, when the program starts.
    let _ = LATER.set(later);
}

/// A text that waits in a block of the page.
#[cfg(target_arch = "wasm32")]
pub(crate) fn later(name: &str) -> Option<String> {
    LATER.get()?(name)
}

/// A language of the page and of a template.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The code of the language as HTML writes it.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }
}

/// One text in both languages, kept side by side so that neither is forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The Vietnamese text.
    pub vi: String,
    /// The English text.
    pub en: String,
}

/// From both texts; or from a bare one, which is the Vietnamese text alone. So the program's first form
/// has them (`build.rs`): there are hundreds, and that form is read at each opening of the page.
impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Both {
            vi: String,
            en: String,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in both languages")
            }
            fn visit_str<E>(self, vi: &str) -> Result<Words, E> {
                Ok(Words { vi: vi.to_owned(), en: String::new() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Words, A::Error> {
                let Both { vi, en } = Both::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Words { vi, en })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Words {
    /// Both texts at once.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Words { vi: vi.into(), en: en.into() }
    }

    /// The text in one language; in Vietnamese where the English one is not here.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.vi,
        }
    }

    /// Whether neither language has a text.
    pub fn is_empty(&self) -> bool {
        self.vi.is_empty() && self.en.is_empty()
    }
}

/// Words that keep their capital in the middle of a sentence.
const NAMES: [&str; 24] = [
    "Bác",
    "Đảng",
    "Đoàn",
    "Đội",
    "Hội",
    "Ban",
    "Bộ",
    "Sở",
    "Nhà nước",
    "Trung ương",
    "Chính phủ",
    "Quốc hội",
    "Mặt trận",
    "Công đoàn",
    "Công an",
    "Quân đội",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Chi bộ",
    "Chi ủy",
    "Ủy ban",
    "Chỉ thị",
    "Nghị quyết",
];

/// A typed text in the middle of a sentence: its first letter is small, unless it begins with a
/// name.
pub fn mid_sentence(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let begins = |name: &str| {
        text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let acronym = chars.clone().next().is_some_and(char::is_uppercase);
    let name = acronym
        || text.split_whitespace().nth(1).is_some_and(capital)
        || NAMES.into_iter().any(begins);
    if name { text.to_owned() } else { first.to_lowercase().chain(chars).collect() }
}

/// In the middle of a sentence "Hơn 20" is "hơn 20"; a name as "Ban Tuyên giáo" or "UBND" stays.
pub fn lower_first(text: &str) -> String {
    let mut words = text.split_whitespace();
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let is_name = words.next().is_some_and(|word| capitals(word) > 1)
        || words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    if is_name {
        return text.to_owned();
    }
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A typed sentence as a part of another one: no spaces and no full stop at its end.
pub fn sentence_part(text: &str) -> String {
    text.trim().trim_end_matches(['.', ';', ',']).trim_end().to_owned()
}

/// A point of a list without the mark that was typed before it ("- ", "2. ", "b) "), for the list has
/// marks of its own; and ended by a full stop where another mark stood. Where the point is a list itself
/// none of its lines keeps its mark, or it would begin with the second.
pub fn listed(text: &str) -> String {
    let text = text.trim();
    let text = match unmarked(text) {
        Some(rest) if rest.contains('\n') => {
            let mut lines = text.lines().map(|line| unmarked(line.trim()).unwrap_or(line));
            let first = lines.next().unwrap_or_default().to_owned();
            lines.fold(first, |all, line| all + "\n" + line)
        }
        rest => rest.unwrap_or(text).to_owned(),
    };
    match text.strip_suffix(';') {
        Some(text) => format!("{}.", text.trim_end()),
        None => text,
    }
}

/// What follows the mark of a line in a list; none where it has no mark.
pub fn unmarked(text: &str) -> Option<&str> {
    let (mark, rest) = text.split_once([' ', '\t', '\u{a0}'])?;
    let numbered = mark.strip_suffix(['.', ')']).is_some_and(|number| {
        let letter = number.len() == 1 && number.chars().all(char::is_alphabetic);
        let digits = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        letter || digits
    });
    (numbered || matches!(mark, "-" | "–" | "+" | "•" | "*" | "·" | "▪" | "◦" | "\u{f0b7}"))
        .then(|| rest.trim_start())
}

/// Joins phrases into a list as a sentence has it: `a, b và c`.
pub fn join(parts: &[String], lang: Lang) -> String {
    let and = match lang {
        Lang::Vi => " và ",
        Lang::En => " and ",
    };
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

/// Joins phrases that may hold commas of their own: `a; b; c`.
pub fn join_long(parts: &[String]) -> String {
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_has_one_mark() {
        for text in ["- Ít sinh hoạt;", "1. Ít sinh hoạt.", "b) Ít sinh hoạt.", "+  Ít sinh hoạt ;"]
        {
            assert_eq!(listed(text), "Ít sinh hoạt.", "{text}");
        }
        assert_eq!(listed("1. Họp đủ;\n2. Ghi sổ;"), "Họp đủ;\nGhi sổ.");
        assert_eq!(listed("Gồm:\n- Họp đủ\n- Ghi sổ"), "Gồm:\n- Họp đủ\n- Ghi sổ");
        // Neither a year nor a word is a mark.
        assert_eq!(listed("2016. Sơ kết"), "2016. Sơ kết");
        assert_eq!(listed("Ít sinh hoạt"), "Ít sinh hoạt");
        assert_eq!(listed("TW. đã nhắc"), "TW. đã nhắc");
    }

    #[test]
    fn a_typed_text_goes_on_in_a_sentence() {
        let check = |text, there| assert_eq!(mid_sentence(text), there);
        check("Hướng dẫn đến chậm", "hướng dẫn đến chậm");
        check("Đơn thư giảm", "đơn thư giảm");
        check("Hà Nam chậm", "Hà Nam chậm");
        check("UBND xã chậm", "UBND xã chậm");
        check("Chi bộ chưa giao", "Chi bộ chưa giao");
        check("Bản tin ra chậm", "bản tin ra chậm");
        check("“Tuyến phố” sạch", "“Tuyến phố” sạch");
        check("", "");
    }

    #[test]
    fn lower_first_leaves_names() {
        let check = |text, in_sentence| assert_eq!(lower_first(text), in_sentence);
        check("Hơn 20", "hơn 20");
        check("Hướng dẫn của Ban Tuyên giáo đến muộn", "hướng dẫn của Ban Tuyên giáo đến muộn");
        check("Ban Tuyên giáo gửi tài liệu muộn", "Ban Tuyên giáo gửi tài liệu muộn");
        check("UBND xã chưa gửi tài liệu", "UBND xã chưa gửi tài liệu");
        check("Ủy ban chưa họp", "ủy ban chưa họp");
        check("", "");
    }
}
