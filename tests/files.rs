//! The file of a sheet: its bytes, its history, and a sentence for every wrong file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers of tests too.

#[path = "files/sample.rs"]
mod sample;

use phieu::file::{self, Envelope, Library, Refusal, Saved, Written};
use phieu::language::Lang;
use phieu::sheet::{Edit, HeadField, Sheet, apply};
use sample::{cell, golden, library, sheet, template, template_of};

const RIGHT: &str = "tests/files/right.phieu.json";

fn first() -> Written {
    file::write(&template(), &sheet(), None, &library())
}

fn read(text: &str) -> file::Opened {
    file::read(text.as_bytes(), &library()).unwrap()
}

#[test]
fn a_file_is_readable_and_its_bytes_are_known() {
    let written = first();
    golden(RIGHT, &written.bytes);
    assert_eq!(written.saved.revision, 1);
    assert_eq!(written.saved.previous, None);
    assert!(file::verify(&written, &sheet(), &library()));
    // Another sheet is not what was written.
    let other = apply(&sheet(), &template(), &cell("figure", "value", "2"));
    assert!(!file::verify(&written, &other, &library()));
    let mut other = sheet();
    other.asked.insert("figure".to_owned());
    assert!(!file::verify(&written, &other, &library()));
    // Nor is a file with anything else in it.
    let mut more = written.clone();
    more.bytes.push('\n');
    assert!(!file::verify(&more, &sheet(), &library()));
}

/// The first lines say what it is, in an order that does not change.
#[test]
fn keys_stand_in_their_order() {
    let bytes = first().bytes;
    let keys: Vec<&str> = bytes
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split_once('"').map(|(key, _)| key))
        .collect();
    let order = [
        "phieu",
        "template",
        "sheet",
        "revision",
        "fingerprint",
        "unit",
        "period",
        "letterhead",
        "answers",
        "kept",
        "own_words",
    ];
    assert_eq!(keys, order);
}

#[test]
fn opening_and_saving_gives_the_same_bytes() {
    let written = first();
    let opened = read(&written.bytes);
    assert!(!opened.altered);
    assert_eq!(opened.reread, []);
    assert_eq!(opened.saved, written.saved);
    assert_eq!(opened.sheet.field("text", "f"), sheet().field("text", "f"));
    let again = file::write(&opened.template, &opened.sheet, Some(&opened.saved), &library());
    assert_eq!(again, written);
}

#[test]
fn the_revision_rises_with_the_content_alone() {
    let one = first();
    let edited = apply(&sheet(), &template(), &cell("figure", "value", "7"));
    let two = file::write(&template(), &edited, Some(&one.saved), &library());
    assert_eq!(two.saved.revision, 2);
    assert_eq!(two.saved.previous.as_ref(), Some(&one.saved.fingerprint));
    assert_eq!(file::write(&template(), &edited, Some(&two.saved), &library()), two);
    // Changed and changed back before it was written: nothing happened.
    assert_eq!(file::write(&template(), &sheet(), Some(&one.saved), &library()), one);
    // Changed back after it was written: a new revision, though the content is the first one's.
    let three = file::write(&template(), &sheet(), Some(&two.saved), &library());
    assert_eq!((three.saved.revision, &three.saved.content), (3, &one.saved.content));
    assert_ne!(three.saved.fingerprint, one.saved.fingerprint);
    assert!(file::verify(&three, &sheet(), &library()));
}

/// The fingerprint as docs/file-format.md says to compute it, by another way than the program's.
#[test]
fn the_fingerprint_is_that_of_the_bytes_with_zeros() {
    use sha2::{Digest, Sha256};
    let Written { bytes, saved } = first();
    let zeroed = bytes.replacen(&saved.fingerprint, &"0".repeat(64), 1);
    let digest: String = Sha256::digest(zeroed).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(digest, saved.fingerprint);
    let short = file::short(&digest);
    assert_eq!(short.len(), 9);
    assert_eq!(short.replace('-', "").to_lowercase(), digest[..8]);
}

