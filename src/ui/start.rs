//! The start page: begin, open, go on; what is kept on this machine.

use super::app::Ui;
use super::field::typed;
use super::sure::Sure;
use crate::browser::files;
use crate::desk::Action;
use crate::drafts::Summary;
use crate::examples;
use crate::file::Library;
use crate::language::ui_words::{fill, words};
use crate::language::{Lang, Words};
use crate::template::Head;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the start page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The templates.
    pub library: Rc<Library>,
    /// The year by the clock; 0 before it is known.
    pub year: u16,
    /// The sheets kept on this machine.
    pub shelf: Rc<Vec<Summary>>,
    /// The deleted ones, which can be brought back.
    pub bin: Rc<Vec<Summary>>,
    /// Whether "remove everything" waits for a second word.
    pub removing: bool,
    /// The unit's name as it was typed here.
    pub name: Rc<str>,
}

/// The start page.
#[function_component(Start)]
pub fn start(props: &Props) -> Html {
    let Props { ui, library, year, shelf, bin, removing, name } = props;
    let w = ui.words();
    // What most people come for is one button; the forms of other years wait behind a line.
    let first = library.fitting(*year).or_else(|| library.offered().next());
    let others: Vec<&Head> =
        library.offered().filter(|head| first.is_none_or(|f| f.id != head.id)).collect();
    // Shown by the program that rolls up, this page gives way to that one's own.
    let to_collect: Callback<MouseEvent> = ui.on(|| {
        crate::browser::go_to_program("collect");
        Action::Close
    });
    let kept = html! {
        <section class="shelf" aria-labelledby="shelf-title" key="kept">
            <h2 id="shelf-title">{ w.shelf_title }</h2>
            <p class="hint">{ w.shelf_whose }</p>
            { shelf_list(ui, shelf, false) }
        </section>
    };
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.start_title }</h1>
            <p class="lead">{ w.start_lead }</p>
            // Whoever comes back comes for what is here already.
            if !shelf.is_empty() { { kept } }
            if let Some(head) = first {
                { name_field(ui, head, name) }
            }
            <div class="begin">
                if let Some(head) = first {
                    { begin(ui, head, Some(w.start_new)) }
                }
                { open_button(ui, "open-file", w.start_open, Some(w.start_open_hint), ".json,application/json") }
            </div>
            if !others.is_empty() {
                <details class="others" id="other-forms">
                    <summary>{ others_title(ui, first, &others) }</summary>
                    <p class="hint">{ w.start_others_hint }</p>
                    for head in others.iter() {
                        { begin(ui, head, None) }
                    }
                </details>
            }
            <section class="collect-way" aria-labelledby="collect-title">
                <h2 id="collect-title">{ w.collect_title }</h2>
                <p class="hint">{ w.collect_hint }</p>
                <p class="buttons"><button type="button" class="button" id="to-collect" onclick={to_collect}>{ w.collect_go }</button></p>
            </section>
            if shelf.is_empty() {
                <section class="shelf" aria-labelledby="shelf-title">
                    <h2 id="shelf-title">{ w.shelf_title }</h2>
                    <p>{ w.shelf_empty }</p>
                    <details class="why"><summary>{ w.shelf_where_title }</summary><p>{ w.shelf_where }</p></details>
                </section>
            }
            if !bin.is_empty() {
                <section class="shelf" id="bin" aria-labelledby="bin-title">
                    <h2 id="bin-title">{ w.bin_title }</h2>
                    <p class="hint">{ w.bin_hint }</p>
                    { shelf_list(ui, bin, true) }
                </section>
            }
            <section class="examples" aria-labelledby="examples-title">
                <h2 id="examples-title">{ w.start_examples }</h2>
                <p class="hint">{ w.start_example_hint }</p>
                <p class="buttons">
                    for (at, example) in examples::ALL.iter().enumerate() {
                        <button key={at} type="button" class="button" id={format!("example-{at}")}
                            onclick={ui.on(move || Action::Example(at))}>{ example.title(ui.lang) }</button>
                    }
                </p>
            </section>
            <section class="machine" aria-labelledby="machine-title">
                <h2 id="machine-title">{ w.backup_title }</h2>
                <div class="buttons">
                    <button type="button" class="button" id="backup" disabled={shelf.is_empty()} onclick={ui.on(|| Action::Backup)}>{ w.backup }</button>
                    { open_button(ui, "restore", w.restore, None, ".json,application/json") }
                    <button type="button" class="button danger" id="remove-all" onclick={ui.on(|| Action::AskRemoveAll)}>{ w.remove_all }</button>
                </div>
                if *removing {
                    <div class="notice wrong" role="alertdialog" aria-labelledby="remove-all-ask">
                        <p id="remove-all-ask">{ w.remove_all_ask }</p>
                        <button type="button" class="button" id="remove-all-no" onclick={ui.on(|| Action::KeepAll)}>{ w.remove_all_no }</button>
                        <button type="button" class="button danger" id="remove-all-yes" onclick={ui.on(|| Action::RemoveAll)}>{ w.remove_all_yes }</button>
                    </div>
                }
            </section>
        </>
    }
}

