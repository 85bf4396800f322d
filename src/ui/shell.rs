//! Between the desk and the browser: takes an action, lets the desk decide, performs the effects
//! at once (within the event that caused them), then shows the new desk.

use crate::browser::received::{self, Received};
use crate::browser::{self, clipboard, clock, files, journal::Journal, later, print, quick_store};
use crate::desk::{Action, Desk, Effect, step};
use crate::drafts::{self, Changes, Done, Quick, Texts, Wish};
use crate::language::ui_words::{UiWords, words};
use crate::language::{Lang, Words};
use crate::output;
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

    /// Reads the quick store and begins, in the language that was chosen last.
    pub fn start(&self, saved_copy: bool) {
        self.send(Action::Started { local: quick_store::all(), saved_copy });
        if quick_store::Local.get(drafts::LANG).as_deref() == Some(Lang::En.code()) {
            self.send(Action::Lang(Lang::En));
        }
    }

    /// Reads the journal, which answers later; and then does something that needs it.
    pub fn open_journal(&self, then: fn(&Dispatch)) {
        let dispatch = self.clone();
        spawn_local(async move {
            let texts = dispatch.0.journal.open().await;
            dispatch.send(Action::Journal(texts));
            then(&dispatch);
        });
    }

    /// Hands what waits to the journal now: the page may be gone in a moment.
    pub fn flush(&self) {
        self.0.journal.flush();
    }

    /// Whether the journal keeps nothing.
    #[cfg(feature = "collect")]
    pub fn is_without_journal(&self) -> bool {
        self.0.journal.is_closed()
    }

    /// Performs an effect; gives its answer where it has one at once.
    fn perform(&self, effect: Effect) -> Option<Action> {
        match effect {
            Effect::Keep { key, text, count } => return self.keep(key, text, count),
            Effect::Change(wish) => self.change(wish),
            #[cfg(feature = "collect")]
            Effect::Restore(backup) => {
                let dispatch = self.clone();
                spawn_local(async move {
                    let kept = received::all_keys().await.unwrap_or_default();
                    dispatch.change(Wish::Restore(backup, kept));
                });
            }
            Effect::Example(at) => {
                let example = crate::examples::ALL.get(at);
                let text =
                    example.and_then(|example| later::text(&format!("example/{}", example.name)));
                self.later(Action::ExampleText(at, text));
            }
            Effect::Fetch(slot) => self.fetch(slot),
            Effect::Reload => {
                let dispatch = self.clone();
                let saved_copy = self.desk().saved_copy;
                spawn_local(async move {
                    let (local, journal) = dispatch.texts().await;
                    // At once, so that no list is drawn by half.
                    let local = drafts::newest(&local, &journal);
                    dispatch.send(Action::Started { local, saved_copy });
                });
            }
            Effect::Download { name, bytes } => {
                self.flush();
                if files::download(&name, &bytes, "application/json").is_err() {
                    self.later(Action::Failed(both(|w| w.download_failed)));
                }
            }
            #[cfg(feature = "collect")]
            Effect::Backup => super::collect::work::backup(self),
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
                    #[cfg(feature = "collect")]
                    super::collect::work::written(&dispatch, slot, kept.is_ok());
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
            Effect::Name(name) => {
                quick_store::set(drafts::NAME, &name);
            }
            Effect::Lang(lang) => {
                browser::set_language(lang.code());
                // Where it is refused the page begins in Vietnamese the next time.
                quick_store::set(drafts::LANG, lang.code());
            }
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
        let quick = drafts::is_quick(&key, &text) || self.0.journal.is_closed();
        if quick && quick_store::set(&key, &text) {
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

    /// What the two stores hold.
    pub async fn texts(&self) -> (Texts, Texts) {
        let journal = self.0.journal.all().await;
        (quick_store::all(), journal)
    }

    /// Does what is decided from what the two stores hold.
    fn change(&self, wish: Wish) {
        let dispatch = self.clone();
        spawn_local(async move {
            let (local, journal) = dispatch.texts().await;
            let changes = drafts::changes(wish, &local, &journal);
            let failed = !dispatch.carry_out(&changes).await;
            dispatch.send(Action::Changed { done: changes.done, failed });
        });
    }

    /// Changes the two stores; false where nothing was removed, for some text was not kept.
    async fn carry_out(&self, changes: &Changes) -> bool {
        let Changes { forget, done, .. } = changes;
        #[cfg(feature = "collect")]
        if !changes.receive.is_empty() && received::change(forget, &changes.receive).await.is_err()
        {
            return false;
        }
        #[cfg(feature = "collect")]
        let forget = if changes.receive.is_empty() { forget.as_slice() } else { &[] };
        for slot in forget {
            received::forget(slot).await;
        }
        let journal = self.0.journal.commit(changes.for_journal()).await;
        let kept = changes.finish(journal, &quick_store::Local);
        if *done == Done::RemovedAll {
            received::clear().await;
        }
        // What an open journal did not remove would be there again.
        kept && (journal || changes.remove.is_empty() || self.0.journal.is_closed())
    }

    /// Gives what the stores hold of a slot, once what would be written over is put aside.
    fn fetch(&self, slot: String) {
        let dispatch = self.clone();
        spawn_local(async move {
            let (local, journal) = dispatch.texts().await;
            let key = drafts::key(&slot);
            let of = |texts: Texts| texts.into_iter().find(|(k, _)| *k == key).map(|(_, t)| t);
            let (local, journal) = (of(local), of(journal));
            let library = Rc::clone(&dispatch.desk().library);
            let aside = drafts::set_aside(&slot, local.as_deref(), journal.as_deref(), &library);
            dispatch.send(if dispatch.carry_out(&aside).await {
                Action::Texts { slot, local, journal }
            } else {
                Action::Failed(both(|w| w.store_refused))
            });
        });
    }

    /// Keeps a consolidated sheet where the other program finds it, and goes there.
    fn hand_over(&self, slot: String, draft: Option<String>, below: Option<String>) {
        let dispatch = self.clone();
        spawn_local(async move {
            let mut kept = true;
            // What stands below it is there before the sheet is.
            if let Some(below) = below {
                kept = match Received::open().await {
                    Ok(received) => received.put_below(&slot, &below).await.is_ok(),
                    Err(_) => false,
                };
            }
            if let Some(draft) = draft.as_ref().filter(|_| kept) {
                let key = drafts::key(&slot);
                kept = dispatch.0.journal.commit(std::iter::once((&key, Some(draft)))).await;
            }
            if kept {
                browser::go_to_program(&format!("collect/{slot}"));
            } else {
                dispatch.send(Action::Failed(both(|w| w.store_refused)));
            }
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
        Action::New(_)
            | Action::OpenFile(_)
            | Action::PreviousFile(_)
            | Action::ExampleText(..)
            | Action::Texts { .. }
    )
}

/// A text of the page in both languages.
fn both(pick: impl Fn(&UiWords) -> &'static str) -> Words {
    Words::new(pick(words(Lang::Vi)), pick(words(Lang::En)))
}
