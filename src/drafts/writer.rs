//! Writing the draft of an open sheet at every keystroke: only the item that changed is put into
//! JSON again.

use super::{DraftRecord, FORMAT, Stamp};
use crate::file::{self, Envelope, Library, Saved};
use crate::json;
use crate::shared::Arc;
use crate::sheet::{ItemAnswer, Sheet};
use crate::template::{Item, Template};
use std::rc::Rc;

/// Where the answers stand in a draft that has none. Inside a text of somebody's the quotation
/// marks would have a backslash before them, so the first such place is the right one.
const NO_ANSWERS: &str = "\"answers\":{}";

/// Writes the drafts of one sheet, and remembers of every item what it wrote.
///
/// The text is that of [`write`](super::write), to the byte. What is remembered belongs to an
/// item's answers by their pointer: an [`Edit`](crate::sheet::Edit) copies the answers of the item
/// that it changes and leaves the others where they are.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    form: Option<Form>,
    /// Of each item, in the order of the file.
    items: Vec<Option<Written>>,
}

/// The form that the answers are written by.
#[derive(Clone, Debug)]
struct Form {
    template: Rc<Template>,
    /// Its items in the order of the file.
    items: Rc<[Arc<Item>]>,
    /// Its own text, where the draft has to carry it.
    text: Option<Rc<str>>,
}

/// What was written of an item's answers.
#[derive(Clone, Debug)]
struct Written {
    answers: Arc<ItemAnswer>,
    /// `"code":{…}`; empty where nothing is answered.
    text: Rc<str>,
}

/// What is remembered says nothing about the sheet: two writers write the same.
impl PartialEq for Writer {
    fn eq(&self, _: &Writer) -> bool {
        true
    }
}

/// What a draft says of a sheet beside its answers.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// When and by which tab it is written.
    pub stamp: &'a Stamp,
    /// The last file of the sheet that was written or opened.
    pub saved: Option<&'a Saved>,
    /// Under which id the sheet of the period before is kept.
    pub beside: Option<&'a str>,
}

impl Writer {
    /// Writes one item that is not written yet, for a page that must not stand still while thousands
    /// of lines are; false when all are.
    pub fn prepare(&mut self, sheet: &Sheet, template: &Rc<Template>, library: &Library) -> bool {
        let form = self.take_form(template, library);
        let mut all = form.items.iter().zip(&mut self.items);
        let next = all.find_map(|(item, known)| {
            let answers = sheet.items.get(&item.code)?;
            let is_known = known.as_ref().is_some_and(|known| Arc::ptr_eq(&known.answers, answers));
            (!is_known).then_some((item, answers, known))
        });
        let more = next.is_some();
        if let Some((item, answers, known)) = next {
            *known = Some(Written::of(item, answers));
        }
        self.form = Some(form);
        more
    }

    /// The form to write by; of another one than before nothing is remembered.
    fn take_form(&mut self, template: &Rc<Template>, library: &Library) -> Form {
        let known = self.form.take().filter(|form| Rc::ptr_eq(&form.template, template));
        let form = known.unwrap_or_else(|| {
            self.items.clear();
            Form::of(template, library)
        });
        self.items.resize(form.items.len(), None);
        form
    }

    /// The text of a draft.
    pub fn write(
        &mut self,
        around: Around,
        sheet: &Sheet,
        template: &Rc<Template>,
        library: &Library,
    ) -> String {
        let form = self.take_form(template, library);
        let record = DraftRecord {
            draft: FORMAT,
            stamp: around.stamp.clone(),
            saved: around.saved.cloned(),
            beside: around.beside.map(str::to_owned),
            below: sheet.below.is_beside(),
            units: sheet.below.direct(),
            file: Envelope {
                set_aside: file::set_aside(template, sheet),
                ..Envelope::around(sheet)
            },
        };
        let around = json::print(&record, false);
        let (before, after) = around.split_once(NO_ANSWERS).unwrap_or((&around, ""));
        let mut out = String::with_capacity(around.len() + self.length() + 256);
        out.push_str(before);
        out.push_str("\"answers\":{");
        let mut first = true;
        for (item, known) in form.items.iter().zip(&mut self.items) {
            let Some(answers) = sheet.items.get(&item.code) else {
                *known = None;
                continue;
            };
            if !known.as_ref().is_some_and(|known| Arc::ptr_eq(&known.answers, answers)) {
                *known = Some(Written::of(item, answers));
            }
            let Some(Written { text, .. }) = known.as_ref().filter(|known| !known.text.is_empty())
            else {
                continue;
            };
            if !first {
                out.push(',');
            }
            first = false;
            out.push_str(text);
        }
        out.push('}');
        match &form.text {
            // The form is the last part of the file, and the file the last of the draft.
            Some(text) => {
                out.push_str(after.strip_suffix("}}").unwrap_or(after));
                out.push_str(",\"form\":");
                out.push_str(text);
                out.push_str("}}");
            }
            None => out.push_str(after),
        }
        self.form = Some(form);
        out
    }

    fn length(&self) -> usize {
        self.items.iter().flatten().map(|written| written.text.len() + 1).sum()
    }
}

impl Form {
    fn of(template: &Rc<Template>, library: &Library) -> Form {
        let carried = !library.brings(template);
        Form {
            template: Rc::clone(template),
            items: file::in_order(template).cloned().collect(),
            text: if carried {
                template.as_json().map(|written| json::print(&*written, false).into())
            } else {
                None
            },
        }
    }
}

impl Written {
    fn of(item: &Item, answers: &Arc<ItemAnswer>) -> Written {
        let fields = file::answers_to(item, answers);
        let text = fields.map(|fields| {
            let (code, fields) = (json::print(&item.code, false), json::print(&fields, false));
            format!("{code}:{fields}")
        });
        Written { answers: Arc::clone(answers), text: text.unwrap_or_default().into() }
    }
}