#[test]
fn a_changed_file_opens_and_says_so() {
    let Written { bytes, saved } = first();
    let altered = bytes.replace("\"typed\": \"23\"", "\"typed\": \"32\"");
    let opened = read(&altered);
    assert!(opened.altered);
    // What was read no longer follows from what was typed.
    let items: Vec<&str> = opened.reread.iter().map(|(item, _)| item.as_str()).collect();
    assert_eq!(items, ["audience_shares", "grades", "share"]);
    // It is not written with the old fingerprint again, although nothing was edited.
    let next = file::write(&opened.template, &opened.sheet, Some(&opened.saved), &library());
    assert_eq!(next.saved.revision, 2);
    assert_eq!(next.saved.previous, Some(saved.fingerprint.clone()));
    assert!(file::verify(&next, &opened.sheet, &library()));

    let forged = bytes.replace(&saved.fingerprint, "not a fingerprint");
    let opened = read(&forged);
    assert!(opened.altered && opened.saved.fingerprint.len() == 64);
}

/// Mail programs and editors change line ends and coding; the content is the same.
#[test]
fn another_coding_is_no_change() {
    let Written { bytes, saved } = first();
    let utf_16 = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(bytes.encode_utf16().flat_map(unit)).collect()
    };
    for other in [
        [&[0xef, 0xbb, 0xbf], bytes.as_bytes()].concat(),
        bytes.replace('\n', "\r\n").into_bytes(),
        utf_16([0xff, 0xfe], u16::to_le_bytes),
        utf_16([0xfe, 0xff], u16::to_be_bytes),
        serde_json::to_string(&serde_json::from_str::<Envelope>(&bytes).unwrap())
            .unwrap()
            .into_bytes(),
    ] {
        let opened = file::read(&other, &library()).unwrap();
        assert!(!opened.altered);
        assert_eq!(opened.saved, saved);
        let again = file::write(&opened.template, &opened.sheet, Some(&opened.saved), &library());
        assert_eq!(again.bytes, bytes);
    }
}

/// A form that the page does not bring along travels in the file.
#[test]
fn a_form_of_ones_own_travels_inside() {
    let own = template_of("mau-rieng", "1");
    let sheet = Sheet::blank("own".to_owned(), &own);
    let sheet = apply(&sheet, &own, &cell("figure", "value", "7"));
    let written = file::write(&own, &sheet, None, &library());
    assert!(file::verify(&written, &sheet, &library()));
    let opened = read(&written.bytes);
    assert_eq!(opened.template, own);
    // A page that brings it along opens the file too.
    let knows = Library::new(vec![template(), own]);
    assert!(file::read(written.bytes.as_bytes(), &knows).is_ok());
}

#[test]
fn a_blank_sheet_is_a_file_too() {
    let blank = Sheet::blank("blank".to_owned(), &template());
    let written = file::write(&template(), &blank, None, &library());
    assert!(file::verify(&written, &blank, &library()), "{}", written.bytes);
}

#[test]
fn names_are_plain_and_say_what_it_is() {
    let name = |unit: &str, kind: &str, from: &str, to: &str| {
        let heads = [
            (HeadField::UnitName, unit),
            (HeadField::PeriodKind, kind),
            (HeadField::PeriodFrom, from),
            (HeadField::PeriodTo, to),
        ];
        let blank = Sheet::blank("x".to_owned(), &template());
        let sheet = heads.iter().fold(blank, |sheet, (field, text)| {
            apply(&sheet, &template(), &Edit::Head(*field, (*text).to_owned()))
        });
        file::name(&sheet, &template())
    };
    assert_eq!(name("Chi bộ 1", "years", "2016", "2018"), "mau-thu_chi-bo-1_2016-2018.phieu.json");
    assert_eq!(
        name("Đảng ủy/xã: “Ân” ", "year", "2017", ""),
        "mau-thu_dang-uy-xa-an_2017.phieu.json"
    );
    assert_eq!(name("A", "half_year", "7/2017", ""), "mau-thu_a_6-thang-cuoi-2017.phieu.json");
    assert_eq!(name("A", "from_to", "9/2016", "3/2018"), "mau-thu_a_2016-09-2018-03.phieu.json");
    assert_eq!(name(" ", "year", "", ""), "mau-thu_don-vi.phieu.json");
    assert_eq!(name("支部", "year", "hôm qua", ""), "mau-thu_don-vi.phieu.json");
    assert!(name(&"Đảng bộ ".repeat(99), "from_to", "9/2016", "3/2018").len() <= 100);
    assert_eq!(file::name(&Sheet::default(), &template_of("CON", "1")), "con_don-vi.phieu.json");
}

