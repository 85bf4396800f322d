//! The program itself: made-up provinces go through it, level by level, and what comes out is
//! compared with their ledgers, which know nothing of it (docs/province.md).

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

use phieu::file::{self, Library};
use phieu::kinds::{Cell, Spec, Total};
use phieu::roll_up::{Arrival, choose, contributions, totals};
use phieu::sheet::{Edit, apply};
use phieu::template::Template;
use province::{Case, Options, make};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder under `target/`, empty at first.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("program").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn phieu(args: &[&str], at: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_phieu")).args(args).current_dir(at).output().unwrap()
}

/// Runs it, holds it to an exit code, and gives what it said.
fn run(args: &[&str], at: &Path, code: i32) -> String {
    let output = phieu(args, at);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "phieu {}\n{said}", args.join(" "));
    said
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The rows of a table by item, field and part.
fn table(path: &Path) -> BTreeMap<(String, String, String), Value> {
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        ((text("item"), text("field"), text("part")), row)
    })
    .collect()
}

fn only_file(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).unwrap();
    files.next().unwrap().unwrap().path()
}

// --- the ledger against the totals -----------------------------------------------------------

type Rows = BTreeMap<(String, String, String), Value>;

/// What the ledger expects of one sum.
fn expected(sum: &Value) -> [i64; 7] {
    let number = |value: &Value| value.as_i64().unwrap_or(0);
    let doubt = |value: &Value| match value.as_str() {
        Some("included") => 1,
        Some("excluded") => 2,
        _ => 0,
    };
    let (exact, doubtful) = (number(&sum["exact"]), &sum["doubtful"]);
    [
        exact + number(&doubtful["low"]),
        exact + number(&doubtful["high"]),
        doubt(&doubtful["less"]),
        doubt(&doubtful["more"]),
        exact,
        number(&sum["given"]),
        number(&sum["unstated"]),
    ]
}

fn given(row: &Value) -> [i64; 7] {
    ["low", "high", "less", "more", "exact", "given", "unstated"]
        .map(|column| row[column].as_i64().unwrap_or(0))
}

/// Whether a line of a question is a group of grades.
fn is_group(form: &Template, item: &str, field: &str, line: &str) -> bool {
    match form.item(item).and_then(|item| item.field(field)).map(|field| &field.kind) {
        Some(Spec::Grades(spec)) => spec.or_better.iter().any(|group| group.code == line),
        _ => false,
    }
}

/// Compares a scope of the ledger with a table of totals, and takes out what was compared.
fn compare(form: &str, scope: &Value, rows: &mut Rows, what: &str) -> usize {
    let form = Library::builtin().newest(form).unwrap();
    let mut compared = 0;
    for (name, question) in scope["questions"].as_object().unwrap() {
        let (item, field) = name.split_once('.').unwrap();
        let mut sum = |part: &str, wanted: [i64; 7]| {
            let key = (item.to_owned(), field.to_owned(), part.to_owned());
            let row = rows.remove(&key).as_ref().map_or([0; 7], given);
            assert_eq!(row, wanted, "{what}: {name} {part}");
            compared += 1;
        };
        let number = |key: &str| question[key].as_i64().unwrap_or(0);
        // Units, each counted once; things, of which nobody knows who gave how many.
        let units = |n: i64| [n, n, 0, 0, n, n, 0];
        let things = |n: i64| [n, n, 0, 0, n, 0, 0];
        let empty = serde_json::Map::new();
        let of = |key: &str| question[key].as_object().unwrap_or(&empty).clone();
        match question["kind"].as_str().unwrap() {
            "figure" | "breakdown" => {
                for (cell, wanted) in of("cells") {
                    sum(&cell.replace('/', "."), expected(&wanted));
                }
            }
            kind @ ("share" | "audience_shares" | "grades") => {
                if kind == "grades" && question["cells"]["total"].is_object() {
                    sum("total", expected(&question["cells"]["total"]));
                }
                for (line, share) in of("shares") {
                    // Groups of grades stand in the ledger only as stated; ours are made of theirs.
                    if is_group(&form, item, field, &line) {
                        continue;
                    }
                    let before = if kind == "share" { String::new() } else { format!("{line}.") };
                    for part in ["both_done", "both_total", "done_only", "total_only"] {
                        sum(&format!("{before}{part}"), expected(&share[part]));
                    }
                    let rate_only = share["rate_only"].as_i64().unwrap();
                    sum(&format!("{before}rate_only"), units(rate_only));
                }
            }
            "choice" | "status" => {
                for (option, n) in of("options") {
                    sum(&option, units(n.as_i64().unwrap()));
                }
            }
            "documents" => sum("lines", things(number("lines"))),
            "rows" => {
                sum("lines", things(number("lines")));
                for (column, wanted) in of("cells") {
                    sum(&format!("sum.{column}"), expected(&wanted));
                }
            }
            "paragraphs" => {
                sum("units", units(number("answered")));
                sum("points", things(number("lines")));
                sum("causes", things(number("causes")));
            }
            "text" | "date" => sum("given", units(number("answered"))),
            other => panic!("{other}"),
        }
    }
    // What the ledger has no word for: parts that close, groups of grades made of their grades, and
    // the share of a grade of which a unit said nothing but how many were rated.
    rows.retain(|(item, field, part), row| {
        let group = part.split('.').next().is_some_and(|line| is_group(&form, item, field, line));
        let closes = part.ends_with(".closed_total") || part.ends_with(".closed_parts");
        !(closes || group || given(row) == [0; 7])
    });
    assert!(rows.is_empty(), "{what}: not in the ledger: {:?}", rows.keys().collect::<Vec<_>>());
    compared
}

