//! The whole page: head, list of sections, one column of content.

use super::shell::Dispatch;
use super::{findings, help, letterhead, report, section, start, unit};
use crate::browser;
use crate::desk::{Action, Desk, Notice, Open, Save, View};
use crate::language::ui_words::{UiWords, fill, words};
use crate::language::{Lang, Words};
use crate::template::Template;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, KeyboardEvent, StorageEvent};
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
        let dispatch = Dispatch::new(Desk::new(crate::file::Library::builtin()));
        // Before anything is drawn, so that it is drawn once: what the quick store has, and the
        // sheet that a link to `phieu.html#new/ct05` begins.
        dispatch.start(saved_copy);
        if let Some(template) = browser::hash().strip_prefix("new/") {
            dispatch.send(Action::New(template.to_owned()));
        }
        dispatch
    });
    let shown = use_state(|| dispatch.desk());
    {
        let (dispatch, setter) = ((*dispatch).clone(), shown.setter());
        use_effect_with((), move |()| {
            dispatch.on_change(Callback::from(move |desk| setter.set(desk)));
            listen(&dispatch);
            dispatch.open_journal();
        });
    }
    {
        let dispatch = (*dispatch).clone();
        use_effect(move || dispatch.drawn());
    }
    let desk = Rc::clone(&shown);
    let ui = Ui { lang: desk.lang, dispatch: (*dispatch).clone() };
    html! {
        <>
            <a class="skip" href="#page-heading">{ ui.words().skip_to_content }</a>
            { head(&ui, &desk) }
            <div class="frame">
                if let Some(open) = &desk.open {
                    { navigation(&ui, &desk, open) }
                }
                <main class="column" key="main">
                    { notices(&ui, &desk) }
                    { page(&ui, &desk) }
                </main>
            </div>
        </>
    }
}

/// Listens to the window: Ctrl+S, printing, other tabs. The page lives as long as the window.
fn listen(dispatch: &Dispatch) {
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
    let on_print = dispatch.clone();
    let before_print = Closure::<dyn FnMut(Event)>::new(move |_| on_print.lay_paper());
    let on_storage = dispatch.clone();
    let storage = Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| {
        if let Some(key) = event.key() {
            on_storage.send(Action::OtherTabWrote { key, text: event.new_value() });
        }
    });
    let add = |name, listener: &wasm_bindgen::JsValue| {
        let _ = window.add_event_listener_with_callback(name, listener.unchecked_ref());
    };
    add("keydown", key.as_ref());
    add("beforeprint", before_print.as_ref());
    add("storage", storage.as_ref());
    key.forget();
    before_print.forget();
    storage.forget();
}

fn head(ui: &Ui, desk: &Desk) -> Html {
    let w = ui.words();
    let other = if ui.lang == Lang::Vi { Lang::En } else { Lang::Vi };
    html! {
        <header class="head">
            <div class="head-title">
                <span class="brand">{ w.brand }</span>
                if let Some(open) = &desk.open {
                    <span class="head-sheet">{ sheet_name(ui, open) }</span>
                }
            </div>
            if desk.open.is_some() {
                { saved(ui, &desk.save) }
                <div class="head-buttons">
                    <button type="button" class="button strong" id="download" onclick={ui.on(|| Action::Download)}>{ w.download }</button>
                    <button type="button" class="button" id="print" onclick={ui.on(|| Action::Print)}>{ w.print }</button>
                    <button type="button" class="button quiet" id="close" onclick={ui.on(|| Action::Close)}>{ w.close_sheet }</button>
                </div>
            }
            <div class="head-small">
                <button type="button" class="button quiet" id="help" onclick={ui.on(|| Action::Go(View::Help))}>{ w.view_help }</button>
                <button type="button" class="button quiet" id="language" lang={other.code()} onclick={ui.on(move || Action::Lang(other))}>{ w.other_language }</button>
            </div>
        </header>
    }
}

