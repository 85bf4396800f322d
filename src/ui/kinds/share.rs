//! The input of a share.

use super::{Cx, Input, computed_class, rate_reading, with_unit};
use crate::kinds::Cell;
use crate::kinds::share::{Answer, Spec};
use crate::language::ui_words::fill;
use yew::prelude::*;

/// Two numbers, a stated rate, and the rate they give.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let (ui, w) = (cx.ui, cx.ui.words());
    let number = |part: &str, label: &crate::language::Words, typed| {
        let label = with_unit(ui.text(label), ui.text(&spec.unit));
        cx.number(Cell::new(part), &label, typed, spec.counts, Input::default())
    };
    let stated = Input {
        hint: Some(w.rate_hint.to_owned()),
        reading: rate_reading(answer.rate.text(), ui),
        numeric: true,
        ..Input::default()
    };
    let rate = answer.exact_rate(spec.counts);
    let computed = answer.computed(spec.counts, ui.lang);
    cx.group(html! {
        <>
            <div class="pair">
                { number("total", &spec.total, &answer.total) }
                { number("done", &spec.done, &answer.done) }
            </div>
            <output class={computed_class(rate)} id={format!("{}.{}.computed", cx.item, cx.field.code)}>
                { computed.map(|rate| fill(w.rate_computed, &[&rate])).unwrap_or_default() }
            </output>
            { cx.input(Cell::new("rate"), w.rate_stated, answer.rate.text(), stated) }
        </>
    })
}
