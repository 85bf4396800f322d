//! What is seen only across units, and what changed since the period before.

use super::frame::Wide;
use super::long::Long;
use super::{Props, nothing_yet, work};
use crate::compare::{Side, changes};
use crate::desk::Action;
use crate::desk::gather::{Act, LeftOpen};
use crate::language::ui_words::fill;
use crate::roll_up::{self, Notice};
use crate::shared::Arc;
use crate::sheet::{Below, Sheet};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// At most so many units of a notice have a button.
const UNITS: usize = 5;

/// The page.
#[function_component(Notices)]
pub fn notices(props: &Props) -> Html {
    let w = props.words();
    let units = props.open.sheet.below.units.len();
    // Of which sheet, and what was noticed.
    let found = use_state(|| None::<(Rc<Sheet>, Vec<Notice>)>);
    {
        let (open, sums) = (Rc::clone(&props.open), Rc::clone(&props.gather.totals));
        let (found, dispatch) = (found.clone(), props.ui.dispatch.clone());
        use_effect_with(Rc::clone(&props.open.sheet), move |sheet| {
            let alive = Rc::new(Cell::new(true));
            let (sheet, wanted) = (Rc::clone(sheet), Rc::clone(&alive));
            let dispatch = dispatch.clone();
            spawn_local(async move {
                let all = work::look_across(&dispatch, &open, &sums, &wanted).await;
                if wanted.get() {
                    found.set(Some((sheet, all)));
                }
            });
            move || alive.set(false)
        });
    }
    // Another sheet of the same content starts no new look.
    let found = found.as_ref().filter(|(sheet, _)| *sheet == props.open.sheet);
    let all = found.map(|(_, all)| all.as_slice());
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.notices_title }</h1>
            <p class="lead">{ w.notices_lead }</p>
            if units == 0 { { nothing_yet(&props.ui) } }
            else if all.is_none() { <p class="notice" role="status">{ w.notices_looking }</p> }
            else if all.is_some_and(<[Notice]>::is_empty) { <p class="notice" role="status">{ w.notices_none }</p> }
            <ul class="plain-list" id="across">
                for notice in all.unwrap_or_default().iter() {
                    { one(props, notice) }
                }
            </ul>
            { super::texts::taken_back(props) }
            <Open ..props.clone() />
            { since(props) }
        </>
    }
}

fn one(props: &Props, notice: &Notice) -> Html {
    let w = props.words();
    let units = &props.open.sheet.below.units;
    let item = &notice.item;
    let named = notice.units.iter().filter_map(|at| Some((*at, units.get(*at)?.unit.name.text())));
    html! {
        <li class="decide" key={format!("{}{}{}{:?}", notice.check, notice.item, notice.field, notice.units)}>
            <p>{ notice.words.get(props.ui.lang).to_owned() }</p>
            <p class="buttons">
                for (at, name) in named.take(UNITS) {
                    { look_button(props, at, item, fill(w.look_at_unit, &[name])) }
                }
            </p>
        </li>
    }
}

/// So many units are listed at first, and of each so many points.
const OPEN_UNITS: usize = 50;
const OPEN_POINTS: usize = 5;

/// What units left open in their own sheets: at the first sight of the page nothing is known of it, since
/// the files have to be read for that.
#[function_component(Open)]
fn open(props: &Props) -> Html {
    let w = props.words();
    // Of which units, and what they left open.
    let found = use_state(|| None::<(Arc<Below>, Rc<Vec<LeftOpen>>)>);
    {
        let (found, dispatch) = (found.clone(), props.ui.dispatch.clone());
        use_effect_with(Arc::clone(&props.open.sheet.below), move |below| {
            let alive = Rc::new(Cell::new(true));
            let (below, wanted) = (Arc::clone(below), Rc::clone(&alive));
            spawn_local(async move {
                let all = work::look_into(&dispatch, &wanted).await;
                if wanted.get() {
                    found.set(Some((below, Rc::new(all))));
                }
            });
            move || alive.set(false)
        });
    }
    let below = &props.open.sheet.below;
    if below.units.is_empty() {
        return Html::default();
    }
    let found = found.as_ref().filter(|(seen, _)| seen == below);
    html! {
        <section class="item" aria-labelledby="open-title">
            <h2 id="open-title">{ w.open_title }</h2>
            if let Some((_, all)) = found {
                if all.is_empty() { <p id="left-open-none">{ w.open_none }</p> }
                else { { left_open(props, all) } }
            } else {
                <p role="status">{ w.open_looking }</p>
            }
        </section>
    }
}

