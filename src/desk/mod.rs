//! The running page without web types: what is open, what was asked for, what is to be done.
//!
//! `step(desk, action, world)` gives the desk after an action and the effects that the browser has
//! to perform. Everything that can go wrong between a keystroke and the disk is decided here and
//! tested natively.
//!
//! *Invariant:* pure; no clock, no storage, no randomness except through [`World`].

#[cfg(rolls_up)]
pub mod gather;
mod step;

pub use step::step;

use crate::block::{Block, Paragraph, Role};
use crate::compare::Side;
#[cfg(rolls_up)]
use crate::drafts::Backup;
use crate::drafts::{Done, Stamp, Summary, Wish, Writer};
use crate::file::{Library, Opened, Refusal, Saved};
use crate::language::{Lang, Words, ui_words};
use crate::report::Offer;
use crate::review::Review;
use crate::sheet::paste::Plan;
use crate::sheet::{Edit, Place, Sheet};
use crate::template::{Head, Template};
use std::rc::Rc;

/// What a step may know of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// The local time as `2026-11-21T20:30:05`.
    pub now: String,
    /// A random id, new at each step that makes something; empty at others.
    pub random: String,
    /// The name of this tab, random and lasting as long as it is open.
    pub tab: String,
}

/// Everything the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The templates.
    pub library: Rc<Library>,
    /// The year by the clock; 0 before it is known.
    pub year: u16,
    /// The language of the page and of the report.
    pub lang: Lang,
    /// Which page is shown.
    pub view: View,
    /// The sheet that is open.
    pub open: Option<Rc<Open>>,
    /// The sheets kept on this machine.
    pub shelf: Rc<Vec<Summary>>,
    /// The deleted sheets, which can be brought back until they are removed for good.
    pub bin: Rc<Vec<Summary>>,
    /// The sheet just deleted.
    pub deleted: Option<Summary>,
    /// Whether what was typed is kept.
    pub save: Save,
    /// What the storage has answered about the open sheet.
    pub answered: Answered,
    /// What the page has to say at its top.
    pub notice: Option<Rc<Notice>>,
    /// Whether "remove everything" waits for a second word.
    pub removing: bool,
    /// Whether something was changed since another tab keeps the sheet: it stands on the screen alone.
    pub unkept: bool,
    /// The unit's name, typed before there is a sheet for it.
    pub name: Rc<str>,
    /// A file just opened, while what is kept of its sheet is fetched.
    pub waiting: Option<Rc<Waiting>>,
    /// Where the person was sent last: the place is shown in place of being hidden in a fold.
    pub sent_to: Option<Place>,
    /// Whether the page was opened from a copy that a browser saved.
    pub saved_copy: bool,
    /// The collection of the open sheet.
    #[cfg(rolls_up)]
    pub gather: Option<Rc<gather::Gather>>,
}

/// A page of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// The list of sheets and the ways to begin.
    Start,
    /// The unit and the period.
    Unit,
    /// A section of the form, by its code.
    Section(String),
    /// The letterhead's data.
    Letterhead,
    /// All findings.
    Findings,
    /// The report on screen.
    Report,
    /// How the page works.
    Help,
    /// A page of the collection of many units' files.
    #[cfg(rolls_up)]
    Gather(gather::Page),
}

/// An open sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Under which id its draft is kept: the sheet's own, or one beside it.
    pub slot: String,
    /// What is asked.
    pub template: Rc<Template>,
    /// What was answered.
    pub sheet: Rc<Sheet>,
    /// What was noticed.
    pub review: Rc<Review>,
    /// The file last written or opened.
    pub saved: Option<Saved>,
    /// The draft's stamp.
    pub stamp: Stamp,
    /// What can be taken back.
    pub undo: Option<Undo>,
    /// A pasted block waiting for a yes.
    pub paste: Option<Rc<Paste>>,
    /// Under which id the sheet of the period before is kept.
    pub beside: Option<String>,
    /// That sheet, once it was read.
    pub previous: Option<Rc<Previous>>,
    /// Writes the draft, and remembers what it wrote of each item.
    pub writer: Writer,
}

/// The sheet of the period before, beside the open one.
#[derive(Clone, Debug, PartialEq)]
pub struct Previous {
    /// What was asked.
    pub template: Rc<Template>,
    /// What was answered.
    pub sheet: Sheet,
}

impl Open {
    /// For comparing it.
    pub fn side(&self) -> Side<'_> {
        Side { template: &self.template, sheet: &self.sheet }
    }
}

impl Previous {
    /// For comparing it.
    pub fn side(&self) -> Side<'_> {
        Side { template: &self.template, sheet: &self.sheet }
    }
}

