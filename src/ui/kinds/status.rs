//! The input of a status: four options in one line, and the cause where nothing was started.

use super::{Cx, Input};
use crate::kinds::Cell;
use crate::kinds::status::{Answer, Progress, Spec};
use yew::prelude::*;

/// The four options, and the cause.
pub fn view(cx: &Cx, _: &Spec, answer: &Answer) -> Html {
    let w = cx.ui.words();
    let asks_cause = answer.progress == Some(Progress::NotStarted) || !answer.cause.is_blank();
    let id = format!("{}.{}", cx.item, cx.field.code);
    html! {
        <fieldset class="fieldset status" {id} tabindex="-1">
            <legend>{ w.status_label }</legend>
            <div class="options">
                for progress in Progress::ALL {
                    { option(cx, answer, progress) }
                }
                if answer.progress.is_some() {
                    { clear(cx) }
                }
            </div>
            if asks_cause {
                { cx.input(Cell::new("cause"), w.status_cause, answer.cause.text(), Input { lines: 2, ..Input::default() }) }
            }
        </fieldset>
    }
}

fn option(cx: &Cx, answer: &Answer, progress: Progress) -> Html {
    let cell = Cell::new("progress");
    let name = cx.place(&cell).dom_id();
    // The first option carries the place's own name, so that the focus can be sent to it.
    let id = if progress == Progress::Done {
        name.clone()
    } else {
        format!("{name}.{}", progress.code())
    };
    html! {
        <label class="option" key={progress.code()} for={id.clone()}>
            <input type="radio" {id} {name} checked={answer.progress == Some(progress)} onchange={cx.set(cell, progress.code().to_owned())} />
            <span>{ progress.name(cx.ui.lang) }</span>
        </label>
    }
}

/// A radio button cannot be taken back by itself.
fn clear(cx: &Cx) -> Html {
    let set = cx.set(Cell::new("progress"), String::new());
    let onclick = Callback::from(move |event: MouseEvent| set.emit(event.into()));
    html! { <button type="button" class="button quiet" key="clear" {onclick}>{ cx.ui.words().status_clear }</button> }
}