/// The code that the program gives to a file for which the ledger has a reason.
fn code_of(reason: &str) -> &'static [&'static str] {
    match reason {
        "counted" => &["counted", "counted_for_now"],
        "older_revision" => &["superseded"],
        "same_bytes" => &["twice"],
        "cut" => &["damaged"],
        "altered" => &["altered"],
        "other_period" => &["other_period"],
        "other_form" => &["other_template"],
        "newer_format" => &["newer_format"],
        "not_a_sheet" => &["not_a_sheet"],
        "unknown_unit" => &["not_on_roster"],
        "two_sheets" | "forked" => &["contested"],
        other => panic!("{other}"),
    }
}

/// Whether the program says of every file of a folder what the ledger says.
fn compare_files(ledger: &Value, folder: &str, report: &Value) -> usize {
    let said = |path: &str| -> &Value {
        let files = report["files"].as_array().unwrap();
        let find = files.iter().find(|file| file["path"] == path);
        find.unwrap_or_else(|| panic!("{folder}{path} is not in the report"))
    };
    let files = ledger["files"].as_array().unwrap();
    let mut compared = 0;
    for file in files {
        let Some(path) = file["path"].as_str().unwrap().strip_prefix(folder) else { continue };
        if path.starts_with("own/") {
            continue;
        }
        let (mut path, mut reason) = (path.to_owned(), file["reason"].as_str().unwrap());
        // Of two that are one, either may be called the second: here the first by path counts.
        let twins = |other: &&Value| {
            other["sheet"] == file["sheet"] && other["revision"] == file["revision"]
        };
        let copy = files.iter().filter(twins).find(|other| other["reason"] == "same_bytes");
        if let Some(copy) = copy {
            let copy = copy["path"].as_str().unwrap().strip_prefix(folder).unwrap();
            let mut both = [copy.to_owned(), copy.replace(" (1)", "")];
            both.sort();
            let [first, second] = both;
            (path, reason) = if reason == "counted" { (first, reason) } else { (second, reason) };
        }
        let line = said(&path);
        let code = line["code"].as_str().unwrap();
        assert!(code_of(reason).contains(&code), "{folder}{path}: {reason} is called {code}");
        for language in ["vi", "en"] {
            assert!(line[language].as_str().unwrap().ends_with('.'), "{line}");
        }
        compared += 1;
    }
    compared
}

/// What a unit is missing for, by the ledger.
fn missing(ledger: &Value, parent: &str) -> BTreeSet<String> {
    let units = ledger["units"].as_array().unwrap().iter();
    units
        .filter(|unit| unit["parent"] == parent && unit["on_roster"] == true)
        .filter(|unit| unit["counted"] == false)
        .map(|unit| unit["code"].as_str().unwrap().to_owned())
        .collect()
}

fn missing_said(report: &Value) -> BTreeSet<String> {
    let missing = report["missing"].as_array().unwrap().iter();
    missing.map(|line| line["code"].as_str().unwrap().to_owned()).collect()
}

