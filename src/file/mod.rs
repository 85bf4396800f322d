//! The file of a sheet, `*.phieu.json`: readable, complete, the same bytes for the same content
//! (docs/file-format.md).
//!
//! *Invariant:* what is opened and not changed is written again with the same bytes; nothing in a
//! file is dropped in silence: it is kept, or the file is refused with a sentence that names it.

mod below_record;
mod envelope;
mod fingerprint;
mod look;
mod receive;
mod refusal;
mod scan;
mod upgrade;

pub use below_record::{
    BelowRecord, ChoiceKindRecord, ChoiceRecord, ContributionRecord, ExpectedRecord, PastRecord,
    RemarkRecord,
};
pub use envelope::{
    Envelope, KeptRecord, LetterheadRecord, Ordered, OwnWordsRecord, PeriodKindRecord,
    PeriodRecord, TemplateRecord, UnitRecord,
};
pub use fingerprint::short;
pub use look::whose;
pub use receive::{Received, receive};
pub use refusal::Refusal;

use envelope::head_length;
pub(crate) use envelope::{answers_to, in_order, set_aside};
pub(crate) use fingerprint::sha256;
pub(crate) use look::{damage, diagnose, text_of};

use crate::json;
use crate::language::fold;
use crate::sheet::{PeriodKind, Sheet, below};
use crate::template::{self, BuiltIn, Head, Template};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::rc::Rc;

/// The format of the files that this program writes.
pub const FORMAT: u32 = 1;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 << 20;

/// How many earlier files a file names; of a longer history the oldest are forgotten.
pub const LONGEST_HISTORY: usize = 200;

/// What a file's name ends with.
pub const ENDING: &str = ".phieu.json";

/// The name of the consolidated sheet in the archive of a collection.
pub const IN_COLLECTION: &str = "tong-hop.phieu.json";

/// The remarks on what units sent, in the archive of a collection: no file that goes upward has them.
#[cfg(rolls_up)]
pub const REMARKS_IN_COLLECTION: &str = "nhan-xet.json";

/// The templates that the program brings along. Each is read when a sheet first needs it, because
/// the page must not wait for those that nobody asks for. Of the newest the page's program has the
/// Vietnamese texts alone, until the library is made [complete](Library::complete).
#[derive(Clone, Debug)]
pub struct Library {
    forms: Vec<Form>,
    /// The catalogue that is here.
    catalogue: &'static str,
    /// Gives the texts that wait in a block of the page, by their names.
    later: fn(&str) -> Option<String>,
    /// Whether templates are given whole.
    complete: bool,
}

#[derive(Clone, Debug)]
struct Form {
    head: Head,
    /// Whether new sheets may be made of it.
    offered: bool,
    /// The name of its file.
    name: &'static str,
    /// The text that is here.
    text: Option<&'static str>,
    /// What is made of that text.
    here: OnceCell<Option<Rc<Template>>>,
    /// With the texts of both languages.
    whole: OnceCell<Option<Rc<Template>>>,
}

impl Form {
    fn built_in(form: &BuiltIn) -> Option<Form> {
        // A test reads and loads them all: in a page that was built they are whole.
        let head = template::head(form.head).ok()?;
        let BuiltIn { name, offered, text, .. } = *form;
        let (here, whole) = (OnceCell::new(), OnceCell::new());
        Some(Form { head, offered, name, text, here, whole })
    }

    fn is(&self, id: &str, version: &str) -> bool {
        self.head.id == id && self.head.version == version
    }

    /// Whether the template is what is made of the text that is here.
    fn is_here(&self, template: &Template) -> bool {
        matches!(self.here.get(), Some(Some(here)) if std::ptr::eq(&**here, template))
    }
}

/// Two libraries are alike when they bring the same templates.
impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        let names = |l: &Library| -> Vec<(String, String)> {
            l.forms.iter().map(|f| (f.head.id.clone(), f.head.version.clone())).collect()
        };
        names(self) == names(other)
    }
}

impl Default for Library {
    fn default() -> Self {
        Library::new(Vec::new())
    }
}

impl Library {
    /// A library of loaded templates, in the order in which the page offers them.
    pub fn new(templates: Vec<Rc<Template>>) -> Library {
        let form = |template: Rc<Template>| Form {
            head: Head::of(&template),
            offered: true,
            name: "",
            text: None,
            here: OnceCell::new(),
            whole: OnceCell::from(Some(template)),
        };
        let forms = templates.into_iter().map(form).collect();
        Library { forms, catalogue: "", later: |_| None, complete: true }
    }

