//! What the five published reports said: every checkable fact and every point of theirs stands in
//! a sheet and on its paper, or is named with why it is no answer of the form.
//!
//! `tests/facts/s0.tsv` … have one line a fact, in the order in which the facts were listed: its
//! number; what it is, in our words; the places where it was entered, joined by " + "
//! (`A1.plan d1/number`, `head.period_from`, `keep CHECK@PLACE` for a finding kept with a reason,
//! `form` for what the choice of the form says, or `outside`); what was typed there; and what must
//! stand on paper, or for `outside` the reason. `docs/coverage.md` is made from them
//! (`UPDATE=1 cargo test --test facts`).

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod support;

use phieu::kinds::rows::Holds;
use phieu::kinds::status::Progress;
use phieu::kinds::{Answer, Cell, Spec};
use phieu::language::Lang;
use phieu::sheet::{HeadField, Sheet};
use phieu::template::Template;
use std::fmt::Write;
use std::path::PathBuf;
use support::fixture::{self, Fixture};
use support::{Line, enter, form, lines, paper};

/// The reports, with how many facts each has, and what it is.
const REPORTS: [(&str, usize, &str); 5] = [
    ("s0", 53, "a province’s helping section, second half of 2011, Directive 03"),
    ("s1", 37, "a cell, four years, Directive 03"),
    ("s2", 23, "an office, the year 2011, Directive 03"),
    ("s3", 30, "a committee, Conclusion 01"),
    ("s4", 42, "a province, two years, Directive 05"),
];

/// A line of a list of facts.
struct Fact {
    number: usize,
    what: String,
    /// Where it was entered; nowhere when the form has no place for it.
    places: Vec<String>,
    typed: Vec<String>,
    /// What stands on paper.
    printed: Vec<String>,
    /// Why it is no answer of the form.
    outside: Option<String>,
}

fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The facts of a report.
fn facts(name: &str) -> Vec<Fact> {
    let text = std::fs::read_to_string(root(&format!("tests/facts/{name}.tsv"))).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("row\twhat\tplace\ttyped\tprinted"), "{name}");
    lines.map(|line| fact(name, line)).collect()
}

fn fact(name: &str, line: &str) -> Fact {
    let columns: Vec<&str> = line.split('\t').collect();
    let [number, what, place, typed, printed] = columns[..] else {
        panic!("{name}: five columns, not {}: {line}", columns.len())
    };
    let list = |text: &str| -> Vec<String> { text.split(" + ").map(str::to_owned).collect() };
    let outside = (place == "outside").then(|| printed.to_owned());
    Fact {
        number: number.parse().unwrap(),
        what: what.to_owned(),
        places: if outside.is_some() { Vec::new() } else { list(place) },
        typed: if outside.is_some() { Vec::new() } else { list(&typed.replace("\\n", "\n")) },
        printed: if outside.is_some() { Vec::new() } else { list(printed) },
        outside,
    }
}

/// What a place of a sheet holds.
fn held(sheet: &Sheet, place: &str) -> Option<String> {
    if place == "form" {
        return Some(sheet.template.id.clone());
    }
    if let Some(key) = place.strip_prefix("keep ") {
        return sheet.kept.get(key).map(|kept| kept.reason.clone());
    }
    match line_at(place, "") {
        Line::Head(field, _) => Some(sheet.head(field).to_owned()),
        Line::Cell { item, field, cell, .. } => {
            sheet.field(&item, &field)?.own.get(&Cell::new(cell))
        }
        _ => None,
    }
}

fn line_at(place: &str, text: &str) -> Line {
    lines(&format!("{place} = {text}")).remove(0)
}

/// The paper when a place of the fixture says something else that it could say, and how that
/// reads there.
fn changed(of: &Fixture, template: &Template, sheet: &Sheet, place: &str) -> (String, String) {
    let mut sheet = sheet.clone();
    if place == "form" {
        // What the form itself says is not in another form.
        let other = form(if of.form == "ct05" { "ct03" } else { "ct05" });
        let head = lines(of.entry).into_iter().filter(|line| matches!(line, Line::Head(..)));
        let sheet = support::sheet(of.id, &other, &head.collect::<Vec<_>>());
        return (paper(&other, &sheet, Lang::Vi), String::new());
    }
    if let Some(key) = place.strip_prefix("keep ") {
        sheet.kept.remove(key);
        return (paper(template, &sheet, Lang::Vi), String::new());
    }
    let now = held(&sheet, place).unwrap_or_default();
    let (text, reads) = match line_at(place, "") {
        Line::Head(field, _) => another_head(field, &now),
        Line::Cell { item, field, cell, .. } => {
            let answer = &sheet.field(&item, &field).unwrap().own;
            let spec = &template.item(&item).and_then(|i| i.field(&field)).unwrap().kind;
            if let Some(option) = another_option(spec, &cell) {
                let place = format!("{item}.{field} chosen/{option}");
                sheet = enter(&sheet, template, &line_at(&place, "yes"));
                return (paper(template, &sheet, Lang::Vi), String::new());
            }
            another(spec, answer, &cell, &now)
        }
        _ => panic!("{place} is no place of a fact"),
    };
    sheet = enter(&sheet, template, &line_at(place, &text));
    (paper(template, &sheet, Lang::Vi), reads)
}

