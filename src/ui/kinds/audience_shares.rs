//! The input of shares by audience: a grid that takes a block from Excel.

use super::{Cx, Input, computed_class};
use crate::kinds::Cell;
use crate::kinds::audience_shares::{Answer, OVERALL, Spec};
use yew::prelude::*;

/// One line an audience: summoned, present, rate stated, rate computed.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let (ui, w) = (cx.ui, cx.ui.words());
    cx.group(html! {
        <>
            <p class="hint">{ w.paste_hint }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={cx.label().to_owned()}>
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{ w.audience }</th>
                            <th scope="col">{ ui.text(&spec.total) }</th>
                            <th scope="col">{ ui.text(&spec.done) }</th>
                            <th scope="col">{ w.rate_column }</th>
                            <th scope="col">{ w.computed_column }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (code, name) in spec.lines() {
                            { line(cx, spec, answer, code, ui.text(name)) }
                        }
                    </tbody>
                </table>
            </div>
        </>
    })
}

fn line(cx: &Cx, spec: &Spec, answer: &Answer, code: &str, name: &str) -> Html {
    let (ui, w) = (cx.ui, cx.ui.words());
    let share = answer.shares.get(code).cloned().unwrap_or_default();
    let input = || Input { in_table: true, grid: true, numeric: true, ..Input::default() };
    let label = |column: &str| format!("{name}: {column}");
    let rate = share.exact_rate(spec.counts);
    let computed = share.computed(spec.counts, ui.lang);
    html! {
        <tr key={code.to_owned()} class={classes!((code == OVERALL).then_some("total"))}>
            <th scope="row">{ name }</th>
            <td data-column={ui.text(&spec.total).to_owned()}>{ cx.number(Cell::of(code, "total"), &label(ui.text(&spec.total)), &share.total, spec.counts, input()) }</td>
            <td data-column={ui.text(&spec.done).to_owned()}>{ cx.number(Cell::of(code, "done"), &label(ui.text(&spec.done)), &share.done, spec.counts, input()) }</td>
            <td data-column={w.rate_column}>{ cx.input(Cell::of(code, "rate"), &label(w.rate_column), share.rate.text(), input()) }</td>
            <td data-column={w.computed_column} class={computed_class(rate)} id={format!("{}.{}.{code}.computed", cx.item, cx.field.code)}>{ computed.unwrap_or_else(|| "–".to_owned()) }</td>
        </tr>
    }
}
