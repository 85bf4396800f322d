//! Keeping sheets on this computer: what is written where, which copy counts, what happens to one
//! that does not read. It decides; `browser/` brings the storage, and the shell carries it out.
//!
//! *Invariant:* a text that this program does not understand is never written over: it stays where
//! it is, or goes aside before its place is used. Only keys that begin with [`ROOT`] are touched,
//! because other local pages share the storage.

#[cfg(rolls_up)]
mod backup;
mod store;
mod writer;

#[cfg(rolls_up)]
pub use backup::{Backup, Record, backup, backup_end, backup_record, is_below, restore};
#[cfg(not(rolls_up))]
pub use store::backup_text;
pub use store::{
    Changes, Done, Quick, Texts, Wish, changes, deleted_id_of, is_quick, newest, set_aside,
};
pub use writer::{Around, Writer};

use crate::file::{self, Envelope, Library, Refusal, Saved};
use crate::json;
use crate::kinds::Typed;
use crate::language::{Lang, Words};
use crate::shared::Arc;
use crate::sheet::{Below, Period, PeriodKind, Sheet};
use crate::template::Template;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The format of drafts that this program writes.
pub const FORMAT: u32 = 1;

/// What all our keys begin with, of every version; nothing else in the storage is touched.
pub const ROOT: &str = "phieu/";
/// What the key of a draft begins with; the sheet's id follows.
pub const DRAFT: &str = "phieu/1/draft/";
/// What the key of a text put aside begins with; the sheet's id and a number follow.
pub const ASIDE: &str = "phieu/1/aside/";
/// What the key of a deleted draft begins with; the sheet's id follows.
pub const DELETED: &str = "phieu/1/deleted/";

/// The key of the page's language where a person has chosen one: its code, in the quick store alone.
/// It goes with everything else of ours, and no backup has it.
pub const LANG: &str = "phieu/1/language";

/// The key of the unit's name that was typed on the first page and is in no sheet yet, in the quick store
/// alone. `index.html` writes it too, before the program runs.
pub const NAME: &str = "phieu/1/name";

/// The key of a sheet's draft.
pub fn key(sheet_id: &str) -> String {
    format!("{DRAFT}{sheet_id}")
}

/// The key under which a deleted draft stays until it is brought back or removed for good.
pub fn deleted_key(sheet_id: &str) -> String {
    format!("{DELETED}{sheet_id}")
}

/// The key under which a text is put aside. It follows from the text, so that the same text is
/// kept once however often it is met.
pub fn aside_key(sheet_id: &str, text: &str) -> String {
    let digest = file::sha256(&[text]);
    format!("{ASIDE}{sheet_id}/{}", digest.get(..8).unwrap_or_default())
}

/// The sheet's id in a draft's key; none in any other key.
pub fn id_of(key: &str) -> Option<&str> {
    key.strip_prefix(DRAFT)
}

/// When a draft was written, and by which tab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// Rises by one with every writing of the sheet, whichever tab writes.
    pub count: u64,
    /// The tab's random name.
    pub tab: String,
    /// The time, in ISO form, for people; what is newer is decided by the count.
    pub at: String,
}

/// A sheet as it is kept while being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// When and by whom it was written.
    pub stamp: Stamp,
    /// The last file of it that was written or opened.
    pub saved: Option<Saved>,
    /// Under which id the sheet of the period before is kept, when one stands beside it.
    pub beside: Option<String>,
    /// The sheet.
    pub sheet: Sheet,
    /// The form it answers.
    pub template: Rc<Template>,
}

/// A draft as storage has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftRecord<'a> {
    draft: u32,
    stamp: Stamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    saved: Option<Saved>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beside: Option<String>,
    /// Whether units stand below the sheet; what they gave is kept in a place of its own, because it
    /// would be written at every key.
    #[serde(default, skip_serializing_if = "is_false")]
    below: bool,
    /// How many units stand below it, for the list of sheets.
    #[serde(default, skip_serializing_if = "is_zero")]
    units: u32,
    file: Envelope<'a>,
}

fn is_false(b: &bool) -> bool {
    !b
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// Why a draft does not open. Its text stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A newer program wrote it.
    Newer,
    /// It is damaged.
    Damaged(Refusal),
    /// Its form is not known here, or only in another version.
    UnknownTemplate(Refusal),
}