    /// The templates that the page brings along, all of them here and whole.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn builtin() -> Library {
        let forms = template::FORMS.iter().filter_map(Form::built_in).collect();
        Library { forms, catalogue: template::CATALOGUE, later: |_| None, complete: true }
    }

    /// The templates as the page brings them along; `later` gives the whole text of a form, by the
    /// name of its file, and that of the catalogue.
    pub fn with_later(later: fn(&str) -> Option<String>) -> Library {
        let forms = template::PAGE_FORMS.iter().filter_map(Form::built_in).collect();
        Library { forms, catalogue: template::PAGE_CATALOGUE, later, complete: false }
    }

    /// The same library, giving its templates with the texts of both languages; none when the page
    /// has lost them.
    pub fn complete(&self) -> Option<Library> {
        let all = self.complete || (self.later)(template::LATER_CATALOGUE).is_some();
        let mut library = Library { complete: true, ..self.clone() };
        for form in library.forms.iter_mut().filter(|form| !self.complete && form.offered) {
            let whole = (self.later)(form.name).and_then(|text| template::head(&text).ok());
            form.head = whole.unwrap_or_else(|| form.head.clone());
        }
        all.then_some(library)
    }

    /// Whether its templates have the texts of both languages.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// A template with the texts of both languages: the whole one in place of one of this library
    /// that is not; any other as it is.
    pub fn completed(&self, template: &Rc<Template>) -> Rc<Template> {
        let form = self.forms.iter().find(|form| form.is_here(template));
        form.and_then(|form| self.whole(form)).unwrap_or_else(|| Rc::clone(template))
    }

    /// Whether a template of this library has the Vietnamese texts alone.
    pub fn is_short(&self, template: &Template) -> bool {
        self.forms.iter().any(|form| form.is_here(template))
    }

    fn template(&self, form: &Form) -> Option<Rc<Template>> {
        match form.text {
            Some(text) if !self.complete => {
                form.here.get_or_init(|| assembled(text, self.catalogue)).clone()
            }
            _ => self.whole(form),
        }
    }

    fn whole(&self, form: &Form) -> Option<Rc<Template>> {
        let whole = || {
            let later = |name: &str, here: Option<&'static str>| {
                (self.later)(name).map(Cow::Owned).or(here.map(Cow::Borrowed))
            };
            let text = later(form.name, form.text)?;
            assembled(&text, &later(template::LATER_CATALOGUE, Some(self.catalogue))?)
        };
        form.whole.get_or_init(whole).clone()
    }

    /// The template of exactly this id and version.
    pub fn find(&self, id: &str, version: &str) -> Option<Rc<Template>> {
        self.template(self.forms.iter().find(|form| form.is(id, version))?)
    }

    /// The highest version of an id; "10" is above "9".
    pub fn newest(&self, id: &str) -> Option<Rc<Template>> {
        self.template(self.newest_form(id)?)
    }

    /// The newest template that was in use in a year.
    pub fn fitting(&self, year: u16) -> Option<&Head> {
        self.offered().filter(|head| head.years.include(year)).max_by_key(|head| head.years.from)
    }

    /// What the list shows of exactly this template; it need not be read for that.
    pub fn head(&self, id: &str, version: &str) -> Option<&Head> {
        self.forms.iter().find(|form| form.is(id, version)).map(|form| &form.head)
    }

    /// What the list shows of the highest version of an id.
    pub fn newest_head(&self, id: &str) -> Option<&Head> {
        self.newest_form(id).map(|form| &form.head)
    }

    fn newest_form(&self, id: &str) -> Option<&Form> {
        let all = self.forms.iter().filter(|form| form.head.id == id);
        all.max_by(|a, b| version_order(&a.head.version, &b.head.version))
    }

    /// The templates of which new sheets are made.
    pub fn offered(&self) -> impl Iterator<Item = &Head> {
        self.forms.iter().filter(|form| form.offered).map(|form| &form.head)
    }

    /// Whether it brings along just this template. A file of any other carries its form inside,
    /// so that it opens on every machine.
    pub fn brings(&self, template: &Template) -> bool {
        let form = self.forms.iter().find(|form| form.is(&template.id, &template.version));
        // What is here is the whole one without its English texts; another must equal the whole.
        let same = |own: Rc<Template>| std::ptr::eq(&*own, template) || *own == *template;
        form.is_some_and(|form| form.is_here(template) || self.whole(form).is_some_and(same))
    }
}

