//! Roll-up (*tổng hợp*): many sheets into one.
//!
//! It is choosing, then merging (DESIGN section 5). Choosing ([`choose`]) decides which file of each
//! unit counts, whatever the order in which files came and however they were grouped on their way;
//! merging ([`totals`]) adds what the chosen ones gave. Totals are always made from the units, never
//! from totals, so a unit that comes twice, or a newer file of a unit that already stands inside a
//! commune's file, is mended without asking anyone to start again.
//!
//! *Invariant:* pure, and independent of order: the same files in any order give the same answer.

mod across;
mod choosing;
mod joined;
mod one_sheet;
mod places;
mod roster;
mod table;
mod totals;

pub use across::{
    Looking, Notice, across, explained, kept_said, name, noticed, overlaps, unexplained,
};
pub use choosing::{Arrival, Choosing, Chosen, Entry, Standing, choose, choose_for, contributions};
pub use joined::{adds, collect, joined, put_in, reported};
pub use roster::{
    Listed, Match, came, line_for, lines_of, missing, place, read as read_roster, starter,
};
pub use table::{
    Cell, Column, LongRow, LongTable, columns, long, of_field as columns_of, options_of,
};
pub use totals::{FieldTotal, Steps, Totals, bodies, by_body, by_level, of_field, silent, totals};