/// "Chi bộ … · năm 2023".
fn sheet_name(ui: &Ui, open: &Open) -> String {
    let w = ui.words();
    let name = open.sheet.unit.name.text().trim();
    let name = if name.is_empty() { w.shelf_no_unit } else { name };
    let period = open.sheet.period.print(ui.lang);
    let short = ui.text(&open.template.short);
    if period.is_empty() {
        format!("{name} · {short}")
    } else {
        format!("{name} · {short} · {period}")
    }
}

/// The storage's answer, told to screen readers when it turns bad.
fn saved(ui: &Ui, save: &Save) -> Html {
    let w = ui.words();
    let (class, text) = match save {
        Save::Nothing => ("save", w.save_nothing.to_owned()),
        Save::Waiting => ("save waiting", w.save_waiting.to_owned()),
        Save::Kept(at) => ("save kept", fill(w.save_kept, &[clock(at)])),
        Save::Refused(_) => ("save refused", w.save_refused.to_owned()),
        Save::OtherTab => ("save refused", w.save_other_tab.to_owned()),
    };
    html! { <p class={class} id="saved">{ text }</p> }
}

/// `20:30:05` of `2026-11-21T20:30:05`.
fn clock(at: &str) -> &str {
    at.split_once('T').map_or(at, |(_, time)| time)
}

fn notices(ui: &Ui, desk: &Desk) -> Html {
    let w = ui.words();
    let to_see = desk.open.as_ref().map(|open| {
        let all = open.review.findings(&open.template);
        let count = all.iter().filter(|f| super::item::open_finding(f)).count();
        fill(w.section_findings, &[&count.to_string()])
    });
    html! {
        <div class="notices" key="notices">
            // Said by screen readers when the number changes, wherever the focus is by then.
            <p class="hidden" role="status" id="findings-status">{ to_see.unwrap_or_default() }</p>
            <div role="alert">
                if let Save::Refused(words) = &desk.save {
                    <div class="notice wrong"><p>{ ui.text(words) }</p></div>
                }
                if desk.save == Save::OtherTab {
                    <div class="notice wrong" id="other-tab">
                        <p>{ w.other_tab_words }</p>
                        <button type="button" class="button" id="take-over" onclick={ui.on(|| Action::TakeOver)}>{ w.other_tab_mine }</button>
                        <button type="button" class="button" id="take-theirs" onclick={ui.on(|| Action::TakeTheirs)}>{ w.other_tab_theirs }</button>
                    </div>
                }
                if desk.saved_copy {
                    <div class="notice wrong" id="saved-copy"><p>{ w.saved_copy }</p></div>
                }
            </div>
            <div role="status">
                if let Some(notice) = &desk.notice {
                    { note(ui, notice) }
                }
                if let Some(deleted) = &desk.deleted {
                    <div class="notice">
                        <p>{ fill(w.shelf_deleted, &[&start::unit_name(ui, deleted)]) }</p>
                        <button type="button" class="button" id="undelete" onclick={ui.on(|| Action::Undelete)}>{ w.undo }</button>
                    </div>
                }
                if let Some(undo) = desk.open.as_ref().and_then(|open| open.undo.as_ref()) {
                    <div class="notice">
                        <p>{ ui.text(&undo.what) }</p>
                        <button type="button" class="button" id="undo" onclick={ui.on(|| Action::Undo)}>{ w.undo }</button>
                    </div>
                }
            </div>
        </div>
    }
}

fn note(ui: &Ui, notice: &Notice) -> Html {
    let class = if notice.wrong { "notice wrong" } else { "notice" };
    html! {
        <div class={class} id="notice">
            <p>{ ui.text(&notice.words) }</p>
            <button type="button" class="button quiet" id="dismiss" onclick={ui.on(|| Action::Dismiss)}>{ ui.words().notice_close }</button>
        </div>
    }
}