/// Cells into districts, districts into the province: all with the program, at every level what the
/// ledger says.
fn three_levels(name: &str, seed: u64) -> PathBuf {
    let at = folder(name);
    let options = Options { case: Case::S4, seed, units: None, bad: true };
    make::province(options, &at.join("in")).unwrap();
    let ledger = json(&at.join("in/ledger.json"));
    fs::create_dir_all(at.join("up")).unwrap();
    let mut files = 0;
    for (district, scope) in ledger["totals"]["districts"].as_object().unwrap() {
        let own = only_file(&at.join("in").join(district).join("own"));
        let (roster, out) =
            (format!("in/{district}/roster.tsv"), format!("up/{district}.phieu.json"));
        let (report, sums) = (format!("{district}.json"), format!("{district}.ndjson"));
        let folder = format!("in/{district}");
        let args = [
            "roll-up",
            &folder,
            "--roster",
            &roster,
            "--own",
            own.to_str().unwrap(),
            "-o",
            &out,
            "--totals",
            &sums,
            "--report-to",
            &report,
            "--lang",
            "en",
            "--threads",
            "2",
        ];
        let output = phieu(&args, &at);
        let report = json(&at.join(&report));
        let missing = missing(&ledger, district);
        assert_eq!(missing_said(&report), missing, "{district}");
        files += compare_files(&ledger, &format!("{district}/"), &report);
        let compared = compare("ct05", scope, &mut table(&at.join(&sums)), district);
        assert!(compared > 100, "{compared}");
        let codes =
            report["files"].as_array().unwrap().iter().map(|file| file["code"].as_str().unwrap());
        let fine = ["counted", "superseded", "twice"];
        let bad = codes.filter(|code| !fine.contains(code)).count() > 0 || !missing.is_empty();
        assert_eq!(output.status.code(), Some(i32::from(bad)), "{district}");
        // Every file that does not simply count, or of whose unit another came, is named on the screen.
        let said = String::from_utf8(output.stderr).unwrap();
        for file in report["files"].as_array().unwrap() {
            let named = said.contains(&format!("{}: ", file["path"].as_str().unwrap()));
            let others = file["others"].as_array().is_some_and(|others| !others.is_empty());
            assert_eq!(named, file["code"] != "counted" || others, "{file}\n{said}");
        }
    }
    let own = only_file(&at.join("in/own"));
    run(
        &[
            "roll-up",
            "up",
            "--roster",
            "in/roster.tsv",
            "--own",
            own.to_str().unwrap(),
            "-o",
            "whole.phieu.json",
            "--long",
            "long.ndjson",
            "--totals",
            "totals.ndjson",
            "--report-to",
            "report.json",
        ],
        &at,
        0,
    );
    let compared =
        compare("ct05", &ledger["totals"]["all"], &mut table(&at.join("totals.ndjson")), "all");
    assert!(compared > 100, "{compared}");
    let in_districts = |file: &&Value| file["path"].as_str().unwrap().starts_with("TG-");
    let all = ledger["files"].as_array().unwrap().iter().filter(in_districts);
    let own = all.clone().filter(|file| file["path"].as_str().unwrap().contains("/own/")).count();
    assert_eq!(files, all.count() - own);
    at
}

