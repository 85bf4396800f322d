//! Whole sheets, from published reports and a made-up one. What the page notices in them, that
//! every number typed reaches the paper, and that all of it holds as well for the same templates
//! under other names with other codes. That every fact is there: `tests/facts.rs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod support;

use phieu::block::{Block, Table};
use phieu::compare::Side;
use phieu::file::{self, Library};
use phieu::kinds::{Cell, Counts, Spec};
use phieu::language::Lang;
use phieu::number::Numerals;
use phieu::review::review;
use phieu::sheet::{Edit, Extent, HeadField, Sheet, apply};
use phieu::template::{Appendix, FORMS, FieldRef, Template};
use std::collections::{BTreeMap, BTreeSet};
use support::fixture::{self, CELL, S4};
use support::{Line, lines, paper, renamed};

/// The files are what the entries make; `UPDATE=1 cargo test --test fixtures` writes them again.
#[test]
fn the_files_are_made_from_the_entries() {
    let library = Library::builtin();
    for fixture in fixture::ALL {
        let template = fixture.template();
        let sheet = fixture.sheet(&template);
        let written = file::write(&template, &sheet, None, &library);
        assert!(file::verify(&written, &sheet, &library), "{}", fixture.name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(fixture.path(), &written.bytes).unwrap();
        }
        let there = std::fs::read_to_string(fixture.path()).unwrap();
        assert!(there == written.bytes, "{}: run with UPDATE=1", fixture.name);
    }
}

/// A file of a template that the page does not bring along carries its form inside.
#[test]
fn the_files_of_the_renamed_template_are_whole() {
    let library = Library::builtin();
    for fixture in fixture::ALL {
        let template = fixture.template();
        let sheet = fixture.renamed(&template);
        let written = file::write(&renamed::template(&template), &sheet, None, &library);
        assert!(file::verify(&written, &sheet, &library), "{}", fixture.name);
    }
}

/// Prints the reports, to be read aloud: `SHOW=1 cargo test --test fixtures show -- --nocapture`,
/// or `SHOW=s4` for one.
#[test]
#[allow(clippy::print_stdout, reason = "asked for")]
fn show() {
    let Some(wanted) = std::env::var_os("SHOW") else { return };
    for fixture in fixture::ALL {
        if wanted == "1" || wanted == fixture.name {
            let template = fixture.template();
            println!("{}", paper(&template, &fixture.sheet(&template), Lang::Vi));
        }
    }
}

/// A finding that is expected: the fixture, the check, the place, whether it is kept, and why it
/// is right.
type Expected = (&'static str, &'static str, &'static str, bool, &'static str);

const EXPECTED: &[Expected] = &[
    (
        "s0",
        "parts_do_not_close",
        "A3.below.total",
        true,
        "237 and 37 are not 257; kept, and the reason says that the source gives none",
    ),
    (
        "s0",
        "required_blank",
        "B2.attendance.members/total",
        false,
        "the year's topic was not studied yet",
    ),
    (
        "s0",
        "required_blank",
        "C2.collective_works.value",
        false,
        "nor was anything registered under it",
    ),
    (
        "s1",
        "required_blank",
        "U1.members.value",
        false,
        "the cell did not publish how many members it has",
    ),
    (
        "s1",
        "required_blank",
        "B2.attendance.members/total",
        false,
        "nor how many were summoned and came",
    ),
    (
        "s1",
        "required_blank",
        "g5.status.progress",
        false,
        "a cell of an office said nothing of schools and youth",
    ),
    (
        "s2",
        "required_blank",
        "C2.collective_works.value",
        false,
        "the office published nothing on registering",
    ),
    ("s2", "required_blank", "g2.status.progress", false, "nor on ethical standards"),
    ("s2", "required_blank", "g3.status.progress", false, "nor on regular meetings"),
    ("s2", "required_blank", "g4.status.progress", false, "nor on leaders' example"),
    ("s2", "required_blank", "g5.status.progress", false, "nor on schools and youth"),
    ("s2", "required_blank", "g8.status.progress", false, "nor on inspection and reviews"),
    ("s2", "required_blank", "I2.limitations.", false, "nor a limitation"),
    ("s2", "required_blank", "I4.theme.value", false, "nor what comes next"),
    (
        "s3",
        "required_blank",
        "g7.status.progress",
        false,
        "the committee published nothing on inspections, reviews and reports",
    ),
    (
        "s4",
        "required_blank",
        "g3.status.progress",
        false,
        "the province published nothing on ethical standards",
    ),
    (
        "s4",
        "required_blank",
        "I2.limitations.",
        false,
        "the province published neither limitations nor causes",
    ),
    (
        "cell",
        "date_outside_period",
        "B1.conferences.r1/date",
        true,
        "the topic of 2019 was studied in December 2018; kept with that reason",
    ),
];