impl Broken {
    /// What is wrong and what to do, in plain sentences.
    pub fn words(&self) -> Words {
        match self {
            Broken::Newer => Words::new(
                "Phiếu này do một bản mới hơn của trang lưu lại. Phiếu vẫn được giữ nguyên; hãy mở bằng bản phieu.html mới hơn đó.",
                "A newer version of this page saved this sheet. It is kept as it is; open it with that newer phieu.html.",
            ),
            Broken::Damaged(refusal) => {
                let why = refusal.words();
                Words::new(
                    format!(
                        "Bản lưu của phiếu này trên máy bị hỏng, nhưng vẫn được giữ nguyên. Hãy mở tệp “.phieu.json” đã tải về hoặc bản sao lưu. (Chi tiết: {})",
                        why.vi
                    ),
                    format!(
                        "This sheet's copy on this computer is damaged; it is kept as it is. Open a “.phieu.json” file you downloaded, or a backup. (Detail: {})",
                        why.en
                    ),
                )
            }
            Broken::UnknownTemplate(refusal) => refusal.words(),
        }
    }
}

/// The text of a draft, compact: it is written at every keystroke. A form that the library does
/// not bring along is written with it. [`Writer`] gives the same text with less work.
pub fn write(draft: &Draft, library: &Library) -> String {
    let Draft { stamp, saved, beside, sheet, template } = draft;
    let mut file = Envelope::of(template, sheet, !library.brings(template));
    file.below = None;
    let record = DraftRecord {
        draft: FORMAT,
        stamp: stamp.clone(),
        saved: saved.clone(),
        beside: beside.clone(),
        below: sheet.below.is_beside(),
        units: sheet.below.direct(),
        file,
    };
    json::print(&record, false)
}

/// Reads a draft's text.
///
/// # Errors
/// [`Broken`] for one that must be kept as it is.
pub fn read(text: &str, library: &Library) -> Result<Draft, Broken> {
    let mut record = match json::read::<DraftRecord>(text) {
        Ok(record) if record.draft <= FORMAT && record.file.phieu <= file::FORMAT => record,
        Ok(_) => return Err(Broken::Newer),
        Err(e) => {
            let newer = probe(text).is_some_and(|probe| probe.is_newer());
            return Err(if newer {
                Broken::Newer
            } else {
                Broken::Damaged(file::damage(text, &e))
            });
        }
    };
    let template = file::form(&mut record.file, library).map_err(|refusal| match refusal {
        Refusal::UnknownTemplate { .. }
        | Refusal::NewerTemplate { .. }
        | Refusal::OtherVersion { .. } => Broken::UnknownTemplate(refusal),
        other => Broken::Damaged(other),
    })?;
    let DraftRecord { stamp, saved, beside, below, units, file, .. } = record;
    let (mut sheet, _) = file.sheet(&template).map_err(Broken::Damaged)?;
    if below {
        sheet.below = Arc::new(Below { elsewhere: true, known: units, ..Below::default() });
    }
    Ok(Draft { stamp, saved, beside, sheet, template })
}

/// The two places that a draft is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The storage written in the input event itself.
    Local,
    /// The journal whose writing is confirmed.
    Journal,
}

/// Which copy of a sheet counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The draft to open; none where nothing may be opened and nothing written under the key.
    pub draft: Option<Draft>,
    /// Where it came from.
    pub from: Option<Side>,
    /// Keys and texts to put aside before anything is written under the sheet's key.
    pub aside: Vec<(String, String)>,
    /// The copies that do not open, for the page to say so.
    pub broken: Vec<(Side, Broken)>,
}

/// Chooses between the two copies of a sheet. The newer whole one wins; a damaged one beside it
/// goes aside, and so does a copy of the same count by another tab. Where a copy is of a newer
/// program or of a form not known here, nothing is opened and all stays in its place, so that the
/// right program finds it.
pub fn choose(
    sheet_id: &str,
    local: Option<&str>,
    journal: Option<&str>,
    library: &Library,
) -> Choice {
    let mut whole: Vec<(Side, Draft, &str)> = Vec::new();
    let mut damaged: Vec<&str> = Vec::new();
    let mut choice = Choice::default();
    let mut blocked = false;
    for (side, text) in [(Side::Local, local), (Side::Journal, journal)] {
        let Some(text) = text else { continue };
        match read(text, library) {
            Ok(draft) => whole.push((side, draft, text)),
            Err(broken) => {
                match &broken {
                    Broken::Damaged(_) => damaged.push(text),
                    Broken::Newer | Broken::UnknownTemplate(_) => blocked = true,
                }
                choice.broken.push((side, broken));
            }
        }
    }
    // What blocks is said first.
    if let [(_, Broken::Damaged(_)), (_, Broken::Newer | Broken::UnknownTemplate(_))] =
        choice.broken.as_slice()
    {
        choice.broken.reverse();
    }
    if blocked {
        return choice;
    }
    // The local copy stands first and wins where both are of one moment.
    if let [(_, a, _), (_, b, _)] = whole.as_slice()
        && order(&b.stamp) > order(&a.stamp)
    {
        whole.reverse();
    }
    let mut whole = whole.into_iter();
    let Some((side, draft, _)) = whole.next() else { return choice };
    let parted = whole.filter(|(_, other, _)| {
        other.stamp.count == draft.stamp.count && other.stamp.tab != draft.stamp.tab
    });
    let aside = damaged.into_iter().chain(parted.map(|(_, _, text)| text));
    choice.aside = aside.map(|text| (aside_key(sheet_id, text), text.to_owned())).collect();
    choice.draft = Some(draft);
    choice.from = Some(side);
    choice
}

