//! Whole sheets: two from published reports and a made-up one. What the page notices in them, and
//! that every figure on paper comes from a typed answer.

mod support;

use phieu::file::{self, Library};
use phieu::review::review;
use phieu::sheet::Sheet;
use phieu::template::Template;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A fixture: its name, the id of its sheet, its entry.
struct Fixture {
    name: &'static str,
    id: &'static str,
    entry: &'static str,
}

const S4: Fixture = Fixture {
    name: "s4",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0004",
    entry: include_str!("fixtures/s4.entry"),
};
const S1: Fixture = Fixture {
    name: "s1",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0001",
    entry: include_str!("fixtures/s1.entry"),
};
const CELL: Fixture = Fixture {
    name: "cell",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0009",
    entry: include_str!("fixtures/cell.entry"),
};
const ALL: [&Fixture; 3] = [&S4, &S1, &CELL];

impl Fixture {
    fn sheet(&self, template: &Template) -> Sheet {
        support::sheet(self.id, template, &support::lines(self.entry))
    }

    fn path(&self) -> PathBuf {
        let name = format!("tests/fixtures/{}.phieu.json", self.name);
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
    }
}

/// The files are what the entries make; `UPDATE=1 cargo test --test fixtures` writes them again.
#[test]
fn the_files_are_made_from_the_entries() {
    let library = Library::builtin();
    let template = support::directive_05();
    for fixture in ALL {
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

/// Prints the reports, to be read aloud: `SHOW=1 cargo test --test fixtures -- --nocapture`.
#[test]
#[allow(clippy::print_stdout, reason = "asked for")]
fn show() {
    let Some(wanted) = std::env::var_os("SHOW") else { return };
    let template = support::directive_05();
    for fixture in ALL {
        if wanted == "1" || wanted == fixture.name {
            println!("{}", support::paper(&template, &fixture.sheet(&template)));
        }
    }
}

#[test]
fn findings() {
    let template = support::directive_05();
    for fixture in ALL {
        let sheet = fixture.sheet(&template);
        let review = review(&template, &sheet);
        let found: BTreeSet<String> =
            review.findings(&template).iter().map(|f| f.key()).collect();
        println!("{} {found:#?}", fixture.name);
    }
}
