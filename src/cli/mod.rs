//! The program `phieu` on a server or an office machine: the page's core without a page
//! (docs/roll-up.md).
//!
//! *Invariant:* it decides nothing that the page would decide otherwise: what is taken in, which
//! file counts and what adds up is said by [`intake`](crate::intake) and
//! [`roll_up`](crate::roll_up). Data goes to files or to the standard output, sentences to the
//! standard error.

mod check;
mod folder;
mod form;
mod options;
mod roll_up;
mod said;
mod tables;
mod taking;
mod threads;

use crate::language::{Lang, Words};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// Everything is in order.
const GOOD: u8 = 0;
/// Done, and something needs a look.
const TO_SEE: u8 = 1;
/// Wrong use, or nothing could be done.
const NOTHING: u8 = 2;

/// Why nothing could be done, with what to do.
type Stop = Words;

/// Runs the program with its arguments, without its own name.
pub fn run(args: Vec<OsString>) -> ExitCode {
    let lang = options::language(&args);
    let code = match options::read(args) {
        Ok(options::Command::Help) => {
            data(said::help(lang));
            GOOD
        }
        Ok(options::Command::RollUp(options)) => {
            roll_up::run(&options, lang).unwrap_or_else(stop(lang))
        }
        Ok(options::Command::Blank(options)) => {
            form::blank(&options, lang).unwrap_or_else(stop(lang))
        }
        Ok(options::Command::Check(files)) => check::run(&files, lang),
        Err(words) => stop(lang)(words),
    };
    ExitCode::from(code)
}

fn stop(lang: Lang) -> impl Fn(Stop) -> u8 {
    move |words| {
        say(words.get(lang));
        NOTHING
    }
}

/// A line for the person at the terminal. Where nobody can be told, nothing can be done about it.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A text for the standard output.
fn data(text: &str) {
    let _ = write!(std::io::stdout().lock(), "{text}");
}
