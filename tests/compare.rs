//! A sheet beside that of the period before.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod support;

use phieu::compare::{Change, Side, carry, changes};
use phieu::file::{self, Library};
use phieu::kinds::Answer;
use phieu::language::Lang;
use phieu::output;
use phieu::report;
use phieu::review::review;
use phieu::sheet::{HeadField, Sheet, apply};
use phieu::template::{FORMS, Template};
use support::{directive_05, lines, sheet};

fn filled(template: &Template, entry: &str) -> Sheet {
    sheet("a", template, &lines(entry))
}

fn side<'a>(template: &'a Template, sheet: &'a Sheet) -> Side<'a> {
    Side { template, sheet }
}

/// What became of `now` since `then`, in words, for the parts that are named.
fn differences(then: &str, now: &str) -> Vec<String> {
    let template = directive_05();
    let (then, now) = (filled(&template, then), filled(&template, now));
    let said = |change: &Change| {
        let value =
            |v: Option<phieu::compare::Value>| v.map_or("–".to_owned(), |v| v.print(Lang::Vi));
        let difference = change.difference(Lang::Vi);
        format!("{} | {} | {difference}", value(change.before), value(change.now))
    };
    changes(side(&template, &now), side(&template, &then)).iter().map(said).collect()
}

#[test]
fn a_figure_says_what_became_of_it() {
    for (then, now, said) in [
        ("25", "28", "25 | 28 | tăng 03"),
        ("28", "25", "28 | 25 | giảm 03"),
        ("0", "0", "0 | 0 | không đổi"),
        ("41.004", "43519", "41.004 | 43.519 | tăng 2.515"),
        // Nobody knows by how much a number changed that was never exact.
        ("hơn 20", "25", "hơn 20 | 25 | "),
        ("02 - 05", "3", "từ 02 đến 05 | 03 | "),
    ] {
        let lines = |n: &str| format!("B3.turns value = {n}");
        assert_eq!(differences(&lines(then), &lines(now)), [said], "{then} and {now}");
    }
    // A blank is no figure: it is not 0, and nothing was added to it.
    assert_eq!(differences("", "B3.turns value = 5"), ["– | 05 | "]);
    assert_eq!(differences("B3.turns value = 5", ""), ["05 | – | "]);
    assert!(differences("", "").is_empty());
}

/// The difference of two rates is that of the rates as printed, so that a reader can check it.
#[test]
fn rates_differ_by_points_as_printed() {
    let units = |done: &str, total: &str| {
        format!("head.unit_kind = base\nB4.units done = {done}\nB4.units total = {total}")
    };
    let said = differences(&units("41004", "43519"), &units("95", "100"));
    assert_eq!(
        said,
        [
            "43.519 | 100 | giảm 43.419",
            "41.004 | 95 | giảm 40.909",
            "94,2% | 95,0% | tăng 0,8 điểm phần trăm",
        ]
    );
}

#[test]
fn nothing_changed_between_a_sheet_and_itself() {
    let template = directive_05();
    let sheet = filled(&template, include_str!("fixtures/s4.entry"));
    let all = changes(side(&template, &sheet), side(&template, &sheet));
    let answered = sheet.items.values().flat_map(|item| item.fields.values());
    let figures = answered.filter(|f| matches!(f.own, Answer::Figure(_)) && !f.is_blank()).count();
    assert!(figures > 0 && all.len() > figures, "every figure, and the parts of the other kinds");
    for change in all {
        assert_eq!(change.before, change.now);
        assert!(["", "không đổi"].contains(&&*change.difference(Lang::Vi)), "{change:?}");
    }
}

