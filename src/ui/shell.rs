//! Between the desk and the browser: takes an action, lets the desk decide, performs the effects
//! at once (within the event that caused them), then shows the new desk.

use crate::browser::received::{self, Received};
use crate::browser::{self, clipboard, clock, files, journal::Journal, later, print, quick_store};
use crate::desk::{Action, Desk, Effect, step};
use crate::language::ui_words::{UiWords, words};
use crate::language::{Lang, Words};
use crate::{drafts, output};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Sends actions. Cheap to copy; two of them are equal when they are the same page's, so that a
/// component is not drawn again for having got it anew.
#[derive(Clone)]
pub struct Dispatch(Rc<Shell>);

struct Shell {
    desk: RefCell<Rc<Desk>>,
    show: RefCell<Option<Callback<Rc<Desk>>>>,
    journal: Journal,
    tab: String,
    /// What is to be focused once the page is drawn.
    focus: RefCell<Option<Focus>>,
}

/// Drafts up to this many bytes go into the quick store as well; a larger one would cost more time
/// in every keystroke than it is worth, and lives in the journal alone (DESIGN section 6).
const QUICK: usize = 200_000;

/// After so many milliseconds without an answer a person should know that one is awaited.
const SLOW: i32 = 1000;

enum Focus {
    Id(String),
    Heading,
}

impl PartialEq for Dispatch {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Dispatch {}

impl Dispatch {
    /// The page's one dispatcher.
    pub fn new(desk: Desk) -> Dispatch {
        Dispatch(Rc::new(Shell {
            desk: RefCell::new(Rc::new(desk)),
            show: RefCell::new(None),
            journal: Journal::default(),
            tab: clock::random_id(),
            focus: RefCell::new(None),
        }))
    }

    /// The desk now.
    pub fn desk(&self) -> Rc<Desk> {
        Rc::clone(&self.0.desk.borrow())
    }

    /// Says who draws the desk.
    pub fn on_change(&self, show: Callback<Rc<Desk>>) {
        *self.0.show.borrow_mut() = Some(show);
    }

    /// Takes an action.
    pub fn send(&self, action: Action) {
        let world = clock::world(&self.0.tab, needs_chance(&action));
        // An effect that is answered at once is answered before anything is drawn.
        let mut next = Some(action);
        while let Some(action) = next.take() {
            let (desk, effects) = step(&self.desk(), action, &world);
            *self.0.desk.borrow_mut() = Rc::new(desk);
            for effect in effects {
                next = self.perform(effect).or(next);
            }
        }
        let show = self.0.show.borrow().clone();
        if let Some(show) = show {
            show.emit(self.desk());
        }
    }

    /// A callback that sends one action.
    pub fn on<E>(&self, action: impl Fn() -> Action + 'static) -> Callback<E> {
        let dispatch = self.clone();
        Callback::from(move |_| dispatch.send(action()))
    }

    /// After drawing: moves the focus where it was asked for.
    pub fn drawn(&self) {
        let focus = self.0.focus.borrow_mut().take();
        match focus {
            Some(Focus::Id(id)) if browser::focus(&id) => {}
            Some(Focus::Id(id)) => {
                // An item without a line yet: its first button stands for the missing input.
                let fallback = id.rsplit_once('.').map(|(field, _)| format!("{field}.add"));
                if let Some(id) = fallback {
                    browser::focus(&id);
                }
            }
            Some(Focus::Heading) => browser::focus_heading(),
            None => {}
        }
    }

    /// Reads the quick store and begins.
    pub fn start(&self, saved_copy: bool) {
        self.send(Action::Started { local: quick_store::all(), saved_copy });
    }

    /// Reads the journal, which answers later; and then does something that needs it.
    pub fn open_journal(&self, then: Option<Action>) {
        let dispatch = self.clone();
        spawn_local(async move {
            let texts = dispatch.0.journal.open().await;
            dispatch.send(Action::Journal(texts));
            if let Some(action) = then {
                dispatch.send(action);
            }
        });
    }

    /// Hands what waits to the journal now: the page may be gone in a moment.
    pub fn flush(&self) {
        self.0.journal.flush();
    }

