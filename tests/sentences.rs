//! Every sentence that the report can say of an item, as a text to be read aloud: one file an item
//! under `tests/snapshots/sentences/`, made from the kinds of the item's fields.
//! `UPDATE=1 cargo test --test sentences` writes them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod support;

use phieu::kinds::rows::Holds;
use phieu::kinds::{Spec, breakdown, rows};
use phieu::language::{Lang, Pattern};
use phieu::sheet::Sheet;
use phieu::template::{CATALOGUE, Catalogue, FORMS, Field, Item, Template, asks, assemble};
use phieu::wording;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use support::{enter, lines, sheet};

/// What is typed into one field: its cells and their texts.
type Sample = Vec<(String, String)>;

/// Numbers as reports have them: none, one, few, many, unknown, rounded.
const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "3",
    "1.234",
    "có",
    "hơn 20",
    "gần 200",
    "khoảng 20",
    "02 - 05",
    "hàng trăm",
    "từ 20 trở lên",
    "dưới 20",
];

fn sample(cells: &[(&str, &str)]) -> Sample {
    cells.iter().map(|(cell, text)| ((*cell).to_owned(), (*text).to_owned())).collect()
}

fn at(prefix: &str, cells: &[(&str, &str)]) -> Sample {
    cells.iter().map(|(cell, text)| (format!("{prefix}/{cell}"), (*text).to_owned())).collect()
}

/// A share's states.
fn shares() -> Vec<Vec<(&'static str, &'static str)>> {
    vec![
        vec![("done", "0"), ("total", "14")],
        vec![("done", "1"), ("total", "14")],
        vec![("done", "13"), ("total", "14")],
        vec![("done", "14"), ("total", "14")],
        vec![("done", "1"), ("total", "1")],
        vec![("done", "hơn 20"), ("total", "30")],
        vec![("done", "từ 20 trở lên"), ("total", "30")],
        vec![("done", "0")],
        vec![("done", "13")],
        vec![("done", "từ 20 trở lên")],
        vec![("done", "có")],
        vec![("done", "13"), ("rate", "92%")],
        vec![("rate", "92%")],
        vec![("rate", "trên 95%")],
        vec![("rate", "từ 95% trở lên")],
        vec![("total", "14")],
        vec![("done", "0"), ("total", "0")],
    ]
}

fn breakdowns(spec: &breakdown::Spec) -> Vec<Sample> {
    let mut out: Vec<Sample> = NUMBERS.iter().map(|n| sample(&[("total", n)])).collect();
    for (i, cut) in spec.cuts.iter().enumerate() {
        let parts: Sample = cut
            .parts
            .iter()
            .enumerate()
            .map(|(n, part)| (format!("{}/{}", cut.code, part.code), (n + 2).to_string()))
            .collect();
        let with_total = |total: &str, parts: &[(String, String)]| -> Sample {
            let total = [("total".to_owned(), total.to_owned())];
            total.into_iter().chain(parts.iter().cloned()).collect()
        };
        out.push(with_total("40", &parts));
        out.push(parts.clone());
        let first = |text: &str| vec![(parts[0].0.clone(), text.to_owned())];
        out.push(with_total("1", &first("1")));
        out.push(first("từ 20 trở lên"));
        out.push(first("có"));
        let mut overlapping = with_total("3", &parts);
        overlapping.push(("overlap".to_owned(), "có người giữ hai việc".to_owned()));
        out.push(overlapping);
        if let Some(next) = spec.cuts.get(i + 1) {
            let other = format!("{}/{}", next.code, next.parts[0].code);
            let mut both = with_total("40", &parts);
            both.push((other, "5".to_owned()));
            out.push(both);
        }
    }
    out
}

/// One row with every cell filled: `pick` chooses the option of a choice.
fn row(spec: &rows::Spec, line: &str, year: u16, pick: usize) -> Sample {
    spec.columns
        .iter()
        .zip('a'..)
        .map(|(column, letter)| {
            let text = match &column.holds {
                Holds::Text => format!("⟨{letter}{}⟩", &line[1..]),
                Holds::Number(_) => "3".to_owned(),
                Holds::Rate => "92%".to_owned(),
                Holds::Date | Holds::PastDate | Holds::EventDate => format!("15/3/{year}"),
                Holds::Choice(options) => options[pick % options.len()].code.clone(),
            };
            (format!("{line}/{}", column.code), text)
        })
        .collect()
}