#[test]
fn a_province_by_way_of_its_districts() {
    let at = three_levels("s4", 1);
    let ledger = json(&at.join("in/ledger.json"));

    // The file itself holds what the tables say: own and collected, added by the library.
    let bytes = fs::read(at.join("whole.phieu.json")).unwrap();
    let received = file::receive(&bytes, &Library::builtin()).unwrap();
    assert!(!received.altered);
    let arrival = Arrival::new(received.own, received.units, false);
    let arrivals = [arrival];
    let units = contributions(&arrivals, &choose(&arrivals, &Default::default()));
    let sums = totals(&received.template, &units);
    let rows = table(&at.join("totals.ndjson"));
    let mut amounts = 0;
    for ((item, field), sum) in &sums {
        for (part, sum) in sum.value.iter().flat_map(Total::amounts) {
            let row = &rows[&(item.clone(), field.clone(), part)];
            let exact = sum.exact.and_then(|n| n.as_whole()).map(|n| i64::try_from(n).unwrap());
            assert_eq!(row["exact"].as_i64(), exact);
            assert_eq!(row["given"].as_u64(), Some(u64::from(sum.given)));
            amounts += 1;
        }
        let question = &ledger["totals"]["all"]["questions"][format!("{item}.{field}")];
        if sum.gave > 0 {
            assert_eq!(Some(u64::from(sum.gave)), question["answered"].as_u64(), "{item}.{field}");
        }
    }
    assert_eq!(amounts, rows.len());
    let counted = ledger["counts"]["counted"].as_u64().unwrap();
    assert_eq!(units.len() as u64, counted);

    // The published figures.
    for wanted in ledger["wanted"].as_array().unwrap() {
        let (item, field) = wanted["question"].as_str().unwrap().split_once('.').unwrap();
        let cell = wanted["cell"].as_str().unwrap();
        let scope = wanted["scope"].as_str().unwrap();
        let level = |unit: &str| match unit {
            "province" | "district" => unit.to_owned(),
            _ => "grassroots".to_owned(),
        };
        let of: Vec<_> = units
            .iter()
            .filter(|unit| scope == "all" || level(&unit.unit.level) == scope)
            .cloned()
            .collect();
        let total = phieu::roll_up::of_field(&of, item, field).unwrap();
        let part = match (cell, total.name()) {
            ("value", _) => String::new(),
            (cell, _) => cell.replace('/', "."),
        };
        let sum = total.sum(&part).unwrap().figure().unwrap().as_exact().unwrap();
        assert_eq!(sum.as_whole(), wanted["sum"].as_i64().map(i128::from), "{wanted}");
    }

    // A unit that comes on its own and again inside its district's file counts once, and the screen
    // says which two files are of it.
    let cell = ledger["files"].as_array().unwrap().iter();
    let mut cell = cell.filter(|file| {
        file["reason"] == "counted" && file["path"].as_str().unwrap().starts_with("TG-01/ct05")
    });
    let cell = cell.next().unwrap()["path"].as_str().unwrap();
    fs::copy(at.join("in").join(cell), at.join("up/alone.phieu.json")).unwrap();
    let own = only_file(&at.join("in/own"));
    let again = ["roll-up", "up", "--own", own.to_str().unwrap(), "--totals", "again.ndjson"];
    let said = run(&[&again[..], &["--lang", "en"]].concat(), &at, 0);
    let line = said.lines().find(|line| line.contains("alone.phieu.json: "));
    assert!(line.is_some_and(|line| line.contains("The same unit: TG-01.phieu.json.")), "{said}");
    assert_eq!(
        fs::read(at.join("again.ndjson")).unwrap(),
        fs::read(at.join("totals.ndjson")).unwrap()
    );

    // `check` finds in a unit's file what the maker put there, kept with a reason or not, and both in
    // the consolidated file.
    let of = |reason: &str| {
        let units = ledger["units"].as_array().unwrap().iter();
        let unit = units.clone().find(|unit| unit["reason"] == reason).unwrap();
        let files = ledger["files"].as_array().unwrap().iter();
        let file = files.clone().find(|file| file["unit"] == unit["code"]).unwrap();
        let path = at.join("in").join(file["path"].as_str().unwrap());
        (path, unit["name"].as_str().unwrap().to_owned())
    };
    let check = |path: &Path, code: i32| {
        let output = phieu(&["check", path.to_str().unwrap()], &at);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{said}");
        said
    };
    let line = |said: &str, about: &str| {
        let mut lines = said.lines();
        let found = lines.find(|line| line.contains("B2.attendance") && line.contains(about));
        found.unwrap_or_else(|| panic!("{about} in\n{said}")).to_owned()
    };
    let (open, open_name) = of("contradiction_open");
    assert!(!line(&check(&open, 1), "nhiều hơn").contains("giữ nguyên"));
    let (kept, kept_name) = of("contradiction_kept");
    let said = String::from_utf8(phieu(&["check", kept.to_str().unwrap()], &at).stdout).unwrap();
    assert!(line(&said, "nhiều hơn").contains("đơn vị giữ nguyên, lý do: "));
    let said = check(&at.join("whole.phieu.json"), 1);
    assert!(line(&said, &open_name).contains("Hãy hỏi lại đơn vị"));
    assert!(line(&said, &kept_name).contains("Đơn vị giữ nguyên, với lý do"));
}

