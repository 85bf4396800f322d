//! The input of a small table.

use super::{Cx, Input, reading};
use crate::kinds::Cell;
use crate::kinds::rows::{Answer, Column, Holds, Row, Spec};
use crate::language::ui_words::fill;
use crate::number::read_figure;
use yew::prelude::*;

/// One block of inputs a row; a block from Excel may be pasted into any cell.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let w = cx.ui.words();
    cx.group(html! {
        <>
            if answer.lines.is_empty() { { cx.paste_here() } } else { <p class="hint">{ w.paste_hint }</p> }
            <ol class="lines">
                for (at, line) in answer.lines.iter().enumerate() {
                    <li class="line" key={line.id.clone()} aria-label={fill(w.line_number, &[&(at + 1).to_string()])}>
                        <div class="line-fields">
                            for column in spec.columns.iter() {
                                { cell(cx, line, column) }
                            }
                        </div>
                        { cx.line_buttons(&line.id, at) }
                    </li>
                }
            </ol>
            { cx.add("", &fill(w.add_row, &[cx.ui.text(&spec.row)])) }
        </>
    })
}

fn cell(cx: &Cx, line: &Row, column: &Column) -> Html {
    let text = line.cells.get(&column.code).map(|c| c.text().to_owned()).unwrap_or_default();
    let mut input = Input { grid: true, ..Input::default() };
    match &column.holds {
        Holds::Number(counts) => {
            input.numeric = true;
            let figure = read_figure(&text, counts.numerals()).value();
            input.reading = reading(&text, figure, *counts, cx.ui);
        }
        Holds::Rate => input.numeric = true,
        Holds::Choice(options) => {
            input.suggestions = options.iter().map(|o| cx.ui.text(&o.name).to_owned()).collect();
        }
        Holds::Text if column.topics => input.suggestions = cx.topics.to_vec(),
        Holds::Date | Holds::PastDate | Holds::EventDate => {
            input.reading = super::date::reading(&text, cx.ui);
        }
        Holds::Text => {}
    }
    cx.input(Cell::of(&line.id, &column.code), cx.ui.text(&column.name), &text, input)
}
