//! The input of a rating: a grid of grades.

use super::{Cx, Input, computed_class, with_unit};
use crate::kinds::Cell;
use crate::kinds::grades::{Answer, Spec};
use yew::prelude::*;

/// How many were rated, then a line a grade: number, rate stated, rate computed.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let (ui, w) = (cx.ui, cx.ui.words());
    let total = with_unit(ui.text(&spec.total), ui.text(&spec.unit));
    cx.group(html! {
        <>
            { cx.number(Cell::new("total"), &total, &answer.total, spec.counts, Input { grid: true, ..Input::default() }) }
            <div class="scroll" tabindex="0" role="region" aria-label={cx.label().to_owned()}>
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{ w.grade }</th>
                            <th scope="col">{ w.number_column }</th>
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
    let typed = answer.grades.get(code).cloned().unwrap_or_default();
    let input = || Input { in_table: true, grid: true, numeric: true, ..Input::default() };
    let label = |column: &str| format!("{name}: {column}");
    let rate = spec.share(answer, code).exact_rate(spec.counts);
    let computed = rate.map(|rate| rate.percent(1).print(ui.lang));
    html! {
        <tr key={code.to_owned()}>
            <th scope="row">{ name }</th>
            <td data-column={w.number_column}>{ cx.number(Cell::of(code, "done"), &label(w.number_column), &typed.done, spec.counts, input()) }</td>
            <td data-column={w.rate_column}>{ cx.input(Cell::of(code, "rate"), &label(w.rate_column), typed.rate.text(), input()) }</td>
            <td data-column={w.computed_column} class={computed_class(rate)}>{ computed.unwrap_or_else(|| "–".to_owned()) }</td>
        </tr>
    }
}
