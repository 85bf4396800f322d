//! The whole sheets that tests look at: those made from published reports, and a made-up one.

use super::{Line, form, lines, renamed};
use phieu::sheet::Sheet;
use phieu::template::Template;
use std::path::PathBuf;

/// A fixture.
pub struct Fixture {
    /// Its name.
    pub name: &'static str,
    /// The id of its sheet.
    pub id: &'static str,
    /// The form it answers.
    pub form: &'static str,
    /// What was entered.
    pub entry: &'static str,
}

/// All of them; those from published reports first.
pub const ALL: [&Fixture; 6] = [&S0, &S1, &S2, &S3, &S4, &CELL];

pub const S0: Fixture = Fixture {
    name: "s0",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0000",
    form: "ct03",
    entry: include_str!("../fixtures/s0.entry"),
};
pub const S1: Fixture = Fixture {
    name: "s1",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0001",
    form: "ct03",
    entry: include_str!("../fixtures/s1.entry"),
};
pub const S2: Fixture = Fixture {
    name: "s2",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0002",
    form: "ct03",
    entry: include_str!("../fixtures/s2.entry"),
};
pub const S3: Fixture = Fixture {
    name: "s3",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0003",
    form: "kl01",
    entry: include_str!("../fixtures/s3.entry"),
};
pub const S4: Fixture = Fixture {
    name: "s4",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0004",
    form: "ct05",
    entry: include_str!("../fixtures/s4.entry"),
};
pub const CELL: Fixture = Fixture {
    name: "cell",
    id: "5b0f6d0e-54aa-4f0c-9d3a-2b1c0e6f0009",
    form: "ct05",
    entry: include_str!("../fixtures/cell.entry"),
};

/// The fixture of a name.
pub fn named(name: &str) -> Option<&'static Fixture> {
    ALL.into_iter().find(|fixture| fixture.name == name)
}

impl Fixture {
    /// Its form.
    pub fn template(&self) -> Template {
        form(self.form)
    }

    /// Its sheet.
    pub fn sheet(&self, template: &Template) -> Sheet {
        super::sheet(self.id, template, &lines(self.entry))
    }

    /// The sheet of the renamed template; `template` is the one with the codes of the entry.
    pub fn renamed(&self, template: &Template) -> Sheet {
        let lines: Vec<Line> =
            lines(self.entry).iter().map(|line| renamed::line(template, line)).collect();
        super::sheet(self.id, &renamed::template(template), &lines)
    }

    /// Its file.
    pub fn path(&self) -> PathBuf {
        let name = format!("tests/fixtures/{}.phieu.json", self.name);
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
    }
}
