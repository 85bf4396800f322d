//! The words of the page itself: those of both its programs are in `ui_words.txt`, in both languages side
//! by side, and `build.rs` makes the lines below of them; a word that lacks one language does not compile.

use super::Lang;

macro_rules! ui_words {
    ($words:ident; $($(#[$doc:meta])* $name:ident: $vi:literal, $en:literal;)+) => {
        /// The words in one language.
        #[derive(Debug, PartialEq, Eq)]
        pub struct $words { $( #[doc = $en] pub $name: &'static str ),+ }

        static VI: $words = $words { $($name: $vi),+ };
        static EN: $words = $words { $($name: $en),+ };

        /// The words in a language.
        pub fn words(lang: Lang) -> &'static $words {
            match lang {
                Lang::Vi => &VI,
                Lang::En => &EN,
            }
        }

        #[cfg(test)]
        pub(super) const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $vi, $en)),+];
    };
}

pub(super) use ui_words;

/// The Vietnamese words alone; the English ones are lines of a text that the page unpacks when one is
/// first asked for. Without it the Vietnamese ones stand for them.
#[cfg(target_arch = "wasm32")]
macro_rules! words_with_later_english {
    ($words:ident; $($name:ident: $vi:literal;)+) => {
        /// The words in one language.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $words { $( #[doc = $vi] pub $name: &'static str ),+ }

        static VI: $words = $words { $($name: $vi),+ };

        /// The words in a language.
        pub fn words(lang: Lang) -> &'static $words {
            static EN: std::sync::OnceLock<$words> = std::sync::OnceLock::new();
            let english = || {
                let mut lines = super::later("words")?.leak().split('\n');
                Some($words { $($name: lines.next()?),+ })
            };
            match lang {
                Lang::Vi => &VI,
                Lang::En => EN.get_or_init(|| english().unwrap_or_else(|| VI.clone())),
            }
        }
    };
}

/// A text with `{}` filled in order; `{# sheet|# sheets}` is filled with a number and what it counts
/// ([`super::counted`]).
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut values = values.iter();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (noun, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.next().copied().unwrap_or_default();
        match noun {
            "" => out.push_str(value),
            noun => out.push_str(&super::counted(value, noun)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

include!(concat!(env!("OUT_DIR"), "/ui_words.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    /// Those of both programs.
    fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        PAIRS.iter().chain(super::super::collect_words::PAIRS)
    }

    /// A word that no component asks for is one that nobody keeps true.
    #[test]
    fn every_word_is_used() {
        fn sources(folder: &std::path::Path, out: &mut String) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, out);
                } else {
                    out.push_str(&std::fs::read_to_string(&path).unwrap());
                }
            }
        }
        let mut code = String::new();
        sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        for (name, ..) in all() {
            assert!(code.contains(&format!(".{name}")), "{name}");
        }
    }

    /// Both languages say something, not the same thing, and have the same number of slots.
    #[test]
    fn what_is_counted_agrees_with_its_number() {
        let said = |n| fill(words(Lang::En).state_both, &["2", n]);
        assert_eq!(said("1"), "2 to look at, and 1 thing the report needs is missing.");
        assert_eq!(said("3"), "2 to look at, and 3 things the report needs are missing.");
    }

    #[test]
    fn both_languages_are_complete() {
        for (name, vi, en) in all() {
            assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{name}");
            assert!(vi != en || *name == "section_progress", "{name}: the same in both languages");
            assert_eq!(vi.matches('{').count(), en.matches('{').count(), "{name}");
            // What is counted stands in English for one and for many.
            assert!(
                en.matches('|').count() >= en.matches('{').count() - en.matches("{}").count(),
                "{name}"
            );
        }
    }
}
