//! The input of a short or long text.

use super::{Cx, Input};
use crate::kinds::Cell;
use crate::kinds::text::{Answer, Spec};
use yew::prelude::*;

/// One text.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let lines = if spec.long { 3 } else { 1 };
    let suggestions = if spec.topics { cx.topics.to_vec() } else { Vec::new() };
    cx.input(
        Cell::new("value"),
        cx.label(),
        answer.value.text(),
        Input { hint: cx.hint(), lines, suggestions, ..Input::default() },
    )
}