fn assembled(json: &str, catalogue: &str) -> Option<Rc<Template>> {
    template::assemble_tested(json, catalogue).ok().map(Rc::new)
}

/// Compares versions with numbers by their value: "2" is before "10", "2018" before "2018-1".
fn version_order(a: &str, b: &str) -> Ordering {
    let parts = |version: &str| -> Vec<(u64, String)> {
        let parts = version.split(|c: char| !c.is_alphanumeric());
        parts.map(|part| (part.parse().unwrap_or(0), part.to_owned())).collect()
    };
    parts(a).cmp(&parts(b))
}

/// What the last written or opened file of a sheet was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// Its revision.
    pub revision: u32,
    /// The fingerprint of the file before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// Its fingerprint.
    pub fingerprint: String,
    /// The files before it, oldest first, at most [`LONGEST_HISTORY`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<PastRecord>,
    /// Who returned it with remarks; "" for a file of the unit itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub returned_by: String,
    /// The SHA-256 of its content, which is the file without revision and fingerprints; empty
    /// where the next file must differ whatever the sheet holds (an altered file was opened).
    pub content: String,
}

/// A file ready to be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its bytes, as UTF-8.
    pub bytes: String,
    /// What the next file continues.
    pub saved: Saved,
}

/// A file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The sheet in it.
    pub sheet: Sheet,
    /// What the next file continues.
    pub saved: Saved,
    /// The form it answers: the library's, or the one that the file carries.
    pub template: Rc<Template>,
    /// The answers (item, field) that now read otherwise than the file says they were read; with
    /// an empty item, a field about the period or the letterhead.
    pub reread: Vec<(String, String)>,
    /// Whether the content is not what was fingerprinted: somebody or something changed the file.
    /// Another coding of the text or other line ends do not count.
    pub altered: bool,
}

/// The file of a sheet. With the content of `saved` it has the very same bytes; with any other it
/// continues it: the revision rises by one and names the fingerprint before it.
///
/// The answer to a question that the template does not have is not written; [`verify`] notices.
pub fn write(
    template: &Template,
    sheet: &Sheet,
    saved: Option<&Saved>,
    library: &Library,
) -> Written {
    let text = bare(template, sheet, library);
    let content = sha256(&[&text]);
    let mut head = Envelope::around(sheet);
    match saved {
        Some(saved) if saved.content == content => saved.to(&mut head),
        Some(saved) => saved.next(&mut head),
        None => head.revision = 1,
    }
    seal(head, text, content)
}

/// The text of a sheet's file without a history: its content.
fn bare(template: &Template, sheet: &Sheet, library: &Library) -> String {
    Envelope::of(template, sheet, !library.brings(template)).text()
}

/// The file of a unit's sheet as the body above gives it back, with its remarks.
pub fn give_back(
    template: &Template,
    sheet: &Sheet,
    saved: &Saved,
    by: &str,
    library: &Library,
) -> Written {
    let text = bare(template, sheet, library);
    let content = sha256(&[&text]);
    let mut head = Envelope::around(sheet);
    saved.next(&mut head);
    by.clone_into(&mut head.returned_by);
    seal(head, text, content)
}

/// Puts the head before a content, with the fingerprint in it.
fn seal(mut head: Envelope, mut text: String, content: String) -> Written {
    fingerprint::ZEROS.clone_into(&mut head.fingerprint);
    let blank = head.head();
    let rest = text.get(head_length(&text)..).unwrap_or_default();
    head.fingerprint = sha256(&[&blank, rest]);
    text.replace_range(..head_length(&text), &head.head());
    let Envelope { revision, previous, fingerprint, history, returned_by, .. } = head;
    let saved = Saved { revision, previous, fingerprint, history, returned_by, content };
    Written { bytes: text, saved }
}

/// The SHA-256 of a sheet's content, as a file of it would have it in [`Saved::content`].
pub(crate) fn content(template: &Template, sheet: &Sheet, library: &Library) -> String {
    sha256(&[&bare(template, sheet, library)])
}

impl Saved {
    /// This file, as the history of a later one names it.
    pub fn past(&self) -> PastRecord {
        PastRecord {
            revision: self.revision,
            fingerprint: below::short(&self.fingerprint).to_owned(),
            returned_by: self.returned_by.clone(),
        }
    }

