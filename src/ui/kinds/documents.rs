//! The input of a list of documents.

use super::{Cx, Input};
use crate::kinds::Cell;
use crate::kinds::documents::{Answer, Document, Spec};
use crate::language::ui_words::fill;
use yew::prelude::*;

/// One block of inputs a document.
pub fn view(cx: &Cx, _: &Spec, answer: &Answer) -> Html {
    let w = cx.ui.words();
    cx.group(html! {
        <>
            <ol class="lines">
                for (at, line) in answer.lines.iter().enumerate() {
                    { document(cx, line, at) }
                }
            </ol>
            { cx.add("", w.add_document) }
        </>
    })
}

fn document(cx: &Cx, line: &Document, at: usize) -> Html {
    let w = cx.ui.words();
    let number = (at + 1).to_string();
    let input = || Input { grid: true, ..Input::default() };
    let day = line.date.text();
    let day_input = Input { reading: super::date::reading(day, cx.ui), ..input() };
    html! {
        <li class="line" key={line.id.clone()} aria-label={fill(w.line_number, &[&number])}>
            <div class="line-fields document">
                { cx.input(Cell::of(&line.id, "number"), w.document_number, line.number.text(), input()) }
                { cx.input(Cell::of(&line.id, "date"), w.document_date, day, day_input) }
                { cx.input(Cell::of(&line.id, "issuer"), w.document_issuer, line.issuer.text(), input()) }
                { cx.input(Cell::of(&line.id, "subject"), w.document_subject, line.subject.text(), input()) }
            </div>
            { cx.line_buttons(&line.id, at) }
        </li>
    }
}
