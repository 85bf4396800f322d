//! Remarks of the body above at their item, and the files of a sheet so far.

use super::app::Ui;
use super::field::TextField;
use crate::desk::Open;
use crate::file::{PastRecord, short};
use crate::language::ui_words::fill;
use crate::sheet::{Place, Remark};
use yew::prelude::*;

/// The remarks on one item, each with its answer.
pub fn boxes(ui: &Ui, remarks: &[(String, Remark)]) -> Html {
    if remarks.is_empty() {
        return Html::default();
    }
    html! {
        <div class="remarks">
            for (id, remark) in remarks.iter() {
                { one(ui, id, remark) }
            }
        </div>
    }
}

fn one(ui: &Ui, id: &str, remark: &Remark) -> Html {
    let w = ui.words();
    let place = Place::Remark { item: remark.item.clone(), id: id.to_owned() };
    let by = format!("{}.by", place.dom_id());
    let (state, class) = if remark.is_answered() {
        (w.item_answered, "mark done")
    } else {
        (w.remark_open, "mark required")
    };
    html! {
        <div class="remark" key={id.to_owned()} role="group" aria-labelledby={by.clone()}>
            <p class="item-head"><strong id={by}>{ fill(w.remark_by, &[&remark.by]) }</strong><span class={class}>{ state }</span></p>
            <p class="remark-text">{ &remark.text }</p>
            <TextField ui={ui.clone()} {place} label={w.remark_answer} lines=2 value={remark.answer.clone()} />
        </div>
    }
}

/// The files of the sheet so far, of the unit and of the body above; nothing before the first.
pub fn history(ui: &Ui, open: &Open) -> Html {
    let Some(saved) = &open.saved else { return Html::default() };
    let w = ui.words();
    let line = |past: &PastRecord| {
        let by = match past.returned_by.as_str() {
            "" => w.history_own.to_owned(),
            by => fill(w.history_returned, &[by]),
        };
        let values = [&*past.revision.to_string(), &short(&past.fingerprint), &by];
        html! { <li key={past.fingerprint.clone()}>{ fill(w.history_line, &values) }</li> }
    };
    let all: Vec<PastRecord> = saved.history.iter().cloned().chain([saved.past()]).collect();
    html! {
        <details class="item" id="history">
            <summary>{ w.history_title }</summary>
            <ul>
                for past in all.iter() {
                    { line(past) }
                }
            </ul>
        </details>
    }
}