    /// The head of this file.
    fn to(&self, head: &mut Envelope) {
        head.revision = self.revision;
        head.previous.clone_from(&self.previous);
        head.fingerprint.clone_from(&self.fingerprint);
        head.history.clone_from(&self.history);
        head.returned_by.clone_from(&self.returned_by);
    }

    /// The head of a file that continues this one.
    fn next(&self, head: &mut Envelope) {
        head.revision = self.next_revision();
        head.previous = Some(self.fingerprint.clone());
        head.history = self.continued();
    }

    /// One more than any file of the sheet has so far.
    fn next_revision(&self) -> u32 {
        let past = self.history.iter().map(|past| past.revision);
        past.fold(self.revision, u32::max).saturating_add(1)
    }

    /// The history of a file that continues this one.
    fn continued(&self) -> Vec<PastRecord> {
        let mut history = self.history.clone();
        history.push(self.past());
        let longer = history.len().saturating_sub(LONGEST_HISTORY);
        history.drain(..longer);
        history
    }
}

/// Whether a written file, read back, is the sheet that was to be written, and is written again
/// with the same bytes. No file is offered without it.
pub fn verify(written: &Written, sheet: &Sheet, library: &Library) -> bool {
    // That it stands there just as we print it is seen below.
    let Ok(envelope) = typed(&written.bytes) else { return false };
    let Ok(opened) = opened(&written.bytes, envelope, true, library) else { return false };
    let Opened { template, sheet: back, saved, altered, .. } = &opened;
    let mut again = Envelope::of(template, back, !library.brings(template));
    saved.to(&mut again);
    !altered
        && *saved == written.saved
        && envelope::same(template, back, sheet)
        && json::prints_as(&again, &written.bytes)
}

/// A sheet with its answers moved to another form.
///
/// # Errors
/// [`Refusal`] when some answer has no place there; nothing is left behind in silence.
pub fn moved(sheet: &Sheet, from: &Template, to: &Template) -> Result<Sheet, Refusal> {
    let mut envelope = Envelope::of(from, sheet, false);
    envelope.template = TemplateRecord { id: to.id.clone(), version: to.version.clone() };
    envelope.sheet(to).map(|(moved, _)| Sheet { reread: sheet.reread.clone(), ..moved })
}

/// Reads a file.
///
/// A file that was altered opens, and says so; a text in UTF-16 or with a byte order mark opens.
///
/// # Errors
/// [`Refusal`] for everything that is not a whole file of ours for a form we know; its words say
/// what it is and what to do.
pub fn read(bytes: &[u8], library: &Library) -> Result<Opened, Refusal> {
    let text = text_of(bytes)?;
    let (envelope, exact) = parse(&text)?;
    opened(&text, envelope, exact, library)
}

fn opened(
    text: &str,
    mut envelope: Envelope,
    exact: bool,
    library: &Library,
) -> Result<Opened, Refusal> {
    let canonical = if exact { None } else { Some(envelope.text()) };
    let canonical = canonical.as_deref().unwrap_or(text);
    let stated = &envelope.fingerprint;
    let intact = |text: &str| fingerprint::of(text, stated).as_deref() == Some(stated);
    let canonical_intact = intact(canonical);
    let altered = !canonical_intact && !intact(text);

    let saved = Saved {
        revision: envelope.revision,
        previous: envelope.previous.clone(),
        history: envelope.history.clone(),
        returned_by: envelope.returned_by.clone(),
        fingerprint: if fingerprint::is_one(stated) { stated.clone() } else { sha256(&[text]) },
        content: if canonical_intact { envelope.content(canonical) } else { String::new() },
    };
    if envelope.sheet.trim().is_empty() {
        return Err(Refusal::Missing { place: String::new(), key: "sheet".to_owned() });
    }
    let template = form(&mut envelope, library)?;
    let (sheet, reread) = envelope.sheet(&template)?;
    Ok(Opened { sheet, saved, template, reread, altered })
}

/// The envelope in a text, of any format up to ours, and whether it is printed just as we print.
fn parse(text: &str) -> Result<(Envelope<'static>, bool), Refusal> {
    // What prints as the text has nothing in it that the longer way would refuse.
    #[cfg(not(target_arch = "wasm32"))]
    if let Ok(envelope) = typed(text)
        && envelope.phieu == FORMAT
        && envelope.form.is_none()
        && json::prints_as(&envelope, text)
    {
        return Ok((envelope, true));
    }
    let parsed = match json::read::<Envelope>(text) {
        Ok(envelope) if envelope.phieu == FORMAT => envelope,
        Ok(_) => return upgraded(text, diagnose(text, None)),
        Err(e) => return upgraded(text, diagnose(text, Some(&e))),
    };
    let exact = json::prints_as(&parsed, text);
    // A form is given on as it came, with a key that stands twice.
    let unsure = !exact || parsed.form.is_some();
    if unsure && let refusal @ (Refusal::Twice { .. } | Refusal::TooDeep) = diagnose(text, None) {
        return Err(refusal);
    }
    Ok((parsed, exact))
}

