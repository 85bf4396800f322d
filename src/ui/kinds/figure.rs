//! The input of a figure.

use super::{Cx, Input, with_unit};
use crate::kinds::Cell;
use crate::kinds::figure::{Answer, Spec};
use yew::prelude::*;

/// One number with its unit of counting.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let label = with_unit(cx.label(), cx.ui.text(&spec.unit));
    let hint = cx.hint().or_else(|| cx.alone.then(|| cx.ui.words().number_hint.to_owned()));
    cx.number(
        Cell::new("value"),
        &label,
        &answer.value,
        spec.counts,
        Input { hint, ..Input::default() },
    )
}