#[test]
fn versions_compare_by_their_numbers() {
    let library = Library::new(["2", "10", "9"].map(|v| template_of("mau-thu", v)).to_vec());
    assert_eq!(library.newest("mau-thu").unwrap().version, "10");
    assert_eq!(library.find("mau-thu", "3"), None);
    assert_eq!(library.newest("khac"), None);
}

/// Every wrong file: its name under tests/files/wrong, and how its refusal begins.
const WRONG: [(&str, &str); 50] = [
    ("01-empty.phieu.json", "Empty"),
    ("02-only-spaces.phieu.json", "Empty"),
    ("03-report.docx", "Word"),
    ("04-figures.xlsx", "Excel"),
    ("05-old.doc", "OldOffice"),
    ("06-packed.zip", "Packed"),
    ("07-printed.pdf", "Pdf"),
    ("08-photo.png", "Image"),
    ("09-program.bin", "Binary"),
    ("10-windows-1258.phieu.json", "OtherEncoding"),
    ("11-utf16-cut.phieu.json", "CutShort"),
    ("12-phieu.html", "ThePage"),
    ("13-mail.html", "WebPage"),
    ("14-other.xml", "Markup"),
    ("15-table.csv", "Table"),
    ("16-note.txt", "PlainText"),
    ("17-cut-short.phieu.json", "CutShort"),
    ("18-comma-missing.phieu.json", "Broken { line: 7 }"),
    ("19-curly-quotes.phieu.json", "Broken { line: 2 }"),
    ("20-too-deep.json", "TooDeep"),
    ("21-same-key-twice.phieu.json", "Twice { place: \"unit › name\" }"),
    ("22-same-item-twice.phieu.json", "Twice { place: \"answers › figure\" }"),
    ("23-long-number.phieu.json", "NumberTooLarge { place: \"revision\" }"),
    ("24-list.json", "List"),
    ("25-settings.json", "NotOurs"),
    ("26-sheet.schema.json", "Schema"),
    ("27-map.geojson", "Map"),
    ("28-form.json", "FormFile"),
    ("29-catalogue.json", "FormFile"),
    ("30-all.sao-luu.json", "Backup"),
    ("31-newer-format.phieu.json", "NewerFormat { format: 2 }"),
    ("32-format-0.phieu.json", "OlderFormat { format: 0 }"),
    ("33-no-answers.phieu.json", "Missing { place: \"\", key: \"answers\" }"),
    ("34-no-first-line.phieu.json", "Missing { place: \"\", key: \"phieu\" }"),
    ("35-no-typed.phieu.json", "Missing { place: \"period › to\", key: \"typed\" }"),
    ("36-extra-entry.phieu.json", "Unknown { place: \"unit › address\" }"),
    ("37-word-for-number.phieu.json", "WrongShape { place: \"revision\""),
    ("38-number-for-words.phieu.json", "WrongShape { place: \"unit › name\""),
    ("39-unknown-form.phieu.json", "UnknownTemplate { id: \"ct99\" }"),
    ("40-newer-form.phieu.json", "NewerTemplate { id: \"mau-thu\", version: \"10\" }"),
    ("41-retired-form.phieu.json", "OtherVersion { id: \"mau-thu\", version: \"1\" }"),
    ("42-other-form-inside.phieu.json", "OtherForm { id: \"mau-khac\", named: \"mau-rieng\" }"),
    ("43-faulty-form-inside.phieu.json", "BadForm { detail:"),
    ("44-unknown-item.phieu.json", "UnknownItem { item: \"figur\" }"),
    ("45-unknown-field.phieu.json", "UnknownField { item: \"figure\", field: \"g\" }"),
    ("46-other-kind.phieu.json", "OtherKind { item: \"figure\", field: \"f\", found: \"text\" }"),
    ("47-unknown-part.phieu.json", "UnknownPart { item: \"audience_shares\", field: \"f\" }"),
    (
        "48-unknown-kind-of-unit.phieu.json",
        "UnknownCode { place: \"unit › kind\", code: \"ward\" }",
    ),
    // With a Word file among those received.
    ("49-collection.zip", "Collection"),
    // Whoever sent the sheet cannot mend its form.
    ("50-misplaced-in-form.phieu.json", "Unknown { place: \"form › sections › target\" }"),
];