#[test]
fn another_province() {
    three_levels("s4-7", 7);
}

#[test]
fn fourteen_units_directly() {
    let at = folder("s0");
    let options = Options { case: Case::S0, seed: 1, units: None, bad: false };
    make::province(options, &at.join("in")).unwrap();
    let own = only_file(&at.join("in/own"));
    let args = [
        "roll-up",
        "in/files",
        "--roster",
        "in/roster.tsv",
        "--own",
        own.to_str().unwrap(),
        "-o",
        "whole.phieu.json",
        "--totals",
        "totals.ndjson",
        "--long",
        "long.csv",
        "--report-to",
        "report.json",
    ];
    run(&args, &at, 0);
    let ledger = json(&at.join("in/ledger.json"));
    let report = json(&at.join("report.json"));
    assert_eq!(report["counted_units"], 14);
    assert_eq!(report["missing"].as_array().unwrap().len(), 0);
    assert!(
        compare("ct03", &ledger["totals"]["all"], &mut table(&at.join("totals.ndjson")), "s0") > 20
    );
    let csv = fs::read(at.join("long.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}unit_id,unit,parent,".as_bytes()));

    // What is there already is not written over, unless that is said; and the same files give the
    // same bytes.
    let before = fs::read(at.join("whole.phieu.json")).unwrap();
    let said = run(&args, &at, 2);
    assert!(said.contains("whole.phieu.json") && said.contains("--force"), "{said}");
    run(&[&args[..], &["--force"]].concat(), &at, 0);
    assert_eq!(fs::read(at.join("whole.phieu.json")).unwrap(), before);
    // To the standard output the same.
    let mut piped = args.to_vec();
    let to = piped.iter().position(|arg| *arg == "whole.phieu.json").unwrap();
    piped[to] = "-";
    assert_eq!(phieu(&[&piped[..], &["--force"]].concat(), &at).stdout, before);
}

/// Without an own sheet, form and period are those of the first file; with other files the result
/// is the next revision of the same sheet.
#[test]
fn without_an_own_sheet() {
    let at = folder("plain");
    let options = Options { case: Case::Plain, seed: 3, units: Some(12), bad: false };
    make::province(options, &at.join("in")).unwrap();
    run(&["roll-up", "in/files", "-o", "a.phieu.json", "--unit", "Đảng ủy xã A"], &at, 0);
    let first = json(&at.join("a.phieu.json"));
    assert_eq!(first["unit"]["name"], "Đảng ủy xã A");
    assert_eq!(
        (&first["template"]["id"], &first["period"]["from"]["typed"]),
        (&"ct05".into(), &"2019".into())
    );
    fs::remove_file(only_file(&at.join("in/files"))).unwrap();
    run(&["roll-up", "in/files", "-o", "a.phieu.json", "--force"], &at, 0);
    let second = json(&at.join("a.phieu.json"));
    assert_eq!((&second["sheet"], &second["revision"]), (&first["sheet"], &2.into()));
    assert_eq!(second["previous"], first["fingerprint"]);
    // A sheet of somebody else is never written over.
    let other = only_file(&at.join("in/files"));
    let other = other.to_str().unwrap();
    let bytes = fs::read(other).unwrap();
    let said =
        run(&["roll-up", "in/files", "-o", other, "--own", "a.phieu.json", "--force"], &at, 2);
    assert!(said.contains(other), "{said}");
    assert_eq!(fs::read(other).unwrap(), bytes);

    // Another period: nothing counts, and that is said.
    let said = run(&["roll-up", "in/files", "--period", "2016-2018", "-o", "b.phieu.json"], &at, 2);
    assert!(said.contains("kỳ khác") && !at.join("b.phieu.json").exists(), "{said}");

    // A link is no file, a table of another program no sheet; the good ones count all the same.
    fs::write(at.join("in/files/a.csv"), "x;y\n1;2\n").unwrap();
    fs::write(at.join("in/files/large.bin"), vec![0xd0; 3 << 20]).unwrap();
    fs::write(at.join("in/files/.hidden"), "").unwrap();
    let said = run(&["roll-up", "in/files", "--lang", "en", "--report-to", "r.json"], &at, 1);
    assert!(said.contains("a.csv: ") && said.contains("large.bin: "), "{said}");
    assert_eq!(json(&at.join("r.json"))["files"].as_array().unwrap().len(), 13);
}