/// A file that waits for what the stores hold of its sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The file.
    pub file: Opened,
    /// The slots to look at, that of the sheet itself first.
    pub slots: Vec<String>,
    /// How the file stands with the sheet itself, once that was looked at.
    pub age: Age,
}

/// How a file stands with what is kept here of the same sheet, where the two differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Age {
    /// Neither continues the other, or nobody can tell.
    #[default]
    Parted,
    /// What is here continues the file.
    Older,
    /// The file continues what is here.
    Newer,
}

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What was done.
    pub what: Words,
    /// The sheet before it.
    pub before: Rc<Sheet>,
    /// The form it answered.
    pub template: Rc<Template>,
    /// The change before it, which can be taken back once this one is.
    pub earlier: Option<Rc<Undo>>,
}

/// A pasted block waiting for a yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// What would go where.
    pub plan: Plan,
}

/// Whether what was typed is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Save {
    /// Nothing was typed yet.
    #[default]
    Nothing,
    /// Handed to the storage; it has not answered yet.
    Waiting,
    /// The storage answered at this time.
    Kept(String),
    /// The storage refused; the words say what to do.
    Refused(Words),
    /// Another tab keeps a newer state of this sheet; nothing is written until a person decides.
    OtherTab,
}

/// What the storage has answered about the open sheet so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The highest count that a storage has confirmed.
    pub count: u64,
    /// When a storage last confirmed the very state that was on the screen.
    pub at: Option<String>,
    /// Whether something has waited for its answer so long that a person should know.
    pub late: bool,
}

/// What the page has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether something went wrong.
    pub wrong: bool,
    /// Whether it went well and calls for a look all the same.
    pub heed: bool,
    /// What.
    pub words: Words,
}

/// What a person or the browser did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The page has started; what the storage holds, as (key, text), from both stores.
    Started {
        /// From the quick store.
        local: Vec<(String, String)>,
        /// Whether the page was opened from a copy that a browser saved.
        saved_copy: bool,
    },
    /// The journal was read.
    Journal(Vec<(String, String)>),
    /// The unit's name as it is typed before a sheet is begun: the next one has it.
    Name(String),
    /// A new sheet of a template.
    New(String),
    /// Opens a sheet kept on this machine, by its slot.
    Open(String),
    /// What the two stores hold of a slot that was asked for.
    Texts {
        /// The slot.
        slot: String,
        /// In the quick store.
        local: Option<String>,
        /// In the journal.
        journal: Option<String>,
    },
    /// Opens a file.
    OpenFile(Vec<u8>),
    /// Opens one of the examples, by its place in the list.
    Example(usize),
    /// The text of an example that was asked for; none when the page has lost it.
    ExampleText(usize, Option<String>),
    /// Closes the sheet and shows the list.
    Close,
    /// Deletes a sheet kept on this machine.
    Delete(String),
    /// Brings a deleted sheet back.
    Undelete(String),
    /// Removes a deleted sheet for good.
    Purge(String),
    /// Asks to remove everything from this computer.
    AskRemoveAll,
    /// Does it.
    RemoveAll,
    /// Does not.
    KeepAll,
    /// One file of all sheets.
    Backup,
    /// A change of the sheet.
    Edit(Edit),
    /// A block pasted at a cell.
    Paste {
        /// The place.
        place: Place,
        /// The clipboard's text.
        text: String,
    },
    /// Takes the pasted block in.
    AcceptPaste,
    /// Leaves it.
    RejectPaste,
    /// Takes the last large change back.
    Undo,
    /// Puts a sheet kept on this machine beside the open one, as that of the period before; none
    /// takes it away.
    Previous(Option<String>),
    /// Does so with a file.
    PreviousFile(Vec<u8>),
    /// Takes over what stays from one period to the next.
    Carry,
    /// Answers another form, by its id, with what was answered so far.
    Reform(String),
    /// Shows a page.
    Go(View),
    /// Goes to a place in the form.
    GoTo(Place),
    /// Goes to the next item without an answer.
    NextOpen(Option<String>),
    /// Downloads the file.
    Download,
    /// Prints the report.
    Print,
    /// Copies the report as formatted text.
    Copy,
    /// Changes the language.
    Lang(Lang),
    /// What was wished for is done in the stores, or a text was not kept.
    Changed {
        /// What was done.
        done: Done,
        /// Whether the stores refused a text.
        failed: bool,
    },
    /// The storage answered.
    Stored {
        /// The stamp's count of what it holds.
        count: u64,
    },
    /// A state of this count was handed over a while ago; is it still without an answer?
    StoreSlow {
        /// The stamp's count.
        count: u64,
    },
    /// The storage refused, in both places.
    StoreFailed,
    /// The clipboard or another effect answered.
    Done(Words),
    /// An effect failed.
    Failed(Words),
    /// Another tab wrote a draft.
    OtherTabWrote {
        /// The key.
        key: String,
        /// What it wrote; none when it was deleted there.
        text: Option<String>,
    },
    /// Goes on here, over the other tab's state.
    TakeOver,
    /// Takes the other tab's state.
    TakeTheirs,
    /// Takes the notice away.
    Dismiss,
    /// Something of the collection.
    #[cfg(rolls_up)]
    Gather(gather::Act),
}

