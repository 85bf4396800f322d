//! A form that asks one question of every kind, and a sheet of it.
#![allow(dead_code)] // Each test file takes what it needs.

use phieu::file::Library;
use phieu::kinds::{Cell, LineEdit};
use phieu::sheet::{Edit, HeadField, Kept, OwnWords, Sheet, apply};
use phieu::template::{Template, load};
use serde_json::{Value, json};
use std::rc::Rc;

/// The field's code in every item.
pub const FIELD: &str = "f";

fn both(vi: &str) -> Value {
    json!({ "vi": vi, "en": format!("{vi} (en)") })
}

fn part(code: &str) -> Value {
    json!({ "code": code, "name": both(code) })
}

/// The settings of one question of each kind, by the item's code.
pub fn specs() -> Vec<(&'static str, Value)> {
    vec![
        (
            "audience_shares",
            json!({ "counts": "people", "done": both("dự học"), "total": both("triệu tập"),
                "audiences": [part("members"), part("cadres")], "overall": both("chung") }),
        ),
        (
            "breakdown",
            json!({ "counts": "things", "unit": both("mô hình"), "total": both("tổng số"), "cuts": [
                { "code": "level", "name": both("theo cấp"), "parts": [
                    part("province"), part("district"),
                    { "code": "commune", "name": both("xã"), "under": "district" } ] },
                { "code": "field", "name": both("theo lĩnh vực"), "parts": [part("party"), part("other")] } ] }),
        ),
        ("choice", json!({ "options": [part("film"), part("talk")], "many": true, "other": true })),
        ("date", json!({ "event": true })),
        ("documents", json!({ "noun": both("Kế hoạch số") })),
        ("figure", json!({ "counts": "money", "unit": both("đồng") })),
        (
            "grades",
            json!({ "counts": "people", "unit": both("đảng viên"), "total": both("tổng"),
                "grades": [part("excellent"), part("good"), part("done")],
                "or_better": [{ "code": "good_up", "name": both("tốt trở lên"), "from": "good" }] }),
        ),
        (
            "paragraphs",
            json!({ "point": both("hạn chế"), "cause": both("nguyên nhân"), "causes_lead": both("Do") }),
        ),
        (
            "rows",
            json!({ "row": both("hội nghị"), "phrase": { "vi": "{what}", "en": "{what}" }, "columns": [
                { "code": "what", "name": both("nội dung"), "holds": "text" },
                { "code": "people", "name": both("số dự"), "holds": { "number": "turns" }, "sum": true },
                { "code": "rate", "name": both("tỷ lệ"), "holds": "rate" },
                { "code": "day", "name": both("ngày"), "holds": "event_date" },
                { "code": "form", "name": both("hình thức"), "holds": { "choice": [part("live"), part("online")] } } ] }),
        ),
        (
            "share",
            json!({ "counts": "people", "unit": both("đảng viên"), "done": both("dự học"), "total": both("triệu tập") }),
        ),
        ("status", json!({})),
        ("text", json!({ "long": true })),
    ]
}

/// The form.
pub fn template() -> Rc<Template> {
    template_of("mau-thu", "2")
}