    /// Performs an effect; gives its answer where it has one at once.
    fn perform(&self, effect: Effect) -> Option<Action> {
        match effect {
            Effect::Keep { key, text, count } => return self.keep(key, text, count),
            Effect::Put { key, text } => {
                quick_store::set(&key, &text);
                self.0.journal.write(&key, Some(text), None);
            }
            Effect::Move { from, to } => self.move_text(from, to),
            Effect::Remove(keys) => {
                for key in keys {
                    quick_store::remove(&key);
                    self.0.journal.write(&key, None, None);
                }
            }
            Effect::Example(at) => {
                let example = crate::examples::ALL.get(at);
                let text =
                    example.and_then(|example| later::text(&format!("example/{}", example.name)));
                self.later(Action::ExampleText(at, text));
            }
            Effect::Fetch(slot) => {
                let dispatch = self.clone();
                spawn_local(async move {
                    let key = drafts::key(&slot);
                    let all = dispatch.0.journal.all().await;
                    let journal = all.into_iter().find(|(k, _)| *k == key).map(|(_, text)| text);
                    let local = quick_store::get(&key);
                    dispatch.send(Action::Texts { slot, local, journal });
                });
            }
            Effect::Restore(texts) => self.restore(texts),
            Effect::Reload => {
                let dispatch = self.clone();
                let saved_copy = self.desk().saved_copy;
                spawn_local(async move {
                    dispatch.send(Action::Started { local: quick_store::all(), saved_copy });
                    let texts = dispatch.0.journal.all().await;
                    dispatch.send(Action::Journal(texts));
                });
            }
            Effect::RemoveAll => {
                for (key, _) in quick_store::all() {
                    quick_store::remove(&key);
                }
                let dispatch = self.clone();
                spawn_local(async move {
                    dispatch.0.journal.clear().await;
                    received::clear().await;
                    dispatch.send(Action::Done(both(|w| w.removed_all)));
                });
            }
            Effect::Download { name, bytes } => {
                self.flush();
                if files::download(&name, &bytes, "application/json").is_err() {
                    self.later(Action::Failed(both(|w| w.download_failed)));
                }
            }
            Effect::Backup => self.backup(),
            Effect::Print => {
                self.flush();
                self.lay_paper();
                print::print();
            }
            Effect::Copy { html, text } => {
                let action = if clipboard::copy(Some(&html), &text) {
                    Action::Done(both(|w| w.copied))
                } else {
                    Action::Failed(both(|w| w.copy_failed))
                };
                self.later(action);
            }
            Effect::PutBelow { slot, text } => {
                let dispatch = self.clone();
                spawn_local(async move {
                    let kept = match Received::open().await {
                        Ok(received) => received.put_below(&slot, &text).await,
                        Err(error) => Err(error),
                    };
                    if kept.is_err() {
                        dispatch.send(Action::Failed(both(|w| w.store_refused)));
                    }
                });
            }
            Effect::HandOver { slot, draft, below } => self.hand_over(slot, draft, below),
            #[cfg(feature = "collect")]
            Effect::Gather(task) => super::collect::work::perform(self, task),
            Effect::Focus(id) => *self.0.focus.borrow_mut() = Some(Focus::Id(id)),
            Effect::FocusHeading => *self.0.focus.borrow_mut() = Some(Focus::Heading),
            Effect::Lang(lang) => browser::set_language(lang.code()),
        }
        None
    }

    /// Writes the report on the paper, for printing.
    pub fn lay_paper(&self) {
        let desk = self.desk();
        let blocks = desk.report();
        let html = if blocks.is_empty() { String::new() } else { output::html(&blocks, desk.lang) };
        print::set_paper(&html);
    }

    /// At once into the quick store, in the event itself, which answers at once; and soon into the
    /// journal, whose answer counts where the quick store has none.
    fn keep(&self, key: String, text: String, count: u64) -> Option<Action> {
        let small = text.len() <= QUICK || self.0.journal.is_closed();
        if small && quick_store::set(&key, &text) {
            self.0.journal.write_soon(&key, text, None);
            return Some(Action::Stored { count });
        }
        let late = self.answer_about(&key);
        clock::after(SLOW, move || late(Action::StoreSlow { count }));
        let answer = self.answer_about(&key);
        let answer = move |kept: bool| {
            answer(if kept { Action::Stored { count } } else { Action::StoreFailed });
        };
        self.0.journal.write_soon(&key, text, Some(Box::new(answer)));
        None
    }