/// With no letter at its start that could be large in one place and small in another.
const OTHER_WORDS: &str = "09 điều khác hẳn";
const OTHER_DATE: &str = "07/8/2013";

fn same(text: &str) -> (String, String) {
    (text.to_owned(), text.to_owned())
}

fn another_head(field: HeadField, now: &str) -> (String, String) {
    match field {
        HeadField::UnitKind => ("agency".to_owned(), String::new()),
        HeadField::PeriodKind if now == "from_to" => ("year".to_owned(), String::new()),
        HeadField::PeriodKind => ("from_to".to_owned(), String::new()),
        HeadField::PeriodFrom | HeadField::PeriodTo => same("2031"),
        _ => same(OTHER_WORDS),
    }
}

/// For an option of a question with one answer: another option.
fn another_option(spec: &Spec, cell: &str) -> Option<String> {
    let Spec::Choice(spec) = spec else { return None };
    let chosen = cell.strip_prefix("chosen/").filter(|_| !spec.many)?;
    spec.options.iter().map(|option| option.code.clone()).find(|code| code != chosen)
}

/// Another text of the same kind, and how it reads on paper; "" where that says nothing, as when
/// something is taken away.
fn another(spec: &Spec, answer: &Answer, cell: &str, now: &str) -> (String, String) {
    let (_, part) = cell.split_once('/').unwrap_or(("", cell));
    match spec {
        Spec::Choice(_) if part != "other" => Default::default(),
        Spec::Paragraphs(_) if part == "of" => Default::default(),
        Spec::Status(_) if part == "progress" => {
            let other =
                if now == Progress::UnderWay.code() { Progress::Done } else { Progress::UnderWay };
            (other.code().to_owned(), String::new())
        }
        Spec::Date(_) => same(OTHER_DATE),
        Spec::Documents(_) if part == "date" => same(OTHER_DATE),
        Spec::Documents(_) if part == "number" => same("Văn bản 99-XY/Z"),
        Spec::Rows(spec) => match &spec.columns.iter().find(|c| c.code == part).unwrap().holds {
            Holds::Number(_) => another_number(now),
            Holds::Rate => same("12,3%"),
            Holds::Date | Holds::PastDate | Holds::EventDate => same(OTHER_DATE),
            Holds::Choice(options) => {
                let known = |code: &str| options.iter().any(|o| o.code == code);
                assert!(known(now), "{now} is no option");
                let other = options.iter().find(|o| o.code != now).unwrap();
                (other.code.clone(), other.phrase(Lang::Vi).to_owned())
            }
            Holds::Text => same(OTHER_WORDS),
        },
        Spec::Figure(_)
        | Spec::Share(_)
        | Spec::AudienceShares(_)
        | Spec::Breakdown(_)
        | Spec::Grades(_) => {
            match part {
                "rate" => same("12,3%"),
                "overlap" => same(OTHER_WORDS),
                // The part must stay within its whole.
                "done" if spec.cells(answer).iter().any(|c| c.path().ends_with("total")) => {
                    let number = now.parse::<u64>().ok().filter(|n| *n > 12);
                    number.map_or_else(|| another_number(now), |n| same(&(n - 1).to_string()))
                }
                _ => another_number(now),
            }
        }
        _ => same(OTHER_WORDS),
    }
}

fn another_number(now: &str) -> (String, String) {
    let other = if now.contains("64.") { "71.235" } else { "64.213" };
    same(other)
}