/// In place of a slot that the other program hands over: a backup is to be made.
pub const BACKUP: &str = "~backup";

/// In place of a slot: what is kept below it is a backup that is to be put back.
pub const RESTORE: &str = "~restore";

/// What the browser has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keeps a draft: at once in the quick store, and in the journal.
    Keep {
        /// The key.
        key: String,
        /// The text.
        text: String,
        /// The stamp's count.
        count: u64,
    },
    /// Keeps the unit's name that is typed before there is a sheet, in the quick store alone.
    Name(String),
    /// Changes what is kept in both stores; answered by [`Action::Changed`].
    Change(Wish),
    /// Puts a backup back; answered by [`Action::Changed`].
    #[cfg(rolls_up)]
    Restore(Backup),
    /// Brings the text of an example; answered by [`Action::ExampleText`].
    Example(usize),
    /// Reads a slot in both stores, and puts aside what would be written over if it is opened;
    /// answered by [`Action::Texts`].
    Fetch(String),
    /// Reads both stores again.
    Reload,
    /// Offers a file for download.
    Download {
        /// Its name.
        name: String,
        /// Its bytes.
        bytes: String,
    },
    /// Offers all that is kept as one backup file.
    #[cfg(rolls_up)]
    Backup,
    /// Prints.
    Print,
    /// Puts formatted text on the clipboard.
    Copy {
        /// As HTML.
        html: String,
        /// As plain text.
        text: String,
    },
    /// Puts the focus on an input, once it is drawn.
    Focus(String),
    /// Scrolls to the top and puts the focus on the page's heading, once it is drawn.
    FocusHeading,
    /// Tells the document its language, and keeps it for the next time.
    Lang(Lang),
    /// Keeps a consolidated sheet and what stands below it, and goes on in the program that rolls
    /// sheets up. Other work for it is handed over in the same way.
    HandOver {
        /// The sheet's slot, or [`BACKUP`] or [`RESTORE`].
        slot: String,
        /// Its draft; none where it is kept already.
        draft: Option<String>,
        /// What stands below it; none where it is kept already.
        below: Option<String>,
    },
    /// Something for the collection.
    #[cfg(rolls_up)]
    Gather(gather::Task),
    /// Keeps what stands below a sheet.
    PutBelow {
        /// The sheet's slot.
        slot: String,
        /// As JSON.
        text: String,
    },
}

impl Desk {
    /// The page before the storage was read.
    pub fn new(library: Library) -> Desk {
        Desk::with(Rc::new(library))
    }

    fn with(library: Rc<Library>) -> Desk {
        Desk {
            library,
            year: 0,
            lang: Lang::Vi,
            view: View::Start,
            open: None,
            shelf: Rc::default(),
            bin: Rc::default(),
            deleted: None,
            save: Save::Nothing,
            answered: Answered::default(),
            notice: None,
            removing: false,
            unkept: false,
            name: Rc::default(),
            waiting: None,
            sent_to: None,
            saved_copy: false,
            #[cfg(rolls_up)]
            gather: None,
        }
    }

    /// The form that fits the period of the open sheet, where its own does not.
    pub fn better_form(&self) -> Option<&Head> {
        let open = self.open.as_ref()?;
        let year = open.sheet.period.end()?.year?;
        let own = &open.template;
        // A form that came inside a file has been chosen by somebody who knew why.
        if own.years.include(year) || self.library.head(&own.id, &own.version).is_none() {
            return None;
        }
        self.library.fitting(year).filter(|head| head.id != own.id)
    }

    /// What can be taken back, while nothing else on the page waits for a yes: beside a block that
    /// was just pasted it would seem to speak of that one.
    pub fn undoable(&self) -> Option<&Undo> {
        let open = self.open.as_ref()?;
        let waits = open.paste.as_ref().is_some_and(|paste| {
            let section = open.template.section_of(&paste.item);
            section.is_some_and(|section| self.view == View::Section(section.code.clone()))
        });
        open.undo.as_ref().filter(|_| !waits)
    }

