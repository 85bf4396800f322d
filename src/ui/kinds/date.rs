//! The input of a date, typed by hand, day first.

use super::{Cx, Input, Ui};
use crate::kinds::Cell;
use crate::kinds::date::{Answer, Spec};
use crate::language::Date;
use crate::language::ui_words::fill;

use yew::prelude::*;

/// "Đọc là: 05/8/2026", where a date was not typed as it prints; a leading zero is no difference.
pub(super) fn reading(text: &str, ui: &Ui) -> Option<String> {
    let printed = Date::read(text).ok()?.print(ui.lang);
    let plain = |text: &str| text.trim().replace('0', "");
    (plain(&printed) != plain(text)).then(|| fill(ui.words().reads_as, &[&printed]))
}

/// One date, with how it was read where it was not typed as it prints.
pub fn view(cx: &Cx, _: &Spec, answer: &Answer) -> Html {
    let text = answer.value.text();
    let reading = reading(text, cx.ui);
    let hint = cx.hint().or_else(|| Some(cx.ui.words().date_hint.to_owned()));
    cx.input(Cell::new("value"), cx.label(), text, Input { hint, reading, ..Input::default() })
}
