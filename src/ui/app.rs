//! The whole page: head, list of sections, one column of content.

use super::navigation::Navigation;
use super::notices::Notices;
use super::shell::Dispatch;
use super::trail::Trail;
use super::{findings, head, help, letterhead, report, section, start, unit};
use crate::browser;
use crate::desk::{Action, Desk, Open, Save, View};
use crate::file;
use crate::language::ui_words::{UiWords, words};
use crate::language::{Lang, Words};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, KeyboardEvent, PopStateEvent, StorageEvent};
use yew::prelude::*;

/// How the page was opened.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Whether from a copy that a browser saved.
    pub saved_copy: bool,
}

/// What every component needs: the language and where actions go.
#[derive(Clone, PartialEq)]
pub struct Ui {
    /// The language.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: Dispatch,
}

impl Ui {
    /// The words of the page.
    pub fn words(&self) -> &'static UiWords {
        words(self.lang)
    }

    /// A text of a template.
    pub fn text<'a>(&self, words: &'a Words) -> &'a str {
        words.get(self.lang)
    }

    /// A callback that sends an action.
    pub fn on<E>(&self, action: impl Fn() -> Action + 'static) -> Callback<E> {
        self.dispatch.on(action)
    }
}

/// The page.
#[function_component(App)]
pub fn app(props: &Props) -> Html {
    let saved_copy = props.saved_copy;
    let dispatch = use_memo((), |()| {
        let dispatch =
            Dispatch::new(Desk::new(file::Library::with_later(crate::browser::later::text)));
        // Before anything is drawn, so that it is drawn once: what the quick store has, and the
        // sheet that a link to `phieu.html#new/ct05` begins.
        dispatch.start(saved_copy);
        if let Some(template) = browser::hash().strip_prefix("new/") {
            dispatch.send(Action::New(template.to_owned()));
        }
        dispatch
    });
    let shown = use_state(|| dispatch.desk());
    let trail = use_memo((), |()| Trail::new(dispatch.desk().view.clone()));
    {
        let (dispatch, setter) = ((*dispatch).clone(), shown.setter());
        let trail = (*trail).clone();
        use_effect_with((), move |()| {
            dispatch.on_change(Callback::from(move |desk| setter.set(desk)));
            listen(&dispatch, trail);
            dispatch.open_journal(handed_over);
        });
    }
    {
        let dispatch = (*dispatch).clone();
        use_effect(move || dispatch.drawn());
    }
    let desk = Rc::clone(&shown);
    use_effect_with(desk.view.clone(), move |view| trail.shown(view));
    // What is printed into a file is called by the title.
    let title = desk.open.as_ref().map(|open| file::stem(&open.sheet, &open.template));
    use_effect_with(title, |title| {
        let before = title.as_deref().and_then(browser::retitle);
        move || {
            if let Some(before) = &before {
                browser::retitle(before);
            }
        }
    });
    let ui = Ui { lang: desk.lang, dispatch: (*dispatch).clone() };
    // The address stays as it is: it says which program runs.
    let skip = |event: MouseEvent| {
        event.prevent_default();
        browser::focus_heading();
    };
    html! {
        <>
            <a class="skip" href="#page-heading" onclick={skip}>{ ui.words().skip_to_content }</a>
            <header class={classes!("head", desk.open.is_some().then_some("open"))}>
                <head::Title ui={ui.clone()} sheet={desk.open.as_ref().map(|open| head::sheet_name(&ui, open))} />
                if desk.open.is_some() {
                    <head::SavedLine ui={ui.clone()} shown={desk.saved()} state={head::state(&desk.stands())} />
                }
                <head::Buttons ui={ui.clone()} has_sheet={desk.open.is_some()} />
            </header>
            <div class="frame">
                if let Some(open) = &desk.open {
                    <Navigation key="navigation" ui={ui.clone()} view={desk.view.clone()} template={Rc::clone(&open.template)}
                        sections={open.review.sections.clone()} to_see={open.review.to_see()} state={findings::state_short(&ui, &open.review)} blanks={open.sheet.letterhead_blanks()} more={more(&ui, &desk)} />
                }
                <main class="column" key="main">
                    <Notices ui={ui.clone()} state={desk.open.as_ref().map(|open| standing(&ui, &desk, open))}
                        refused={refused(&desk)} other_tab={desk.save == Save::OtherTab} saved_copy={desk.saved_copy}
                        notice={desk.notice.clone()} deleted={desk.deleted.clone()}
                        undo={desk.undoable().map(|undo| undo.what.clone())} />
                    { page(&ui, &desk) }
                </main>
            </div>
        </>
    }
}

