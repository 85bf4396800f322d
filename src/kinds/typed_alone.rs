//! Reading a file without what its cells were read as.
//!
//! A cell keeps what was typed and, beside it, what that was read as when the file was written; on
//! opening, what was typed is read again (docs/file-format.md). Whoever adds thousands of files up
//! needs the one alone, and the other is most of the work: it may have six shapes, of which each is
//! tried. So it is passed over while [`typed_alone`] reads, but for what came from other units: of
//! that, nothing is read again.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use std::cell::Cell;

thread_local! {
    /// Whether it is passed over now.
    static PASSING: Cell<bool> = const { Cell::new(false) };
}

/// Does something with the switch set, and sets it back, however that ends.
fn with<T>(passing: bool, work: impl FnOnce() -> T) -> T {
    struct Back(bool);
    impl Drop for Back {
        fn drop(&mut self) {
            PASSING.set(self.0);
        }
    }
    let _back = Back(PASSING.replace(passing));
    work()
}

/// Reads something: of its cells what was typed alone.
pub(crate) fn typed_alone<T>(read: impl FnOnce() -> T) -> T {
    with(true, read)
}

/// For serde: a part that came from other units is read with all that is in it.
pub(crate) fn with_all<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    with(false, || T::deserialize(deserializer))
}

/// For serde: what a cell was read as, or nothing where that is passed over.
pub(super) fn unless_passed<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    match PASSING.get() {
        true => IgnoredAny::deserialize(deserializer).map(|_| None),
        false => Option::deserialize(deserializer),
    }
}

#[cfg(test)]
mod tests {
    use super::super::CellRecord;
    use super::*;

    #[derive(Deserialize)]
    struct Whole {
        own: CellRecord,
        #[serde(deserialize_with = "with_all")]
        below: CellRecord,
        after: CellRecord,
    }

    #[test]
    fn only_what_was_read_is_passed_over() {
        let read = |text| typed_alone(|| serde_json::from_str::<CellRecord>(text));
        let cell = |text| read(text).map(|cell| (cell.typed, cell.read));
        assert_eq!(cell(r#"{"typed": "5", "read": 5}"#).unwrap(), ("5".to_owned(), None));
        let odd = r#"{"typed": "5", "read": {"any": [{"thing": 1.5e3}]}}"#;
        assert_eq!(cell(odd).unwrap(), ("5".to_owned(), None));
        assert!(cell(r#"{"typed": "5", "red": 5}"#).is_err());
        assert!(cell(r#"{"typed": "5", "read": }"#).is_err());
        let five = r#"{"typed": "5", "read": 5}"#;
        let text = format!(r#"{{"own": {five}, "below": {five}, "after": {five}}}"#);
        let whole = typed_alone(|| serde_json::from_str::<Whole>(&text)).unwrap();
        assert_eq!((&whole.own.read, &whole.after.read), (&None, &None));
        assert!(whole.below.read.is_some());
        // Also after a text that did not read to its end.
        let whole: Whole = serde_json::from_str(&text).unwrap();
        assert_eq!(whole.own, whole.below);
    }
}