/// The findings of a sheet: check, place, whether it is kept.
fn found(template: &Template, sheet: &Sheet) -> BTreeSet<(String, String, bool)> {
    let review = review(template, sheet);
    let findings = review.findings(template).into_iter();
    findings.map(|f| (f.check.to_owned(), f.place.dom_id(), f.kept.is_some())).collect()
}

#[test]
fn nothing_else_is_found_and_nothing_is_missing() {
    for fixture in fixture::ALL {
        let template = fixture.template();
        let other = renamed::template(&template);
        let expected = EXPECTED.iter().filter(|(name, ..)| *name == fixture.name);
        let expected: BTreeSet<(String, String, bool)> = expected
            .map(|(_, check, place, kept, _)| ((*check).to_owned(), (*place).to_owned(), *kept))
            .collect();
        assert_eq!(found(&template, &fixture.sheet(&template)), expected, "{}", fixture.name);

        let place = |place: &str| renamed::place(&template, place);
        let expected = expected.into_iter().map(|(check, at, kept)| (check, place(&at), kept));
        let there = found(&other, &fixture.renamed(&template));
        assert_eq!(there, expected.collect(), "{}, renamed", fixture.name);
    }
}

#[test]
fn a_kept_finding_is_printed_with_its_reason() {
    let template = CELL.template();
    let paper = paper(&template, &CELL.sheet(&template), Lang::Vi);
    assert!(paper.contains("“Đảng ủy xã mở lớp sớm cuối năm 2018"), "{paper}");
}

/// The whole appendix of a sheet, whatever the unit would print of it.
fn whole_appendix(template: &Template, sheet: &Sheet) -> Vec<Block> {
    let now = Side { template, sheet };
    let review = review(template, sheet);
    let offers = phieu::report::offers(sheet, now, &review, None).into_iter();
    let all = offers.fold(sheet.clone(), |sheet, offer| {
        apply(&sheet, template, &Edit::Print(offer.key, Extent::Whole))
    });
    phieu::report::report(template, &all, &review, Lang::Vi, None)
}

/// A table has no column in which nothing stands, and what was typed into lists is all there.
#[test]
fn a_table_has_no_blank_column_and_everything_that_was_typed() {
    for fixture in fixture::ALL {
        let template = fixture.template();
        let blocks = whole_appendix(&template, &fixture.sheet(&template));
        let tables: Vec<&Table> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            })
            .collect();
        assert!(!tables.is_empty(), "{}", fixture.name);
        for table in &tables {
            let rows = || table.rows.iter().filter(|row| !row.group);
            assert!(rows().all(|row| row.cells.len() == table.columns.len()), "{table:?}");
            for (at, column) in table.columns.iter().enumerate() {
                let says = |cell: &String| !cell.is_empty() && cell != "–";
                assert!(
                    rows().any(|row| says(&row.cells[at])),
                    "{}: {}",
                    fixture.name,
                    column.title
                );
            }
        }
        let printed: BTreeSet<&str> = tables
            .iter()
            .flat_map(|t| &t.rows)
            .flat_map(|r| &r.cells)
            .map(String::as_str)
            .collect();
        let listed = |item: &str, field: &str| {
            let is = |f: &FieldRef| f.item == item && f.field == field;
            let in_table = template.report.appendix.iter().any(|appendix| match appendix {
                Appendix::Table { fields, .. } => fields.iter().any(is),
                _ => false,
            });
            let field = template.item(item).and_then(|item| item.field(field));
            in_table && field.is_some_and(|f| matches!(f.kind, Spec::Documents(_) | Spec::Rows(_)))
        };
        let mut typed = 0;
        for line in lines(fixture.entry) {
            let Line::Cell { item, field, text, .. } = line else { continue };
            // Numbers, dates and the codes of options print in their own way.
            if listed(&item, &field) && !text.is_ascii() {
                assert!(printed.contains(text.trim()), "{}: {text}", fixture.name);
                typed += 1;
            }
        }
        assert!(typed > 0 || fixture.name == "s2", "{}: nothing was compared", fixture.name);
    }
}

