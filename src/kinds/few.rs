//! What is kept of thousands of units: few entries by code, and the codes themselves, which are the
//! same in all of them.

use crate::shared::Arc;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

/// A code of the form, or another short text that is the same in many files: kept once.
#[derive(Clone, Eq)]
pub struct Code(Arc<String>);

/// No form has so many codes. Beyond it a code is kept again for each that has it.
const MOST_CODES: usize = 1 << 14;

thread_local! {
    static KNOWN: RefCell<HashSet<Code>> = RefCell::default();
}

impl Code {
    /// The code of this text.
    pub fn of(text: &str) -> Code {
        KNOWN.with_borrow_mut(|known| {
            if let Some(code) = known.get(text) {
                return code.clone();
            }
            let code = Code(Arc::new(text.to_owned()));
            if known.len() < MOST_CODES {
                known.insert(code.clone());
            }
            code
        })
    }
}

impl Deref for Code {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Code {
    fn borrow(&self) -> &str {
        self
    }
}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        str::hash(self, state);
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Code) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Code) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Entries by code, in the order of the codes: a map for the few that one unit has, in no more room
/// than they need. A tree keeps room for eleven in every place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<V>(Vec<(Code, V)>);

impl<V> Default for Few<V> {
    fn default() -> Self {
        Few(Vec::new())
    }
}

impl<V> Few<V> {
    /// The entries of a list; of two with one code the later one.
    pub fn of<'a>(entries: impl IntoIterator<Item = (&'a str, V)>) -> Few<V> {
        let entries = entries.into_iter();
        let mut out = Few(Vec::with_capacity(entries.size_hint().0));
        entries.for_each(|(code, value)| out.insert(code, value));
        out
    }

    fn place(&self, code: &str) -> Result<usize, usize> {
        // Most come in order.
        match self.0.last() {
            Some((last, _)) if **last < *code => Err(self.0.len()),
            _ => self.0.binary_search_by(|(known, _)| (**known).cmp(code)),
        }
    }

    /// The entry of a code. Of a few codes most differ in length, which is seen sooner than their order.
    pub fn get(&self, code: &str) -> Option<&V> {
        self.0.iter().find(|(known, _)| **known == *code).map(|(_, value)| value)
    }

    /// Puts an entry in the place of its code.
    pub fn insert(&mut self, code: &str, value: V) {
        match self.place(code) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = value;
                }
            }
            Err(at) => self.0.insert(at, (Code::of(code), value)),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(code, value)| (&**code, value))
    }

    /// All codes.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(code, _)| &**code)
    }

    /// What stands there by all codes.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Keeps only these, and no room for others.
    pub fn retain(&mut self, keep: impl Fn(&V) -> bool) {
        self.0.retain(|(_, value)| keep(value));
        self.0.shrink_to_fit();
    }
}

impl<V: Clone> Few<V> {
    /// Adds the entries of another, each to the one with its code.
    pub fn add(&mut self, other: &Few<V>, add: impl Fn(&mut V, &V)) {
        let mut at = 0;
        for (code, value) in &other.0 {
            while self.0.get(at).is_some_and(|(known, _)| known < code) {
                at += 1;
            }
            match self.0.get_mut(at).filter(|(known, _)| known == code) {
                Some((_, sum)) => add(sum, value),
                None => self.0.insert(at, (code.clone(), value.clone())),
            }
        }
    }
}

impl<V: Serialize> Serialize for Few<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (code, value) in self.iter() {
            map.serialize_entry(code, value)?;
        }
        map.end()
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Few<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
            type Value = Few<V>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Few<V>, A::Error> {
                let mut out = Few::default();
                while let Some((code, value)) = map.next_entry::<String, V>()? {
                    out.insert(&code, value);
                }
                out.0.shrink_to_fit();
                Ok(out)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<V: schemars::JsonSchema> schemars::JsonSchema for Few<V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Few_{}", V::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, V>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    proptest::proptest! {
        /// It is the map of the same entries, in a file too.
        #[test]
        fn as_a_map(
            a in proptest::collection::vec(("[a-d]{0,2}", 0u32..9), 0..9),
            b in proptest::collection::vec(("[a-d]{0,2}", 0u32..9), 0..9),
        ) {
            let map = |all: &[(String, u32)]| all.iter().cloned().collect::<BTreeMap<_, _>>();
            let few = |all: &[(String, u32)]| Few::of(all.iter().map(|(code, n)| (&**code, *n)));
            let text = serde_json::to_string(&few(&a)).unwrap();
            proptest::prop_assert_eq!(&text, &serde_json::to_string(&map(&a)).unwrap());
            proptest::prop_assert_eq!(serde_json::from_str::<Few<u32>>(&text).unwrap(), few(&a));
            let (mut both, mut sums) = (few(&a), map(&a));
            both.add(&few(&b), |sum, n| *sum += n);
            for (code, n) in map(&b) {
                *sums.entry(code).or_default() += n;
            }
            for code in ["", "a", "bb", "d"] {
                proptest::prop_assert_eq!(both.get(code), sums.get(code));
            }
            let sums: Vec<(String, u32)> = sums.into_iter().collect();
            proptest::prop_assert_eq!(both, few(&sums));
        }
    }
}