/// The first question, asked before there is a sheet. `index.html` has the same above the program, and
/// hands over what was typed there.
fn name_field(ui: &Ui, first: &Head, name: &Rc<str>) -> Html {
    let w = ui.words();
    let dispatch = ui.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(name) = typed(&event) {
            dispatch.send(Action::Name(name));
        }
    });
    let (dispatch, id) = (ui.dispatch.clone(), first.id.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            dispatch.send(Action::New(id.clone()));
        }
    });
    html! {
        <div class="field begin-name">
            <label for="begin-name">{ w.start_name }</label>
            <p class="hint" id="begin-name.hint">{ w.start_name_hint }</p>
            <input type="text" id="begin-name" class="input" value={AttrValue::from(Rc::clone(name))} autocomplete="off"
                aria-describedby="begin-name.hint" {oninput} {onkeydown} />
        </div>
    }
}

/// A button that begins a sheet of a form; with a text of its own where it is what most come for.
pub fn begin(ui: &Ui, template: &Head, first: Option<&str>) -> Html {
    let w = ui.words();
    let id = template.id.clone();
    let text = match first {
        Some(text) => text.to_owned(),
        None => fill(w.start_new_of, &[ui.text(&template.short)]),
    };
    let class = classes!("button", "large", first.map(|_| "strong"));
    html! {
        <div class="begin-one" key={id.clone()}>
            <button type="button" class={class} id={format!("new-{id}")} onclick={ui.on(move || Action::New(id.clone()))}>{ text }</button>
            <p class="hint">{ ui.text(&template.title) }</p>
            <p class="hint">{ years(ui, template) }</p>
            if let Some(note) = &template.note {
                <details class="why"><summary>{ w.template_note }</summary><p>{ ui.text(note) }</p></details>
            }
        </div>
    }
}

/// What waits behind the line of other forms: of which years, and by which names.
pub fn others_title(ui: &Ui, first: Option<&Head>, others: &[&Head]) -> String {
    let w = ui.words();
    let before = |from: u16| others.iter().all(|head| head.years.to.is_some_and(|to| to < from));
    let Some(first) = first.filter(|first| before(first.years.from)) else {
        return w.start_others.to_owned();
    };
    let names: Vec<&str> = others.iter().map(|head| ui.text(&head.short)).collect();
    fill(w.start_others_of, &[&first.years.from.to_string(), &names.join(", ")])
}

/// For which years a form is.
fn years(ui: &Ui, head: &Head) -> String {
    let (w, from) = (ui.words(), head.years.from.to_string());
    match head.years.to {
        Some(to) => fill(w.form_years, &[&from, &to.to_string()]),
        None => fill(w.form_years_since, &[&from]),
    }
}

/// A button that asks for a file and opens it.
fn open_button(
    ui: &Ui,
    id: &'static str,
    text: &'static str,
    hint: Option<&'static str>,
    accept: &'static str,
) -> Html {
    file_button(ui, id, text, hint, accept, Action::OpenFile)
}

