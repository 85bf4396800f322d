//! Rolling up natively, beside others: the totals again with DuckDB, and how long each takes
//! (docs/roll-up.md, docs/performance.md).

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{root, tools};

/// How many files each run has.
const SIZES: [usize; 4] = [10, 100, 1000, 10_000];
/// How often each is run; the least time is shown, as other work of the machine only adds.
const RUNS: usize = 3;

/// The totals by DuckDB over the long table, against ours.
pub fn duckdb_test() -> Result<String> {
    let python = python()?;
    let status = Command::new(env!("CARGO"))
        .args(["test", "--package", "phieu", "--test", "program", "--", "--ignored", "duckdb"])
        .env("PHIEU_DUCKDB_PYTHON", &python)
        .current_dir(root())
        .status()?;
    ensure!(status.success(), "the totals by DuckDB differ, or it does not run");
    Ok(String::new())
}

/// A Python with DuckDB and pandas, in a folder of its own under target/.
fn python() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(PYTHON) {
        return Ok(path.into());
    }
    let folder = root().join("target/python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let has = |python: &Path| {
        let import = Command::new(python).args(["-c", "import duckdb, pandas"]).output();
        import.is_ok_and(|import| import.status.success())
    };
    if !has(&python) {
        let how = format!(
            "DuckDB and pandas are missing: `python3 -m venv target/python && target/python/bin/pip install duckdb pandas`, or set {PYTHON} to a Python that has them"
        );
        let base = ["python3", "python"].iter().find_map(|name| tools::on_path(name));
        let base = base.context(how.clone())?;
        let made = Command::new(base).args(["-m", "venv"]).arg(&folder).status();
        ensure!(made.is_ok_and(|made| made.success()), "{how}");
        let pip = Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(PACKAGES)
            .status();
        ensure!(pip.is_ok_and(|pip| pip.success()) && has(&python), "{how}");
    }
    Ok(python)
}

/// Overrules the search for a Python.
const PYTHON: &str = "PHIEU_PYTHON";
/// What is compared with, in fixed versions: never shipped, only run here.
const PACKAGES: [&str; 2] = ["duckdb==2.0.0", "pandas==3.1.1"];

/// A measured run.
struct Run {
    time: Duration,
    /// The most memory it had at once, in kB; none where the system does not say.
    peak: Option<u64>,
}

/// Measures, and prints the table for docs/performance.md.
pub fn bench() -> Result<ExitCode> {
    let python = python()?;
    let build = |args: &[&str]| -> Result<()> {
        let status =
            Command::new(env!("CARGO")).arg("build").args(args).current_dir(root()).status()?;
        ensure!(status.success(), "cargo build {} failed", args.join(" "));
        Ok(())
    };
    build(&["--profile", "server", "--package", "phieu", "--bin", "phieu", "--example", "floor"])?;
    build(&["--release", "--package", "province"])?;
    let phieu = root().join("target/server/phieu");
    let floor = root().join("target/server/examples/floor");
    let folder = root().join("target/roll-up");
    fs::create_dir_all(&folder)?;
    let mut out = String::from(HEAD);
    let mut floors = String::from(FLOORS);
    for size in SIZES {
        let made = folder.join(format!("plain-{size}"));
        if !made.join("ledger.json").is_file() {
            let mut province = Command::new(root().join("target/release/province"));
            province.arg(&made).args(["--case", "plain", "--units", &size.to_string()]);
            ensure!(province.status()?.success(), "{province:?} failed");
        }
        let (files, ledger) = (made.join("files"), made.join("ledger.json"));
        let read = measure(|| {
            let mut command = Command::new(&floor);
            command.arg(&files);
            command
        })?;
        let hashed = measure(|| {
            let mut command = Command::new(&floor);
            command.arg(&files).arg("sha256");
            command
        })?;
        let result = |name: &str| folder.join(name);
        let totals = result("totals.ndjson");
        let ours = measure(|| {
            let mut command = Command::new(&phieu);
            command.arg("roll-up").arg(&files).arg("--force").arg("--totals").arg(&totals);
            command
        })?;
        let whole_file = result("whole.phieu.json");
        let whole = measure(|| {
            let _ = fs::remove_file(&whole_file);
            let mut command = Command::new(&phieu);
            command.arg("roll-up").arg(&files).arg("-o").arg(&whole_file);
            command
        })?;
        let ours_sums = cells(&totals)?;
        let mut theirs = Vec::new();
        for script in ["duckdb_sums.py", "pandas_sums.py"] {
            let sums = result("sums.json");
            theirs.push(measure(|| {
                let mut command = Command::new(&python);
                command.arg(root().join("benches/roll_up").join(script));
                command.arg(&files).arg(&ledger).arg(&sums);
                command
            })?);
            compare(&ours_sums, &sums, &ledger)
                .with_context(|| format!("{script}, {size} files"))?;
        }
        let (duckdb, pandas) = (&theirs[0], &theirs[1]);
        let bytes = fs::metadata(&whole_file)?.len();
        writeln!(
            out,
            "| {size} | {} | {} | {} | {} | {}× | {}× | {} B |",
            row(&ours, size),
            row(&whole, size),
            row(duckdb, size),
            row(pandas, size),
            times(duckdb, &ours),
            times(pandas, &ours),
            bytes / u64::try_from(size)?,
        )?;
        writeln!(
            floors,
            "| {size} | {} | {} | {}× | {}× | {}× |",
            row(&read, size),
            row(&hashed, size),
            times(&ours, &read),
            times(pandas, &read),
            times(pandas, &hashed),
        )?;
    }
    write!(out, "\n{floors}")?;
    println!("{out}");
    fs::write(folder.join("result.md"), out)?;
    // The same files in the page.
    crate::build::build(&crate::build::Options::default())?;
    let made = SIZES.map(|size| folder.join(format!("plain-{size}")).display().to_string());
    crate::browsers::roll_up_bench(&made)?;
    Ok(ExitCode::SUCCESS)
}

