//! The input of a date, typed by hand, day first.

use super::{Cx, Input};
use crate::kinds::Cell;
use crate::kinds::date::{Answer, Spec};
use crate::language::ui_words::fill;
use yew::prelude::*;

/// One date, with how it was read where it was not typed as it prints.
pub fn view(cx: &Cx, _: &Spec, answer: &Answer) -> Html {
    let text = answer.value.text();
    let printed = answer.value.read().value().map(|date| date.print(cx.ui.lang));
    let reading = printed
        .filter(|printed| printed.replace('0', "") != text.trim().replace('0', ""))
        .map(|printed| fill(cx.ui.words().reads_as, &[&printed]));
    let hint = cx.hint().or_else(|| Some(cx.ui.words().period_from_hint.to_owned()));
    cx.input(Cell::new("value"), cx.label(), text, Input { hint, reading, ..Input::default() })
}
