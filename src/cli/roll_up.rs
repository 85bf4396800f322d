//! `phieu roll-up`: a folder of sheets into one.

use super::folder::{self, Found};
use super::options::{RollUp, is_output};
use super::taking::{self, Taken};
use super::{GOOD, Stop, TO_SEE, data, said, say, tables, threads};
use crate::file::{self, Library, Opened, Saved};
use crate::intake::Wanted;
use crate::language::{Lang, Words};
use crate::roll_up::{self, Arrival, Chosen, Notice, Standing, Totals};
use crate::sheet::below::short;
use crate::sheet::{Below, Contribution, Expected, Period, PeriodKind, Sheet};
use crate::template::Template;
use serde::Serialize;
use std::fmt::Write as _;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroUsize;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// At most so many lines of a kind are said; the rest stands in the report file.
const LINES: usize = 40;

/// The consolidating body's own sheet, into which the others are rolled up.
struct Own {
    template: Rc<Template>,
    sheet: Sheet,
    /// What the result continues.
    saved: Option<Saved>,
}

/// What became of a file.
#[derive(Serialize)]
struct Line {
    path: String,
    /// A short name of what became of it, for programs.
    code: &'static str,
    counted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    vi: String,
    en: String,
    /// The other files of the same unit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<String>,
}

/// A unit of which nothing counts.
#[derive(Serialize)]
struct Missing {
    id: String,
    name: String,
    code: String,
}

/// Something seen across units.
#[derive(Serialize)]
struct Seen {
    check: &'static str,
    item: String,
    field: String,
    units: Vec<String>,
    vi: String,
    en: String,
}

/// All that is said of a run.
#[derive(Serialize)]
struct Report {
    form: String,
    period: Words,
    files: Vec<Line>,
    counted_units: usize,
    missing: Vec<Missing>,
    undecided: bool,
    notices: Vec<Seen>,
}

/// Rolls a folder up.
///
/// # Errors
/// Why nothing could be done.
pub fn run(options: &RollUp, lang: Lang) -> Result<u8, Stop> {
    let library = Library::builtin();
    for path in options.results() {
        if !options.force && !is_output(path) && path.exists() {
            return Err(said::there_already(path));
        }
    }
    let mut not: Vec<&Path> = vec![];
    not.extend([&options.roster, &options.own].into_iter().flatten().map(|path| path.as_path()));
    not.extend(options.results().map(|path| path.as_path()));
    let files = folder::list(&options.folder, &not)?;
    let own = own(options, &files, &library)?;
    let below = below(options, &own.sheet, lang)?;
    let wanted = Wanted::of(&own.template, &own.sheet);
    let taken = taking::take_in(&files, &wanted, options.threads);

    let (names, arrivals, mut lines) = apart(&files, taken);
    let chosen = roll_up::choose_for(own.sheet.unit.name.text(), &arrivals, &below);
    lines.extend(lines_of(&names, &arrivals, &chosen, &below.roster));
    lines.sort_by(|a, b| a.path.cmp(&b.path));
    let missing = missing(&chosen, &below.roster);
    let undecided = chosen.undecided;
    let units = roll_up::contributions(&arrivals, &chosen);
    drop(arrivals);
    let counted_units = units.len();

    let Own { template, sheet, saved } = own;
    let sheet = Sheet { below: Arc::new(below), ..sheet };
    let sums = roll_up::totals(&template, &units);
    let units = tables(options, &template, &sheet, units, &sums)?;
    let whole = roll_up::put_in(&template, &sheet, units, &sums);
    let notices = noticed(&template, &whole, &sums, options.threads);
    let notices = notices.into_iter().map(|notice| seen(notice, &whole.below.units)).collect();
    let report = Report {
        form: format!("{} {}", template.id, template.version),
        period: Words::new(whole.period.print(Lang::Vi), whole.period.print(Lang::En)),
        files: lines,
        counted_units,
        missing,
        undecided,
        notices,
    };
    tell(&report, lang);
    // Why nothing counts is what the report is for.
    if let Some(path) = &options.report {
        put(path, &pretty(&report))?;
    }
    if counted_units == 0 {
        return Err(Words::new(
            "Không phiếu nào được tính nên không ghi kết quả. Hãy xem lý do của từng tệp ở trên.",
            "No sheet counts, so nothing was written. See above why each does not.",
        ));
    }
    if let Some(path) = &options.output {
        output(path, &template, &whole, saved.as_ref(), &library)?;
        say(&match lang {
            Lang::Vi => format!("Đã ghi phiếu tổng hợp: {}", path.display()),
            Lang::En => format!("The consolidated sheet: {}", path.display()),
        });
    }
    let bad = |line: &&Line| !FINE.contains(&line.code);
    let clean = !undecided && report.missing.is_empty() && !report.files.iter().any(|l| bad(&l));
    // The process ends here; taking thousands of units apart before that only takes time.
    std::mem::forget(whole);
    Ok(if clean { GOOD } else { TO_SEE })
}