/// The form under another id and version.
pub fn template_of(id: &str, version: &str) -> Rc<Template> {
    let items: Vec<Value> = specs()
        .into_iter()
        .map(|(kind, spec)| {
            json!({ "code": kind, "title": both(kind), "topic": both(kind), "why": both("vì sao"),
                "example": both("ví dụ"),
                "fields": [{ "code": FIELD, "label": both("số liệu"), "kind": { kind: spec } }] })
        })
        .collect();
    let codes: Vec<&str> = specs().iter().map(|(kind, _)| *kind).collect();
    let status: Value = ["done", "under_way", "not_started", "not_concerned"]
        .iter()
        .map(|state| ((*state).to_owned(), both(state)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let template = json!({
        "format": 1, "id": id, "version": version, "title": both("Mẫu thử"), "short": both("Mẫu thử"),
        "documents": [], "years": { "from": 2016 },
        "unit_kinds": [{ "code": "cell", "name": both("chi bộ"), "letterhead": "party", "subject": both("Chi bộ") }],
        "levels": [{ "code": "cell", "name": both("chi bộ") }],
        "sections": [{ "code": "all", "title": both("Mọi loại"), "short": both("Mọi loại"), "why": both("vì sao"),
            "group": true, "items": codes }],
        "items": items,
        "report": { "subject": both("kết quả"), "opening": [], "status": status, "appendix": [],
            "parts": [{ "title": both("Kết quả"), "content": [{ "section": "all" }], "empty": both("Không có") }] }
    });
    Rc::new(load(serde_json::from_value(template).unwrap()).unwrap())
}

/// A library of that form alone.
pub fn library() -> Library {
    Library::new(vec![template()])
}

/// Types a text into a cell.
pub fn cell(item: &str, cell: &str, text: &str) -> Edit {
    Edit::Cell {
        item: item.to_owned(),
        field: FIELD.to_owned(),
        cell: Cell::new(cell),
        text: text.to_owned(),
    }
}

/// Adds a line.
pub fn add(item: &str, list: &str) -> Edit {
    let edit = LineEdit::Add { list: list.to_owned() };
    Edit::Line { item: item.to_owned(), field: FIELD.to_owned(), edit }
}

/// A sheet in which everything is filled.
pub fn sheet() -> Sheet {
    let head = |field, text: &str| Edit::Head(field, text.to_owned());
    let edits = [
        head(HeadField::UnitName, "Chi bộ Trường THCS Nguyễn Huệ"),
        head(HeadField::UnitParent, "Đảng bộ xã Hòa Bình"),
        head(HeadField::UnitKind, "cell"),
        head(HeadField::UnitLevel, "cell"),
        head(HeadField::PeriodKind, "years"),
        head(HeadField::PeriodFrom, "5/2016"),
        head(HeadField::PeriodTo, "2018"),
        head(HeadField::Number, "12-BC/CB"),
        head(HeadField::Date, "5/9/2018"),
        head(HeadField::Recipients, "- Đảng ủy xã;\n- Lưu chi bộ."),
        cell("share", "done", "hơn 20"),
        cell("share", "total", "23"),
        cell("share", "rate", "87%"),
        cell("audience_shares", "members/done", "23"),
        cell("audience_shares", "overall/rate", "từ 95% trở lên"),
        cell("breakdown", "total", "04"),
        cell("breakdown", "level/district", "3 "),
        cell("choice", "chosen/film", "yes"),
        cell("choice", "other", "thi kể chuyện"),
        cell("date", "value", "31/02/2017"),
        add("documents", ""),
        cell("documents", "d1/number", "24-KH/CB"),
        cell("documents", "d1/date", "22/9/2016"),
        cell("figure", "value", "1.500.000,5"),
        cell("grades", "total", "23"),
        cell("grades", "good_up/rate", "100%"),
        add("paragraphs", ""),
        add("paragraphs", "causes"),
        cell("paragraphs", "p1/text", "Sinh hoạt chuyên đề có lúc chưa đều.\nCó tháng ghép."),
        cell("paragraphs", "c1/text", "Giáo viên bận ôn thi."),
        cell("paragraphs", "c1/of", "p1"),
        add("rows", ""),
        cell("rows", "r1/what", "Kể chuyện về Bác"),
        cell("rows", "r1/people", "khoảng 40"),
        cell("rows", "r1/form", "trực tiếp"),
        cell("status", "progress", "not_started"),
        cell("status", "cause", "Hướng dẫn đến muộn"),
        // Decomposed letters, a quotation mark and a space at the end: kept to the letter.
        cell("text", "value", "Vie\u{323}\u{302}c “học tập” \"tốt\" "),
        Edit::Keep {
            key: "unreadable@date.f.value".to_owned(),
            kept: Kept {
                reason: "Ghi đúng theo biên bản".to_owned(),
                seen: "31/02/2017".to_owned(),
            },
        },
        Edit::OwnWords {
            key: "all/status".to_owned(),
            words: OwnWords {
                text: "Chi bộ đã làm.".to_owned(), instead_of: "done".to_owned()
            },
        },
    ];
    let template = template();
    let blank = Sheet::blank("0123456789abcdef".to_owned(), &template);
    edits.iter().fold(blank, |sheet, edit| apply(&sheet, &template, edit))
}

/// Compares a text with a file beside the tests; writes it anew with UPDATE=1.
pub fn golden(path: &str, text: &str) {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some_and(|v| v == "1") {
        std::fs::write(&path, text).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == text,
        "{path} is stale: run the tests with UPDATE=1 and look at the difference"
    );
}
