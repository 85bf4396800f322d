//! The input of a breakdown: the total, then its cuts.

use super::{Cx, Input, with_unit};
use crate::checks::Finding;
use crate::kinds::breakdown::{Answer, Cut, Spec, part_key};
use crate::kinds::{Cell, Typed};
use crate::language::ui_words::fill;
use yew::prelude::*;

/// The total, the parts of each cut with their sum, and why parts overlap.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let (ui, w) = (cx.ui, cx.ui.words());
    let total = with_unit(ui.text(&spec.total), ui.text(&spec.unit));
    let overlap = Input { hint: Some(w.overlap_hint.to_owned()), ..Input::default() };
    let grid = Input { grid: true, ..Input::default() };
    cx.group(html! {
        <>
            { cx.number(Cell::new("total"), &total, &answer.total, spec.counts, grid) }
            for cut in spec.cuts.iter().filter(|cut| !cut.parts.is_empty()) {
                { cut_view(cx, spec, answer, cut) }
            }
            { cx.input(Cell::new("overlap"), w.overlap, answer.overlap.text(), overlap) }
        </>
    })
}

fn cut_view(cx: &Cx, spec: &Spec, answer: &Answer, cut: &Cut) -> Html {
    let (ui, w) = (cx.ui, cx.ui.words());
    let known = spec.sum(answer, cut, None).map(|(sum, _)| sum);
    // What does not fit is no good news.
    let open = |f: &Finding| f.check == "parts_do_not_close" && f.kept.is_none();
    let total = answer.total.known(spec.counts.numerals());
    let fits = known.zip(total).is_none_or(|(sum, total)| sum.may_equal(&total));
    let over = (!fits && cx.findings.iter().any(open)).then_some("over");
    let sum = known.map(|sum| sum.print(ui.lang, false));
    let blank = Typed::default();
    html! {
        <div class="cut" key={cut.code.clone()}>
            <h3>{ ui.text(&cut.name) }</h3>
            <div class="parts">
                for part in cut.parts.iter() {
                    <div class={classes!("part", part.under.is_some().then_some("nested"))} key={part.code.clone()}>
                        { cx.number(Cell::of(&cut.code, &part.code), ui.text(&part.name),
                            answer.parts.get(&part_key(&cut.code, &part.code)).unwrap_or(&blank), spec.counts,
                            Input { grid: true, ..Input::default() }) }
                    </div>
                }
            </div>
            <output class={classes!("computed", over)}>{ sum.map(|sum| fill(w.parts_sum, &[&sum])).unwrap_or_default() }</output>
        </div>
    }
}