/// What is noticed across the units; looking takes as long as adding up, and threads share it.
fn noticed(
    template: &Template,
    whole: &Sheet,
    sums: &Totals,
    threads: Option<NonZeroUsize>,
) -> Vec<Notice> {
    let mut looking = roll_up::Looking::new(template, whole, sums);
    while looking.go_through() {}
    let seen = threads::each(looking.looks(), threads, || (), |(), at| looking.look(at));
    seen.into_iter().flatten().flatten().collect()
}

/// What may become of a file without anybody having to look at it.
const FINE: [&str; 5] = ["counted", "superseded", "twice", "itself", "set_aside"];

/// The sheet into which the others are rolled up: the one that was named; else the result that is
/// to be written over, which is continued; else a blank one.
fn own(options: &RollUp, files: &[Found], library: &Library) -> Result<Own, Stop> {
    let before = options.output.as_deref().filter(|path| !is_output(path) && path.exists());
    let before = before.map(|path| opened(path, library)).transpose()?;
    let mut own = match (&options.own, before.as_ref()) {
        (Some(path), _) => {
            let opened = opened(path, library)?;
            Own { template: opened.template, sheet: opened.sheet, saved: Some(opened.saved) }
        }
        (None, Some(before)) if fits(before, options) => Own {
            template: Rc::clone(&before.template),
            sheet: before.sheet.clone(),
            saved: Some(before.saved.clone()),
        },
        _ => blank(options, files, library)?,
    };
    if let Some(before) = before {
        let path = options.output.as_deref().unwrap_or(Path::new(""));
        if before.sheet.id != own.sheet.id {
            let path = path.display();
            return Err(Words::new(
                format!(
                    "{path} là phiếu khác, không phải kết quả lần trước của phiếu tổng hợp này, nên không ghi đè. Hãy chọn tên khác."
                ),
                format!(
                    "{path} is another sheet, no earlier result of this one, and is not written over. Choose another name."
                ),
            ));
        }
        // The result continues the last one, so that whoever has both knows which is newer.
        if own.saved.as_ref().is_none_or(|saved| saved.revision < before.saved.revision) {
            own.saved = Some(before.saved);
        }
    }
    Ok(own)
}

fn opened(path: &Path, library: &Library) -> Result<Opened, Stop> {
    let bytes = fs::read(path).map_err(|error| said::not_read(path, &error))?;
    file::read(&bytes, library).map_err(|refusal| {
        let (path, words) = (path.display(), refusal.words());
        Words::new(format!("{path}: {}", words.vi), format!("{path}: {}", words.en))
    })
}

/// Whether a result of before is of what is asked for now.
fn fits(before: &Opened, options: &RollUp) -> bool {
    let unit = options.unit.as_deref().is_none_or(|unit| unit == before.sheet.unit.name.text());
    let form = options.form.as_deref().is_none_or(|form| form == before.template.id);
    let period = options.period.as_deref().map(period);
    unit && form && period.is_none_or(|period| period.bounds() == before.sheet.period.bounds())
}

fn blank(options: &RollUp, files: &[Found], library: &Library) -> Result<Own, Stop> {
    let form = options.form.as_deref().map(|id| form(id, library)).transpose()?;
    let said = options.period.as_deref().map(said_period).transpose()?;
    let (template, period) = match (form, said) {
        (Some(form), Some(period)) => (form, period),
        (form, period) => {
            let (first, of_first) = first(files, form.as_deref(), library)?;
            (form.unwrap_or(first), period.unwrap_or(of_first))
        }
    };
    let mut sheet = Sheet::blank(random_id(), &template);
    sheet.period = period;
    sheet.unit.name.set(options.unit.as_deref().unwrap_or_default());
    Ok(Own { template, sheet, saved: None })
}

