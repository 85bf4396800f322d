//! Every task of the project, so that a newcomer needs cargo and nothing else: see [`HELP`].
#![allow(clippy::print_stdout)] // A task speaks to the person who started it.

mod bench;
mod browsers;
mod build;
mod check;
mod licences;
mod pack;
mod roll_up;
mod scan;
mod serve;
mod tidy;
mod tools;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

const HELP: &str = "\
cargo xtask build [--template FILE] [--out FILE]   make the single page dist/phieu.html
cargo xtask serve [--port N]                       build it and show it at 127.0.0.1
cargo xtask test [--quick] [NAME…]                 run every check, or those named
cargo xtask screenshots [NAME…]                    build, and take pictures of the page
cargo xtask examples [NAME…]                       build, and print the example reports to docs/examples
cargo xtask bench                                  measure the page beside others, for docs/performance.md
cargo xtask bench-roll-up                          measure rolling up, natively and in the page, beside others
cargo xtask province OUT [--case s4|s0|plain] [--seed N] [--units N] [--bad | --no-bad]
                                                   make a made-up province of files and its ledger: docs/province.md";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<ExitCode> {
    let (task, args) = match args.split_first() {
        Some((task, args)) => (task.as_str(), args),
        None => ("help", args),
    };
    match task {
        "build" => {
            build::build(&build_options(args)?)?.print();
            Ok(ExitCode::SUCCESS)
        }
        "serve" => serve::serve(port(args)?).map(|()| ExitCode::SUCCESS),
        "test" => check::run(args),
        "screenshots" => {
            build::build(&build::Options::default())?.print();
            browsers::screenshots(args).map(|()| ExitCode::SUCCESS)
        }
        "examples" => {
            build::build(&build::Options::default())?.print();
            browsers::examples(args).map(|()| ExitCode::SUCCESS)
        }
        "province" => province(args),
        "bench-roll-up" => roll_up::bench(),
        "bench" => bench::bench().map(|()| ExitCode::SUCCESS),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no task `{other}`\n{HELP}"),
    }
}

fn build_options(args: &[String]) -> Result<build::Options> {
    let mut options = build::Options::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value =
            || args.next().map(PathBuf::from).with_context(|| format!("{arg} needs a file"));
        match arg.as_str() {
            "--template" => options.template = Some(value()?),
            "--out" => options.out = value()?,
            _ => bail!("build does not know `{arg}`\n{HELP}"),
        }
    }
    Ok(options)
}

fn port(args: &[String]) -> Result<u16> {
    match args {
        [] => Ok(8080),
        [flag, number] if flag == "--port" => number.parse().context("--port needs a number"),
        _ => bail!("serve takes --port N alone"),
    }
}

/// A program of its own, so that the tasks need not be built with the core.
fn province(args: &[String]) -> Result<ExitCode> {
    let manifest = root().join("Cargo.toml");
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--package", "province", "--manifest-path"])
        .arg(manifest)
        .arg("--")
        .args(args)
        .status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The repository, wherever the task was started from.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}
