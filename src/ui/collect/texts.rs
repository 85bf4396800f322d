//! What the units wrote, beside the consolidated sheet's own text: to pick, to join, to rewrite.

use super::super::section::card;
use super::{Props, nothing_yet, progress};
use crate::desk::Action;
use crate::desk::gather::{Act, UnitText};
use crate::kinds::Answer;
use crate::language::name_key;
use crate::language::ui_words::fill;
use crate::template::Item;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// At most so many points of one question are drawn.
const POINTS: usize = 100;

/// The page.
#[function_component(Texts)]
pub fn texts(props: &Props) -> Html {
    let w = props.words();
    let shown = use_state(String::new);
    {
        let dispatch = props.ui.dispatch.clone();
        let wanted = props.gather.texts.is_none()
            && props.gather.work.is_none()
            && !props.gather.chosen.counted.is_empty();
        use_effect_with(wanted, move |wanted| {
            if *wanted {
                dispatch.send(Action::Gather(Act::ReadTexts));
            }
        });
    }
    let template = &props.open.template;
    let none = Vec::new();
    let texts = props.gather.texts.as_deref().unwrap_or(&none);
    let items: Vec<&Rc<Item>> = template
        .sections
        .iter()
        .flat_map(|section| template.items_of(section))
        .filter(|item| texts.iter().any(|text| text.item == item.code))
        .collect();
    let item = items.iter().find(|item| item.code == *shown).or(items.first()).copied();
    let onchange = {
        let shown = shown.clone();
        Callback::from(move |event: Event| {
            let select =
                event.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok());
            if let Some(select) = select {
                shown.set(select.value());
            }
        })
    };
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.texts_title }</h1>
            <p class="lead">{ w.texts_lead }</p>
            { progress(&props.ui, &props.gather) }
            if props.open.sheet.below.units.is_empty() { { nothing_yet(&props.ui) } }
            if let Some(item) = item {
                <label for="text-item">{ w.question }</label>
                <select id="text-item" class="input" {onchange}>
                    for section in template.sections.iter() {
                        { group(props, section, &items, item) }
                    }
                </select>
                <div class="beside">
                    <section aria-labelledby="theirs">
                        <h2 id="theirs">{ w.theirs }</h2>
                        { theirs(props, item, texts) }
                    </section>
                    <section aria-labelledby="mine">
                        <h2 id="mine">{ w.mine }</h2>
                        { card(&props.ui, &props.open, item) }
                        { origins(props, item) }
                    </section>
                </div>
            } else if props.gather.texts.is_some() && !props.open.sheet.below.units.is_empty() {
                <p>{ w.texts_none }</p>
            }
        </>
    }
}

fn group(
    props: &Props,
    section: &crate::template::Section,
    items: &[&Rc<Item>],
    shown: &Rc<Item>,
) -> Html {
    let template = &props.open.template;
    let here: Vec<&Rc<Item>> = template
        .items_of(section)
        .filter(|item| items.iter().any(|i| i.code == item.code))
        .collect();
    if here.is_empty() {
        return Html::default();
    }
    html! {
        <optgroup label={props.ui.text(&section.short).to_owned()} key={section.code.clone()}>
            for item in here.iter() {
                <option value={item.code.clone()} selected={item.code == shown.code}>{ props.ui.text(&item.title) }</option>
            }
        </optgroup>
    }
}

fn theirs(props: &Props, item: &Item, texts: &[UnitText]) -> Html {
    let w = props.words();
    let here: Vec<&UnitText> = texts.iter().filter(|text| text.item == item.code).collect();
    html! {
        <>
            <ul class="plain-list" id="theirs-list">
                for text in here.iter().take(POINTS) {
                    { point(props, text) }
                }
            </ul>
            if here.len() > POINTS { <p class="hint">{ fill(w.and_more, &[&(here.len() - POINTS).to_string()]) }</p> }
        </>
    }
}

fn point(props: &Props, text: &UnitText) -> Html {
    let w = props.words();
    let who = if text.units.len() > 1 {
        let names = text.units.iter().take(8).map(String::as_str).collect::<Vec<_>>().join("; ");
        fill(w.said_by_many, &[&text.units.len().to_string(), &names])
    } else {
        text.units.join("; ")
    };
    let picked = text.clone();
    let used = is_used(props, text);
    let label = format!("{}: {}", w.pick, text.text.chars().take(40).collect::<String>());
    html! {
        <li class="decide">
            <p>{ text.text.clone() }</p>
            <p class="hint">{ if text.cause { w.a_cause } else { "" } }{ who }</p>
            if used { <p class="hint">{ w.is_used }</p> }
            <button type="button" class="button" aria-label={label}
                onclick={props.ui.on(move || Action::Gather(Act::Pick(picked.clone())))}>{ w.pick }</button>
        </li>
    }
}

/// Whether the own text says the same already.
fn is_used(props: &Props, text: &UnitText) -> bool {
    let Some(field) = props.open.sheet.field(&text.item, &text.field) else { return false };
    let wanted = name_key(&text.text);
    match &field.own {
        Answer::Paragraphs(own) => {
            own.written().any(|point| name_key(point.text.text()) == wanted)
                || own.written_causes().any(|cause| name_key(cause.text.text()) == wanted)
        }
        _ => false,
    }
}

/// Where the own points come from.
fn origins(props: &Props, item: &Item) -> Html {
    let w = props.words();
    let Some(answers) = props.open.sheet.items.get(&item.code) else { return Html::default() };
    let mut lines: Vec<(String, String)> = Vec::new();
    for field in answers.fields.values() {
        if let Answer::Paragraphs(own) = &field.own {
            let taken = own.points.iter().filter(|point| !point.from.is_empty());
            lines.extend(taken.map(|point| (point.text.text().to_owned(), point.from.clone())));
            let taken = own.causes.iter().filter(|cause| !cause.from.is_empty());
            lines.extend(taken.map(|cause| (cause.text.text().to_owned(), cause.from.clone())));
        }
    }
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <details class="why" id="origins">
            <summary>{ w.origins }</summary>
            <ul>
                for (text, from) in lines.into_iter() {
                    <li>{ text }{ " " }<span class="hint">{ fill(w.taken_from, &[&from]) }</span></li>
                }
            </ul>
        </details>
    }
}
