//! What several kinds share: named parts, and lists of lines with lasting names.

use super::LineEdit;
use crate::language::{Lang, Words};
use crate::shared::Arc;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// A named part of a question: an audience, a level, a grade, an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its code, unique in the question; files name the part by it.
    pub code: String,
    /// Its name, as tables and inputs show it.
    pub name: Words,
    /// How it reads after its number in a sentence ("mô hình cấp tỉnh"); the name, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<Words>,
    /// The part it belongs to; parts nest once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// The kinds of unit that are asked; all whom the question asks, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
}

impl Part {
    /// How the part reads in a sentence.
    pub fn phrase(&self, lang: Lang) -> &str {
        self.phrase.as_ref().unwrap_or(&self.name).get(lang)
    }
}

/// A line of an answer with a lasting name.
pub trait Line {
    /// The name; unique in its answer, never reused while the line is there.
    fn id(&self) -> &str;
}

/// A name that no line has: the prefix and the next number.
pub fn next_id<L: Line>(lines: &[L], prefix: &str) -> String {
    let last = lines
        .iter()
        .filter_map(|line| line.id().strip_prefix(prefix)?.parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    format!("{prefix}{}", last.saturating_add(1))
}

/// The place of a line.
pub fn position<L: Line>(lines: &[L], id: &str) -> Option<usize> {
    lines.iter().position(|line| line.id() == id)
}

/// Removes or moves a line; adding is the kind's own.
pub fn change_lines<L: Line>(lines: &mut Vec<L>, edit: &LineEdit) {
    match edit {
        LineEdit::Add { .. } => {}
        LineEdit::Remove { line } => {
            if let Some(at) = position(lines, line) {
                lines.remove(at);
            }
        }
        LineEdit::Move { line, up } => {
            if let Some(at) = position(lines, line) {
                let to = if *up { at.checked_sub(1) } else { Some(at + 1) };
                if let Some(to) = to.filter(|to| *to < lines.len()) {
                    lines.swap(at, to);
                }
            }
        }
    }
}

/// How many lines a total keeps whole; beyond it only their number (DESIGN section 5).
pub const LONGEST_LIST: usize = 2000;

/// A list gathered from units: all lines while they are few, only their number when many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound = "T: Serialize + DeserializeOwned")]
pub struct Gathered<T> {
    /// How many lines.
    pub count: u64,
    /// The lines, sorted by their JSON form so that the order of adding does not show.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Vec<T>"))]
    lines: Lines<T>,
}

/// Lines as the JSON that a file has of each: by it they are sorted, so nothing need be printed to add
/// them; it is small; and of two lists that hold a line it is there once.
#[derive(Debug)]
struct Lines<T> {
    json: Vec<Arc<str>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Lines<T> {
    fn of(json: Vec<Arc<str>>) -> Self {
        Lines { json, of: PhantomData }
    }
}

impl<T> Clone for Lines<T> {
    fn clone(&self) -> Self {
        Lines::of(self.json.clone())
    }
}

impl<T> PartialEq for Lines<T> {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl<T> Eq for Lines<T> {}

impl<T: Serialize + DeserializeOwned> Serialize for Lines<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let read =
            |line: &Arc<str>| crate::json::read::<T>(line).map_err(serde::ser::Error::custom);
        let lines: Result<Vec<T>, S::Error> = self.json.iter().map(read).collect();
        lines?.serialize(serializer)
    }
}

impl<'de, T: Serialize + Deserialize<'de>> Deserialize<'de> for Lines<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lines: Vec<T> = Vec::deserialize(deserializer)?;
        Ok(Lines::of(lines.iter().map(json_of).collect()))
    }
}

fn json_of<T: Serialize>(line: &T) -> Arc<str> {
    crate::json::print(line, false).into()
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Gathered { count: 0, lines: Lines::of(Vec::new()) }
    }
}

impl<T: Serialize + DeserializeOwned> Gathered<T> {
    /// The lines of one unit.
    pub fn of(lines: &[T]) -> Self {
        let mut json: Vec<Arc<str>> = lines.iter().map(json_of).collect();
        json.sort_unstable();
        let mut out = Gathered { count: lines.len() as u64, lines: Lines::of(json) };
        out.forget_many();
        out
    }

    /// Adds the list of other units.
    pub fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.forget_many();
        if self.count > LONGEST_LIST as u64 {
            return;
        }
        let lines = &mut self.lines.json;
        for line in &other.lines.json {
            let at = lines.partition_point(|known| known <= line);
            lines.insert(at, Arc::clone(line));
        }
    }

    /// The lines.
    pub fn lines(&self) -> Vec<T> {
        // What was printed here reads.
        self.lines.json.iter().filter_map(|line| crate::json::read(line).ok()).collect()
    }

    fn forget_many(&mut self) {
        if self.count > LONGEST_LIST as u64 {
            self.lines.json = Vec::new();
        }
    }
}

/// A map of its entries. `collect` would do, but brings a sort of its own into the page for every
/// type of map, 4 KB each; maps this small need none.
pub fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists are added like numbers, also where they grow longer than is kept: in any order and by any
    /// way the same number, and then no line of them.
    #[test]
    fn long_lists_add_up_by_any_way() {
        let list = |from: u32, count: u32| Gathered::of(&(from..from + count).collect::<Vec<_>>());
        let sum = |all: &[&Gathered<u32>]| {
            let mut sum = Gathered::default();
            for one in all {
                sum.add(one);
            }
            sum
        };
        let (a, b, c) = (list(0, 1500), list(1500, 500), list(2000, 1));
        let longest = sum(&[&a, &b]);
        assert_eq!(longest.lines().len(), LONGEST_LIST);
        assert_eq!(longest, sum(&[&b, &a]));
        let longer = sum(&[&longest, &c]);
        assert_eq!((longer.count, longer.lines().len()), (2001, 0));
        assert_eq!(longer, sum(&[&a, &sum(&[&b, &c])]));
        assert_eq!(longer, list(0, 2001));
        assert_eq!(sum(&[&longer, &c]).count, 2002);
    }
}