const HEAD: &str = "\
| files | **Phiếu, totals** | Phiếu, totals and the consolidated file, verified | DuckDB | pandas | DuckDB's time against ours | pandas's time against ours | a unit in the consolidated file |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
";

const FLOORS: &str = "\
| files | open, read and close alone | the same and SHA-256 | our time against reading alone | pandas's time against reading alone | pandas's time against reading and SHA-256 |
| ---: | ---: | ---: | ---: | ---: | ---: |
";

fn row(run: &Run, files: usize) -> String {
    let millis = run.time.as_millis().max(1);
    let speed = u128::try_from(files).unwrap_or_default() * 1000 / millis;
    let peak = run.peak.map_or(String::new(), |peak| format!(", {} MB", peak / 1024));
    format!("{} s, {speed}/s{peak}", hundredths(millis / 10))
}

/// How many times as long one takes as another.
fn times(one: &Run, other: &Run) -> String {
    hundredths(one.time.as_micros() * 100 / other.time.as_micros().max(1))
}

fn hundredths(n: u128) -> String {
    format!("{}.{:02}", n / 100, n % 100)
}

/// Runs a program some times and takes the least time and the greatest memory.
fn measure(command: impl Fn() -> Command) -> Result<Run> {
    let mut best = Run { time: Duration::MAX, peak: None };
    for _ in 0..RUNS {
        let mut command = command();
        let mut child = command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .with_context(|| format!("{command:?}"))?;
        let start = Instant::now();
        let mut peak = None;
        let status = loop {
            // The system forgets it when the process ends, so it is asked again and again.
            peak = memory(child.id()).or(peak);
            if let Some(status) = child.try_wait()? {
                break status;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let time = start.elapsed();
        ensure!(matches!(status.code(), Some(0 | 1)), "{command:?} failed");
        best = Run { time: best.time.min(time), peak: best.peak.max(peak) };
    }
    Ok(best)
}

/// The most memory that a process had so far, on Linux.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Our totals as the scripts name theirs: by question and cell, low, high and how many gave.
fn cells(totals: &Path) -> Result<std::collections::BTreeMap<String, [i64; 3]>> {
    let mut out = std::collections::BTreeMap::new();
    for line in fs::read_to_string(totals)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        let part = text("part");
        // What stands in one cell is two amounts of a share: over the units that gave both numbers,
        // and over the others.
        let cell = match text("kind") {
            "share" | "audience_shares" | "grades" if part != "total" => {
                let (line, name) = part.rsplit_once('.').map_or(("", part), |(l, n)| (l, n));
                let cell = match name {
                    "both_done" | "done_only" => "done",
                    "both_total" | "total_only" => "total",
                    _ => continue,
                };
                if line.is_empty() { cell.to_owned() } else { format!("{line}/{cell}") }
            }
            _ => part.replace('.', "/"),
        };
        let key = format!("{}.{} {cell}", text("item"), text("field"));
        let sum: &mut [i64; 3] = out.entry(key).or_default();
        for (sum, column) in sum.iter_mut().zip(["low", "high", "given"]) {
            *sum += row[column].as_i64().unwrap_or(0);
        }
    }
    Ok(out)
}

/// Whether a script has our sums for every cell that it added.
fn compare(
    ours: &std::collections::BTreeMap<String, [i64; 3]>,
    sums: &Path,
    ledger: &Path,
) -> Result<()> {
    let ledger: Value = serde_json::from_str(&fs::read_to_string(ledger)?)?;
    let theirs: Value = serde_json::from_str(&fs::read_to_string(sums)?)?;
    let theirs = theirs.as_object().context("no sums")?;
    ensure!(theirs.len() > 20, "only {} sums", theirs.len());
    for (cell, sum) in theirs {
        // A number for each subordinate unit is added by nobody but a script that does not know it.
        let question = cell.split(' ').next().unwrap_or_default();
        if ledger["totals"]["all"]["questions"][question]["spread"].is_array() {
            continue;
        }
        let number = |at: usize| -> Option<i64> {
            match &sum[at] {
                Value::String(text) => text.split('.').next()?.parse().ok(),
                other => other.as_i64(),
            }
        };
        let sum = [number(0), number(1), number(2)].map(|n| n.unwrap_or(-1));
        // What nobody gave has no line in our table.
        let own = ours.get(cell).copied().unwrap_or_default();
        ensure!(own == sum, "{cell}: ours {own:?}, theirs {sum:?}");
    }
    Ok(())
}
