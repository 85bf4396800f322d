//! The arguments of the program.

use super::Stop;
use super::said::wrong_use;
use crate::language::Lang;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What is to be done.
pub enum Command {
    /// Say what can be done.
    Help,
    /// Roll a folder up.
    RollUp(Box<RollUp>),
    /// Write a blank sheet that carries its form.
    Blank(Blank),
    /// Say what is to be looked at in these.
    Check(Vec<PathBuf>),
}

/// Of which form a blank sheet is written, and what stands in it already.
pub struct Blank {
    /// The form's file.
    pub form: PathBuf,
    /// Where the sheet goes.
    pub output: PathBuf,
    /// The unit's name.
    pub unit: Option<String>,
    /// The period.
    pub period: Option<String>,
    /// Whether a file that is there is written over.
    pub force: bool,
}

/// How a folder is rolled up.
#[derive(Default)]
pub struct RollUp {
    /// The folder.
    pub folder: PathBuf,
    /// The units expected.
    pub roster: Option<PathBuf>,
    /// The consolidating body's own sheet.
    pub own: Option<PathBuf>,
    /// Its name.
    pub unit: Option<String>,
    /// The form wanted.
    pub form: Option<String>,
    /// The period wanted.
    pub period: Option<String>,
    /// Where the consolidated sheet goes.
    pub output: Option<PathBuf>,
    /// Where the long table goes.
    pub long: Option<PathBuf>,
    /// Where the totals go.
    pub totals: Option<PathBuf>,
    /// Where it is written down what became of each file.
    pub report: Option<PathBuf>,
    /// With how many threads files are read.
    pub threads: Option<NonZeroUsize>,
    /// Whether results that are there are written over.
    pub force: bool,
}

impl RollUp {
    /// All results that are written.
    pub fn results(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.output, &self.long, &self.totals, &self.report].into_iter().flatten()
    }
}

/// The standard output.
pub fn is_output(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The language of all sentences, also of those about wrong arguments.
pub fn language(args: &[OsString]) -> Lang {
    let says_en = |pair: &[OsString]| matches!(pair, [a, b] if a == "--lang" && b == "en");
    let en = args.windows(2).any(says_en) || args.iter().any(|arg| arg == "--lang=en");
    if en { Lang::En } else { Lang::Vi }
}

/// Reads the arguments.
///
/// # Errors
/// The first that is wrong.
pub fn read(args: Vec<OsString>) -> Result<Command, Stop> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut words: Vec<OsString> = Vec::new();
    let mut out = RollUp::default();
    // The options that were said, so that none is ignored by a command that does not have it.
    let mut used: Vec<String> = Vec::new();
    while let Some(arg) = parser.next().map_err(wrong)? {
        let name = match arg {
            Value(word) => {
                words.push(word);
                continue;
            }
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('o') => "output".to_owned(),
            Short(short) => return Err(unknown(&format!("-{short}"))),
            Long(name) => name.to_owned(),
        };
        if name == "lang" {
            one_of(&text(&mut parser)?)?;
            continue;
        }
        match name.as_str() {
            "roster" => out.roster = Some(path(&mut parser)?),
            "own" => out.own = Some(path(&mut parser)?),
            "unit" => out.unit = Some(text(&mut parser)?),
            "form" => out.form = Some(text(&mut parser)?),
            "period" => out.period = Some(text(&mut parser)?),
            "output" => out.output = Some(path(&mut parser)?),
            "long" => out.long = Some(table(path(&mut parser)?)?),
            "totals" => out.totals = Some(table(path(&mut parser)?)?),
            "report-to" => out.report = Some(path(&mut parser)?),
            "threads" => out.threads = Some(threads(&text(&mut parser)?)?),
            "force" => out.force = true,
            _ => return Err(unknown(&format!("--{name}"))),
        }
        used.push(name);
    }
    let mut words = words.into_iter();
    let command = words.next().unwrap_or_default();
    let rest: Vec<PathBuf> = words.map(PathBuf::from).collect();
    match (command.to_str(), rest.as_slice()) {
        (Some("help" | ""), _) if used.is_empty() => Ok(Command::Help),
        (Some("roll-up"), [folder]) => {
            out.folder.clone_from(folder);
            consistent(out)
        }
        (Some("roll-up"), _) => {
            Err(wrong_use("roll-up cần đúng một thư mục", "roll-up needs just one folder"))
        }
        (Some("check"), []) => Err(wrong_use("check cần ít nhất một tệp", "check needs a file")),
        (Some("check"), _) => {
            only("check", &[], &used)?;
            Ok(Command::Check(rest))
        }
        (Some("blank"), [form]) => {
            only("blank", &["output", "unit", "period", "force"], &used)?;
            let form = form.clone();
            let RollUp { output, unit, period, force, .. } = out;
            let output = output.ok_or_else(|| {
                wrong_use("blank cần -o TỆP.phieu.json", "blank needs -o FILE.phieu.json")
            })?;
            Ok(Command::Blank(Blank { form, output, unit, period, force }))
        }
        (Some("blank"), _) => {
            Err(wrong_use("blank cần đúng một tệp mẫu phiếu", "blank needs just one form"))
        }
        _ => Err(wrong_use(
            format!("Không có lệnh “{}”", command.display()),
            format!("There is no command “{}”", command.display()),
        )),
    }
}

