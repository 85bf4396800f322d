//! The two languages of the page, and what depends on them: folding, dates, spelling out.
//!
//! *Invariant:* nothing here knows a template, a sheet or a browser.

mod date;
mod fold;
pub mod help;
mod pattern;
mod spell;
pub mod ui_words;

pub use date::{Date, DateFault};
pub use fold::fold;
pub use pattern::Pattern;
pub use spell::spell;

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The Vietnamese text.
    pub vi: String,
    /// The English text.
    pub en: String,
}

impl Words {
    /// Both texts at once.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Words { vi: vi.into(), en: en.into() }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// Whether neither language has a text.
    pub fn is_empty(&self) -> bool {
        self.vi.is_empty() && self.en.is_empty()
    }
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