/// What was typed in this period counts; and what was taken over is not taken twice.
#[test]
fn taking_over_fills_blanks_alone() {
    let template = directive_05();
    let before = filled(&template, include_str!("fixtures/cell.entry"));
    let now = filled(&template, "head.unit_name = Chi bộ 9\nU1.members value = 7");
    let edit = carry(side(&template, &now), side(&template, &before)).unwrap();
    let after = apply(&now, &template, &edit);
    assert_eq!(after.head(HeadField::UnitName), "Chi bộ 9");
    assert_eq!(after.items["U1"].fields["members"], now.items["U1"].fields["members"]);
    assert_eq!(after.head(HeadField::UnitKind), before.head(HeadField::UnitKind));
    assert_eq!(after.items["A1"].fields["plan"].own, before.items["A1"].fields["plan"].own);
    // The period, the report's number and its date are of their own time, and so is what was done.
    assert_eq!(after.period, now.period);
    assert_eq!(after.head(HeadField::Number), "");
    assert!(after.field("B2", "attendance").is_none());
    assert_eq!(carry(side(&template, &after), side(&template, &before)), None);
}

/// The figures of the period before stand in the appendix of the report, and only when it is open.
#[test]
fn the_comparison_is_printed() {
    let template = directive_05();
    let before = filled(&template, "head.period_from = 2017\nB3.turns value = 60");
    let now = filled(&template, "head.period_from = 2018\nB3.turns value = 84");
    let (here, there) = (side(&template, &now), side(&template, &before));
    let review = review(&template, &now);
    let paper = |previous| output::text(&report::beside(here, &review, Lang::Vi, None, previous));
    let with = paper(Some(there));
    assert!(with.contains("Số liệu so với kỳ trước (năm 2017)"), "{with}");
    assert!(with.contains("tăng 24"), "{with}");
    // Both are years: nothing is said of their length. A year beside three is another matter, and so
    // is a figure that one period alone has.
    assert!(!with.contains("dài ngắn") && !with.contains("không so sánh"), "{with}");
    let three = "head.period_kind = years\nhead.period_from = 2015\nhead.period_to = 2017\nB3.turns value = 60\nB1.points value = 5";
    let before = filled(&template, three);
    let with = paper(Some(side(&template, &before)));
    assert!(with.contains("kỳ trước 36 tháng, kỳ này 12 tháng"), "{with}");
    assert!(with.contains("Còn 01 số liệu chỉ có ở một trong hai kỳ"), "{with}");
    assert!(!paper(None).contains("kỳ trước"));
}

/// A sheet begun in the wrong form goes to the right one with all that was answered, or not at all.
#[test]
fn a_sheet_moves_to_another_form_whole_or_not_at_all() {
    let from = directive_05();
    let sheet =
        filled(&from, "head.period_from = 2014\nB3.turns value = 60\nA1.until value = 2015");
    let mut to = from.clone();
    to.id = "other".to_owned();
    let moved = file::moved(&sheet, &from, &to).unwrap();
    assert_eq!(moved.template.id, "other");
    assert_eq!((&moved.items, &moved.period), (&sheet.items, &sheet.period));
    to.items.retain(|item| item.code != "B3");
    assert!(file::moved(&sheet, &from, &to.clone()).is_err());
}

/// A new sheet is of the newest form that was in use in the year.
#[test]
fn a_year_has_its_form() {
    let library = Library::builtin();
    for head in library.offered() {
        let last = head.years.to.unwrap_or(head.years.from);
        let fitting = library.fitting(last).unwrap();
        assert!(
            fitting.years.from >= head.years.from && fitting.years.include(last),
            "{}",
            head.id
        );
    }
    assert_eq!(library.fitting(1999), None);
    let offered = FORMS.iter().filter(|form| form.offered).map(|form| form.name);
    assert!(library.offered().map(|head| head.id.as_str()).eq(offered), "each under its own name");
}

/// The period before is an earlier one; where a period is not known nobody can say.
#[test]
fn only_an_earlier_period_may_be_the_one_before() {
    let year = |year: u32| Some((year * 10_000 + 101, year * 10_000 + 1231));
    let may = phieu::compare::may_precede;
    assert!(may(year(2018), year(2019)));
    assert!(!may(year(2019), year(2019)) && !may(year(2020), year(2019)));
    // Two years of which this one is the second.
    assert!(may(Some((20_180_101, 20_181_231)), Some((20_180_701, 20_191_231))));
    assert!(may(None, year(2019)) && may(year(2019), None));
}