/// Options that a command does not have are refused.
fn only(command: &str, has: &[&str], used: &[String]) -> Result<(), Stop> {
    match used.iter().find(|name| !has.contains(&name.as_str())) {
        Some(name) => Err(wrong_use(
            format!("{command} không có lựa chọn --{name}"),
            format!("{command} has no option --{name}"),
        )),
        None => Ok(()),
    }
}

/// Arguments that cannot go together are refused, lest one of them is silently ignored.
fn consistent(out: RollUp) -> Result<Command, Stop> {
    if out.own.is_some() && (out.unit.is_some() || out.form.is_some() || out.period.is_some()) {
        return Err(wrong_use(
            "Đã có --own thì đơn vị, mẫu và kỳ lấy theo phiếu đó; hãy bỏ --unit, --form, --period",
            "With --own, unit, form and period are those of that sheet; leave out --unit, --form, --period",
        ));
    }
    let mut results: Vec<&PathBuf> = out.results().collect();
    let all = results.len();
    results.sort();
    results.dedup();
    if results.len() < all {
        return Err(wrong_use(
            "Hai kết quả cùng một tên tệp",
            "Two results have the same file name",
        ));
    }
    Ok(Command::RollUp(Box::new(out)))
}

fn path(parser: &mut lexopt::Parser) -> Result<PathBuf, Stop> {
    Ok(parser.value().map_err(wrong)?.into())
}

fn text(parser: &mut lexopt::Parser) -> Result<String, Stop> {
    parser.value().map_err(wrong)?.string().map_err(wrong)
}

fn table(path: PathBuf) -> Result<PathBuf, Stop> {
    let ends = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    if is_output(&path) || ends("csv") || ends("ndjson") {
        return Ok(path);
    }
    Err(wrong_use(
        format!("Bảng {} phải có tên kết thúc bằng .csv hoặc .ndjson", path.display()),
        format!("The table {} must end with .csv or .ndjson", path.display()),
    ))
}

fn threads(text: &str) -> Result<NonZeroUsize, Stop> {
    text.parse().map_err(|_| {
        wrong_use(
            format!("--threads {text}: phải là số từ 1 trở lên"),
            format!("--threads {text}: it must be a number from 1 on"),
        )
    })
}

fn one_of(lang: &str) -> Result<(), Stop> {
    match lang {
        "vi" | "en" => Ok(()),
        _ => Err(wrong_use(
            format!("--lang {lang}: phải là vi hoặc en"),
            format!("--lang {lang}: it must be vi or en"),
        )),
    }
}

fn unknown(option: &str) -> Stop {
    wrong_use(format!("Không có lựa chọn {option}"), format!("There is no option {option}"))
}

fn wrong(error: lexopt::Error) -> Stop {
    match &error {
        lexopt::Error::MissingValue { option } => {
            let option = option.clone().unwrap_or_default();
            wrong_use(format!("Sau {option} còn thiếu giá trị"), format!("{option} needs a value"))
        }
        lexopt::Error::UnexpectedValue { option, .. } => {
            wrong_use(format!("{option} không nhận giá trị"), format!("{option} takes no value"))
        }
        _ => wrong_use("Lời gọi không đọc được", error),
    }
}