fn form(id: &str, library: &Library) -> Result<Rc<Template>, Stop> {
    library.newest(id).ok_or_else(|| {
        let known: Vec<&str> = library.offered().map(|head| head.id.as_str()).collect();
        let known = known.join(", ");
        said::wrong_use(
            format!("Không có mẫu {id}; có: {known}"),
            format!("There is no form {id}; there are: {known}"),
        )
    })
}

/// Form and period of the first sheet that can be read.
fn first(
    files: &[Found],
    form: Option<&Template>,
    library: &Library,
) -> Result<(Rc<Template>, Period), Stop> {
    let sheets = files.iter().filter(|found| found.regular);
    let mut received = sheets.filter_map(|found| {
        let bytes = folder::read(&found.path).ok()?;
        file::receive(&bytes, library).ok()
    });
    let good = |one: &file::Received| {
        !one.altered
            && one.period.bounds().is_some()
            && form.is_none_or(|form| form.id == one.template.id)
    };
    received.find(good).map(|one| (one.template, one.period)).ok_or_else(|| {
        Words::new(
            "Trong thư mục không có phiếu nào đọc được. Hãy xem lại tên thư mục, và để tệp .phieu.json của các đơn vị vào đó.",
            "No sheet in the folder can be read. See whether it is the right folder, and put the units' .phieu.json files there.",
        )
    })
}

/// "2019", "9/2016", "2016-2018", "9/2016 - 3/2018".
fn period(text: &str) -> Period {
    let text = text.trim();
    let mut out = Period::default();
    let (from, to) = text.split_once(['-', '–']).unwrap_or((text, ""));
    let (from, to) = (from.trim(), to.trim());
    out.from.set(from);
    out.to.set(to);
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    out.kind = match (is_year(from), to.is_empty(), is_year(to)) {
        (true, true, _) => PeriodKind::Year,
        (true, _, true) => PeriodKind::Years,
        _ => PeriodKind::FromTo,
    };
    out
}

pub(super) fn said_period(text: &str) -> Result<Period, Stop> {
    let period = period(text);
    match period.bounds() {
        Some((first, last)) if first <= last => Ok(period),
        _ => Err(said::wrong_use(
            format!("--period {text}: không đọc được; hãy viết 2019, 2016-2018 hoặc 9/2016-3/2018"),
            format!("--period {text} cannot be read; write 2019, 2016-2018 or 9/2016-3/2018"),
        )),
    }
}

/// An id that no other sheet has, from the randomness that the system gives every process.
pub(super) fn random_id() -> String {
    let random = || RandomState::new().hash_one(std::process::id());
    let digits = file::sha256(&[&format!("{:x}{:x}", random(), random())]);
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    parts.map(|(from, to)| digits.get(from..to).unwrap_or_default()).join("-")
}

/// Who is expected and what was decided: what the own sheet knows, and the roster given.
fn below(options: &RollUp, own: &Sheet, lang: Lang) -> Result<Below, Stop> {
    let mut below = Below::clone(&own.below);
    below.units.clear();
    if let Some(path) = &options.roster {
        let more = roll_up::read_roster(&folder::text(path)?, &own.id, &below.roster);
        for name in &more.repeated {
            say(&match lang {
                Lang::Vi => format!("Đã có trong danh sách, không thêm lần nữa: {name}"),
                Lang::En => format!("In the list already, not added again: {name}"),
            });
        }
        below.roster.extend(more.lines);
        if below.roster.is_empty() {
            let path = path.display();
            return Err(Words::new(
                format!(
                    "Trong {path} không có đơn vị nào. Hãy ghi mỗi dòng một tên, hoặc tên và mã cách nhau bằng phím Tab."
                ),
                format!(
                    "There is no unit in {path}. Write a name a line, or name and code with a tab between."
                ),
            ));
        }
    }
    Ok(below)
}

