//! JSON in and out, each in one way, because each further way costs the page its size again.

mod print;
mod read;

pub use print::{print, prints_as};
pub use read::{Error, Raw, read};
