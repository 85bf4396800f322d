//! Contents as sheets, sheets as files, and the folder with all of them.

use crate::Options;
use crate::content::{Content, Given};
use crate::ledger::Ledger;
use crate::plan::{self, Make, Plan, PlannedFile};
use phieu::file::{self, Library, Saved, Written};
use phieu::kinds::{Cell, LineEdit};
use phieu::sheet::{Edit, Kept, Sheet, apply};
use phieu::template::Template;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::rc::Rc;

/// How often another id or number is tried until a fingerprint is the lesser one. Each time it is
/// as likely as not.
const TRIES: usize = 90;

/// Makes files of a plan.
pub struct Maker<'a> {
    plan: &'a Plan,
    library: Library,
    form: Rc<Template>,
    other_form: Rc<Template>,
}

impl<'a> Maker<'a> {
    /// What makes the files of a plan.
    ///
    /// # Errors
    /// When a form is not in the program.
    pub fn new(plan: &'a Plan) -> Result<Maker<'a>> {
        let library = Library::builtin();
        let find =
            |id: &str| library.newest(id).ok_or_else(|| Error::other(format!("no form {id}")));
        let (form, other_form) = (find(plan::form(plan.options.case))?, find(plan::OTHER_FORM)?);
        Ok(Maker { plan, library, form, other_form })
    }

    /// The ledger of the plan.
    pub fn ledger(&self) -> Ledger {
        self.plan.ledger(&self.form.version)
    }

    /// The bytes of a file.
    pub fn bytes(&self, planned: &PlannedFile) -> Vec<u8> {
        let (Some(unit), make) = (planned.unit, &planned.make) else {
            return match &planned.make {
                Make::Bytes(bytes) => bytes.clone(),
                _ => Vec::new(),
            };
        };
        let first = || self.write(unit, 0, &self.plan.content(unit), None).bytes;
        let text = match make {
            Make::First => first(),
            Make::Older => self.older(unit).bytes,
            Make::Second => self.second(unit).bytes,
            Make::Fork => self.fork(unit),
            Make::Lesser => self.lesser(unit),
            Make::Cut => {
                let text = first();
                let middle = (text.len() / 2..).find(|at| text.is_char_boundary(*at));
                text.get(..middle.unwrap_or_default()).unwrap_or_default().to_owned()
            }
            Make::Altered => self.altered(unit),
            Make::OtherPeriod => {
                let form = plan::form(self.plan.options.case);
                self.write(unit, 0, &self.plan.content_in(unit, form, plan::OTHER_PERIOD), None)
                    .bytes
            }
            Make::OtherForm => {
                let period = plan::period(self.plan.options.case);
                let content = self.plan.content_in(unit, plan::OTHER_FORM, period);
                let sheet = sheet(&self.other_form, self.plan.sheet_id(unit, 0), &content);
                file::write(&self.other_form, &sheet, None, &self.library).bytes
            }
            Make::NewerFormat => {
                let ours = format!("\"phieu\": {},", file::FORMAT);
                first().replacen(&ours, &format!("\"phieu\": {},", file::FORMAT + 1), 1)
            }
            Make::Bytes(bytes) => return bytes.clone(),
        };
        text.into_bytes()
    }

    fn write(
        &self,
        unit: usize,
        other: usize,
        content: &Content,
        saved: Option<&Saved>,
    ) -> Written {
        let sheet = sheet(&self.form, self.plan.sheet_id(unit, other), content);
        file::write(&self.form, &sheet, saved, &self.library)
    }

    /// The revision before. What continues it has a fingerprint that is not among the least, so that
    /// another continuation soon has a lesser one.
    fn older(&self, unit: usize) -> Written {
        let content = self.plan.content(unit);
        let older = |by| self.write(unit, 0, &Plan::otherwise(&content, by), None);
        let next = |older: &Written| self.write(unit, 0, &content, Some(&older.saved)).saved;
        let mut tried = (2..).take(TRIES).map(older);
        tried.find(|older| next(older).fingerprint.as_str() >= "4").unwrap_or_else(|| older(2))
    }

    fn second(&self, unit: usize) -> Written {
        self.write(unit, 0, &self.plan.content(unit), Some(&self.older(unit).saved))
    }

    /// The other continuation of the same revision, with a lesser fingerprint.
    fn fork(&self, unit: usize) -> String {
        let (older, counted) = (self.older(unit).saved, self.second(unit).saved);
        let content = self.plan.content(unit);
        let other = |by| self.write(unit, 0, &Plan::otherwise(&content, by), Some(&older));
        let tried = (100..).take(TRIES).map(other);
        lesser_of(tried, &counted)
    }

    /// Another sheet of the unit, with a lesser fingerprint.
    fn lesser(&self, unit: usize) -> String {
        let content = self.plan.content(unit);
        let counted = self.write(unit, 0, &content, None).saved;
        let other = |by| self.write(unit, 1, &Plan::otherwise(&content, by), None);
        lesser_of((3..).take(TRIES).map(other), &counted)
    }

    fn altered(&self, unit: usize) -> String {
        let mut content = self.plan.content(unit);
        let mut changed = Plan::altered(&content);
        let text = self.write(unit, 0, &content, None).bytes;
        let typed = |content: &mut Content| {
            let cell = content.cell("U1", "members");
            cell.map(|cell| format!("\"typed\": \"{}\"", cell.typed)).unwrap_or_default()
        };
        let (before, after) = (typed(&mut content), typed(&mut changed));
        // The number of members is the first answer of the form.
        match text.split_once("\"answers\"") {
            Some((head, answers)) => {
                format!("{head}\"answers\"{}", answers.replacen(&before, &after, 1))
            }
            None => text,
        }
    }
}

/// The first with a fingerprint below another; the last one where none is.
fn lesser_of(tried: impl Iterator<Item = Written>, counted: &Saved) -> String {
    let mut last = String::new();
    for written in tried {
        let lesser = written.saved.fingerprint < counted.fingerprint;
        last = written.bytes;
        if lesser {
            break;
        }
    }
    last
}

/// The sheet that says a content.
pub fn sheet(template: &Template, id: String, content: &Content) -> Sheet {
    let mut sheet = Sheet::blank(id, template);
    sheet.unit.id.clone_from(&content.id);
    for (field, text) in &content.heads {
        sheet = apply(&sheet, template, &Edit::Head(*field, text.clone()));
    }
    for item in &content.asked {
        sheet = apply(&sheet, template, &Edit::Ask((*item).to_owned()));
    }
    for given in &content.answers {
        sheet = answered(&sheet, template, given);
    }
    for kept in &content.kept {
        let (key, of) =
            (kept.finding.clone(), Kept { reason: kept.reason.clone(), seen: kept.seen.clone() });
        sheet = apply(&sheet, template, &Edit::Keep { key, kept: of });
    }
    sheet
}

fn answered(sheet: &Sheet, template: &Template, given: &Given) -> Sheet {
    let (item, field) = (given.item.to_owned(), given.field.to_owned());
    let mut sheet = sheet.clone();
    for _ in 0..given.causes {
        let edit = LineEdit::Add { list: "causes".to_owned() };
        let edit = Edit::Line { item: item.clone(), field: field.clone(), edit };
        sheet = apply(&sheet, template, &edit);
    }
    let cells = given.cells.iter().map(|c| (Cell::new(c.path.as_str()), c.typed.clone())).collect();
    apply(&sheet, template, &Edit::Fill { item, field, add: given.lines, cells })
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// How many files.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: usize,
}

/// Makes the folder: the ledger first, then the rosters, then the files.
///
/// # Errors
/// When a form is not in the program, the folder holds something already, or the disk refuses.
pub fn province(options: Options, out: &Path) -> Result<Made> {
    let plan = Plan::new(options);
    let maker = Maker::new(&plan)?;
    fs::create_dir_all(out)?;
    if fs::read_dir(out)?.next().is_some() {
        return Err(Error::other(format!("{} is not empty", out.display())));
    }
    let mut ledger = serde_json::to_string_pretty(&maker.ledger())?;
    ledger.push('\n');
    fs::write(out.join("ledger.json"), ledger)?;

    let mut folders = BTreeSet::new();
    let mut put = |path: &str, bytes: &[u8]| -> Result<()> {
        let path = out.join(path);
        if let Some(folder) = path.parent()
            && folders.insert(folder.to_owned())
        {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    };
    for (path, text) in plan.rosters() {
        put(&path, text.as_bytes())?;
    }
    let mut made = Made { files: 0, bytes: 0 };
    for planned in &plan.files {
        let bytes = maker.bytes(planned);
        put(&planned.path, &bytes)?;
        made.files += 1;
        made.bytes += bytes.len();
    }
    Ok(made)
}