#[test]
fn the_renamed_template_prints_the_same() {
    for fixture in fixture::ALL {
        let template = fixture.template();
        let other = renamed::template(&template);
        for lang in [Lang::Vi, Lang::En] {
            let here = paper(&template, &fixture.sheet(&template), lang);
            assert_eq!(paper(&other, &fixture.renamed(&template), lang), here);
        }
    }
}

/// Nothing on paper is left when the answers are taken away: no figure of the example is in the
/// program or in the template.
#[test]
fn a_blank_sheet_prints_no_figure_of_the_example() {
    let template = S4.template();
    let head = lines(S4.entry).into_iter().filter(|line| matches!(line, Line::Head(..)));
    let sheet = support::sheet(S4.id, &template, &head.collect::<Vec<_>>());
    let paper = paper(&template, &sheet, Lang::Vi);
    for figure in ["257", "41.004", "43.519", "94,2", "52.087", "290", "251", "36", "hơn 20"] {
        assert!(!paper.contains(figure), "{figure}\n{paper}");
    }
}

/// Numbers without end, the same on every run (a linear congruential generator).
struct Numbers {
    state: u64,
    given: BTreeSet<u64>,
}

impl Numbers {
    fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.state >> 33
    }

    /// A number from 2 to 9.999.999 that was not given before, of any length.
    fn next(&mut self) -> u64 {
        loop {
            let most = 10_u64.pow(u32::try_from(1 + self.draw() % 7).unwrap());
            let number = 2 + self.draw() % (most - 2);
            if self.given.insert(number) {
                return number;
            }
        }
    }
}

/// How a report writes a number: dots between thousands, and a count below ten with a zero.
fn written(number: u64, numerals: Numerals) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if number < 10 && numerals == Numerals::Count { format!("0{out}") } else { out }
}

/// The cells of a question of numbers, each with how its numbers read. Of `done` and `total` the
/// total comes first; a stated rate is left blank, as it is not printed beside the two.
fn number_cells(spec: &Spec) -> Vec<(Cell, Numerals)> {
    let counts: Counts = match spec {
        Spec::Figure(spec) => spec.counts,
        Spec::Share(spec) => spec.counts,
        Spec::AudienceShares(spec) => spec.counts,
        Spec::Breakdown(spec) => spec.counts,
        Spec::Grades(spec) => spec.counts,
        _ => return Vec::new(),
    };
    let cells = spec.cells(&spec.blank()).into_iter();
    let number = |cell: &Cell| !cell.path().ends_with("rate") && cell.path() != "overlap";
    cells.filter(number).map(|cell| (cell, counts.numerals())).collect()
}

