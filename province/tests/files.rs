//! The files against the ledger: read by the program, and added up by a reader of its own that
//! knows only JSON and how people write numbers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

use phieu::checks::Gravity;
use phieu::file::{self, Library, Opened, Refusal};
use phieu::review::review;
use province::ledger::Reason;
use province::make::{self, Maker};
use province::plan::{Make, Plan, PlannedFile};
use province::{Case, Options};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const SEEDS: [u64; 3] = [1, 2, 77];

fn options(case: Case, seed: u64) -> Options {
    let units = (case == Case::Plain).then_some(40);
    Options { case, seed, units, bad: true }
}

/// Every case and seed.
fn each(mut check: impl FnMut(&Plan, &Maker)) {
    for case in Case::ALL {
        for seed in SEEDS {
            let plan = Plan::new(options(case, seed));
            let maker = Maker::new(&plan).unwrap();
            check(&plan, &maker);
        }
    }
}

fn ledger(maker: &Maker) -> Value {
    serde_json::to_value(maker.ledger()).unwrap()
}

// --- the reader of its own -------------------------------------------------------------------

/// A number with doubt: low, high, less, more; none for "có".
type Number = Option<(u64, u64, &'static str, &'static str)>;

fn digits(text: &str) -> u64 {
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    digits.parse().unwrap_or_else(|_| panic!("not a number: {text:?}"))
}

fn number(text: &str) -> Number {
    if text == "có" {
        return None;
    }
    let words = [
        ("hơn ", "no", "excluded"),
        ("ít nhất ", "no", "included"),
        ("gần ", "excluded", "no"),
        ("khoảng ", "excluded", "excluded"),
    ];
    for (word, less, more) in words {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((digits(rest), digits(rest), less, more));
        }
    }
    let (low, high) = text.split_once(" - ").unwrap_or((text, text));
    Some((digits(low), digits(high), "no", "no"))
}

const DOUBTS: [&str; 3] = ["no", "included", "excluded"];

fn doubt(code: &str) -> usize {
    DOUBTS.iter().position(|d| *d == code).unwrap()
}

/// The sum of many cells.
#[derive(Clone, Default)]
struct Sum {
    given: u64,
    unstated: u64,
    exact: Option<u64>,
    doubtful: Option<(u64, u64, u64, usize, usize)>,
}

impl Sum {
    fn add(&mut self, of: Number) {
        let Some((low, high, less, more)) = of else {
            self.unstated += 1;
            return;
        };
        self.given += 1;
        if low == high && less == "no" && more == "no" {
            *self.exact.get_or_insert(0) += low;
        } else {
            let sum = self.doubtful.get_or_insert_default();
            sum.0 += 1;
            sum.1 += low;
            sum.2 += high;
            sum.3 = sum.3.max(doubt(less));
            sum.4 = sum.4.max(doubt(more));
        }
    }

    /// As the ledger has it; `blank` counts those that gave nothing.
    fn json(&self, blank: u64) -> Value {
        let mut out = json!({"given": self.given, "unstated": self.unstated, "blank": blank});
        if let Some(exact) = self.exact {
            out["exact"] = json!(exact);
        }
        if let Some((units, low, high, less, more)) = self.doubtful {
            let (less, more) = (DOUBTS[less], DOUBTS[more]);
            out["doubtful"] =
                json!({"units": units, "low": low, "high": high, "less": less, "more": more});
        }
        out
    }
}

#[derive(Clone, Default)]
struct Share {
    both_done: Sum,
    both_total: Sum,
    done_only: Sum,
    total_only: Sum,
    rate_only: u64,
    any: u64,
}

#[derive(Clone, Default)]
struct Question {
    kind: String,
    answered: u64,
    cells: BTreeMap<String, Sum>,
    shares: BTreeMap<String, Share>,
    options: BTreeMap<String, u64>,
    lines: u64,
    causes: u64,
    spread: Option<(u64, u64)>,
}