#[test]
fn wrong_use_says_what_to_do() {
    let at = folder("use");
    for args in [
        &["roll-up"][..],
        &["roll-up", "nowhere"],
        &["roll-up", ".", "--form", "ct99"],
        &["roll-up", ".", "--period", "soon", "--form", "ct05"],
        &["roll-up", ".", "--long", "x.xlsx"],
        &["roll-up", ".", "--threads", "0"],
        &["roll-up", ".", "--own", "a", "--unit", "b"],
        &["roll-up", ".", "-o", "x.csv", "--totals", "x.csv"],
        &["roll-up", ".", "--no-such-thing"],
        &["roll-up", ".", "--lang", "fr"],
        &["roll-up", "."],
        &["check"],
        &["check", "x", "--force"],
        &["blank"],
        &["blank", "x"],
        &["blank", "x", "y", "-o", "z"],
        &["blank", "x", "-o", "z", "--form", "ct07"],
        &["blank", "nowhere", "-o", "z"],
        &["fly"],
    ] {
        let said = run(args, &at, 2);
        assert!(said.trim_end().ends_with('.') && !said.contains("panicked"), "{args:?}: {said}");
        let english = run(&[args, &["--lang=en"]].concat(), &at, 2);
        assert!(english != said || args.contains(&"fr"), "{args:?}: {english}");
    }
    let help = phieu(&["--help"], &at);
    assert_eq!(help.status.code(), Some(0));
    assert!(String::from_utf8(help.stdout).unwrap().contains("roll-up"));
    assert_eq!(fs::read_dir(&at).unwrap().count(), 0);
}

#[test]
fn check_names_what_is_to_be_looked_at() {
    let at = folder("check");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let fixture = fixtures.join("s0.phieu.json");
    // The made-up cell has an answer to all that is needed, and nothing in it contradicts.
    let cell = fixtures.join("cell.phieu.json");
    let checked = phieu(&["check", cell.to_str().unwrap()], &at);
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(said.contains("cell.phieu.json: 0 điểm cần xem"), "{said}");
    assert_eq!(checked.status.code(), Some(0), "{said}");
    fs::write(at.join("bad.phieu.json"), "{").unwrap();
    let checked = phieu(&["check", "bad.phieu.json", fixture.to_str().unwrap()], &at);
    assert_eq!(checked.status.code(), Some(2));
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(said.contains("bad.phieu.json: ") && said.contains("s0.phieu.json: "), "{said}");
}