    /// What the line about keeping says. While an answer is on its way, and is not late, it goes on
    /// naming the last state that was kept: that stays true, and a line that changes at every key
    /// is read by nobody.
    pub fn saved(&self) -> Save {
        match (self.stands(), &self.answered) {
            (Save::Waiting, Answered { at: Some(at), late: false, .. }) if !self.is_long() => {
                Save::Kept(at.clone())
            }
            (save, _) => save,
        }
    }

    /// How it stands with what is on the screen: it is kept when the draft is, and what is kept
    /// beside it too.
    pub fn stands(&self) -> Save {
        match &self.save {
            Save::Kept(_) if self.is_writing() => Save::Waiting,
            save => save.clone(),
        }
    }

    /// Whether something that is kept beside the draft of the open sheet is being written.
    fn is_writing(&self) -> bool {
        #[cfg(rolls_up)]
        let writing = gather::is_writing(self);
        #[cfg(not(rolls_up))]
        let writing = false;
        writing
    }

    /// Whether files are being taken in, which takes its time.
    fn is_long(&self) -> bool {
        #[cfg(rolls_up)]
        let long = self.is_writing() && self.gather.as_ref().is_some_and(|g| g.work.is_some());
        #[cfg(not(rolls_up))]
        let long = false;
        long
    }

    /// The report's blocks of the open sheet.
    pub fn report(&self) -> Vec<Block> {
        let Some(open) = &self.open else { return Vec::new() };
        let written =
            crate::file::write(&open.template, &open.sheet, open.saved.as_ref(), &self.library);
        let mut code = code_line(&written.saved, self.lang);
        // Whoever reads the paper sees no page beside it.
        if let Some(left) = still_open(&open.review, self.lang) {
            code.push_str(&ui_words::fill(ui_words::words(self.lang).paper_open, &[&left]));
        }
        let previous = open.previous.as_ref().map(|previous| previous.side());
        // The form that the page begins with has no sentences yet.
        let template = self.library.completed(&open.template);
        #[cfg(rolls_up)]
        if !open.sheet.below.units.is_empty() {
            return gather::report(open, &template, self.lang, &code);
        }
        let now = Side { template: &template, sheet: &open.sheet };
        let mut blocks = crate::report::beside(now, &open.review, self.lang, Some(&code), previous);
        let no_sentences = || template.items.iter().all(|item| item.sentences.is_empty());
        if !self.library.is_complete() && no_sentences() && self.library.brings(&template) {
            // A page that was cut short has lost them: a paper without sentences says why.
            let words = ui_words::words(self.lang).page_damaged.to_owned();
            blocks.insert(0, Block::Paragraph(Paragraph::plain(Role::Body, words)));
        }
        blocks
    }

    /// The parts of the report's appendix that may be printed or left out.
    pub fn offers(&self) -> Vec<Offer> {
        let Some(open) = &self.open else { return Vec::new() };
        #[cfg(rolls_up)]
        if !open.sheet.below.units.is_empty() {
            return gather::offers(open, &self.library.completed(&open.template));
        }
        let previous = open.previous.as_ref().map(|previous| previous.side());
        let template = self.library.completed(&open.template);
        let now = Side { template: &template, sheet: &open.sheet };
        crate::report::offers(&open.sheet, now, &open.review, previous)
    }
}

/// What is left to do in a sheet, for whoever sends, prints or signs it without passing by the list of
/// what is to be seen; none where nothing is.
fn still_open(review: &Review, lang: Lang) -> Option<String> {
    let w = ui_words::words(lang);
    let left = [(review.to_see(), w.open_see), (review.missing(), w.open_missing)];
    let left = left.iter().filter(|(count, _)| *count > 0);
    let left: Vec<String> =
        left.map(|(count, words)| ui_words::fill(words, &[&count.to_string()])).collect();
    (!left.is_empty()).then(|| crate::language::join(&left, lang))
}

/// "A1B2-C3D4 (bản 3)".
fn code_line(saved: &Saved, lang: Lang) -> String {
    let revision = match lang {
        Lang::Vi => "bản",
        Lang::En => "revision",
    };
    format!("{} ({revision} {})", crate::file::short(&saved.fingerprint), saved.revision)
}

impl Notice {
    fn good(words: Words) -> Option<Rc<Notice>> {
        Some(Rc::new(Notice { wrong: false, heed: false, words }))
    }

    fn wrong(words: Words) -> Option<Rc<Notice>> {
        Some(Rc::new(Notice { wrong: true, heed: false, words }))
    }

    /// What went well, though something is to be looked at.
    fn heed(words: Words) -> Option<Rc<Notice>> {
        Some(Rc::new(Notice { wrong: false, heed: true, words }))
    }

    fn refused(refusal: &Refusal) -> Option<Rc<Notice>> {
        Notice::wrong(refusal.words())
    }
}