/// Listens to the window: Ctrl+S, Back, printing, other tabs. The page lives as long as the window.
fn listen(dispatch: &Dispatch, trail: Trail) {
    let Some(window) = browser::window() else { return };
    let on_key = dispatch.clone();
    let key = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let save = (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && !event.shift_key()
            && event.key().eq_ignore_ascii_case("s");
        if save && !event.is_composing() {
            event.prevent_default();
            on_key.send(Action::Download);
        }
    });
    let on_back = dispatch.clone();
    let back = Closure::<dyn FnMut(PopStateEvent)>::new(move |event: PopStateEvent| {
        if let Some(view) = browser::history::entry(&event).and_then(|entry| trail.went(&entry)) {
            // The list of sheets is where a sheet is closed, by whatever way one comes there.
            on_back.send(if view == View::Start { Action::Close } else { Action::Go(view) });
        }
    });
    let on_print = dispatch.clone();
    let before_print = Closure::<dyn FnMut(Event)>::new(move |_| on_print.lay_paper());
    let on_storage = dispatch.clone();
    let storage = Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| {
        if let Some(key) = event.key() {
            on_storage.send(Action::OtherTabWrote { key, text: event.new_value() });
        }
    });
    // What may be the last moment of the page, and the end of an entry in any case.
    let on_leave = dispatch.clone();
    let leave = Closure::<dyn FnMut(Event)>::new(move |_| on_leave.flush());
    // What stands on the screen alone would be gone without a word.
    let on_unload = dispatch.clone();
    let unload = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let desk = on_unload.desk();
        if desk.save == Save::OtherTab && desk.unkept {
            browser::ask_before_leaving(&event);
        }
    });
    let add = |name, listener: &wasm_bindgen::JsValue| {
        let _ = window.add_event_listener_with_callback(name, listener.unchecked_ref());
    };
    add("keydown", key.as_ref());
    add("popstate", back.as_ref());
    add("beforeprint", before_print.as_ref());
    add("storage", storage.as_ref());
    add("change", leave.as_ref());
    add("beforeunload", unload.as_ref());
    add("pagehide", leave.as_ref());
    add("visibilitychange", leave.as_ref());
    key.forget();
    back.forget();
    before_print.forget();
    storage.forget();
    leave.forget();
    unload.forget();
}

/// What the other program handed over is gone on with.
#[cfg(feature = "collect")]
fn handed_over(dispatch: &Dispatch) {
    if let Some(slot) = browser::hash().strip_prefix("collect/") {
        super::collect::work::handed_over(dispatch.clone(), slot.to_owned());
    }
}

/// What the other program handed over: nothing.
#[cfg(not(feature = "collect"))]
fn handed_over(_: &Dispatch) {}

/// What stands in the list of sections beside the form's.
#[cfg(feature = "collect")]
fn more(ui: &Ui, desk: &Desk) -> Vec<(View, String, String)> {
    super::collect::links(ui, desk)
}

/// What stands in the list of sections beside the form's: nothing.
#[cfg(not(feature = "collect"))]
fn more(_: &Ui, _: &Desk) -> Vec<(View, String, String)> {
    Vec::new()
}

fn refused(desk: &Desk) -> Option<Words> {
    match &desk.save {
        Save::Refused(words) => Some(words.clone()),
        _ => None,
    }
}

fn page(ui: &Ui, desk: &Desk) -> Html {
    match (&desk.view, &desk.open) {
        (View::Help, _) => html! { <help::Help ui={ui.clone()} has_sheet={desk.open.is_some()} /> },
        #[cfg(feature = "collect")]
        (View::Start, _) if super::collect::is_its_own(&browser::hash()) => {
            html! { <super::collect::Start ui={ui.clone()} library={Rc::clone(&desk.library)} year={desk.year} shelf={Rc::clone(&desk.shelf)} /> }
        }
        #[cfg(feature = "collect")]
        (View::Gather(page), Some(open)) => super::collect::page(ui, desk, open, *page),
        (View::Start, _) | (_, None) => html! {
            <start::Start ui={ui.clone()} library={Rc::clone(&desk.library)} year={desk.year} shelf={Rc::clone(&desk.shelf)} bin={Rc::clone(&desk.bin)} removing={desk.removing} name={Rc::clone(&desk.name)} />
        },
        (View::Unit, Some(open)) => {
            html! { <unit::UnitPage ui={ui.clone()} open={Rc::clone(open)} shelf={Rc::clone(&desk.shelf)} better={better(desk)} year={desk.year} /> }
        }
        (View::Letterhead, Some(open)) => {
            html! { <letterhead::LetterheadPage ui={ui.clone()} open={Rc::clone(open)} /> }
        }
        (View::Findings, Some(open)) => {
            html! { <findings::FindingsPage ui={ui.clone()} open={Rc::clone(open)} state={standing(ui, desk, open)} /> }
        }
        (View::Report, Some(open)) => {
            html! { <report::ReportPage ui={ui.clone()} open={Rc::clone(open)} blocks={Rc::new(desk.report())} offers={desk.offers()} gaps={gaps(ui, desk)} /> }
        }
        (View::Section(code), Some(open)) => {
            html! { <section::SectionPage key={code.clone()} ui={ui.clone()} open={Rc::clone(open)} code={code.clone()} /> }
        }
    }
}

/// The form that fits the period better: its id and what it is called.
fn better(desk: &Desk) -> Option<(String, Words)> {
    desk.better_form().map(|head| (head.id.clone(), head.short.clone()))
}

/// What keeps a collection from being complete.
#[cfg(feature = "collect")]
fn gaps(ui: &Ui, desk: &Desk) -> Option<String> {
    super::collect::before_printing(ui, desk)
}

/// A sheet of one unit collects nothing.
#[cfg(not(feature = "collect"))]
fn gaps(_: &Ui, _: &Desk) -> Option<String> {
    None
}

/// How a sheet stands, in one sentence; of a collection also what it lacks.
#[cfg(feature = "collect")]
fn standing(ui: &Ui, desk: &Desk, open: &Open) -> String {
    super::collect::standing(ui, desk, &findings::state(ui, &open.review))
}

/// How a sheet stands, in one sentence.
#[cfg(not(feature = "collect"))]
fn standing(ui: &Ui, _: &Desk, open: &Open) -> String {
    findings::state(ui, &open.review)
}
