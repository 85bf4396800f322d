//! What is seen only across units, and what changed since the period before.

use super::frame::Wide;
use super::{Props, nothing_yet, work};
use crate::compare::{Side, changes};
use crate::desk::Action;
use crate::desk::gather::Act;
use crate::language::ui_words::fill;
use crate::roll_up::{self, Notice};
use crate::sheet::Sheet;
use std::cell::Cell;
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
    let found = found.as_ref().filter(|(sheet, _)| Rc::ptr_eq(sheet, &props.open.sheet));
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
        return html! { <p class="hint">{ w.since_none }</p> };
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