fn row_samples(spec: &rows::Spec, year: u16) -> Vec<Sample> {
    let options = spec.columns.iter().map(|column| match &column.holds {
        Holds::Choice(options) => options.len(),
        _ => 1,
    });
    let mut out: Vec<Sample> =
        (0..options.max().unwrap_or(1)).map(|pick| row(spec, "r1", year, pick)).collect();
    let whole = row(spec, "r1", year, 0);
    // Each column left out in turn, and each alone.
    for left_out in 0..whole.len() {
        let mut cells = whole.clone();
        cells.remove(left_out);
        out.push(cells);
        out.push(vec![whole[left_out].clone()]);
    }
    out.push(["r1", "r2", "r3"].iter().flat_map(|line| row(spec, line, year, 0)).collect());
    out
}

fn document(line: &str) -> Sample {
    at(
        line,
        &[
            ("number", "08-KH/CB"),
            ("date", "05/9/2016"),
            ("issuer", "Đảng ủy phường"),
            ("subject", "học tập chuyên đề"),
        ],
    )
}

fn samples(spec: &Spec, year: u16) -> Vec<Sample> {
    match spec {
        Spec::Figure(_) => NUMBERS.iter().map(|n| sample(&[("value", n)])).collect(),
        Spec::Share(_) => shares().iter().map(|cells| sample(cells)).collect(),
        Spec::AudienceShares(spec) => {
            let first = &spec.audiences[0].code;
            let mut out: Vec<Sample> = Vec::new();
            for code in [first.as_str(), "overall"] {
                out.extend(shares().iter().map(|cells| at(code, cells)));
            }
            for audience in &spec.audiences[1..] {
                out.push(at(&audience.code, &[("done", "13"), ("total", "14")]));
            }
            let both = [("done", "13"), ("total", "14")];
            let second = &spec.audiences[1].code;
            out.push([at(first, &both), at(second, &[("rate", "trên 95%")])].concat());
            out.push([at(first, &both), at("overall", &both)].concat());
            out
        }
        Spec::Breakdown(spec) => breakdowns(spec),
        Spec::Grades(spec) => {
            let all: Sample = spec
                .grades
                .iter()
                .enumerate()
                .flat_map(|(n, grade)| at(&grade.code, &[("done", &n.to_string())]))
                .collect();
            let mut out = vec![sample(&[("total", "6")]), all.clone()];
            out.push([sample(&[("total", "6")]), all].concat());
            let codes = spec.grades.iter().map(|g| &g.code);
            for code in codes.chain(spec.or_better.iter().map(|g| &g.code)) {
                out.push(at(code, &[("rate", "92%")]));
                out.push(at(code, &[("done", "3"), ("rate", "92%")]));
            }
            let rates = spec.grades.iter().flat_map(|g| at(&g.code, &[("rate", "25%")]));
            out.push(
                rates.chain(at(&spec.or_better[0].code, &[("rate", "từ 95% trở lên")])).collect(),
            );
            out
        }
        Spec::Documents(_) => vec![
            document("d1"),
            at("d1", &[("number", "08-KH/CB")]),
            at("d1", &[("number", "Kế hoạch 08-KH/CB")]),
            at("d1", &[("date", "05/9/2016")]),
            at("d1", &[("issuer", "Đảng ủy phường")]),
            at("d1", &[("subject", "học tập chuyên đề")]),
            at("d1", &[("number", "08-KH/CB"), ("subject", "Kế hoạch học tập chuyên đề")]),
            ["d1", "d2", "d3"].iter().flat_map(|line| document(line)).collect(),
        ],
        Spec::Rows(spec) => row_samples(spec, year),
        Spec::Choice(spec) => {
            let chosen = |code: &str| (format!("chosen/{code}"), "yes".to_owned());
            let mut out: Vec<Sample> =
                spec.options.iter().map(|option| vec![chosen(&option.code)]).collect();
            if spec.many {
                out.push(spec.options.iter().take(3).map(|option| chosen(&option.code)).collect());
            }
            if spec.other {
                out.push(sample(&[("other", "⟨lời của đơn vị⟩")]));
                out.push(vec![
                    chosen(&spec.options[0].code),
                    ("other".to_owned(), "⟨lời của đơn vị⟩".to_owned()),
                ]);
            }
            out
        }
        Spec::Date(_) => ["15/3", "3", ""]
            .iter()
            .map(|day| vec![("value".to_owned(), dated(day, year))])
            .collect(),
        Spec::Text(_) => vec![sample(&[("value", "⟨lời của đơn vị⟩")])],
        Spec::Paragraphs(spec) => {
            let point = |n: u32| (format!("p{n}/text"), format!("⟨ý {n}⟩."));
            let mut out = vec![vec![point(1)], (1..=3).map(point).collect()];
            if spec.cause.is_some() {
                let cause = |n: u32, of: &str| {
                    let text = (format!("c{n}/text"), format!("⟨nguyên nhân {n}⟩."));
                    vec![text, (format!("c{n}/of"), of.to_owned())]
                };
                out.push([vec![point(1)], cause(1, "p1")].concat());
                out.push([vec![point(1), point(2)], cause(1, "p1"), cause(2, "p2")].concat());
                out.push([vec![point(1)], cause(1, "p1"), cause(2, "p1")].concat());
                out.push([vec![point(1), point(2)], cause(1, "p1"), cause(2, "p1 p2")].concat());
                out.push([vec![point(1), point(2)], cause(1, "p1 p2")].concat());
            }
            out
        }
        Spec::Status(_) => {
            let mut out: Vec<Sample> = ["done", "under_way", "not_started", "not_concerned"]
                .iter()
                .map(|code| sample(&[("progress", code)]))
                .collect();
            out.push(sample(&[("progress", "not_started"), ("cause", "Hướng dẫn đến chậm.")]));
            out
        }
    }
}