/// The points of each unit that has any, in the order of the units.
fn left_open(props: &Props, all: &Rc<Vec<LeftOpen>>) -> Html {
    let w = props.words();
    let mut of_sheet: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, point) in all.iter().enumerate() {
        of_sheet.entry(&point.sheet).or_default().push(at);
    }
    let units = props.open.sheet.below.units.iter().enumerate();
    let lines: Vec<(usize, Vec<usize>)> = units
        .filter(|(_, unit)| unit.within.is_empty())
        .filter_map(|(at, unit)| Some((at, of_sheet.remove(unit.sheet.as_str())?)))
        .collect();
    let count = fill(w.open_count, &[&lines.len().to_string(), &all.len().to_string()]);
    let (lang, many) = (props.ui.lang, lines.len());
    let (props, all) = (props.clone(), Rc::clone(all));
    let draw = Callback::from(move |most| {
        html! {
            <ul class="plain-list" id="left-open">
                for (unit, points) in lines.iter().take(most) {
                    { of_unit(&props, *unit, points.iter().filter_map(|at| all.get(*at)).collect()) }
                }
            </ul>
        }
    });
    html! {
        <>
            <p class="hint">{ w.open_lead }</p>
            <p>{ count }</p>
            <Long {lang} all={many} step={OPEN_UNITS} id="left-open" {draw} />
        </>
    }
}

fn of_unit(props: &Props, at: usize, points: Vec<&LeftOpen>) -> Html {
    let w = props.words();
    let Some(unit) = props.open.sheet.below.units.get(at) else { return Html::default() };
    let (name, item) = (unit.unit.name.text(), points.first().map_or("", |point| &point.item));
    let rest = points.len().saturating_sub(OPEN_POINTS);
    html! {
        <li class="decide" key={unit.sheet.clone()}>
            <p><strong>{ name }</strong></p>
            <ul>
                for point in points.iter().take(OPEN_POINTS) { <li>{ point.words.get(props.ui.lang).to_owned() }</li> }
                if rest > 0 { <li>{ fill(w.open_more, &[&rest.to_string()]) }</li> }
            </ul>
            <p class="buttons">{ look_button(props, at, item, fill(w.look_at_unit, &[name])) }</p>
        </li>
    }
}

/// Leads to the unit, at the item that the notice is about.
fn look_button(props: &Props, at: usize, item: &str, text: String) -> Html {
    let item = item.to_owned();
    let look = move || match item.is_empty() {
        true => Act::Look(Some(at)),
        false => Act::LookAt(at, item.clone()),
    };
    html! { <button type="button" class="button" onclick={props.ui.on(move || Action::Gather(look()))}>{ text }</button> }
}

/// What became of every sum since the period before, where its sheet stands beside this one.
fn since(props: &Props) -> Html {
    let (w, lang) = (props.words(), props.ui.lang);
    let open = &props.open;
    let Some(previous) = &open.previous else {
        return html! { <p class="hint since-none">{ w.since_none }</p> };
    };
    let now = roll_up::joined(&open.template, &open.sheet);
    let before = roll_up::joined(&previous.template, &previous.sheet);
    let all = changes(
        Side { template: &open.template, sheet: &now },
        Side { template: &previous.template, sheet: &before },
    );
    let cell = |value: Option<crate::compare::Value>| {
        value.map_or_else(|| "–".to_owned(), |value| value.print(lang))
    };
    html! {
        <section class="item" aria-labelledby="since-title">
            <h2 id="since-title">{ w.since_title }</h2>
            if let Some(of) = crate::report::since(&open.sheet, &previous.sheet, lang) { <p class="warn" id="since-of">{ of }</p> }
            <Wide lang={lang} label={w.since_title}>
                <table class="data" id="since">
                    <thead><tr><th scope="col">{ w.question }</th><th scope="col" class="number">{ w.before }</th><th scope="col" class="number">{ w.now }</th><th scope="col">{ w.change }</th></tr></thead>
                    <tbody>
                        for change in all.iter() {
                            <tr><th scope="row">{ change.name.get(lang).to_owned() }</th><td class="number">{ cell(change.before) }</td><td class="number">{ cell(change.now) }</td><td>{ change.difference(lang) }</td></tr>
                        }
                    </tbody>
                </table>
            </Wide>
        </section>
    }
}