#[test]
fn every_fact_is_in_its_sheet_and_on_its_paper() {
    let mut wrong = String::new();
    for (name, count, _) in REPORTS {
        let facts = facts(name);
        let numbers: Vec<usize> = facts.iter().map(|fact| fact.number).collect();
        assert_eq!(numbers, (1..=count).collect::<Vec<_>>(), "{name}: a line for every fact");
        let fixture = fixture::named(name).unwrap_or_else(|| panic!("{name} has no sheet"));
        let template = fixture.template();
        let sheet = fixture.sheet(&template);
        let before = paper(&template, &sheet, Lang::Vi);
        for fact in facts {
            for fault in faults(fixture, &template, &sheet, &before, &fact) {
                writeln!(wrong, "{name} {}, {}: {fault}", fact.number, fact.what).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What is wrong with a fact: the sheet does not hold it, the paper does not say it, or the paper
/// would say it whatever the sheet holds.
fn faults(
    fixture: &Fixture,
    template: &Template,
    sheet: &Sheet,
    before: &str,
    fact: &Fact,
) -> Vec<String> {
    let mut out = Vec::new();
    if fact.what.trim().is_empty() {
        out.push("it says not what it is".to_owned());
    }
    if let Some(reason) = &fact.outside {
        if reason.trim().is_empty() {
            out.push("outside without a reason".to_owned());
        }
        return out;
    }
    if fact.places.len() != fact.typed.len() {
        out.push(format!("{} places, {} texts", fact.places.len(), fact.typed.len()));
        return out;
    }
    for printed in &fact.printed {
        if printed.is_empty() || !before.contains(printed.as_str()) {
            out.push(format!("“{printed}” is not on paper"));
        }
    }
    for (place, typed) in fact.places.iter().zip(&fact.typed) {
        let there = held(sheet, place);
        if there.as_ref() != Some(typed) {
            out.push(format!("{place} holds {there:?}, not “{typed}”"));
            continue;
        }
        let (after, reads) = changed(fixture, template, sheet, place);
        if fact.printed.iter().all(|printed| after.contains(printed.as_str())) {
            out.push(format!("{place} can change, and the paper says the same"));
        }
        if !after.contains(&reads) {
            out.push(format!("{place} changed to “{reads}”, which the paper does not say"));
        }
    }
    out
}

/// How far the published reports are covered, as a table; and what is outside, with reasons.
#[test]
fn the_coverage_is_written_down() {
    let mut table = String::new();
    let mut outside = String::new();
    for (name, count, what) in REPORTS {
        let facts = facts(name);
        let left: Vec<&Fact> = facts.iter().filter(|fact| fact.outside.is_some()).collect();
        let inside = facts.len() - left.len();
        let label = name.to_uppercase();
        writeln!(table, "| {label} – {what} | {count} | {inside} | {inside} | {} |", left.len())
            .unwrap();
        for fact in left {
            let reason = fact.outside.as_deref().unwrap_or_default();
            writeln!(outside, "| {label} {} | {} | {reason} |", fact.number, fact.what).unwrap();
        }
    }
    let page = format!(
        "# Coverage of published reports\n\n\
         Five published reports were entered, in our own words, as `tests/fixtures/s*.entry`. \
         `tests/facts` lists what each of them says, one line a fact or point: where it stands in \
         the sheet and how it reads on paper. `tests/facts.rs` holds both to it, changes every \
         place to something else and looks whether the paper follows, and makes this page.\n\n\
         | report | facts | in the sheet | in the report | outside |\n\
         | --- | --: | --: | --: | --: |\n{table}\n\
         ## Outside the form\n\n\
         | fact | what | why |\n| --- | --- | --- |\n{outside}"
    );
    let path = root("docs/coverage.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/coverage.md: run with UPDATE=1");
}

/// A figure that cannot be read is typed all the same: the paper says it as it was typed, in every
/// place in which a figure of the published reports stands. Only where two numbers give a rate, a
/// third one that is stated has nothing to say.
#[test]
fn a_figure_that_does_not_read_stands_on_paper_as_typed() {
    const TYPED: &str = "dăm bảy chục gì đó";
    let mut lost = String::new();
    let mut tried = 0;
    for (name, ..) in REPORTS {
        let fixture = fixture::named(name).unwrap();
        let template = fixture.template();
        let sheet = fixture.sheet(&template);
        for item in &template.items {
            for field in &item.fields {
                let Some(answer) = sheet.field(&item.code, &field.code) else { continue };
                for cell in field.kind.cells(&answer.own) {
                    let typed = answer.own.get(&cell).unwrap_or_default();
                    let numbers = typed.chars().all(|c| c.is_ascii_digit() || ". ".contains(c));
                    if typed.trim().is_empty() || !numbers || cell.path().ends_with("number") {
                        continue;
                    }
                    let place = format!("{}.{} {}", item.code, field.code, cell.path());
                    let other = enter(&sheet, &template, &line_at(&place, TYPED));
                    tried += 1;
                    if !paper(&template, &other, Lang::Vi).contains(TYPED) {
                        writeln!(lost, "{name} {place}").unwrap();
                    }
                }
            }
        }
    }
    assert!(tried > 40, "{tried}");
    assert!(lost.is_empty(), "\n{lost}");
}
