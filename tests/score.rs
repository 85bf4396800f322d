//! A unit's own points, where a form defines them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod support;

use phieu::language::Lang;
use phieu::number::Decimal;
use phieu::score::score;
use phieu::sheet::Sheet;
use phieu::template::{CATALOGUE, FORMS, Template, assemble, load};
use serde_json::{Value, json};
use support::{directive_05, lines, paper, sheet};

fn both(text: &str) -> Value {
    json!({ "vi": text, "en": format!("{text} (en)") })
}

/// The form of Directive 05 with criteria of every sort: 10 by a rate, 5 by steps, 4 by a status,
/// 3 typed.
fn scored() -> Template {
    let text = FORMS.iter().find(|form| form.name == "ct05").unwrap().text.unwrap();
    let mut form: Value = serde_json::from_str(text).unwrap();
    form["scoring"] = json!({
        "source": both("Hướng dẫn 9-HD/ĐU"),
        "criteria": [
            { "title": both("Dự học"), "points": 10, "by": { "rate": { "item": "B2", "field": "attendance", "part": "members" } } },
            { "title": both("Mô hình"), "points": 5, "by": { "steps": {
                "value": { "item": "B3", "field": "turns" },
                "steps": [{ "at_least": 1, "points": 2 }, { "at_least": 10, "points": 5 }] } } },
            { "title": both("Kế hoạch"), "points": 4, "by": { "status": { "item": "A1", "under_way": 2 } } },
            { "title": both("Tự cho"), "points": 3, "by": { "typed": { "item": "D1", "field": "meetings" } } }
        ],
        "bands": [
            { "name": both("Khá"), "at_least": 14 },
            { "name": both("Tốt"), "at_least": 20 }
        ]
    });
    assemble(&form.to_string(), CATALOGUE).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn filled(entry: &str) -> (Template, Sheet) {
    let template = scored();
    let sheet = sheet("a", &template, &lines(entry));
    (template, sheet)
}

const WHOLE: &str = "B2.attendance members/total = 43.519
B2.attendance members/done = 41.004
B3.turns value = 12
A1.status progress = under_way
D1.meetings value = 2";

/// 41.004 of 43.519 are 94,2%, and 94,2% of 10 points are 9,42: as a reader does it by hand.
#[test]
fn points_follow_from_the_answers() {
    let (template, sheet) = filled(WHOLE);
    let score = score(&template, &sheet).unwrap();
    let points: Vec<Decimal> = score.lines.iter().map(|line| line.points.unwrap()).collect();
    assert_eq!(points, [9_420, 5_000, 2_000, 2_000].map(Decimal::from_thousandths));
    assert_eq!(score.lines[0].how.vi, "41.004/43.519 = 94,2%; 10 điểm × 94,2% = 9,42 điểm");
    assert_eq!(score.total, Decimal::from_thousandths(18_420));
    assert_eq!(score.most, Decimal::whole(22));
    assert_eq!(score.band.unwrap().vi, "Khá", "18,42 is above 14 and below 20");
}

/// A doubtful or missing figure gives no points, and then no band: the sum is not the whole.
#[test]
fn what_is_not_known_is_not_counted() {
    for (place, instead) in [
        ("B3.turns value = 12", "B3.turns value = hơn 10"),
        ("B3.turns value = 12", "B3.make_up value = 1"),
        ("B2.attendance members/done = 41.004", "B2.attendance members/rate = 94,2%"),
        ("A1.status progress = under_way", "A1.status progress = not_concerned"),
    ] {
        let (template, sheet) = filled(&WHOLE.replace(place, instead));
        let score = score(&template, &sheet).unwrap();
        assert_eq!(score.lines.iter().filter(|line| line.points.is_none()).count(), 1, "{instead}");
        assert_eq!(score.band, None, "{instead}");
    }
}

/// Nobody gets more than a criterion gives: not for 110% present, not for what is typed.
#[test]
fn no_criterion_gives_more_than_its_weight() {
    let more =
        WHOLE.replace("= 41.004", "= 50.000").replace("meetings value = 2", "meetings value = 9");
    let (template, sheet) = filled(&more);
    let score = score(&template, &sheet).unwrap();
    assert!(score.lines.iter().all(|line| line.points.unwrap() <= line.most));
    assert_eq!(score.lines[0].points, Some(Decimal::whole(10)));
    assert_eq!(score.lines[3].points, Some(Decimal::whole(3)));
}

#[test]
fn the_paper_shows_the_arithmetic_and_says_what_it_is_not() {
    let (template, sheet) = filled(WHOLE);
    let text = paper(&template, &sheet, Lang::Vi);
    for said in [
        "10 điểm × 94,2% = 9,42 điểm",
        "không phải kết quả xếp loại chính thức",
        "Hướng dẫn 9-HD/ĐU",
        "18,42",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    // A form that defines none says nothing of points.
    let plain = directive_05();
    assert_eq!(score(&plain, &sheet), None);
    assert!(!paper(&plain, &sheet, Lang::Vi).contains("tự chấm"));
}

/// A criterion that cannot be computed is the author's fault, and is said before anybody is asked.
#[test]
fn an_author_hears_of_a_criterion_that_does_not_hold() {
    let mut template = scored();
    let criteria = &mut template.scoring.as_mut().unwrap().criteria;
    criteria[0].points = Decimal::from_thousandths(2_500);
    criteria[2].by =
        phieu::template::By::Status { item: "B9".to_owned(), under_way: Decimal::whole(9) };
    let problems = load(template).unwrap_err();
    let what: Vec<&str> = problems.iter().map(|problem| problem.what.as_str()).collect();
    assert_eq!(what.len(), 3, "{what:?}");
    assert!(what[0].contains("whole points") && what[1].contains("B9"), "{what:?}");
}
