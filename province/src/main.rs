//! The command: see [`HELP`].
#![allow(clippy::print_stdout, reason = "it speaks to the person who started it")]

use province::{Case, Options, make};
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
province OUT [--case s4|s0|plain] [--seed N] [--units N] [--bad | --no-bad]
makes a folder of report files and the ledger of what they add up to: docs/province.md";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match options(&args) {
        Ok((options, out)) => match make::province(options, &out) {
            Ok(made) => {
                println!("{} files, {} bytes", made.files, made.bytes);
                ExitCode::SUCCESS
            }
            Err(error) => fail(&error.to_string()),
        },
        Err(error) => fail(&error),
    }
}

fn fail(error: &str) -> ExitCode {
    eprintln!("error: {error}\n{HELP}");
    ExitCode::FAILURE
}

fn options(args: &[String]) -> Result<(Options, PathBuf), String> {
    let mut options = Options::default();
    let mut out = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        let number = |text: &String| text.parse().map_err(|_| format!("{text} is no number"));
        match arg.as_str() {
            "--case" => {
                let name = value()?;
                let known = Case::ALL.into_iter().find(|case| case.name() == name);
                options.case = known.ok_or_else(|| format!("there is no case {name}"))?;
            }
            "--seed" => options.seed = number(value()?)?,
            "--units" => {
                let units = number(value()?)?;
                let units = usize::try_from(units).ok().filter(|n| *n > 0);
                options.units = Some(units.ok_or("--units needs a number above 0")?);
            }
            "--bad" => options.bad = true,
            "--no-bad" => options.bad = false,
            other if other.starts_with("--") => return Err(format!("there is no option {other}")),
            other => out = Some(PathBuf::from(other)),
        }
    }
    if options.case == Case::S0 && options.units.is_some() {
        return Err("the case s0 has fourteen units".to_owned());
    }
    Ok((options, out.ok_or("a folder is needed")?))
}
