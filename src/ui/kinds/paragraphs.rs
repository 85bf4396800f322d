//! The input of paragraphs: points, and causes that each may explain several.

use super::{Cx, Input};
use crate::kinds::Cell;
use crate::kinds::paragraphs::{Answer, Cause, NONE, Point, Spec};
use crate::language::ui_words::fill;
use yew::prelude::*;

/// One text a point, then one a cause.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let w = cx.ui.words();
    cx.group(html! {
        <>
            <ol class="lines">
                for (at, point) in answer.points.iter().enumerate() {
                    { point_view(cx, spec, point, at) }
                }
            </ol>
            { cx.add("", &fill(w.add_point, &[cx.ui.text(&spec.point)])) }
            if answer.offers_none(cx.required) {
                { none_view(cx, spec, answer) }
            }
            // What is not there has no cause.
            if let Some(cause) = spec.cause.as_ref().filter(|_| !answer.says_none()) {
                <ol class="lines causes">
                    for (at, one) in answer.causes.iter().enumerate() {
                        { cause_view(cx, answer, cx.ui.text(cause), one, at) }
                    }
                </ol>
                { cx.add("causes", &fill(w.add_point, &[cx.ui.text(cause)])) }
            }
        </>
    })
}

/// The tick by which a unit says that there is nothing to write here.
fn none_view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    let cell = Cell::new(NONE);
    let id = cx.place(&cell).dom_id();
    let to = if answer.none { "" } else { "yes" };
    html! {
        <label class="option" key="none" for={id.clone()}>
            <input type="checkbox" {id} checked={answer.none} onchange={cx.set(cell, to.to_owned())} />
            <span>{ fill(cx.ui.words().none_of, &[cx.ui.text(&spec.point)]) }</span>
        </label>
    }
}

fn point_view(cx: &Cx, spec: &Spec, point: &Point, at: usize) -> Html {
    let label = format!("{} {}", capital(cx.ui.text(&spec.point)), at + 1);
    html! {
        <li class="line" key={point.id.clone()}>
            <div class="line-fields wide">
                { cx.input(Cell::of(&point.id, "text"), &label, point.text.text(), Input { lines: 2, ..Input::default() }) }
            </div>
            { cx.line_buttons(&point.id, at) }
        </li>
    }
}

fn cause_view(cx: &Cx, answer: &Answer, word: &str, cause: &Cause, at: usize) -> Html {
    let w = cx.ui.words();
    let label = format!("{} {}", capital(word), at + 1);
    let written: Vec<(usize, &Point)> =
        answer.points.iter().enumerate().filter(|(_, p)| !p.text.is_blank()).collect();
    html! {
        <li class="line" key={cause.id.clone()}>
            <div class="line-fields wide">
                { cx.input(Cell::of(&cause.id, "text"), &label, cause.text.text(), Input { lines: 2, ..Input::default() }) }
                if !written.is_empty() {
                    <fieldset class="of">
                        <legend>{ w.cause_of }</legend>
                        for (number, point) in written.into_iter() {
                            { of_view(cx, cause, point, number) }
                        }
                    </fieldset>
                }
            </div>
            { cx.line_buttons(&cause.id, at) }
        </li>
    }
}

fn of_view(cx: &Cx, cause: &Cause, point: &Point, number: usize) -> Html {
    let chosen = cause.of.contains(&point.id);
    let mut of: Vec<&str> =
        cause.of.iter().map(String::as_str).filter(|id| *id != point.id).collect();
    if !chosen {
        of.push(&point.id);
    }
    let id = format!("{}.{}.{}/of/{}", cx.item, cx.field.code, cause.id, point.id);
    let short: String = point.text.text().chars().take(70).collect();
    html! {
        <label class="option" key={point.id.clone()} for={id.clone()}>
            <input type="checkbox" {id} checked={chosen} onchange={cx.set(Cell::of(&cause.id, "of"), of.join(" "))} />
            <span>{ format!("{}. {short}", number + 1) }</span>
        </label>
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