#[derive(Clone, Default)]
struct Totals {
    units: u64,
    questions: BTreeMap<String, Question>,
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn typed(cell: &Value) -> Option<Number> {
    Some(number(text(cell.get("typed")?)))
}

/// The keys under which a part stands, with their values.
fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn lines(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

impl Question {
    fn cell(&mut self, path: &str, cell: &Value) {
        if let Some(number) = typed(cell) {
            self.cells.entry(path.to_owned()).or_default().add(number);
        }
    }

    fn share(&mut self, name: &str, done: Option<&Value>, total: Option<&Value>, rate: bool) {
        let (done, total) = (done.and_then(typed), total.and_then(typed));
        let share = self.shares.entry(name.to_owned()).or_default();
        share.any += 1;
        share.rate_only += u64::from(rate && (done.is_none() || total.is_none()));
        match (done, total) {
            (Some(done), Some(total)) => {
                share.both_done.add(done);
                share.both_total.add(total);
            }
            (Some(done), None) => share.done_only.add(done),
            (None, Some(total)) => share.total_only.add(total),
            (None, None) => {}
        }
    }

    fn add(&mut self, name: &str, kind: &str, own: &Value) {
        self.kind = kind.to_owned();
        self.answered += 1;
        match kind {
            "figure" => {
                self.cell("value", &own["value"]);
                // Of "each unit": nobody adds these up.
                if ["D1.minutes", "E1.each", "U1.direct"].contains(&name) {
                    let sum = self.cells.get_mut("value").unwrap();
                    (sum.exact, sum.doubtful) = (None, None);
                    if let Some((low, high, ..)) = typed(&own["value"]).unwrap() {
                        let (least, most) = self.spread.unwrap_or((low, high));
                        self.spread = Some((least.min(low), most.max(high)));
                    }
                }
            }
            "share" => {
                for part in ["done", "total"] {
                    own.get(part).into_iter().for_each(|cell| self.cell(part, cell));
                }
                self.share("share", own.get("done"), own.get("total"), own.get("rate").is_some());
                // Each body's own units: nobody adds them up.
                if name == "B4.units" {
                    let share = self.shares.get_mut("share").unwrap();
                    for sum in [&mut share.both_done, &mut share.both_total] {
                        (sum.exact, sum.doubtful) = (None, None);
                    }
                }
            }
            "audience_shares" => {
                for (code, share) in entries(own.get("shares")) {
                    for part in ["done", "total"] {
                        let cell = share.get(part).into_iter();
                        cell.for_each(|cell| self.cell(&format!("{code}/{part}"), cell));
                    }
                    let rate = share.get("rate").is_some();
                    self.share(code, share.get("done"), share.get("total"), rate);
                }
            }
            "grades" => {
                own.get("total").into_iter().for_each(|cell| self.cell("total", cell));
                for (code, share) in entries(own.get("grades")) {
                    let cell = share.get("done").into_iter();
                    cell.for_each(|cell| self.cell(&format!("{code}/done"), cell));
                    let rate = share.get("rate").is_some();
                    self.share(code, share.get("done"), own.get("total"), rate);
                }
            }
            "breakdown" => {
                self.cell("total", &own["total"]);
                for (path, cell) in entries(own.get("parts")) {
                    self.cell(path, cell);
                }
            }
            "choice" => {
                let chosen = lines(&own["chosen"]).iter().map(text);
                for code in chosen.chain(own.get("other").map(|_| "other")) {
                    *self.options.entry(code.to_owned()).or_default() += 1;
                }
            }
            "status" => {
                *self.options.entry(text(&own["progress"]).to_owned()).or_default() += 1;
            }
            "documents" => self.lines += lines(&own["lines"]).len() as u64,
            "rows" => {
                self.lines += lines(&own["lines"]).len() as u64;
                for row in lines(&own["lines"]) {
                    for column in ["points", "entries", "collectives", "persons"] {
                        let cell = row["cells"].get(column).into_iter();
                        cell.for_each(|cell| self.cell(column, cell));
                    }
                }
            }
            "paragraphs" => {
                self.lines += lines(&own["points"]).len() as u64;
                self.causes += own.get("causes").map_or(0, |causes| lines(causes).len() as u64);
            }
            "text" | "date" => {}
            other => panic!("a kind that is not known: {other}"),
        }
    }

    fn json(&self, units: u64) -> Value {
        let blank = units - self.answered;
        let mut out = json!({"kind": self.kind, "answered": self.answered, "blank": blank});
        let of = if self.kind == "rows" { self.lines } else { units };
        let cells: Map<String, Value> = (self.cells.iter())
            .map(|(path, sum)| (path.clone(), sum.json(of - sum.given - sum.unstated)))
            .collect();
        let shares: Map<String, Value> = (self.shares.iter())
            .map(|(name, share)| {
                let share = json!({
                    "both_done": share.both_done.json(0),
                    "both_total": share.both_total.json(0),
                    "done_only": share.done_only.json(0),
                    "total_only": share.total_only.json(0),
                    "rate_only": share.rate_only,
                    "blank": units - share.any,
                });
                (name.clone(), share)
            })
            .collect();
        for (key, map) in [("cells", cells), ("shares", shares), ("options", self.options_json())] {
            if !map.is_empty() {
                out[key] = Value::Object(map);
            }
        }
        for (key, n) in [("lines", self.lines), ("causes", self.causes)] {
            if n > 0 {
                out[key] = json!(n);
            }
        }
        if let Some((least, most)) = self.spread {
            out["spread"] = json!([least, most]);
        }
        out
    }

    fn options_json(&self) -> Map<String, Value> {
        self.options.iter().map(|(code, units)| (code.clone(), json!(units))).collect()
    }
}

impl Totals {
    /// Adds the answers of a file.
    fn add(&mut self, file: &Value) {
        self.units += 1;
        for (item, fields) in entries(file.get("answers")) {
            for (field, slots) in entries(Some(fields)) {
                let name = format!("{item}.{field}");
                let (kind, slots) = entries(Some(slots)).next().unwrap();
                assert!(slots.get("collected").is_none() && slots.get("whole").is_none());
                self.questions.entry(name.clone()).or_default().add(&name, kind, &slots["own"]);
            }
        }
        // A cell is one of the cells of its body.
        if file["unit"]["kind"] == "cell" && file["answers"]["U1"].get("cells").is_none() {
            let one = json!({"value": {"typed": "1", "read": "1"}});
            let cells = self.questions.entry("U1.cells".to_owned()).or_default();
            cells.add("U1.cells", "figure", &one);
        }
    }

    fn json(&self) -> Value {
        let questions: Map<String, Value> =
            self.questions.iter().map(|(name, q)| (name.clone(), q.json(self.units))).collect();
        json!({"units": self.units, "questions": questions})
    }
}

// --- what is held ----------------------------------------------------------------------------

#[test]
fn the_counted_files_add_up_to_the_ledger() {
    each(|plan, maker| {
        let ledger = ledger(maker);
        let (mut all, mut levels) = (Totals::default(), BTreeMap::<&str, Totals>::new());
        let mut districts = BTreeMap::<String, Totals>::new();
        let mut late = Totals::default();
        for planned in &plan.files {
            let Some(unit) = planned.unit.map(|at| &plan.units[at]) else { continue };
            let read = || serde_json::from_slice::<Value>(&maker.bytes(planned)).unwrap();
            if planned.reason == Reason::Late {
                late.add(&read());
            }
            if !planned.counted {
                continue;
            }
            let file = read();
            all.add(&file);
            levels.entry(unit.level.name()).or_default().add(&file);
            let folder = planned.path.split('/').next().unwrap();
            if !["own", "files"].contains(&folder) {
                districts.entry(folder.to_owned()).or_default().add(&file);
            }
        }
        let totals = &ledger["totals"];
        for (name, question) in entries(Some(&all.json()["questions"])) {
            assert_eq!(&totals["all"]["questions"][name], question, "{name}");
        }
        assert_eq!(totals["all"], all.json());
        let json = |of: Map<String, Value>| Value::Object(of);
        let levels = levels.iter().map(|(k, v)| ((*k).to_owned(), v.json())).collect();
        assert_eq!(totals["levels"], json(levels));
        let districts = districts.iter().map(|(k, v)| (k.clone(), v.json())).collect();
        assert_eq!(totals["districts"], json(districts));
        assert_eq!(ledger["late"], late.json());
    });
}

#[test]
fn the_ledger_has_the_published_figures() {
    let sum = |ledger: &Value, scope: &[&str], question: &str, cell: &str| -> u64 {
        let totals = scope.iter().fold(&ledger["totals"], |at, key| &at[*key]);
        let sum = &totals["questions"][question]["cells"][cell];
        assert!(sum.get("doubtful").is_none(), "{question} {cell} is not exact");
        sum["exact"].as_u64().unwrap_or_else(|| panic!("{question} {cell} has no sum"))
    };
    for bad in [true, false] {
        for units in [160, 3, 21, 900] {
            let of = Options { units: Some(units), bad, seed: units as u64, ..Options::default() };
            let plan = Plan::new(of);
            let ledger = ledger(&Maker::new(&plan).unwrap());
            let all = |question, cell| sum(&ledger, &["all"], question, cell);
            assert_eq!(all("B1.points", "value"), 257);
            assert_eq!(all("B2.attendance", "members/done"), 41_004);
            assert_eq!(all("B2.attendance", "members/total"), 43_519);
            assert_eq!(all("F2.entries", "value"), 52_087);
            assert_eq!(all("E1.models", "total"), 290);
            assert_eq!(all("E1.models", "level/grassroots"), 251);
            for (level, models) in [("province", 3), ("district", 36), ("grassroots", 251)] {
                assert_eq!(sum(&ledger, &["levels", level], "E1.models", "total"), models);
            }
            let lower =
                plan.units.iter().filter(|u| u.on_roster && u.parent.is_some_and(|p| p > 0));
            assert_eq!(lower.count(), units);
        }
    }
    for seed in SEEDS {
        let plan = Plan::new(options(Case::S0, seed));
        let ledger = ledger(&Maker::new(&plan).unwrap());
        let below = |cell| sum(&ledger, &["levels", "district"], "A3.people", cell);
        assert_eq!(below("total"), 257);
        assert_eq!((below("section/helping"), below("section/special")), (237, 37));
        let posts = ["post/standing", "post/committee", "post/heads", "post/staff"].map(below);
        assert_eq!(posts, [19, 110, 111, 17]);
        assert_eq!(ledger["totals"]["levels"]["district"]["units"], 14);
        let started = &ledger["totals"]["levels"]["district"]["questions"]["B1.status"]["options"];
        assert_eq!(started["done"], 14);
    }
}

/// What the ledger calls wanted is what its totals say.
#[test]
fn what_is_wanted_is_there() {
    each(|_, maker| {
        let ledger = ledger(maker);
        for wanted in lines(&ledger["wanted"]) {
            let totals = &ledger["totals"];
            let scope = match text(&wanted["scope"]) {
                "all" => &totals["all"],
                level => &totals["levels"][level],
            };
            let cells = &scope["questions"][text(&wanted["question"])]["cells"];
            assert_eq!(cells[text(&wanted["cell"])]["exact"], wanted["sum"], "{wanted}");
        }
    });
}

fn open(maker: &Maker, planned: &PlannedFile, library: &Library) -> Result<Opened, Refusal> {
    file::read(&maker.bytes(planned), library)
}

#[test]
fn every_counted_file_opens_whole_and_says_nothing_by_mistake() {
    let library = Library::builtin();
    each(|plan, maker| {
        let (mut kept, mut open_ones) = (0, 0);
        let mut ids = BTreeSet::new();
        for planned in plan.files.iter().filter(|planned| planned.counted) {
            let opened = open(maker, planned, &library).unwrap();
            let unit = &plan.units[planned.unit.unwrap()];
            assert!(!opened.altered && opened.reread.is_empty(), "{}", planned.path);
            assert!(ids.insert(opened.sheet.id.clone()), "{} has the id of another", planned.path);
            let sheet_unit = &opened.sheet.unit;
            match unit.spelling {
                None => assert_eq!(sheet_unit.id, unit.code),
                Some(spelling) => {
                    assert_eq!(sheet_unit.id, "");
                    assert_eq!(sheet_unit.name.text(), spelling.of(&unit.name));
                }
            }
            let review = review(&opened.template, &opened.sheet);
            for finding in review.findings(&opened.template) {
                let grave = finding.gravity == Gravity::Contradiction;
                match (&finding.kept, grave) {
                    (Some(_), _) => kept += 1,
                    (None, true) => {
                        assert_eq!(unit.reason, Reason::ContradictionOpen, "{}", finding.words.vi);
                        assert_eq!(finding.check, "present_above_summoned");
                        open_ones += 1;
                    }
                    (None, false) => {
                        let expected = finding.gravity == Gravity::Missing;
                        assert!(expected, "{}: {}", planned.path, finding.words.vi);
                    }
                }
            }
        }
        let of = |reason| plan.units.iter().filter(|u| u.reason == reason).count();
        let in_s0 = usize::from(plan.options.case == Case::S0);
        assert_eq!(kept, of(Reason::ContradictionKept) + in_s0);
        assert_eq!(open_ones, of(Reason::ContradictionOpen));
    });
}

#[test]
fn what_is_mixed_in_is_what_the_ledger_calls_it() {
    let library = Library::builtin();
    for seed in SEEDS {
        let plan = Plan::new(options(Case::S4, seed));
        let maker = Maker::new(&plan).unwrap();
        let mut seen = BTreeSet::new();
        for planned in &plan.files {
            seen.insert(planned.reason);
            let bytes = maker.bytes(planned);
            let opened = file::read(&bytes, &library);
            let counted = || {
                let same = |other: &&PlannedFile| other.unit == planned.unit && other.counted;
                let file = plan.files.iter().find(same).unwrap();
                (maker.bytes(file), open(&maker, file, &library).unwrap())
            };
            let refused = |expected: &str| {
                let refusal = format!("{:?}", opened.as_ref().unwrap_err());
                assert!(refusal.starts_with(expected), "{}: {refusal}", planned.path);
            };
            match planned.reason {
                Reason::Counted => {}
                Reason::Late => assert!(!opened.unwrap().altered),
                Reason::UnknownUnit => {
                    let rosters = plan.rosters();
                    let id = opened.unwrap().sheet.unit.id;
                    assert!(rosters.values().all(|roster| !roster.contains(&id)));
                }
                Reason::Cut => refused("CutShort"),
                Reason::NewerFormat => refused("NewerFormat"),
                Reason::NotASheet => assert!(opened.is_err(), "{}", planned.path),
                Reason::Altered => assert!(opened.unwrap().altered),
                Reason::OtherForm => assert_eq!(opened.unwrap().template.id, "ct03"),
                Reason::OtherPeriod => {
                    let bounds = opened.unwrap().sheet.period.bounds();
                    assert_eq!(bounds, Some((20_190_101, 20_191_231)));
                }
                Reason::SameBytes => assert_eq!(counted().0, bytes),
                Reason::OlderRevision => {
                    let (older, newer) = (opened.unwrap(), counted().1);
                    assert_eq!(older.sheet.id, newer.sheet.id);
                    assert_eq!(newer.saved.previous.unwrap(), older.saved.fingerprint);
                    assert_ne!(older.sheet.items, newer.sheet.items);
                }
                Reason::TwoSheets => {
                    let (lesser, greater) = (opened.unwrap(), counted().1);
                    assert_ne!(lesser.sheet.id, greater.sheet.id);
                    assert_eq!(lesser.sheet.unit.id, greater.sheet.unit.id);
                    let order = |o: &Opened| (o.saved.revision, o.saved.fingerprint.clone());
                    assert!(order(&lesser) < order(&greater));
                    assert_ne!(lesser.sheet.items, greater.sheet.items);
                }
                Reason::Forked => {
                    let (lesser, greater) = (opened.unwrap(), counted().1);
                    assert_eq!(lesser.sheet.id, greater.sheet.id);
                    assert!(lesser.saved.previous.is_some());
                    assert_eq!(lesser.saved.previous, greater.saved.previous);
                    assert_eq!((lesser.saved.revision, greater.saved.revision), (2, 2));
                    assert!(lesser.saved.fingerprint < greater.saved.fingerprint);
                }
                Reason::Missing | Reason::ContradictionKept | Reason::ContradictionOpen => {
                    panic!("no file has this reason: {}", planned.path)
                }
            }
        }
        seen.extend(plan.units.iter().map(|unit| unit.reason));
        assert_eq!(seen.len(), 16, "some reason does not occur: {seen:?}");
        let spellings: BTreeSet<_> = plan.units.iter().filter_map(|unit| unit.spelling).collect();
        assert!(spellings.len() >= 4, "{spellings:?}");
    }
}

/// An altered file stands in the ledger as it stands on the disk.
#[test]
fn an_altered_file_has_one_other_digit() {
    let plan = Plan::new(options(Case::S4, 1));
    let maker = Maker::new(&plan).unwrap();
    let planned = plan.files.iter().find(|file| file.make == Make::Altered).unwrap();
    let altered = maker.bytes(planned);
    let whole = maker.bytes(&PlannedFile { make: Make::First, ..planned.clone() });
    assert_eq!(altered.len(), whole.len());
    let other: Vec<_> = altered.iter().zip(&whole).filter(|(a, b)| a != b).collect();
    assert!(matches!(other[..], [(a, b)] if a.is_ascii_digit() && b.is_ascii_digit()));
    let mut totals = Totals::default();
    totals.add(&serde_json::from_slice(&altered).unwrap());
    assert_eq!(ledger(&maker)["altered"], totals.json());
}

#[test]
fn every_kind_of_question_occurs() {
    let ledger = ledger(&Maker::new(&Plan::new(options(Case::S4, 1))).unwrap());
    let questions = ledger["totals"]["all"]["questions"].clone();
    let kinds: BTreeSet<&str> = entries(Some(&questions)).map(|(_, q)| text(&q["kind"])).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), phieu::kinds::NAMES);
    let any = |found: &dyn Fn(&Value) -> bool| entries(Some(&questions)).any(|(_, q)| found(q));
    let cell =
        |q: &Value, key: &str| entries(q.get("cells")).any(|(_, sum)| sum.get(key).is_some());
    assert!(any(&|q| cell(q, "doubtful")));
    assert!(any(&|q| entries(q.get("cells")).any(|(_, sum)| sum["unstated"] != 0)));
    assert!(any(&|q| entries(q.get("shares")).any(|(_, share)| share["rate_only"] != 0)));
    assert!(any(&|q| q.get("spread").is_some()));
}