/// The list of sections with their state.
fn navigation(ui: &Ui, desk: &Desk, open: &Open) -> Html {
    let w = ui.words();
    let (answered, asked) = open.review.progress();
    let progress = fill(w.progress, &[&answered.to_string(), &asked.to_string()]);
    let findings = open.review.findings(&open.template);
    let to_see = findings.iter().filter(|f| super::item::open_finding(f)).count();
    let warn = to_see > 0;
    let to_see = if warn { to_see.to_string() } else { String::new() };
    html! {
        <nav class="sections" aria-label={w.sections} key="navigation">
            <details class="sections-fold" id="sections-fold" open={browser::is_wide()}>
                <summary><span class="sections-title">{ w.sections_short }</span>{ " " }<span class="sections-progress">{ progress.clone() }</span></summary>
                <ol class="sections-list">
                    { link(ui, desk, View::Unit, w.view_unit, "", false) }
                    for section in open.review.sections.iter() {
                        { section_link(ui, desk, &open.template, section) }
                    }
                    { link(ui, desk, View::Letterhead, w.view_letterhead, "", false) }
                    { link(ui, desk, View::Findings, w.view_findings, &to_see, warn) }
                    { link(ui, desk, View::Report, w.view_report, "", false) }
                </ol>
            </details>
        </nav>
    }
}

fn section_link(
    ui: &Ui,
    desk: &Desk,
    template: &Template,
    review: &crate::review::SectionReview,
) -> Html {
    let Some(section) = template.section(&review.code) else { return Html::default() };
    let w = ui.words();
    let state = if review.answered == review.asked {
        w.section_done.to_owned()
    } else {
        fill(w.section_progress, &[&review.answered.to_string(), &review.asked.to_string()])
    };
    link(
        ui,
        desk,
        View::Section(review.code.clone()),
        ui.text(&section.short),
        &state,
        review.findings > 0,
    )
}

fn link(ui: &Ui, desk: &Desk, view: View, text: &str, state: &str, warn: bool) -> Html {
    let current = desk.view == view;
    let id = match &view {
        View::Section(code) => format!("go-{code}"),
        View::Start => "go-start".to_owned(),
        View::Unit => "go-unit".to_owned(),
        View::Letterhead => "go-letterhead".to_owned(),
        View::Findings => "go-findings".to_owned(),
        View::Report => "go-report".to_owned(),
        View::Help => "go-help".to_owned(),
    };
    let go = view.clone();
    html! {
        <li key={id.clone()}>
            <button type="button" class={classes!("section-link", current.then_some("current"))} id={id}
                aria-current={current.then_some("page")} onclick={ui.on(move || Action::Go(go.clone()))}>
                <span class="section-name">{ text }</span>
                if warn { <span class="section-warn" aria-hidden="true">{ "!" }</span> }
                if !state.is_empty() { <span class="section-state">{ state }</span> }
            </button>
        </li>
    }
}

fn page(ui: &Ui, desk: &Desk) -> Html {
    match (&desk.view, &desk.open) {
        (View::Help, _) => html! { <help::Help ui={ui.clone()} has_sheet={desk.open.is_some()} /> },
        (View::Start, _) | (_, None) => html! {
            <start::Start ui={ui.clone()} library={Rc::clone(&desk.library)} year={desk.year} shelf={Rc::clone(&desk.shelf)} removing={desk.removing} />
        },
        (View::Unit, Some(open)) => {
            html! { <unit::UnitPage ui={ui.clone()} open={Rc::clone(open)} shelf={Rc::clone(&desk.shelf)} better={better(desk)} /> }
        }
        (View::Letterhead, Some(open)) => {
            html! { <letterhead::LetterheadPage ui={ui.clone()} open={Rc::clone(open)} /> }
        }
        (View::Findings, Some(open)) => {
            html! { <findings::FindingsPage ui={ui.clone()} open={Rc::clone(open)} /> }
        }
        (View::Report, Some(open)) => {
            html! { <report::ReportPage ui={ui.clone()} open={Rc::clone(open)} blocks={Rc::new(desk.report())} /> }
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
