//! Exact numbers: counts, measures, rates, and how people write them.
//!
//! *Invariant:* no floats; one place rounds ([`Rate::percent`] half up, [`Rate::bound`] so that a bound
//! stays true); reading a text cannot fail, it can only say what is wrong with it.

mod decimal;
mod figure;
mod rate;
mod read;

pub use decimal::Decimal;
pub use figure::{Doubt, Figure, Known, SmallSum, Sum};
pub(crate) use figure::{is_zero, merge_with};
pub use rate::{Percent, Rate, StatedRate};
pub use read::{
    Fault, Numerals, Read, comma_groups, is_scale, misleading, read_figure, read_rate, two_ways,
    without_words,
};