fn order(stamp: &Stamp) -> (u64, &str) {
    (stamp.count, &stamp.at)
}

/// Whether stored text `a` is newer than `b`: whole, and `b` damaged or of a lower count. The text
/// of a newer program counts as whole.
pub fn newer(a: &str, b: &str) -> bool {
    match (stamp(a), stamp(b)) {
        (Some(a), Some(b)) => order(&a) > order(&b),
        (a, _) => a.is_some(),
    }
}

/// Whether another tab wrote a sheet meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// No; writing loses nothing.
    None,
    /// Yes: ask before writing.
    OtherTabNewer,
}

/// Compares what this tab last wrote or loaded with what is stored now, before writing over it.
pub fn conflict(mine: &Stamp, stored: &Stamp) -> Conflict {
    if stored.tab != mine.tab && stored.count >= mine.count {
        Conflict::OtherTabNewer
    } else {
        Conflict::None
    }
}

/// The stamp of a stored text, whichever version wrote it; none where it is damaged.
pub fn stamp(text: &str) -> Option<Stamp> {
    probe(text).map(|probe| probe.stamp)
}

/// What the list of sheets shows of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The sheet's id, as its key has it.
    pub id: String,
    /// The unit's name as typed.
    pub unit: String,
    /// The period as a report names it.
    pub period: Words,
    /// The period's first and last day as comparable numbers, where both are known.
    pub bounds: Option<(u32, u32)>,
    /// Of one that a file opened beside another state of the sheet, the revision of its last file.
    pub copy: Option<u32>,
    /// Of a consolidated sheet, how many units sent directly; 0 where that is not known.
    pub units: Option<u32>,
    /// The form's short name; its id where the form is not known here.
    pub template: Words,
    /// The count of its stamp.
    pub count: u64,
    /// When it was last written, in ISO form.
    pub at: String,
    /// Whether it can be opened here, as far as a quick look tells.
    pub readable: bool,
}

/// A quick look into a stored text for the list of sheets; of a damaged one only the id is known.
pub fn summary(sheet_id: &str, text: &str, library: &Library) -> Summary {
    let id = sheet_id.to_owned();
    let Some(probe) = probe(text) else { return Summary { id, ..Summary::default() } };
    let newer = probe.is_newer();
    let ProbeFile { template, unit, period, form, .. } = probe.file;
    let period = Period {
        kind: PeriodKind::from_code(&period.kind).unwrap_or_default(),
        from: Typed::new(period.from.typed),
        to: Typed::new(period.to.typed),
    };
    let known = library.head(&template.id, &template.version);
    let readable = !newer && (form.is_some() || known.is_some());
    let name = match (form, known.or_else(|| library.newest_head(&template.id))) {
        (Some(form), _) => form.short,
        (None, Some(known)) => known.short.clone(),
        (None, None) => Words::new(&template.id, &template.id),
    };
    Summary {
        id,
        unit: unit.name,
        period: Words::new(period.print(Lang::Vi), period.print(Lang::En)),
        bounds: period.bounds(),
        copy: sheet_id.contains('~').then(|| probe.saved.map_or(1, |saved| saved.revision)),
        units: probe.below.then_some(probe.units),
        template: name,
        count: probe.stamp.count,
        at: probe.stamp.at,
        readable,
    }
}

/// What every version of a draft has, read without looking at the rest.
#[derive(Deserialize)]
struct Probe {
    draft: u32,
    stamp: Stamp,
    #[serde(default)]
    saved: Option<ProbeSaved>,
    #[serde(default)]
    below: bool,
    #[serde(default)]
    units: u32,
    file: ProbeFile,
}

#[derive(Deserialize)]
struct ProbeSaved {
    revision: u32,
}

#[derive(Deserialize)]
struct ProbeFile {
    phieu: u32,
    #[serde(default)]
    template: ProbeTemplate,
    #[serde(default)]
    unit: ProbeUnit,
    #[serde(default)]
    period: ProbePeriod,
    #[serde(default)]
    form: Option<ProbeForm>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ProbeTemplate {
    id: String,
    version: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ProbeUnit {
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ProbePeriod {
    kind: String,
    from: ProbeCell,
    to: ProbeCell,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ProbeCell {
    typed: String,
}

#[derive(Deserialize)]
struct ProbeForm {
    short: Words,
}

impl Probe {
    fn is_newer(&self) -> bool {
        self.draft > FORMAT || self.file.phieu > file::FORMAT
    }
}

fn probe(text: &str) -> Option<Probe> {
    json::read(text).ok()
}