#[test]
fn plain_files_have_the_size_of_real_ones() {
    let plan = Plan::new(options(Case::Plain, 5));
    let maker = Maker::new(&plan).unwrap();
    for planned in &plan.files {
        let size = maker.bytes(planned).len();
        assert!((10_000..=30_000).contains(&size), "{}: {size} bytes", planned.path);
    }
}

#[test]
fn equal_names_stand_under_different_units() {
    let plan = Plan::new(options(Case::S4, 1));
    assert_eq!(plan.units.iter().filter(|unit| unit.name == "Chi bộ 1").count(), 8);
    for (path, roster) in plan.rosters() {
        let names: Vec<&str> = roster.lines().map(|l| l.split_once('\t').unwrap().0).collect();
        let different: BTreeSet<&&str> = names.iter().collect();
        assert_eq!(names.len(), different.len(), "{path} names somebody twice");
    }
}

/// Every file of a folder by its path, with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = PathBuf::from(path.file_name().unwrap());
            out.extend(tree(&path).into_iter().map(|(path, bytes)| (name.join(path), bytes)));
        } else {
            out.insert(PathBuf::from(path.file_name().unwrap()), fs::read(&path).unwrap());
        }
    }
    out
}

#[test]
fn the_same_arguments_make_the_same_bytes() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("same-bytes");
    let _ = fs::remove_dir_all(&folder);
    for case in Case::ALL {
        let make = |name: &str, seed| {
            let out = folder.join(case.name()).join(name);
            make::province(options(case, seed), &out).unwrap();
            tree(&out)
        };
        let (first, again, other) = (make("first", 3), make("again", 3), make("other", 4));
        assert!(first == again, "{}: two runs differ", case.name());
        assert!(first != other, "{}: the seed decides nothing", case.name());

        let ledger: Value = serde_json::from_slice(&first[Path::new("ledger.json")]).unwrap();
        let named = lines(&ledger["files"]).iter().map(|file| text(&file["path"]));
        let rosters = lines(&ledger["rosters"]).iter().map(text);
        let named: BTreeSet<PathBuf> =
            named.chain(rosters).chain(["ledger.json"]).map(PathBuf::from).collect();
        assert_eq!(named, first.keys().cloned().collect(), "the ledger names every file");
        let full = make::province(options(case, 3), &folder.join(case.name()).join("first"));
        assert!(full.is_err(), "a folder that holds something is left alone");
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// Totals that were worked out by the code they are to test would prove nothing.
#[test]
fn nothing_that_adds_files_up_is_used() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let code = fs::read_to_string(&path).unwrap();
        for name in ["roll_up", "rollup", "kinds::*", "number::", "Kind::total", "Kind::merge"] {
            assert!(!code.contains(name), "{} names {name}", path.display());
        }
        // Of the core only what makes a sheet and its file.
        let used = code
            .split("phieu::")
            .skip(1)
            .map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap());
        for module in used {
            let known = ["file", "kinds", "sheet", "template"].contains(&module);
            assert!(known, "{} uses phieu::{module}", path.display());
        }
        let kinds = code.split("phieu::kinds::").skip(1).map(|rest| rest.lines().next().unwrap());
        for names in kinds {
            assert_eq!(names, "{Cell, LineEdit};", "{}", path.display());
        }
    }
}