/// Every question of numbers filled with random ones: each typed number is on the paper, in the
/// form of a Vietnamese report, and every number with a dot on it was typed.
fn random_numbers_reach_the_paper(template: &Template, unit_kind: &str) {
    for seed in 0..20 {
        let mut numbers = Numbers { state: seed, given: BTreeSet::new() };
        let mut sheet = Sheet::blank("generated".to_owned(), template);
        let edit = Edit::Head(HeadField::UnitKind, unit_kind.to_owned());
        sheet = apply(&sheet, template, &edit);
        let mut expected: BTreeMap<String, String> = BTreeMap::new();
        for item in &template.items {
            for field in item.own_fields() {
                let mut total = u64::MAX;
                for (cell, numerals) in number_cells(&field.kind) {
                    let mut number = numbers.next();
                    if cell.path().ends_with("done") && !matches!(field.kind, Spec::Grades(_)) {
                        while number >= total {
                            number = numbers.next();
                        }
                    } else if cell.path().ends_with("total") {
                        number = number.max(100) + 10_000_000;
                        while !numbers.given.insert(number) {
                            number += 1;
                        }
                        total = number;
                    }
                    let place = format!("{}.{} {}", item.code, field.code, cell.path());
                    expected.insert(place, written(number, numerals));
                    let edit = Edit::Cell {
                        item: item.code.clone(),
                        field: field.code.clone(),
                        cell,
                        text: number.to_string(),
                    };
                    sheet = apply(&sheet, template, &edit);
                }
            }
        }
        let paper = paper(template, &sheet, Lang::Vi);
        let printed: BTreeSet<&str> = paper
            .split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
            .map(|number| number.trim_matches(['.', ',']))
            .collect();
        let lost: Vec<_> =
            expected.iter().filter(|(_, number)| !printed.contains(number.as_str())).collect();
        let typed: BTreeSet<&str> = expected.values().map(String::as_str).collect();
        let foreign: Vec<_> =
            printed.iter().filter(|n| n.contains('.') && !typed.contains(*n)).collect();
        assert!(foreign.is_empty(), "seed {seed}: {foreign:?}\n{paper}");
        assert!(expected.len() > 100, "only {} numbers", expected.len());
        assert!(lost.is_empty(), "seed {seed}: {lost:#?}\n{paper}");
    }
}

#[test]
fn random_figures_reach_the_paper() {
    for form in FORMS.iter().filter(|form| form.offered) {
        let template = support::form(form.name);
        random_numbers_reach_the_paper(&template, "province");
        random_numbers_reach_the_paper(&renamed::template(&template), &renamed::code("province"));
    }
}

/// How many task groups are how far, told from their statuses; a zero is not said.
#[test]
fn task_groups_are_counted() {
    let template = S4.template();
    let said = |statuses: &[&str], lang: Lang| {
        let line = |(n, status): (usize, &&str)| format!("g{n}.status progress = {status}\n");
        let entry: String = (1..).zip(statuses).map(line).collect();
        let sheet = support::sheet("s", &template, &lines(&entry));
        paper(&template, &sheet, lang)
    };
    let check = |statuses: &[&str], vi: &str, en: &str| {
        for (lang, words) in [(Lang::Vi, vi), (Lang::En, en)] {
            let paper = said(statuses, lang);
            assert!(paper.contains(words), "{words}\n{paper}");
        }
    };
    check(
        &["done"; 7],
        "Đơn vị đã triển khai cả 07 nhóm nhiệm vụ.",
        "The unit has carried out all 7 task groups.",
    );
    check(
        &["done", "done", "done", "under_way", "not_concerned", "not_started", "not_started"],
        "Trong 07 nhóm nhiệm vụ, Đơn vị đã triển khai 03 nhóm, đang triển khai 01 nhóm, chưa triển khai 02 nhóm, có 01 nhóm không thuộc phạm vi.",
        "Of the 7 task groups, the unit has carried out 3, is at work on 1, has not started 2 and is not concerned by 1.",
    );
    check(
        &["under_way"],
        "Trong 07 nhóm nhiệm vụ, Đơn vị đang triển khai 01 nhóm, còn 06 nhóm chưa có thông tin.",
        "Of the 7 task groups, the unit is at work on 1 and has no information on 6.",
    );
    check(
        &["not_started"; 7],
        "Trong 07 nhóm nhiệm vụ, Đơn vị chưa triển khai 07 nhóm.",
        "Of the 7 task groups, the unit has not started 7.",
    );
    assert!(!said(&[], Lang::Vi).contains("Trong 07 nhóm nhiệm vụ"));
}