fn dated(day: &str, year: u16) -> String {
    if day.is_empty() { year.to_string() } else { format!("{day}/{year}") }
}

/// The samples that are looked at beside the answers of other fields.
fn few(spec: &Spec, mut all: Vec<Sample>) -> Vec<Sample> {
    match spec {
        Spec::Figure(_) => {
            let kept = ["0", "1", "3", "có", "từ 20 trở lên"];
            all.retain(|sample| kept.contains(&&*sample[0].1));
        }
        Spec::Rows(_) => all = vec![all.remove(0), all.remove(all.len() - 1)],
        Spec::Documents(_) | Spec::Date(_) => all.truncate(1),
        Spec::Share(_) | Spec::AudienceShares(_) => all = vec![all.remove(2), all.remove(11)],
        Spec::Breakdown(_) => all.truncate(5),
        _ => {}
    }
    all
}

/// A sample that stands for the field where another one is looked at.
fn typical(spec: &Spec, year: u16) -> Sample {
    let nth = match spec {
        Spec::Figure(_) | Spec::Share(_) => 2,
        _ => 0,
    };
    samples(spec, year).remove(nth)
}

/// The template that asks an item: the oldest, so that old words stay under the eye.
fn asked_by<'a>(templates: &'a [Template], item: &str) -> &'a Template {
    templates.iter().rev().find(|t| t.section_of(item).is_some()).unwrap()
}

/// A kind of unit that is asked the item and the field, with a subject of more than one word.
fn unit_kind(item: &Item, field: &Field) -> &'static str {
    let kinds = ["province", "school", "cell", "association"];
    kinds.iter().find(|kind| asks(&item.asks, kind) && asks(&field.asks, kind)).unwrap()
}

fn filled(template: &Template, kind: &str, item: &Item, answers: &[(&Field, &Sample)]) -> Sheet {
    let year = template.years.from;
    let head = format!(
        "head.unit_name = Đảng bộ tỉnh Hoa Mai\nhead.unit_kind = {kind}\nhead.period_from = {year}"
    );
    let mut out = sheet("sentences", template, &lines(&head));
    for (field, cells) in answers {
        for (cell, text) in *cells {
            let line = format!("{}.{} {cell} = {text}", item.code, field.code);
            for line in lines(&line) {
                out = enter(&out, template, &line);
            }
        }
    }
    out
}

fn said(template: &Template, sheet: &Sheet, item: &Item, lang: Lang) -> Vec<String> {
    let of_item = wording::of_item(template, sheet, item, lang);
    of_item.into_iter().chain(wording::leads(sheet, item, lang)).map(|said| said.made).collect()
}

/// The fields that stand in one sentence with this one.
fn companions<'a>(item: &'a Item, field: &Field) -> Vec<&'a Field> {
    let mut codes = BTreeSet::new();
    for wording in item.sentences.iter().flat_map(|s| &s.wordings) {
        let pattern = Pattern::parse(&wording.vi);
        let slots = pattern.slots().into_iter().filter_map(|slot| slot.split('.').next());
        let named: BTreeSet<&str> = wording.when.keys().map(String::as_str).chain(slots).collect();
        if named.contains(field.code.as_str()) {
            codes.extend(named.into_iter().map(str::to_owned));
        }
    }
    item.own_fields().filter(|f| f.code != field.code && codes.contains(&f.code)).collect()
}

/// What was typed, as the file shows it.
fn typed(field: &Field, sample: &Sample) -> String {
    let cells = sample
        .iter()
        .map(|(cell, text)| if cell == "value" { text.clone() } else { format!("{cell} {text}") });
    format!("{}: {}", field.code, cells.collect::<Vec<_>>().join(", "))
}

