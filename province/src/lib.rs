//! Makes a province that does not exist: units at three levels, a file of a sheet from each, and a
//! ledger of what all of them must add up to. It is input for whatever adds files up, and knows
//! nothing of how that is done (docs/province.md).
//!
//! Top down: [`plan`] decides units, files and figures; [`answers`] says what a unit writes, as
//! [`content`]; [`ledger`] adds the meanings up, with arithmetic of its own; [`make`](mod@make)
//! turns contents into files. [`chance`], [`names`] and [`words`] are beneath.
//!
//! *Invariant:* the same options give the same bytes. No code that adds files up is imported.

pub mod answers;
pub mod chance;
pub mod content;
pub mod ledger;
pub mod make;
pub mod names;
pub mod plan;
pub mod words;

/// Which province is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Districts and grassroots whose figures add up to a published report on Directive 05.
    S4,
    /// Fourteen units directly under the province, after a published report on Directive 03.
    S0,
    /// Any number of cells that send directly.
    Plain,
}

impl Case {
    /// All of them.
    pub const ALL: [Case; 3] = [Case::S4, Case::S0, Case::Plain];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Case::S4 => "s4",
            Case::S0 => "s0",
            Case::Plain => "plain",
        }
    }
}

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which province.
    pub case: Case,
    /// What decides all chance.
    pub seed: u64,
    /// How many units at the lowest level; s0 always has its fourteen.
    pub units: Option<usize>,
    /// Whether files that do not simply count are mixed in; s4 alone has such.
    pub bad: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { case: Case::S4, seed: 1, units: None, bad: true }
    }
}