/// A form of one's own is checked, gets into a blank sheet, is filled and rolled up, all without the
/// compiler.
#[test]
fn a_form_of_ones_own() {
    let at = folder("form");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/new-form.json");
    let text = fs::read_to_string(example).unwrap();
    fs::write(at.join("good.json"), &text).unwrap();
    // Notepad's mark of order is no fault.
    fs::write(at.join("mark.json"), format!("\u{feff}{text}")).unwrap();
    fs::write(at.join("comma.json"), text.replacen("\"vi-du\",", "\"vi-du\"", 1)).unwrap();
    fs::write(at.join("begun.json"), "{\"format\": 1, \"items\": []}").unwrap();
    let two =
        text.replace("\"g1\"}", "\"g9\"}").replace("\"en\": \"session\"", "\"en\": \"{day}\"");
    fs::write(at.join("two.json"), two).unwrap();
    fs::write(at.join("advice.json"), text.replace("gồm {each.list}.", "gồm {each.list}")).unwrap();
    let taken = text.replace("\"vi-du\"", "\"ct07\"").replace("\"2027.1\"", "\"2026.1\"");
    fs::write(at.join("taken.json"), taken).unwrap();
    for (name, code, expected) in [
        ("good.json", 0, &["form vi-du 2027.1 is whole: 2 sections, 5 questions\n"][..]),
        ("mark.json", 0, &["is whole"]),
        ("comma.json", 1, &["1 to mend", "line 4, letter 2: "]),
        ("begun.json", 1, &["“sections” is missing", "“report” is missing"]),
        ("two.json", 1, &["names the section g9", "R3/each: its “row” has slots"]),
        ("advice.json", 1, &["is whole", "1 to look at", "R3/each: no full stop"]),
        ("taken.json", 1, &["another form, which the page brings along"]),
    ] {
        let output = phieu(&["check", name, "--lang", "en"], &at);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{name}: {said}");
        for words in expected {
            assert!(said.contains(words), "{name}: {said}");
        }
    }

    let blank = ["blank", "good.json", "-o", "own.phieu.json", "--period", "2027"];
    run(&[&blank[..], &["--unit", "Đảng ủy xã A"]].concat(), &at, 0);
    // What is there is not written over, and of a faulty form there is no sheet.
    run(&blank, &at, 2);
    let said = run(&["blank", "two.json", "-o", "two.phieu.json", "--lang", "en"], &at, 2);
    assert!(said.contains("phieu check two.json") && !at.join("two.phieu.json").exists(), "{said}");

    // Whoever has only the page opens it: the form is inside.
    let page = Library::with_later(|_| None);
    let own = file::read(&fs::read(at.join("own.phieu.json")).unwrap(), &page).unwrap();
    assert!(!own.altered && own.sheet.items.is_empty());
    assert_eq!((&*own.template.id, own.sheet.unit.name.text()), ("vi-du", "Đảng ủy xã A"));

    fs::create_dir(at.join("in")).unwrap();
    for (unit, sessions) in [("Chi bộ 1", "2"), ("Chi bộ 2", "3")] {
        run(&["blank", "good.json", "-o", "in/a", "--unit", unit, "--period", "2027"], &at, 0);
        let opened = file::read(&fs::read(at.join("in/a")).unwrap(), &page).unwrap();
        let edit = Edit::Cell {
            item: "R1".to_owned(),
            field: "held".to_owned(),
            cell: Cell::new("value"),
            text: sessions.to_owned(),
        };
        let sheet = apply(&opened.sheet, &opened.template, &edit);
        let written = file::write(&opened.template, &sheet, Some(&opened.saved), &page);
        fs::write(at.join(format!("in/{unit}.phieu.json")), written.bytes).unwrap();
        fs::remove_file(at.join("in/a")).unwrap();
    }
    run(&["roll-up", "in", "--own", "own.phieu.json", "--totals", "t.ndjson"], &at, 0);
    let totals = table(&at.join("t.ndjson"));
    let held = &totals[&("R1".to_owned(), "held".to_owned(), "value".to_owned())];
    assert_eq!((&held["exact"], &held["given"]), (&5.into(), &2.into()), "{held}");
}

/// `cargo xtask test duckdb` brings DuckDB and says where its Python is.
#[test]
#[ignore = "needs DuckDB: cargo xtask test duckdb"]
fn duckdb_has_our_totals() {
    let python =
        std::env::var_os("PHIEU_DUCKDB_PYTHON").expect("PHIEU_DUCKDB_PYTHON: a Python with duckdb");
    let at = three_levels("duckdb", 1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = Command::new(python)
        .arg(root.join("tests/program_duckdb.py"))
        .arg(root.join("docs/roll-up.sql"))
        .current_dir(&at)
        .status()
        .unwrap();
    assert!(script.success());
    let text = fs::read_to_string(at.join("sums.csv")).unwrap();
    let mut theirs = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |at: usize| cells[at].strip_suffix(".000").unwrap_or(cells[at]).to_owned();
        let key = (cells[0].to_owned(), cells[1].to_owned(), cells[3].to_owned());
        theirs.insert(key, (4..11).map(number).collect::<Vec<String>>());
    }
    let ours = table(&at.join("totals.ndjson"));
    let columns = ["low", "high", "less", "more", "exact", "given", "unstated"];
    let text = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
    let ours: BTreeMap<_, Vec<String>> = ours
        .into_iter()
        .map(|(key, row)| (key, columns.iter().map(|column| text(&row[*column])).collect()))
        .collect();
    assert_eq!(theirs, ours);
    assert!(ours.len() > 100, "{}", ours.len());
    // The examples of the documentation give something.
    for view in ["rates", "statuses", "by_level"] {
        assert!(
            fs::read_to_string(at.join(view).with_extension("txt")).unwrap().lines().count() > 5
        );
    }
    let rates = fs::read_to_string(at.join("rates.txt")).unwrap();
    assert!(rates.contains("B2|attendance|members.|41004.000|43519.000|94.2|True"), "{rates}");
}
