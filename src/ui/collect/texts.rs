//! What the units wrote, beside the consolidated sheet's own text: to pick, to join, to rewrite.

use super::super::section::card;
use super::long::Long;
use super::{Props, nothing_yet, progress};
use crate::desk::Action;
use crate::desk::gather::{self, Act, Besides, TakenBack, UnitText, lines_to_merge};
use crate::kinds::Said;
use crate::language::name_key;
use crate::language::ui_words::fill;
use crate::shared::Arc;
use crate::template::Item;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// So many points of one question are drawn at a time.
const POINTS: usize = 50;

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
    let items: Vec<&Arc<Item>> = template
        .sections
        .iter()
        .flat_map(|section| template.items_of(section))
        .filter(|item| texts.iter().any(|text| text.item == item.code))
        .collect();
    // What is to be brought together stands before lists that are only read.
    let begin = items.iter().find(|item| texts.iter().any(|t| t.item == item.code && !t.listed));
    let item = items.iter().find(|item| item.code == *shown).or(begin).or(items.first()).copied();
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
            { taken_back(props) }
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
                        { theirs(props, item) }
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

/// What was taken over from units that no longer say so, to be decided about.
pub fn taken_back(props: &Props) -> Html {
    let w = props.words();
    let all = gather::taken_back(&props.open, &props.gather);
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <section class="item" aria-labelledby="taken-back-title">
            <h2 id="taken-back-title">{ fill(w.taken_back_title, &[&all.len().to_string()]) }</h2>
            <p class="hint">{ w.taken_back_lead }</p>
            <ul class="plain-list" id="taken-back">
                for one in all.into_iter() { { taken_back_one(props, one) } }
            </ul>
        </section>
    }
}

fn taken_back_one(props: &Props, one: &TakenBack) -> Html {
    let w = props.words();
    let button = |words: &'static str, act: Action| {
        let label = format!("{words}: {}", one.words.chars().take(MERGE_CHARS).collect::<String>());
        html! { <button type="button" class="button" aria-label={label} onclick={props.ui.on(move || act.clone())}>{ words }</button> }
    };
    let place = one.place(&props.open.template, &props.open.sheet);
    let besides = one.besides(&props.open.sheet);
    let leave_out = (besides == Besides::Nothing).then(|| Act::LeaveOut(one.clone()));
    let (units, text) = (one.units.join("; "), one.text(&props.open.sheet));
    let said = match &besides {
        Besides::Nothing => fill(w.taken_back, &[&units, &one.words]),
        Besides::Same => fill(w.taken_back_some, &[&units, &one.words]),
        Besides::Other(of) => fill(w.taken_back_joined, &[&units, &one.words, of]),
    };
    html! {
        <li class="decide" key={format!("{}{}{}{}", one.item, one.field, one.line, one.words)}>
            <p>{ said }</p>
            if name_key(&text) != name_key(&one.words) { <p class="hint">{ fill(w.taken_back_now, &[&text]) }</p> }
            <p class="buttons">
                if let Some(act) = leave_out { { button(w.leave_out, Action::Gather(act)) } }
                if let Some(place) = place { { button(w.go_rewrite, Action::GoTo(place)) } }
                { button(w.keep_taken, Action::Gather(Act::KeepTaken(one.clone()))) }
            </p>
        </li>
    }
}

fn group(
    props: &Props,
    section: &crate::template::Section,
    items: &[&Arc<Item>],
    shown: &Arc<Item>,
) -> Html {
    let template = &props.open.template;
    let here: Vec<&Arc<Item>> = template
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

fn theirs(props: &Props, item: &Arc<Item>) -> Html {
    let of = |props: &Props, code: &str| {
        let texts = props.gather.texts.clone().unwrap_or_default();
        let here = texts.iter().filter(|text| text.item == code).cloned();
        here.collect::<Vec<UnitText>>()
    };
    let (lang, all) = (props.ui.lang, of(props, &item.code).len());
    let (props, code) = (props.clone(), item.code.clone());
    let draw = Callback::from(move |most| {
        html! {
            <ul class="plain-list" id="theirs-list">
                for text in of(&props, &code).iter().take(most) {
                    { point(&props, text) }
                }
            </ul>
        }
    });
    html! { <Long key={item.code.clone()} {lang} {all} step={POINTS} id="theirs" {draw} /> }
}

fn point(props: &Props, text: &UnitText) -> Html {
    let w = props.words();
    let who = if text.units.len() > 1 {
        let names =
            text.units.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join("; ");
        let rest = text.units.len().saturating_sub(NAMES);
        let more = if rest > 0 { fill(w.and_more, &[&rest.to_string()]) } else { String::new() };
        let names = names + &more;
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
            if !text.of.is_empty() { <p class="hint">{ fill(w.cause_of, &[&text.of.join("” · “")]) }</p> }
            if text.listed {
                <p class="hint">{ w.is_listed }</p>
            } else if used {
                <p class="hint">{ w.is_used }</p>
            } else {
                <button type="button" class="button" aria-label={label}
                    onclick={props.ui.on(move || Action::Gather(Act::Pick(picked.clone())))}>{ w.pick }</button>
                { merging(props, text) }
            }
        </li>
    }
}

/// The own points that a text can be brought together with, behind a line: most are taken over whole.
fn merging(props: &Props, text: &UnitText) -> Html {
    let w = props.words();
    let lines = lines_to_merge(&props.open, text);
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <details class="why merge">
            <summary>{ w.merge_into }</summary>
            <p class="buttons">
                for (at, (id, words)) in lines.into_iter().enumerate() {
                    <button type="button" class="button quiet" key={id.clone()} onclick={{
                        let (text, id) = (text.clone(), id.clone());
                        props.ui.on(move || Action::Gather(Act::Merge(text.clone(), id.clone())))
                    }}>{ format!("{}. {}", at + 1, words.chars().take(MERGE_CHARS).collect::<String>()) }</button>
                }
            </p>
        </details>
    }
}

/// So much of a point says which it is.
const MERGE_CHARS: usize = 60;

/// Of more units the rest is counted.
const NAMES: usize = 8;

/// Shorter words may stand in a text by chance.
const LONG_ENOUGH: usize = 12;

/// Whether the own text says the same already.
fn is_used(props: &Props, text: &UnitText) -> bool {
    let Some(field) = props.open.sheet.field(&text.item, &text.field) else { return false };
    let wanted = name_key(&text.text);
    let same = |said: &Said| {
        let own = name_key(&said.text);
        // A line that was rewritten remembers the words that it was made of. In one text several units'
        // words stand below one another.
        let several = !field.own.verbatim().is_empty();
        own == wanted
            || said.taken.iter().any(|taken| name_key(taken) == wanted)
            || (several && wanted.len() >= LONG_ENOUGH && own.contains(&wanted))
    };
    field.own.texts().iter().any(same)
}

/// Where the own points come from.
fn origins(props: &Props, item: &Item) -> Html {
    let w = props.words();
    let Some(answers) = props.open.sheet.items.get(&item.code) else { return Html::default() };
    let said = answers.fields.values().flat_map(|field| field.own.texts());
    let lines: Vec<Said> = said.filter(|said| !said.from.is_empty()).collect();
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <details class="why" id="origins">
            <summary>{ w.origins }</summary>
            <ul>
                for said in lines.into_iter() {
                    <li>{ said.text }{ " " }<span class="hint">{ fill(w.taken_from, &[&said.from]) }</span></li>
                }
            </ul>
        </details>
    }
}
