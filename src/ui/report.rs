//! The report on screen, and the unit's own words for its sentences.

use super::app::Ui;
use super::field::typed;
use super::findings::state;
use super::head::key_hint;
use super::sure::Sure;
use crate::block::Block;
use crate::browser;
use crate::desk::{Action, Open, View};
use crate::language::ui_words::fill;
use crate::output;
use crate::report::Offer;
use crate::sheet::{Edit, Extent, OwnWords, Place};
use crate::wording::Said;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// What the report's page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The open sheet.
    pub open: Rc<Open>,
    /// The report.
    pub blocks: Rc<Vec<Block>>,
    /// The parts of its appendix that may be printed or left out.
    pub offers: Vec<Offer>,
    /// What keeps a collection from being complete.
    pub gaps: Option<String>,
}

/// The report's page.
#[function_component(ReportPage)]
pub fn report_page(props: &Props) -> Html {
    let Props { ui, open, blocks, offers, gaps } = props;
    let w = ui.words();
    let paper = use_memo((Rc::clone(blocks), ui.lang), |(blocks, lang)| {
        AttrValue::from(output::html(blocks, *lang))
    });
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.report_title }</h1>
            <p class="lead">{ w.report_lead }</p>
            <p class="buttons">
                <button type="button" class="button strong" onclick={ui.on(|| Action::Print)}>{ w.print }{ key_hint(w.print_key) }</button>
                <button type="button" class="button" id="copy" onclick={ui.on(|| Action::Copy)}>{ w.copy }</button>
                <button type="button" class="button" onclick={ui.on(|| Action::Download)}>{ w.download }{ key_hint(w.download_key) }</button>
            </p>
            if open.review.to_see() + open.review.missing() > 0 {
                <p class="warn" id="report-state">{ state(ui, &open.review) }{ " " }<button type="button" class="link" onclick={ui.on(|| Action::Go(View::Findings))}>{ w.report_to_findings }</button></p>
            }
            if let Some(gaps) = gaps { <p class="warn" id="report-gaps">{ gaps.clone() }</p> }
            { appendix(ui, offers) }
            if !browser::numbers_pages() { <p class="hint">{ ui.text(&crate::report::page_numbers_hint()) }</p> }
            <div class="paper-frame" tabindex="0" role="region" aria-label={w.report_title} key="paper">
                <div class="sheet-of-paper" lang={ui.lang.code()} onclick={to_sentence(ui)}>{ Html::from_html_unchecked((*paper).clone()) }</div>
            </div>
            { reword(ui, open) }
        </>
    }
}

/// Which parts of the appendix are printed, for the unit to choose.
fn appendix(ui: &Ui, offers: &[Offer]) -> Html {
    let w = ui.words();
    if offers.is_empty() {
        return Html::default();
    }
    let printed = offers.iter().filter(|offer| offer.extent != Extent::None).count();
    let title = fill(w.appendix_title, &[&printed.to_string(), &offers.len().to_string()]);
    html! {
        <details class="why" id="appendix" key="appendix">
            <summary>{ title }</summary>
            <p class="hint">{ w.appendix_hint }</p>
            for offer in offers.iter() {
                { one_offer(ui, offer) }
            }
        </details>
    }
}

fn one_offer(ui: &Ui, offer: &Offer) -> Html {
    let w = ui.words();
    let id = format!("appendix.{}", offer.key);
    let print = |extent: Extent| {
        let key = offer.key.clone();
        ui.on(move || Action::Edit(Edit::Print(key.clone(), extent)))
    };
    if !offer.has_short {
        let prints = offer.extent != Extent::None;
        let other = if prints { Extent::None } else { Extent::Whole };
        return html! {
            <label class="option" key={offer.key.clone()} for={id.clone()}>
                <input type="checkbox" {id} checked={prints} onchange={print(other)} />
                <span>{ ui.text(&offer.title) }</span>
            </label>
        };
    }
    let extents = [
        (Extent::Short, w.appendix_short),
        (Extent::Whole, w.appendix_whole),
        (Extent::None, w.appendix_none),
    ];
    html! {
        <fieldset class="fieldset" key={offer.key.clone()} id={id.clone()}>
            <legend>{ ui.text(&offer.title) }</legend>
            for (extent, name) in extents {
                <label class="option" key={extent.code()} for={format!("{id}.{}", extent.code())}>
                    <input type="radio" id={format!("{id}.{}", extent.code())} name={id.clone()} checked={offer.extent == extent} onchange={print(extent)} />
                    <span>{ name }</span>
                </label>
            }
        </fieldset>
    }
}

