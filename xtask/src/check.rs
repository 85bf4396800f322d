//! `cargo xtask test`: every check, one after the other, and a table at the end.
//!
//! A failing check does not stop the later ones: one run names everything there is to mend.

use std::cell::OnceCell;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};

use crate::{browsers, build, licences, roll_up, root, scan, tidy};

/// What a check does; the text it gives back stands in the table.
type Work = Box<dyn Fn(&Built) -> Result<String>>;

/// One check: a name for the command line, a headline for the reader, and what it does.
struct Check {
    name: String,
    headline: String,
    quick: bool,
    run: Work,
}

/// The page is built once a run, by whichever check needs it first.
#[derive(Default)]
struct Built(OnceCell<Result<String, String>>);

impl Built {
    fn page(&self) -> Result<String> {
        self.0
            .get_or_init(|| {
                let built = build::build(&build::Options::default())
                    .map_err(|error| format!("{error:#}"))?;
                built.print();
                Ok(built.note())
            })
            .clone()
            .map_err(|error| anyhow!("{error}"))
    }
}

fn checks() -> Result<Vec<Check>> {
    let mut checks = vec![
        check("fmt", "Formatting of the Rust code", true, |_| {
            cargo(&["fmt", "--all", "--", "--check"]).context("`cargo fmt --all` mends it")
        }),
        check("tidy", "Tidiness of the repository", true, |_| tidy::check()),
        check("licences", "Licences and sources of every dependency", true, |_| licences::check()),
        check("clippy", "Lints, native", true, |_| {
            cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        }),
        check("clippy-page", "Lints, as the page's programs compile", true, |_| {
            build::add_target()?;
            let lint = |package: &[&str]| {
                let target = ["--target", build::TARGET, "--", "-D", "warnings"];
                cargo(&[&["clippy"], package, &target].concat())
            };
            let first = lint(&["--package", "phieu", "--package", "phieu-unpack"]);
            let collect = lint(&["--package", "phieu", "--features", "collect"]);
            first.and(collect)
        }),
        check("tools", "Browsers and other programs the tests drive", false, |_| browsers::tools()),
        check("unit", "Tests of the workspace", true, |_| {
            // The tasks apart: tested together, cargo would join the features of everybody's
            // dependencies and compile wasm-bindgen's a second time, which takes a minute.
            let page = cargo(&["test", "--workspace", "--exclude", "xtask"]);
            let tasks = cargo(&["test", "--package", "xtask"]);
            page.and(tasks)
        }),
        check("duckdb", "The totals again by DuckDB, over the long table", false, |_| {
            roll_up::duckdb_test()
        }),
        check("build", "The single file", false, Built::page),
        check(
            "scan",
            "Only what Chromium 109 and Firefox 115 both have; nothing from outside",
            false,
            |built| {
                built.page()?;
                scan::check(&build::page_file())
            },
        ),
    ];
    for test in browsers::tests()? {
        let headline = format!("In the browsers: {test}");
        checks.push(check(&format!("browser:{test}"), &headline, false, move |built| {
            built.page()?;
            browsers::run(&test)
        }));
    }
    Ok(checks)
}

fn check(
    name: &str,
    headline: &str,
    quick: bool,
    run: impl Fn(&Built) -> Result<String> + 'static,
) -> Check {
    Check { name: name.to_owned(), headline: headline.to_owned(), quick, run: Box::new(run) }
}

/// `browser` names every browser test, `browser:start` one.
fn is_named(check: &Check, name: &str) -> bool {
    check.name == name || check.name.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))
}

pub fn run(args: &[String]) -> Result<ExitCode> {
    let quick = args.iter().any(|arg| arg == "--quick");
    let names: Vec<&String> = args.iter().filter(|arg| *arg != "--quick").collect();
    let checks = checks()?;
    for name in &names {
        if !checks.iter().any(|check| is_named(check, name)) {
            let known: Vec<&str> = checks.iter().map(|check| check.name.as_str()).collect();
            bail!("there is no check `{name}`; there are: {}", known.join(", "));
        }
    }
    let chosen = checks.iter().filter(|check| {
        (!quick || check.quick)
            && (names.is_empty() || names.iter().any(|name| is_named(check, name)))
    });

    let built = Built::default();
    let mut rows = Vec::new();
    for check in chosen {
        println!("\n=== {} ({})", check.headline, check.name);
        let start = Instant::now();
        let result = (check.run)(&built);
        let time = start.elapsed();
        match &result {
            Ok(note) => println!(
                "--- passed in {}{}{note}",
                seconds(time),
                if note.is_empty() { "" } else { ": " }
            ),
            Err(error) => println!("--- FAILED in {}: {error:#}", seconds(time)),
        }
        rows.push((check, time, result));
    }

    println!("\n=== Summary");
    for (check, time, result) in &rows {
        let (word, note) = match result {
            Ok(note) => ("passed", note.clone()),
            Err(error) => ("FAILED", format!("{error:#}")),
        };
        let note = note.lines().next().unwrap_or_default();
        println!("{word}  {:>8}  {:<22} {note}", seconds(*time), check.name);
    }
    let failed = rows.iter().filter(|(_, _, result)| result.is_err()).count();
    println!("{} passed, {failed} failed", rows.len() - failed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

fn cargo(args: &[&str]) -> Result<String> {
    let status = Command::new(env!("CARGO")).args(args).current_dir(root()).status()?;
    ensure!(status.success(), "cargo {} failed", args.join(" "));
    Ok(String::new())
}