fn refusal(name: &str) -> Refusal {
    let path = format!("{}/tests/files/wrong/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    file::read(&bytes, &library()).map(|_| name).expect_err(name)
}

#[test]
fn every_wrong_file_has_its_refusal() {
    for (name, expected) in WRONG {
        let found = format!("{:?}", refusal(name));
        assert!(found.starts_with(expected), "{name}: {found}, expected {expected}");
    }
    let there = std::fs::read_dir(format!("{}/tests/files/wrong", env!("CARGO_MANIFEST_DIR")));
    assert_eq!(there.unwrap().count(), WRONG.len(), "every wrong file is in the table");
}

/// The sentences as a person reads them; looked over by eye, kept by this test.
#[test]
fn every_refusal_says_what_it_is_and_what_to_do() {
    let mut table = String::new();
    let mut sentences = std::collections::BTreeMap::new();
    let more = [
        ("(65 MB)", file::read(&vec![b' '; file::LARGEST + 1], &library()).unwrap_err()),
        (
            "(restore: a sheet's file)",
            phieu::drafts::restore(first().bytes.as_bytes()).unwrap_err(),
        ),
        (
            "(restore: another page's key)",
            phieu::drafts::restore(br#"{"phieu_backup":1,"texts":[{"key":"bank","text":"x"}]}"#)
                .unwrap_err(),
        ),
    ];
    let all = WRONG.iter().map(|(name, _)| (*name, refusal(name))).chain(more);
    for (name, refusal) in all {
        let words = refusal.words();
        let steps_vi = ["Hãy ", "hãy "].as_slice();
        let steps_en = ["Choose", "choose", "Use", "Open", "Get", "Tell", "Right-click"].as_slice();
        for (lang, steps) in [(Lang::Vi, steps_vi), (Lang::En, steps_en)] {
            let text = words.get(lang);
            assert!(steps.iter().any(|step| text.contains(step)), "{name}: no next step: {text}");
            let technical = ["serde", "Error", "unwrap", "::", "column"];
            assert!(technical.iter().all(|t| !text.contains(t)), "{name}: {text}");
            // One sentence for one fault.
            if let Some(other) = sentences.insert(text.to_owned(), refusal.clone()) {
                assert_eq!(other, refusal, "{name}: the same sentence as another");
            }
        }
        table.push_str(&format!("{name}\n  {}\n  {}\n", words.vi, words.en));
    }
    golden("tests/files/sentences.txt", &table);
}

/// No cut of a file panics or passes for a whole one.
#[test]
fn no_beginning_of_a_file_opens() {
    let bytes = first().bytes;
    for end in (0..bytes.len() - 2).filter(|end| bytes.is_char_boundary(*end)) {
        let refusal = file::read(&bytes.as_bytes()[..end], &library()).unwrap_err();
        let fits = matches!(refusal, Refusal::CutShort | Refusal::Empty);
        assert!(fits, "cut at {end}: {refusal:?}");
    }
}

/// A future format is refused whatever else it holds.
#[test]
fn a_newer_file_is_named_as_such() {
    let text = r#"{"phieu": 7, "all": {"is": ["new", 1.5]}}"#;
    assert_eq!(file::read(text.as_bytes(), &library()), Err(Refusal::NewerFormat { format: 7 }));
}

mod published {
    use super::*;
    use phieu::template::{Catalogue, Template};
    use serde_json::Value;

    /// A template file is a template or the catalogue of items.
    #[derive(schemars::JsonSchema)]
    #[schemars(untagged, title = "A form of Phiếu, or its catalogue of items")]
    #[allow(dead_code)]
    enum TemplateFile {
        /// A form.
        Template(Box<Template>),
        /// The catalogue.
        Catalogue(Box<Catalogue>),
    }

    fn sheet_schema() -> Value {
        let mut schema = schemars::schema_for!(Envelope).to_value();
        schema["title"] = "A sheet of Phiếu (*.phieu.json)".into();
        schema
    }

    fn template_schema() -> Value {
        schemars::schema_for!(TemplateFile).to_value()
    }

    fn print(schema: &Value) -> String {
        serde_json::to_string_pretty(schema).unwrap() + "\n"
    }

    #[test]
    fn schemas_are_those_of_the_types() {
        golden("docs/schema/sheet.schema.json", &print(&sheet_schema()));
        golden("docs/schema/template.schema.json", &print(&template_schema()));
    }

    fn check(schema: &Value, name: &str, text: &str) {
        let validator = jsonschema::validator_for(schema).unwrap();
        let value = serde_json::from_str(text).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }

    #[test]
    fn what_we_write_fits_the_schemas() {
        let own = template_of("mau-rieng", "1");
        let blank = Sheet::blank("own".to_owned(), &own);
        check(&sheet_schema(), "a full sheet", &first().bytes);
        check(&sheet_schema(), "a form inside", &file::write(&own, &blank, None, &library()).bytes);
        check(&template_schema(), "a form", &serde_json::to_string(&*own).unwrap());
        let mut forms = 0;
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if name.ends_with(".json") && name != "list.json" {
                check(&template_schema(), &name, &std::fs::read_to_string(&path).unwrap());
                forms += 1;
            }
        }
        assert!(forms > 4, "the forms and their catalogue");
    }

    #[test]
    fn what_is_wrong_does_not_fit_them() {
        let validator = jsonschema::validator_for(&sheet_schema()).unwrap();
        let wrong = WRONG.iter().filter(|(name, _)| {
            ["33-", "34-", "35-", "36-", "37-", "38-"].iter().any(|n| name.starts_with(n))
        });
        for (name, _) in wrong {
            let path = format!("{}/tests/files/wrong/{name}", env!("CARGO_MANIFEST_DIR"));
            let value: Value =
                serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            assert!(!validator.is_valid(&value), "{name}");
        }
    }

    /// The fragments in docs/file-format.md are cut from files that were written.
    #[test]
    fn the_example_of_the_docs_is_true() {
        let path = format!("{}/docs/file-format.md", env!("CARGO_MANIFEST_DIR"));
        let docs = std::fs::read_to_string(path).unwrap();
        let fragments: Vec<&str> = docs
            .split("```json\n")
            .skip(1)
            .map(|part| part.split("```").next().unwrap().trim_end())
            .collect();
        assert!(!fragments.is_empty());
        let Written { bytes, saved } = first();
        assert!(docs.contains(&file::short(&saved.fingerprint)));
        let returned = include_str!("fixtures/returned/returned.phieu.json");
        for fragment in fragments {
            let there = bytes.contains(fragment) || returned.contains(fragment);
            assert!(there, "not in a written file:\n{fragment}");
        }
    }
}

/// What the last file was is kept with the draft, in the same words.
#[test]
fn saved_is_kept_as_json() {
    let saved = first().saved;
    let text = serde_json::to_string(&saved).unwrap();
    assert_eq!(serde_json::from_str::<Saved>(&text).unwrap(), saved);
}