/// Everything that can be said of an item; each sentence once, where it is first said.
fn page(template: &Template, item: &Item) -> String {
    let year = template.years.from;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut out = format!("{} · {} · {}\n", item.code, item.title.vi, item.title.en);
    let mut show = |kind: &str, answers: &[(&Field, &Sample)]| {
        let sheet = filled(template, kind, item, answers);
        let vi = said(template, &sheet, item, Lang::Vi);
        let en = said(template, &sheet, item, Lang::En);
        let what: Vec<String> = answers.iter().map(|(f, s)| typed(f, s)).collect();
        let new = |texts: Vec<String>, seen: &mut BTreeSet<String>| -> Vec<String> {
            texts.into_iter().filter(|text| seen.insert(text.clone())).collect()
        };
        let silent = vi.is_empty() && answers.len() == 1;
        let (vi, en) = (new(vi, &mut seen), new(en, &mut seen));
        if vi.is_empty() && en.is_empty() && !silent {
            return;
        }
        let _ = writeln!(out, "\n{}", what.join(" + "));
        for text in vi.iter().chain(&en) {
            let _ = writeln!(out, "  {text}");
        }
        if silent {
            let _ = writeln!(out, "  –");
        }
    };
    for field in &item.fields {
        let kind = unit_kind(item, field);
        for sample in samples(&field.kind, year) {
            show(kind, &[(field, &sample)]);
        }
        let beside = companions(item, field);
        let typical: Vec<Sample> = beside.iter().map(|f| typical(&f.kind, year)).collect();
        for sample in few(&field.kind, samples(&field.kind, year)) {
            for (other, text) in beside.iter().zip(&typical) {
                show(kind, &[(field, &sample), (other, text)]);
            }
            if beside.len() > 1 {
                let others = beside.iter().copied().zip(&typical);
                let all: Vec<_> = std::iter::once((field, &sample)).chain(others).collect();
                show(kind, &all);
            }
        }
    }
    out
}

fn templates() -> Vec<Template> {
    let load = |json: &str| assemble(json, CATALOGUE).unwrap_or_else(|e| panic!("{e:?}"));
    FORMS.iter().filter(|form| form.offered).filter_map(|form| form.text).map(load).collect()
}

fn pages() -> BTreeMap<String, String> {
    let catalogue: Catalogue = serde_json::from_str(CATALOGUE).unwrap();
    let templates = templates();
    let codes = catalogue.items.iter().map(|item| item.code.clone());
    codes
        .map(|code| {
            let template = asked_by(&templates, &code);
            let page = page(template, template.item(&code).unwrap());
            (code, page)
        })
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/sentences")
}

/// Changed words show as a difference of these files: read it aloud, then `UPDATE=1`.
#[test]
fn every_sentence_was_read() {
    let pages = pages();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(folder()).unwrap();
        for entry in fs::read_dir(folder()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        for (code, page) in &pages {
            fs::write(folder().join(format!("{code}.txt")), page).unwrap();
        }
    }
    for (code, page) in &pages {
        let there = fs::read_to_string(folder().join(format!("{code}.txt"))).unwrap_or_default();
        assert!(there == *page, "{code}: read what changed, then run with UPDATE=1");
    }
    assert_eq!(fs::read_dir(folder()).unwrap().count(), pages.len(), "a file too many");
}

/// What no sentence may have: two of a word in a row, "có 0", an open slot, a stray space.
#[test]
fn no_sentence_stumbles() {
    let mut stumbles = Vec::new();
    for (code, page) in pages() {
        for line in page.lines().skip(1).filter_map(|line| line.strip_prefix("  ")) {
            // A pause between two of a word makes them a list: "học sinh, sinh viên".
            let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
            let plain = |word: &str| word.trim_end_matches('.').to_owned();
            let again = |n: usize| {
                words.windows(2 * n).any(|pair| {
                    let paused = pair[n - 1].ends_with([',', ';']);
                    let same = (0..n).all(|i| plain(&pair[i]) == plain(&pair[i + n]));
                    same && !paused && pair.iter().all(|w| w.chars().any(char::is_alphabetic))
                })
            };
            let bad = again(1)
                || again(2)
                || again(3)
                || ["  ", " ,", " .", "..", "{", "}", "[", "]", "có 0 ", ": ", "và và"]
                    .iter()
                    .any(|piece| line.contains(piece))
                || !(line.ends_with(['.', '–']));
            if bad {
                stumbles.push(format!("{code}: {line}"));
            }
        }
    }
    assert!(stumbles.is_empty(), "{}", stumbles.join("\n"));
}

