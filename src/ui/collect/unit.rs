//! One unit's answers beside the sums, and remarks for it.

use super::Props;
use super::table::print;
use crate::desk::Action;
use crate::desk::gather::Act;
use crate::file;
use crate::language::ui_words::fill;
use crate::roll_up::{Cell, columns_of};
use crate::sheet::Contribution;
use crate::template::Item;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The page.
#[function_component(Unit)]
pub fn unit(props: &Props) -> Html {
    let w = props.words();
    let Some(unit) = props.gather.unit.and_then(|at| props.open.sheet.below.units.get(at)) else {
        return Html::default();
    };
    let template = &props.open.template;
    let on = |act: Act| props.ui.on(move || Action::Gather(act.clone()));
    let items: Vec<&Rc<Item>> =
        template.sections.iter().flat_map(|section| template.items_of(section)).collect();
    let code = file::short(&unit.fingerprint);
    html! {
        <>
            <p><button type="button" class="link" id="back-to-table" onclick={on(Act::Look(None))}>{ w.back_to_table }</button></p>
            <h1 id="page-heading" tabindex="-1">{ unit.unit.name.text() }</h1>
            <p class="lead">{ fill(w.unit_line, &[unit.unit.parent.text(), &unit.revision.to_string(), &code]) }</p>
            if !unit.kept.is_empty() {
                <section class="item">
                    <h2>{ w.unit_kept }</h2>
                    <ul>for kept in unit.kept.values() { <li>{ kept.reason.clone() }</li> }</ul>
                </section>
            }
            <p class="hint">{ w.remark_hint }</p>
            for item in items.into_iter() {
                { of_item(props, unit, item) }
            }
            <p class="buttons">
                <button type="button" class="button strong" id="give-back" onclick={on(Act::GiveBack(unit.sheet.clone()))}>{ w.give_back }</button>
            </p>
        </>
    }
}

fn of_item(props: &Props, unit: &Contribution, item: &Rc<Item>) -> Html {
    let (w, ui) = (props.words(), &props.ui);
    let mut lines: Vec<Html> = Vec::new();
    for field in &item.fields {
        let key = (item.code.clone(), field.code.clone());
        let sum = props.gather.totals.get(&key).and_then(|sum| sum.value.as_ref());
        for column in columns_of(item, field) {
            let of_all = sum.map_or(Cell::Blank, |sum| column.cell(sum));
            let own = column.of(unit);
            if of_all == Cell::Blank && own == Cell::Blank {
                continue;
            }
            let named = column.name.get(ui.lang);
            let label = ui.text(&field.label);
            let name = match (named.is_empty(), column.part.is_none()) {
                (true, false) => label.to_owned(),
                (true, true) => format!("{label} – {}", w.rate),
                (false, false) => named.to_owned(),
                (false, true) => format!("{named} – {}", w.rate),
            };
            lines.push(html! {
                <tr><th scope="row">{ name }</th><td class="number">{ print(own, column.counts, ui.lang) }</td><td class="number">{ print(of_all, column.counts, ui.lang) }</td></tr>
            });
        }
    }
    if lines.is_empty() {
        return remark(props, unit, item, &format!("{}: {}", ui.text(&item.title), w.remark_here));
    }
    let heading = format!("unit-{}", item.code);
    html! {
        <section class="item" key={item.code.clone()} aria-labelledby={heading.clone()}>
            <h2 id={heading}>{ ui.text(&item.title) }</h2>
            <div class="table-frame" tabindex="0" role="group" aria-label={ui.text(&item.title).to_owned()}>
                <table class="data">
                    <thead><tr><th scope="col">{ w.question }</th><th scope="col" class="number">{ w.this_unit }</th><th scope="col" class="number">{ w.all_units }</th></tr></thead>
                    <tbody>for line in lines { { line } }</tbody>
                </table>
            </div>
            { remark(props, unit, item, w.remark) }
        </section>
    }
}

fn remark(props: &Props, unit: &Contribution, item: &Item, summary: &str) -> Html {
    let w = props.words();
    let key = (unit.sheet.clone(), item.code.clone());
    let text = props.gather.remarks.get(&key).cloned().unwrap_or_default();
    let dispatch = props.ui.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let area = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        if let Some(area) = area {
            let (sheet, item) = key.clone();
            dispatch.send(Action::Gather(Act::Remark { sheet, item, text: area.value() }));
        }
    });
    let id = format!("remark-{}", item.code);
    html! {
        <details class="why" open={!text.is_empty()}>
            <summary>{ summary }</summary>
            <label for={id.clone()}>{ fill(w.remark_label, &[props.ui.text(&item.title)]) }</label>
            <textarea class="input" rows="2" {id} value={text} {oninput} />
        </details>
    }
}
