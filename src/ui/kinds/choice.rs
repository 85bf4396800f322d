//! The input of a choice: radio buttons for one, check boxes for several.

use super::{Cx, Input};
use crate::kinds::Cell;
use crate::kinds::choice::{Answer, Spec};
use yew::prelude::*;

/// The options, and words beside them.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let w = cx.ui.words();
    let name = format!("{}.{}", cx.item, cx.field.code);
    let kind = if spec.many { "checkbox" } else { "radio" };
    cx.group(html! {
        <>
            <div class="options">
                for option in spec.options.iter() {
                    { option_view(cx, answer, &name, kind, option) }
                }
                if !spec.many && !answer.chosen.is_empty() {
                    { clear(cx, answer) }
                }
            </div>
            if spec.other {
                { cx.input(Cell::new("other"), w.choice_other, answer.other.text(), Input::default()) }
            }
        </>
    })
}

fn option_view(
    cx: &Cx,
    answer: &Answer,
    name: &str,
    kind: &'static str,
    option: &crate::kinds::parts::Part,
) -> Html {
    let cell = Cell::of("chosen", &option.code);
    let id = cx.place(&cell).dom_id();
    let chosen = answer.chosen.contains(&option.code);
    let text = if chosen && kind == "checkbox" { "" } else { "yes" };
    html! {
        <label class="option" key={option.code.clone()} for={id.clone()}>
            <input type={kind} {id} name={name.to_owned()} checked={chosen} onchange={cx.set(cell, text.to_owned())} />
            <span>{ cx.ui.text(&option.name) }</span>
        </label>
    }
}

/// A radio button cannot be taken back by itself.
fn clear(cx: &Cx, answer: &Answer) -> Html {
    let Some(code) = answer.chosen.iter().next() else { return Html::default() };
    let set = cx.set(Cell::of("chosen", code), String::new());
    let onclick = Callback::from(move |event: MouseEvent| set.emit(event.into()));
    html! { <button type="button" class="button quiet" key="clear" {onclick}>{ cx.ui.words().status_clear }</button> }
}