/// English words agree with their number, and what there is none of is said in words: these are the
/// sentences of a sheet in which every figure is 1, and of one in which figures are 0.
#[test]
fn english_sentences_agree_with_their_numbers() {
    let template = support::directive_05();
    for (item, cells, wanted) in [
        (
            "U1",
            "members value = 20; probationary value = 0",
            "has 20 Party members, of whom none are probationary.",
        ),
        (
            "U1",
            "staff total = 3; staff type/officials = 1; staff type/workers = 2",
            "There are 3 people on the staff, made up of 1 civil servant and 2 workers.",
        ),
        (
            "B2",
            "attendance members/total = 1; attendance members/done = 1",
            "Of the one Party member summoned, 1 attended, a rate of 100%.",
        ),
        (
            "B2",
            "discussion total = 1; discussion done = 1",
            "1 of 1 person took part in the discussions that followed, a rate of 100%.",
        ),
        (
            "B3",
            "turns value = 10; make_up value = 0",
            "The sessions of the period add up to 10 turns of study, of which none made up for missed sessions.",
        ),
        (
            "B4",
            "units total = 14; units done = 1",
            "1 of 14 subordinate units has started, a rate of 7.1%.",
        ),
        (
            "B5",
            "units total = 14; units done = 12; scope value = of the district",
            "12 of 14 units of the district held their launch and signed pledges, a rate of 85.7%.",
        ),
        (
            "B5",
            "units total = 1; units done = 1",
            "1 of 1 unit held its launch and signed pledges, a rate of 100%.",
        ),
        (
            "D1",
            "minutes value = ít nhất 20",
            "Each meeting gave at least 20 minutes to the subject.",
        ),
        (
            "E1",
            "models total = 1; models level/grassroots = 1; models state/new = 1",
            "There is one model, of grassroots level, newly built.",
        ),
        ("E1", "models state/new = 1", "has 1 new model."),
        (
            "E1",
            "models total = 45; models level/district = 5; models level/grassroots = 40",
            "There are 45 models, made up of 5 models of district or equal level and 40 models of grassroots level.",
        ),
        (
            "E1",
            "models total = 13; models state/new = 13",
            "There are 13 models; by state, all of them new models.",
        ),
        (
            "E2",
            "collectives value = 1; persons value = 1",
            "Praise went to 1 collective and 1 individual.",
        ),
        (
            "E3",
            "awards r1/form = merit; awards r1/authority = UBND; awards r1/collectives = 1; awards r1/persons = 7",
            "In the period there was a certificate of merit from UBND, to 1 collective and 7 individuals.",
        ),
        (
            "E3",
            "awards r1/authority = UBND; awards r1/persons = 1",
            "In the period there was an award from UBND, to 1 individual.",
        ),
        ("F1", "columns value = hơn 1", "More than 1 special page or column was opened."),
        (
            "H1",
            "members total = 1; members good/done = 1",
            "Of the one member rated at the end of the year, 1 (100%) did their duties well.",
        ),
        (
            "H1",
            "members good_up/rate = trên 90%; members failed/rate = 1%",
            "did their duties well or better",
        ),
        (
            "H2",
            "discipline value = hơn 1",
            "In the period more than 1 cadre or member was disciplined.",
        ),
        ("H3", "rice value = 1", "The rice given weighs 1 tonne."),
        (
            "H4",
            "result chosen/most = yes",
            "By its own view, most of its leadership set a good example.",
        ),
    ] {
        let item = template.item(item).unwrap();
        let year = template.years.from;
        let head = format!(
            "head.unit_name = Hoa Mai\nhead.unit_kind = province\nhead.period_from = {year}"
        );
        let mut sheet = sheet("sentences", &template, &lines(&head));
        for cell in cells.split("; ") {
            for line in lines(&format!("{}.{cell}", item.code)) {
                sheet = enter(&sheet, &template, &line);
            }
        }
        let said = said(&template, &sheet, item, Lang::En).join(" ");
        assert!(said.contains(wanted), "{cells}:\n{said}\nwithout\n{wanted}");
    }
    let mut sheet = sheet("sentences", &template, &lines("head.unit_kind = cell"));
    for (group, progress) in
        ["done", "done", "done", "done", "done", "under_way", "not_started"].iter().enumerate()
    {
        for line in lines(&format!("g{}.status progress = {progress}", group + 1)) {
            sheet = enter(&sheet, &template, &line);
        }
    }
    assert_eq!(
        wording::made(&template, &sheet, "report/groups", Lang::En).as_deref(),
        Some(
            "Of the 7 task groups, the unit has carried out 5, is at work on 1 and has not started 1."
        )
    );
}