/// A button that asks for a file and sends its bytes.
pub fn file_button(
    ui: &Ui,
    id: &'static str,
    text: &'static str,
    hint: Option<&'static str>,
    accept: &'static str,
    action: fn(Vec<u8>) -> Action,
) -> Html {
    let dispatch = ui.dispatch.clone();
    let input_id = format!("{id}-input");
    let onchange = Callback::from(move |event: Event| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let dispatch = dispatch.clone();
        spawn_local(async move {
            let action = match files::bytes(&file).await {
                Ok(bytes) => action(bytes),
                Err(_) => Action::Failed(Words::new(
                    words(Lang::Vi).read_failed,
                    words(Lang::En).read_failed,
                )),
            };
            // Choosing the same file again must count as a change.
            input.set_value("");
            dispatch.send(action);
        });
    });
    let press = input_id.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(input) = crate::browser::element(&press) {
            input.click();
        }
    });
    html! {
        <div class="begin-one">
            <button type="button" class={classes!("button", hint.map(|_| "large"))} id={id} {onclick}>{ text }</button>
            <input type="file" id={input_id} class="hidden-input" {accept} aria-label={text} tabindex="-1" {onchange} />
            if let Some(hint) = hint { <p class="hint">{ hint }</p> }
        </div>
    }
}

/// The unit's name of a kept sheet.
pub fn unit_name(ui: &Ui, summary: &Summary) -> String {
    let name = summary.unit.trim();
    if name.is_empty() { ui.words().shelf_no_unit.to_owned() } else { name.to_owned() }
}

/// Sheets kept on this machine: to go on with and to delete, or deleted ones.
pub fn shelf_list(ui: &Ui, shelf: &[Summary], deleted: bool) -> Html {
    html! {
        <ul class="shelf-list">
            for summary in shelf.iter() {
                { shelf_line(ui, summary, deleted) }
            }
        </ul>
    }
}

fn shelf_line(ui: &Ui, summary: &Summary, deleted: bool) -> Html {
    let w = ui.words();
    let name = unit_name(ui, summary);
    let period = summary.period.get(ui.lang);
    let period = if period.is_empty() { w.shelf_no_period } else { period };
    let button = |class: &'static str, text: &'static str, act: fn(String) -> Action| {
        let slot = summary.id.clone();
        html! {
            <button type="button" class={classes!("button", class)} aria-label={format!("{text}: {name}")}
                onclick={ui.on(move || act(slot.clone()))}>{ text }</button>
        }
    };
    let purged = summary.id.clone();
    html! {
        <li class="shelf-line" key={summary.id.clone()}>
            <div class="shelf-what">
                <strong>{ name.clone() }</strong>
                if summary.readable {
                    <span>{ format!("{} · {period}", ui.text(&summary.template)) }</span>
                } else {
                    <span class="unreadable">{ w.shelf_unreadable }</span>
                }
                if let Some(revision) = summary.copy {
                    <span class="hint">{ fill(w.shelf_copy, &[&revision.to_string()]) }</span>
                }
                if let Some(units) = summary.units {
                    <span class="hint">{ consolidated(ui, units) }</span>
                }
                <span class="hint">{ fill(w.shelf_saved_at, &[&moment(&summary.at)]) }</span>
            </div>
            <div class="buttons">
                if deleted {
                    { button("", w.bin_back, Action::Undelete) }
                    <Sure ui={ui.clone()} text={w.bin_purge} label={format!("{}: {name}", w.bin_purge)} class={classes!("button", "quiet")}
                        yes={ui.on(move || Action::Purge(purged.clone()))} />
                } else {
                    if summary.readable {
                        { button("strong", w.shelf_open, Action::Open) }
                    }
                    { button("quiet", w.shelf_delete, Action::Delete) }
                }
            </div>
        </li>
    }
}

/// That a sheet is a consolidated one, and of how many units.
fn consolidated(ui: &Ui, units: u32) -> String {
    let w = ui.words();
    match units {
        0 => w.shelf_consolidated.to_owned(),
        units => fill(w.shelf_consolidated_of, &[&units.to_string()]),
    }
}

/// `21/11/2026 20:30` of `2026-11-21T20:30:05`.
pub fn moment(at: &str) -> String {
    let (date, time) = at.split_once('T').unwrap_or((at, ""));
    let mut parts = date.split('-').rev();
    let date = [parts.next(), parts.next(), parts.next()];
    let date = date.into_iter().flatten().collect::<Vec<_>>().join("/");
    format!("{date} {}", time.get(..5).unwrap_or(time))
}
