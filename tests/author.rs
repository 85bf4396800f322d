//! What the author of a form reads and is told: the example of `templates/README.md` is loaded, checked
//! and filled, so that the text cannot rot; `docs/catalogue.md` is made of the catalogue
//! (`UPDATE=1 cargo test --test author`).

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod support;

use phieu::desk::gather::{Act, Task};
use phieu::desk::{Action, Desk, Effect, World, step};
use phieu::file::{self, Library};
use phieu::language::{Lang, Words};
use phieu::review::review;
use phieu::sheet::{Edit, HeadField, Sheet, apply};
use phieu::template::{CATALOGUE, Catalogue, Content, Holds, Template, Value, advice, authored};
use serde_json::Value as Json;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const EXAMPLE: &str = include_str!("../docs/examples/new-form.json");

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What an author is told of a text: `place: what`, a line each.
fn told(text: &str) -> String {
    let problems = match authored(text, CATALOGUE) {
        Ok(template) => advice(&template),
        Err(problems) => problems,
    };
    problems.iter().fold(String::new(), |all, p| all + &p.place + ": " + &p.what + "\n")
}

fn example() -> Template {
    authored(EXAMPLE, CATALOGUE).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn the_example_is_whole() {
    assert_eq!(told(EXAMPLE), "");
    assert_eq!((example().sections.len(), example().written().count()), (2, 5));
}

/// What is written instead of what in the example, and what its author must be told of it.
const ROWS: &[(&str, &str, &[&str])] = &[
    // The text itself: where a program stops, and what is to be looked for there.
    (r#""id": "vi-du","#, r#""id": "vi-du""#, &["line 4, letter 2: expected `,` or `}`"]),
    (r#""id": "vi-du","#, r#""id": "vi-du", "id": "b","#, &["form: “id” stands twice"]),
    (
        r#""hint": {"vi": "Chưa có"#,
        r#""target": {}, "hint": {"vi": "Chưa có"#,
        &[
            "items/R1/fields/held/target: does not belong here",
            "“target” stands in the settings of the kind “audience_shares” or “figure” or “share”",
        ],
    ),
    (
        r#""done": {"vi": "Đã tham gia", "en": "Took part"},"#,
        "",
        &["items/R2/fields/members/kind/share: “done” is missing"],
    ),
    (r#""event_date""#, r#""day""#, &["“day” is not known here; known is `text`"]),
    (r#""years": {"from": 2027"#, r#""years": {"from": "2027""#, &["years/from: here stands"]),
    // Two faults far from each other are said at once.
    (
        r#""short": {"vi": "Mẫu ví dụ""#,
        r#""shrot": {"vi": "Mẫu ví dụ""#,
        &["form: “short” is missing", "shrot: does not belong here"],
    ),
    // What does not hold together.
    (
        r#""section": "g1""#,
        r#""section": "g2""#,
        &[
            "report: names the section g2, which does not exist",
            "report: the item R1 is asked but stands nowhere in the report",
        ],
    ),
    (
        r#""empty": {"vi""#,
        r#""empty": {"vi": "", "en": ""}}, {"empty": {"vi""#,
        &[
            "report: what an empty part says is not there in both languages",
            "report: a part's title is not there in both languages",
        ],
    ),
    (r#""part": "count""#, r#""part": "lines""#, &["sessions_listed: names the part “lines”"]),
    ("{result}.\", \"en", "{outcome}.\", \"en", &["R3/result: has the slot {outcome}"]),
    (r#"["A0", "A1"]"#, r#"["A0", "A9"]"#, &["lead: names the item A9, which does not exist"]),
    // What holds together and nobody means.
    (r#""en": "Example form""#, r#""en": """#, &["form: short is not there in both languages"]),
    (r#""id": "vi-du""#, r#""id": " ""#, &["form: “id” is blank"]),
    (r#""to": 2030"#, r#""to": 2026"#, &["years: end before they begin"]),
    ("02/01/2027\"", "hôm qua\"", &["00-CT/VD: hôm qua is no date"]),
    (r#""code": "g1""#, r#""code": "lead""#, &["lead: two sections have this code"]),
    (
        r#""row": {"vi": "buổi đọc", "en": "session"}"#,
        r#""row": {"vi": "buổi “{what}”", "en": "session"}"#,
        &["R3/each: its “row” has slots"],
    ),
    (
        r#"{"vi": "buổi đọc[ “{what}”][ {day}][, có {present|người dự}]""#,
        r#"{"vi": "buổi đọc""#,
        &["R3/each: its “phrase” has no slot"],
    ),
    (
        r#"{"code": "day", "name""#,
        r#"{"code": "ngay", "name""#,
        &["slot {day}, which is no column"],
    ),
    (
        r#""code": "result",
     "label""#,
        r#""code": "topic",
     "label""#,
        &["R3/topic: sentences have a slot of this name already"],
    ),
    // What works and reads badly.
    (
        r#"{"code": "result", "wordings": [{"vi": "{result}.", "en": "{result}."}]}"#,
        r#"{"code": "result", "wordings": []}"#,
        &["R3: has fewer than three wordings", "R3/result: is asked but never said"],
    ),
    ("gồm {each.list}.\"", "gồm: {each.list}\"", &["R3/each: a label", "R3/each: no full stop"]),
    ("Worth telling are {each.list}.", "Worth telling are many.", &[]),
    ("\"en\": \"All members ({members.total}) took", "\"en\": \"All of {held} took", &["{held}"]),
    ("The unit has {members.total} members; those", "Those [members", &["an unclosed bracket"]),
];

#[test]
fn an_author_is_told_what_is_wrong() {
    for (was, is, expected) in ROWS {
        assert_eq!(EXAMPLE.matches(was).count(), 1, "{was}");
        let told = told(&EXAMPLE.replace(was, is));
        for words in *expected {
            assert!(told.contains(words), "{is}\nsays: {told}not: {words}");
        }
    }
}

/// A form that says something differently in the two languages leaves an answer out of one report.
#[test]
fn an_answer_told_in_one_language_is_named() {
    let told = told(&EXAMPLE.replace(", with {present} present]", "]").replace(
        "\"when\": {\"members\": [\"total_only\"]}, \"vi\": \"Đơn vị có {members.total|đảng viên}; ",
        "\"vi\": \"",
    ));
    assert!(told.contains("R2/members: members is told in one language only"), "{told}");
}

/// The page goes on opening a form that only an author should mend: it may have been given away.
#[test]
fn what_only_an_author_mends_still_opens() {
    let text = EXAMPLE.replace(r#""en": "session"}"#, r#""en": "{what}"}"#);
    assert!(authored(&text, CATALOGUE).is_err());
    assert!(phieu::template::assemble(&text, CATALOGUE).is_ok());
}

const FILLED: &str = "\
head.unit_name = Chi bộ thôn Hạ
head.unit_parent = Đảng bộ xã Hạ
head.unit_kind = cell
head.period_kind = year
head.period_from = 2027
A1.plan d1/number = 03-KH/CB
g1.status progress = done
R1.held value = 1
R2.members done = 20
R2.members total = 25
R3.each r1/day = 19/5/2027
R3.each r1/what = Sửa đổi lối làm việc
R3.each r2/what = Đường kách mệnh
R3.each r2/present = 18
R3.result value = Mỗi đảng viên kể lại được một điều đã làm theo
";

/// Its questions, its relation, its target and its report are those of any other form.
#[test]
fn the_example_is_filled() {
    let form = example();
    let sheet = support::sheet("example", &form, &support::lines(FILLED));
    let reviewed = review(&form, &sheet);
    let said: Vec<String> =
        reviewed.findings(&form).iter().map(|finding| finding.said(Lang::En)).collect();
    let said = said.join("\n");
    // Two rows against one session; 20 of 25 is 80 %, and the directive set 90 %.
    assert!(
        said.contains("More sessions are listed than were held in all (2 against 1)."),
        "{said}"
    );
    assert!(said.contains("90") && said.contains("Directive 00-CT/VD"), "{said}");

    let paper = support::paper(&form, &sheet, Lang::Vi);
    for words in [
        "Thực hiện Chỉ thị số 00-CT/VD ngày 02/01/2027 về phong trào đọc sách, Chi bộ thôn Hạ tự đánh giá",
        "03-KH/CB",
        "Chi bộ đã triển khai cả 01 nhóm nhiệm vụ.",
        "Trong kỳ đã tổ chức 01 buổi đọc sách chung.",
        "Số đảng viên tham gia đọc sách là 20, trên tổng số 25, tức 80,0%.",
        "Các buổi đáng nhớ gồm buổi đọc “Sửa đổi lối làm việc” ngày 19/5/2027; buổi đọc “Đường kách mệnh”, có 18 người dự.",
        "Mỗi đảng viên kể lại được một điều đã làm theo.",
    ] {
        assert!(paper.contains(words), "{words}\nnot in:\n{paper}");
    }
}

/// The way to many units: the page for rolling up opens a blank sheet with the form inside, and makes
/// of it a starter file for each unit of a list; whoever has the page opens those.
#[test]
fn starter_files_carry_the_form() {
    let (form, page) = (example(), Library::with_later(|_| None));
    let world = World { now: "2027-11-22T08:00:00".into(), random: "r".into(), tab: "tab".into() };
    let own = Sheet::blank("own".to_owned(), &form);
    let own = apply(&own, &form, &Edit::Head(HeadField::UnitName, "Đảng ủy xã".to_owned()));
    let own = file::write(&form, &own, None, &page).bytes.into_bytes();
    let mut desk = Desk::new(page.clone());
    let mut effects = Vec::new();
    let expect = Act::Expect("Chi bộ 1\nChi bộ 2".to_owned());
    for action in [Action::OpenFile(own), Action::Gather(expect), Action::Gather(Act::Starters)] {
        (desk, effects) = step(&desk, action, &world);
    }
    let Some(Effect::Gather(Task::Offer { files, .. })) = effects.first() else {
        panic!("{effects:?}")
    };
    assert_eq!(files.len(), 2);
    for (name, bytes) in files {
        let opened = file::read(bytes.as_bytes(), &page).unwrap();
        assert_eq!(*opened.template, form, "{name}");
        assert_eq!(opened.sheet.unit.parent.text(), "Đảng ủy xã");
    }
}

/// Whether a snippet stands in a value: what an object has, this one has so; what a list has, this
/// one has.
fn is_of(snippet: &Json, value: &Json) -> bool {
    match (snippet, value) {
        (Json::Object(some), Json::Object(all)) => {
            some.iter().all(|(key, one)| all.get(key).is_some_and(|whole| is_of(one, whole)))
        }
        (Json::Array(some), Json::Array(all)) => {
            some.iter().all(|one| all.iter().any(|whole| is_of(one, whole)))
        }
        _ => snippet == value,
    }
}

fn stands_in(snippet: &Json, value: &Json) -> bool {
    is_of(snippet, value)
        || match value {
            Json::Object(all) => all.values().any(|inner| stands_in(snippet, inner)),
            Json::Array(all) => all.iter().any(|inner| stands_in(snippet, inner)),
            _ => false,
        }
}

/// What is shown of JSON in the guide stands in the example, which loads.
#[test]
fn the_guide_shows_what_the_example_has() {
    let guide = fs::read_to_string(root("templates/README.md")).unwrap();
    let example: Json = serde_json::from_str(EXAMPLE).unwrap();
    let blocks = guide.split("```json").skip(1).filter_map(|rest| rest.split("```").next());
    let mut shown = 0;
    for block in blocks {
        let snippet =
            serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}\n{block}"));
        assert!(stands_in(&snippet, &example), "not in docs/examples/new-form.json: {block}");
        shown += 1;
    }
    assert!(shown > 6, "{shown} blocks");
}

// --- docs/catalogue.md -----------------------------------------------------------------------

fn in_cell(words: &Words) -> String {
    format!("{} | {}", words.vi, words.en).replace('\n', " ")
}

fn side(value: &Value) -> String {
    let part = if value.part.is_empty() { String::new() } else { format!(".{}", value.part) };
    format!("`{}.{}{part}`", value.item, value.field)
}

fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.map(|code| format!("`{code}`")).collect::<Vec<_>>().join(" ")
}

fn page(catalogue: &Catalogue) -> String {
    let mut out = "\
# What the catalogue has

The codes by which a form takes what `templates/catalogue.json` has already ([how to write a form](../templates/README.md)). Made by `UPDATE=1 cargo test --test author`.

## Items

The fields stand with their kinds.

| code | title | in English | fields |
| --- | --- | --- | --- |
"
    .to_owned();
    for item in &catalogue.items {
        let fields = item.fields.iter().map(|f| format!("`{}` {}", f.code, f.kind.name()));
        let fields = fields.collect::<Vec<_>>().join(", ");
        writeln!(out, "| `{}` | {} | {fields} |", item.code, in_cell(&item.title)).unwrap();
    }
    out.push_str("\n## Sections\n\nWith the items that they have where the form names none.\n\n| code | title | in English | items |\n| --- | --- | --- | --- |\n");
    for section in &catalogue.sections {
        let items = codes(section.items.iter().map(String::as_str));
        writeln!(out, "| `{}` | {} | {items} |", section.code, in_cell(&section.title)).unwrap();
    }
    out.push_str("\n## Parts of the report\n\nWith the items that they print, as far as the form asks them, where the form says no content of its own.\n\n| code | title | in English | items |\n| --- | --- | --- | --- |\n");
    for part in &catalogue.report.parts {
        let items = part.content.iter().flat_map(|content| match content {
            Content::Items { items, .. } => items.as_slice(),
            _ => &[],
        });
        let items = codes(items.map(String::as_str));
        writeln!(out, "| `{}` | {} | {items} |", part.code, in_cell(&part.title)).unwrap();
    }
    out.push_str("\n## Kinds of unit\n\nFor `asks` and `counts_itself`.\n\n| code | name | in English |\n| --- | --- | --- |\n");
    for kind in &catalogue.unit_kinds {
        writeln!(out, "| `{}` | {} |", kind.code, in_cell(&kind.name)).unwrap();
    }
    out.push_str("\n## Levels\n\n| code | name | in English |\n| --- | --- | --- |\n");
    for level in &catalogue.levels {
        writeln!(out, "| `{}` | {} |", level.code, in_cell(&level.name)).unwrap();
    }
    out.push_str("\n## Relations\n\nA form without relations of its own has those of which it asks all items.\n\n| code | left | relation | right |\n| --- | --- | --- | --- |\n");
    for relation in &catalogue.relations {
        let holds = match &relation.relation {
            Holds::Excludes(_) => "excludes".to_owned(),
            other => serde_json::to_value(other).unwrap().as_str().unwrap_or_default().to_owned(),
        };
        let right: Vec<String> = relation.right.iter().map(side).collect();
        let (left, right) = (side(&relation.left), right.join(" + "));
        writeln!(out, "| `{}` | {left} | {holds} | {right} |", relation.code).unwrap();
    }
    out
}

#[test]
fn the_list_of_codes_is_that_of_the_catalogue() {
    let page = page(&serde_json::from_str(CATALOGUE).unwrap());
    let path = root("docs/catalogue.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/catalogue.md: run with UPDATE=1");
}
