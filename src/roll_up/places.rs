//! A value for each item and field, found quickly while units are gone through one after the other.

use std::collections::BTreeMap;

/// A question: item and field.
pub(super) type Key<'a> = (&'a str, &'a str);

/// Values by item and field. Units answer in the order of the form, so what comes after a question is
/// mostly what came after it before, and nothing need be searched.
#[derive(Debug)]
pub(super) struct Places<'a, T> {
    values: Vec<(Key<'a>, T)>,
    index: BTreeMap<Key<'a>, usize>,
    /// For each place the one that was asked for after it.
    after: Vec<usize>,
    last: usize,
}

impl<T> Default for Places<'_, T> {
    fn default() -> Self {
        Places { values: Vec::new(), index: BTreeMap::new(), after: Vec::new(), last: 0 }
    }
}

impl<'a, T: Default> Places<'a, T> {
    /// The value of a question, and whether it is new.
    pub(super) fn at(&mut self, key: Key<'a>) -> Option<(&mut T, bool)> {
        let guess = self.after.get(self.last).copied().unwrap_or(0);
        let (mut at, mut new) = (guess, false);
        if self.values.get(guess).is_none_or(|(known, _)| *known != key) {
            new = !self.index.contains_key(&key);
            at = *self.index.entry(key).or_insert(self.values.len());
            if new {
                self.values.push((key, T::default()));
                self.after.push(0);
            }
        }
        if let Some(after) = self.after.get_mut(self.last) {
            *after = at;
        }
        self.last = at;
        self.values.get_mut(at).map(|(_, value)| (value, new))
    }

    /// The value of a question, where there is one.
    pub(super) fn get(&self, key: Key) -> Option<&T> {
        self.values.get(*self.index.get(&key)?).map(|(_, value)| value)
    }

    /// All values by question.
    pub(super) fn into_map(self) -> BTreeMap<Key<'a>, T> {
        self.values.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_is_never_wrong() {
        let mut places: Places<u32> = Places::default();
        let all =
            [("a", "x"), ("a", "y"), ("b", "x"), ("a", "y"), ("a", "x"), ("b", "x"), ("c", "z")];
        for key in all.iter().chain(&all) {
            *places.at(*key).unwrap().0 += 1;
        }
        assert_eq!(places.get(("a", "y")), Some(&4));
        assert_eq!(places.get(("no", "y")), None);
        let map = places.into_map();
        let sums = [(("a", "x"), 4), (("a", "y"), 4), (("b", "x"), 4), (("c", "z"), 2)];
        assert_eq!(map, BTreeMap::from(sums));
    }
}