    /// Sends an answer about a draft, unless another sheet is open by then.
    fn answer_about(&self, key: &str) -> impl Fn(Action) + 'static {
        let (dispatch, key) = (self.clone(), key.to_owned());
        move |action| {
            let desk = dispatch.desk();
            if desk.open.as_ref().is_some_and(|open| drafts::key(&open.slot) == key) {
                dispatch.send(action);
            }
        }
    }

    fn move_text(&self, from: String, to: String) {
        if let Some(text) = quick_store::get(&from)
            && quick_store::set(&to, &text)
        {
            quick_store::remove(&from);
        }
        let journal = self.0.journal.clone();
        spawn_local(async move {
            let texts = journal.all().await;
            if let Some((_, text)) = texts.into_iter().find(|(key, _)| *key == from) {
                let after = journal.clone();
                let gone = from.clone();
                let answer = move |kept: bool| {
                    if kept {
                        after.write(&gone, None, None);
                    }
                };
                journal.write(&to, Some(text), Some(Box::new(answer)));
            }
        });
    }

    /// Keeps a consolidated sheet where the other program finds it, and goes there.
    fn hand_over(&self, slot: String, draft: Option<String>, below: Option<String>) {
        let dispatch = self.clone();
        spawn_local(async move {
            let mut kept = true;
            if let Some(draft) = draft {
                kept &= dispatch.0.journal.put(&drafts::key(&slot), &draft).await;
            }
            if let Some(below) = below {
                kept &= match Received::open().await {
                    Ok(received) => received.put_below(&slot, &below).await.is_ok(),
                    Err(_) => false,
                };
            }
            if kept {
                browser::go_to_program(&format!("collect/{slot}"));
            } else {
                dispatch.send(Action::Failed(both(|w| w.store_refused)));
            }
        });
    }

    /// All texts of both stores, of each key the newer one.
    async fn collect(&self) -> Vec<(String, String)> {
        let mut texts = quick_store::all();
        for (key, text) in self.0.journal.all().await {
            match texts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, known)) => {
                    let count = |text: &str| drafts::stamp(text).map(|stamp| stamp.count);
                    if count(&text) > count(known) {
                        *known = text;
                    }
                }
                None => texts.push((key, text)),
            }
        }
        texts.retain(|(key, _)| !key.starts_with(drafts::DELETED));
        texts
    }

    fn backup(&self) {
        let dispatch = self.clone();
        spawn_local(async move {
            let file = drafts::backup(&dispatch.collect().await);
            let name = format!("phieu_{}.sao-luu.json", clock::now().replace([':', 'T'], "-"));
            let action = match files::download(&name, &file, "application/json") {
                Ok(()) => Action::Done(both(|w| w.backed_up)),
                Err(_) => Action::Failed(both(|w| w.download_failed)),
            };
            dispatch.send(action);
        });
    }

    fn restore(&self, texts: Vec<(String, String)>) {
        let dispatch = self.clone();
        spawn_local(async move {
            let here = dispatch.collect().await;
            let drafts::Plan { add, replace_older, aside, keep_newer, same } =
                drafts::plan(&texts, &here);
            let mut added = 0;
            // The old text stands aside before a newer one takes its place; where the storage refuses
            // one, nothing more is written.
            for (key, text) in aside.iter().chain(&add).chain(&replace_older) {
                let journal = dispatch.0.journal.put(key, text).await;
                if !quick_store::set(key, text) && !journal {
                    break;
                }
                added += 1;
            }
            let wanted = aside.len() + add.len() + replace_older.len();
            let (failed, kept) = (added < wanted, keep_newer.len() + same.len());
            let added = added.saturating_sub(aside.len());
            dispatch.send(Action::Restored { added, kept, failed });
        });
    }

    /// Sends after the running action is done.
    fn later(&self, action: Action) {
        let dispatch = self.clone();
        spawn_local(async move { dispatch.send(action) });
    }
}

/// Whether an action makes something that needs a fresh id; a keystroke must not pay for one.
fn needs_chance(action: &Action) -> bool {
    #[cfg(feature = "collect")]
    if matches!(action, Action::Gather(_)) {
        return true;
    }
    matches!(
        action,
        Action::New(_) | Action::OpenFile(_) | Action::ExampleText(..) | Action::Texts { .. }
    )
}

/// A text of the page in both languages.
fn both(pick: impl Fn(&UiWords) -> &'static str) -> Words {
    Words::new(pick(words(Lang::Vi)), pick(words(Lang::En)))
}
