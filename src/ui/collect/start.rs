//! The first page of the program that rolls sheets up.

use super::super::app::Ui;
use super::super::start::{begin, others_title, shelf_list};
use super::work;
use crate::browser;
use crate::desk::Action;
use crate::drafts::Summary;
use crate::file::Library;
use crate::language::collect_words::words;
use crate::language::ui_words;
use crate::language::{Lang, Words};
use crate::template::Head;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the first page shows.
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
}

/// The first page.
#[function_component(Start)]
pub fn start(props: &Props) -> Html {
    let Props { ui, library, year, shelf } = props;
    let w = words(ui.lang);
    let first = library.fitting(*year).or_else(|| library.offered().next());
    let others: Vec<&Head> =
        library.offered().filter(|head| first.is_none_or(|f| f.id != head.id)).collect();
    // Whoever takes files into a unit's sheet makes it a consolidated one, and seldom means to. One that
    // was left before its first file came stands among those, too.
    let (rolled_up, of_units): (Vec<Summary>, Vec<Summary>) =
        shelf.iter().cloned().partition(|summary| summary.units.is_some());
    let back = |_: MouseEvent| browser::go_to_program("");
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.title }</h1>
            <p class="lead">{ w.lead }</p>
            <ol class="steps">
                <li>{ w.step_one }</li>
                <li>{ w.step_two }</li>
                <li>{ w.step_three }</li>
            </ol>
            if !rolled_up.is_empty() {
                <section class="shelf" aria-labelledby="shelf-title" key="kept">
                    <h2 id="shelf-title">{ w.shelf_title }</h2>
                    <p class="hint">{ w.shelf_hint }</p>
                    { shelf_list(ui, &rolled_up, false) }
                </section>
            }
            <div class="begin">
                if let Some(head) = first {
                    { begin(ui, head, Some(w.begin)) }
                }
                { open_button(ui) }
            </div>
            if !others.is_empty() {
                <details class="others" id="other-forms">
                    <summary>{ others_title(ui, first, &others) }</summary>
                    for head in others.iter() {
                        { begin(ui, head, None) }
                    }
                </details>
            }
            if !of_units.is_empty() {
                <details class="others" id="of-units" open={rolled_up.is_empty()}>
                    <summary>{ w.shelf_other }</summary>
                    { shelf_list(ui, &of_units, false) }
                </details>
            }
            <p class="buttons"><button type="button" class="button" id="to-unit" onclick={back}>{ w.to_unit }</button></p>
        </>
    }
}

fn open_button(ui: &Ui) -> Html {
    let w = words(ui.lang);
    let dispatch = ui.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let dispatch = dispatch.clone();
        spawn_local(async move {
            input.set_value("");
            if work::open(dispatch.clone(), file).await.is_err() {
                let said = |lang| ui_words::words(lang).read_failed;
                dispatch.send(Action::Failed(Words::new(said(Lang::Vi), said(Lang::En))));
            }
        });
    });
    let press = |_: MouseEvent| {
        if let Some(input) = browser::element("open-collection-input") {
            input.click();
        }
    };
    html! {
        <div class="begin-one">
            <button type="button" class="button large" id="open-collection" onclick={press}>{ w.open }</button>
            <input type="file" id="open-collection-input" class="hidden-input" accept=".json,.zip" aria-label={w.open} tabindex="-1" {onchange} />
            <p class="hint">{ w.open_hint }</p>
        </div>
    }
}