/// The envelope in a text that we printed. Natively without the tree of `json`, which takes several
/// times the room of a large file; the page has no room for another reader.
fn typed(text: &str) -> Result<Envelope<'static>, json::Error> {
    #[cfg(not(target_arch = "wasm32"))]
    return serde_json::from_str(text).map_err(serde::de::Error::custom);
    #[cfg(target_arch = "wasm32")]
    json::read(text)
}

/// A text of an older format, step by step; or why not.
fn upgraded(text: &str, refusal: Refusal) -> Result<(Envelope<'static>, bool), Refusal> {
    let Refusal::OlderFormat { format } = refusal else { return Err(refusal) };
    let text = upgrade::upgrade(text, format, &upgrade::STEPS)?;
    let envelope = json::read(&text).map_err(|e| diagnose(&text, Some(&e)))?;
    Ok((envelope, false))
}

/// The form that a file answers; the one that it carries is taken out of it.
pub(crate) fn form(envelope: &mut Envelope, library: &Library) -> Result<Rc<Template>, Refusal> {
    let TemplateRecord { id, version } = &envelope.template;
    let known = library.find(id, version);
    let Some(written) = envelope.form.take().map(Cow::into_owned) else {
        return known.ok_or_else(|| match library.newest_form(id) {
            None => Refusal::UnknownTemplate { id: id.clone() },
            Some(newest) if version_order(version, &newest.head.version) == Ordering::Greater => {
                Refusal::NewerTemplate { id: id.clone(), version: version.clone() }
            }
            Some(_) => Refusal::OtherVersion { id: id.clone(), version: version.clone() },
        });
    };
    let form: Template = written.read().map_err(|mut fault| {
        fault.path.insert(0, "form".to_owned());
        look::misfit(&fault)
    })?;
    if form.id != *id || form.version != *version {
        return Err(Refusal::OtherForm { id: form.id, named: id.clone() });
    }
    let mut form = template::load(form).map_err(|problems| {
        let first = problems.into_iter().next();
        Refusal::BadForm {
            detail: first.map(|p| format!("{}: {}", p.place, p.what)).unwrap_or_default(),
        }
    })?;
    form.carry(written);
    Ok(known.filter(|_| library.brings(&form)).unwrap_or_else(|| Rc::new(form)))
}

/// A name for the file: form, unit and period in plain letters, such as
/// `ct05_chi-bo-1_2016-2018.phieu.json`. At most 100 characters; never a name that Windows keeps
/// for itself.
pub fn name(sheet: &Sheet, template: &Template) -> String {
    stem(sheet, template) + ENDING
}

/// The file's name without its ending, for other files that are made of the sheet, such as a print.
pub fn stem(sheet: &Sheet, template: &Template) -> String {
    let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let mut out = or(plain(&template.id, 24), "phieu");
    out.push('_');
    out.push_str(&or(plain(sheet.unit.name.text(), 40), "don-vi"));
    let period = period_name(sheet);
    if !period.is_empty() {
        out.push('_');
        out.push_str(&period);
    }
    out
}

/// Plain small letters and digits, with one hyphen for anything between them.
fn plain(text: &str, longest: usize) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(longest);
    out.trim_end_matches('-').to_owned()
}

/// "2016", "2016-2018", "6-thang-dau-2016", "2016-09-2018-03"; empty while it does not read.
fn period_name(sheet: &Sheet) -> String {
    let period = &sheet.period;
    let Some((first, last)) = period.bounds() else { return String::new() };
    let (from, to) = (first / 10_000, last / 10_000);
    let month = |day: u32| day / 100 % 100;
    match period.kind {
        PeriodKind::HalfYear if from == to => {
            let half = if month(first) > 6 { "cuoi" } else { "dau" };
            format!("6-thang-{half}-{from}")
        }
        PeriodKind::FromTo | PeriodKind::HalfYear => {
            format!("{from}-{:02}-{to}-{:02}", month(first), month(last))
        }
        _ if from == to => from.to_string(),
        _ => format!("{from}-{to}"),
    }
}