/// The arrivals with the names of their files, and the lines of those that did not arrive.
fn apart(files: &[Found], taken: Vec<Taken>) -> (Vec<String>, Vec<Arc<Arrival>>, Vec<Line>) {
    let (mut names, mut arrivals, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for (found, taken) in files.iter().zip(taken) {
        match taken {
            Ok(arrival) => {
                names.push(found.name.clone());
                arrivals.push(arrival);
            }
            Err(refused) => lines.push(Line {
                path: found.name.clone(),
                code: refused.code,
                counted: false,
                unit: None,
                sheet: None,
                revision: None,
                fingerprint: None,
                vi: refused.words.vi,
                en: refused.words.en,
                others: Vec::new(),
            }),
        }
    }
    (names, arrivals, lines)
}

fn lines_of(
    names: &[String],
    arrivals: &[Arc<Arrival>],
    chosen: &Chosen,
    roster: &[Expected],
) -> Vec<Line> {
    let entries = chosen.entries.iter().filter(|entry| entry.unit.is_none());
    entries
        .filter_map(|entry| {
            let own = &arrivals.get(entry.arrival)?.own;
            let near = match &entry.standing {
                Standing::NotOnRoster(near) => near.as_slice(),
                _ => &[],
            };
            let near: Vec<String> =
                near.iter().filter_map(|at| roster.get(*at)).map(|l| l.name.clone()).collect();
            let (code, words) = said::standing(&entry.standing, &near);
            let others = entry.others.iter().filter(|other| **other != entry.arrival);
            Some(Line {
                path: names.get(entry.arrival)?.clone(),
                code,
                counted: matches!(entry.standing, Standing::Counts | Standing::CountsForNow),
                unit: Some(name(own)),
                sheet: Some(own.sheet.clone()),
                revision: Some(own.revision),
                fingerprint: Some(own.fingerprint.clone()),
                vi: words.vi,
                en: words.en,
                others: others.filter_map(|other| names.get(*other)).cloned().collect(),
            })
        })
        .collect()
}

fn missing(chosen: &Chosen, roster: &[Expected]) -> Vec<Missing> {
    let lines = chosen.missing.iter().filter_map(|at| roster.get(*at));
    lines
        .map(|line| Missing {
            id: line.id.clone(),
            name: line.name.clone(),
            code: line.code.clone(),
        })
        .collect()
}

fn seen(notice: Notice, units: &[Arc<Contribution>]) -> Seen {
    let Notice { check, item, field, units: at, words, .. } = notice;
    let units = at.iter().filter_map(|at| units.get(*at)).map(|unit| name(unit)).collect();
    Seen { check, item, field, units, vi: words.vi, en: words.en }
}

fn name(unit: &Contribution) -> String {
    let (name, id) = (unit.unit.name.text().trim(), &unit.unit.id);
    match (name.is_empty(), id.is_empty()) {
        (false, true) => name.to_owned(),
        (false, false) => format!("{name} ({id})"),
        (true, false) => id.clone(),
        (true, true) => short(&unit.fingerprint).to_owned(),
    }
}

/// Writes the tables. They hold the body's own figures too, as one unit more: so they add up to
/// what the report of the consolidated sheet says.
fn tables(
    options: &RollUp,
    template: &Template,
    sheet: &Sheet,
    mut units: Vec<Arc<Contribution>>,
    sums: &Totals,
) -> Result<Vec<Arc<Contribution>>, Stop> {
    let own = Contribution { consolidates: true, ..Contribution::of(template, sheet) };
    let own = Some(own).filter(|own| !own.answers.is_empty() || !own.wholes.is_empty());
    let (counted, own_figures) = (units.len(), own.is_some());
    if counted == 0 {
        return Ok(units);
    }
    units.extend(own.map(Arc::new));
    if let Some(path) = &options.long {
        tables::long(path, &units).map_err(|error| said::not_written(path, &error))?;
    }
    if let Some(path) = &options.totals {
        let both = own_figures.then(|| roll_up::totals(template, &units));
        let sums = both.as_ref().unwrap_or(sums);
        tables::totals(path, sums).map_err(|error| said::not_written(path, &error))?;
    }
    units.truncate(counted);
    Ok(units)
}

pub(super) fn output(
    path: &Path,
    template: &Template,
    whole: &Sheet,
    saved: Option<&Saved>,
    library: &Library,
) -> Result<(), Stop> {
    let written = file::write(template, whole, saved, library);
    if written.bytes.len() > file::LARGEST {
        return Err(Words::new(
            "Phiếu tổng hợp sẽ lớn hơn 64 MB, không chương trình nào của ta mở được. Hãy tổng hợp từng cấp một, hoặc dùng --long để đưa sang cơ sở dữ liệu.",
            "The consolidated sheet would be larger than 64 MB, and nothing of ours opens that. Roll up level by level, or take --long into a database.",
        ));
    }
    if !file::verify(&written, whole, library) {
        return Err(Words::new(
            "Phiếu vừa ghi đọc lại không giống, nên không giữ. Đây là lỗi của chương trình; hãy báo cho người làm.",
            "The sheet that was written does not read back as it was, so it was not kept. This is a fault of the program; report it.",
        ));
    }
    put(path, &written.bytes)
}

fn pretty(report: &Report) -> String {
    crate::json::print(report, true)
}

/// Puts a text into its place all at once, so that nobody finds half of it.
fn put(path: &Path, text: &str) -> Result<(), Stop> {
    if is_output(path) {
        data(text);
        return Ok(());
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let done = fs::write(&part, text).and_then(|()| fs::rename(&part, path));
    done.map_err(|error| {
        let _ = fs::remove_file(&part);
        said::not_written(path, &error)
    })
}

/// Says what was taken in, what was not, who is missing, what waits for a decision.
fn tell(report: &Report, lang: Lang) {
    let words = |vi: &str, en: &str| if lang == Lang::Vi { vi.to_owned() } else { en.to_owned() };
    let of = |line: &Line| if lang == Lang::Vi { line.vi.clone() } else { line.en.clone() };
    let (all, units) = (report.files.len(), report.counted_units);
    let counted = report.files.iter().filter(|line| line.counted).count();
    say(&words(
        &format!(
            "Mẫu {}, {}: {counted} trong {all} tệp được tính, {units} đơn vị.",
            report.form, report.period.vi
        ),
        &format!(
            "Form {}, {}: {counted} of {all} files count, {units} units.",
            report.form, report.period.en
        ),
    ));
    let not = report.files.iter().filter(|line| line.code != "counted" || !line.others.is_empty());
    let beside = |line: &Line| {
        if line.others.is_empty() {
            return String::new();
        }
        let others = line.others.join(", ");
        words(&format!(" Cùng đơn vị: {others}."), &format!(" The same unit: {others}."))
    };
    let not = not.map(|line| format!("{}: {}{}", line.path, of(line), beside(line)));
    let not: Vec<String> = not.collect();
    list(&words("Các tệp cần biết", "Files to know of"), &not, lang);
    let line = |one: &Missing| {
        let mut out = one.name.clone();
        if !one.code.is_empty() {
            let _ = write!(out, " ({})", one.code);
        }
        out
    };
    let missing: Vec<String> = report.missing.iter().map(line).collect();
    list(&words("Chưa có phiếu được tính", "No sheet that counts"), &missing, lang);
    let seen: Vec<String> = report.notices.iter().map(|n| words(&n.vi, &n.en)).collect();
    list(&words("Nhìn chung các đơn vị", "Seen across the units"), &seen, lang);
    if report.undecided {
        say(&words(
            "Có đơn vị gửi hai tệp trái nhau; tổng số chỉ là tạm tính cho đến khi bỏ một tệp.",
            "A unit sent two files that contradict each other; the totals hold for now, until one is taken away.",
        ));
    }
}

fn list(headline: &str, lines: &[String], lang: Lang) {
    if lines.is_empty() {
        return;
    }
    say(&format!("{headline} ({}):", lines.len()));
    for line in lines.iter().take(LINES) {
        say(&format!("  {line}"));
    }
    if lines.len() > LINES {
        let rest = lines.len() - LINES;
        say(&match lang {
            Lang::Vi => format!("  … và {rest} dòng nữa; --report-to ghi đủ."),
            Lang::En => format!("  … and {rest} more; --report-to has them all."),
        });
    }
}