/// A click on a sentence of the paper leads to its box.
fn to_sentence(ui: &Ui) -> Callback<MouseEvent> {
    let dispatch = ui.dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        let element = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let sentence = element.and_then(|e| e.closest("[data-sentence]").ok().flatten());
        if let Some(key) = sentence.and_then(|s| s.get_attribute("data-sentence")) {
            dispatch.send(Action::GoTo(Place::Sentence(key)));
        }
    })
}

/// Every sentence that is said, each in a box of its own.
fn reword(ui: &Ui, open: &Open) -> Html {
    let w = ui.words();
    // Own words are bound to the Vietnamese sentence, whatever language is shown.
    let said = crate::report::replaceable(&open.template, &open.sheet);
    html! {
        <section class="reword" aria-labelledby="reword-title">
            <h2 id="reword-title">{ w.reword_title }</h2>
            <p class="hint">{ w.reword_lead }</p>
            if said.is_empty() { <p>{ w.report_empty }</p> }
            <div class="reword-list">
                for sentence in said.iter() {
                    <Reword key={sentence.key.clone()} ui={ui.clone()} said={sentence.clone()}
                        title={title(ui, open, &sentence.key)}
                        own={open.sheet.own_words.get(&sentence.key).cloned()} />
                }
            </div>
        </section>
    }
}

/// What a sentence is about: its item's title.
fn title(ui: &Ui, open: &Open, key: &str) -> String {
    let item = key.split('/').next().and_then(|code| open.template.item(code));
    item.map_or_else(|| ui.words().report_title.to_owned(), |item| ui.text(&item.title).to_owned())
}

/// What one sentence's box shows.
#[derive(Clone, PartialEq, Properties)]
struct RewordProps {
    ui: Ui,
    said: Said,
    title: String,
    own: Option<OwnWords>,
}

#[function_component(Reword)]
fn reword_one(props: &RewordProps) -> Html {
    let RewordProps { ui, said, title, own } = props;
    let w = ui.words();
    let id = Place::Sentence(said.key.clone()).dom_id();
    let text = own.as_ref().map_or(said.made.as_str(), |o| &o.text);
    let stale = own.as_ref().is_some_and(|o| o.instead_of != said.made);
    let oninput = {
        let (dispatch, said) = (ui.dispatch.clone(), said.clone());
        Callback::from(move |event: InputEvent| {
            let Some(text) = typed(&event) else { return };
            // Mending the words answers the flag: they now stand for the sentence as it is.
            let edit = if text == said.made {
                Edit::MadeWords { key: said.key.clone() }
            } else {
                let words = OwnWords { text, instead_of: said.made.clone() };
                Edit::OwnWords { key: said.key.clone(), words }
            };
            dispatch.send(Action::Edit(edit));
        })
    };
    let rows = (text.chars().count() / 70 + 1).clamp(2, 12).to_string();
    let yes = {
        let (dispatch, key) = (ui.dispatch.clone(), said.key.clone());
        Callback::from(move |()| dispatch.send(Action::Edit(Edit::MadeWords { key: key.clone() })))
    };
    html! {
        <div class={classes!("reword-one", own.is_some().then_some("own"), stale.then_some("stale"))}>
            <label for={id.clone()}>{ title }</label>
            <textarea {id} class="input" {rows} lang="vi" value={text.to_owned()} {oninput} />
            if own.as_ref().is_some_and(|o| o.text.trim().is_empty()) {
                <p class="hint">{ w.reword_left_out }</p>
            }
            if own.is_some() {
                <p class="reword-state">
                    <span class="mark">{ if stale { w.reword_stale } else { w.reword_own } }</span>
                    // The next key after the last word is Tab, and Enter would throw all of them away.
                    <Sure ui={ui.clone()} text={w.reword_back} label={format!("{}: {title}", w.reword_back)} class={classes!("button", "quiet")} {yes} />
                </p>
                <p class="hint" lang="vi">{ fill(w.reword_made, &[&said.made]) }</p>
            }
        </div>
    }
}
