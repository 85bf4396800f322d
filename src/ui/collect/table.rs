//! The units beside one another: a row for each, a column for each figure of one question.

use super::files::some;
use super::frame::Wide;
use super::long::Long;
use super::{Props, nothing_yet};
use crate::desk::Action;
use crate::desk::gather::Act;
use crate::kinds::Total;
use crate::language::name_key;
use crate::language::ui_words::fill;
use crate::number::Rate;
use crate::roll_up::{self, Cell, Column, FieldTotal, columns_of, options_of};
use crate::shared::Arc;
use crate::sheet::Contribution;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// So many units are drawn at a time; sorting decides which come first.
const ROWS: usize = 100;

/// What the rows are sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Name,
    Column(usize),
}

/// How the rows are sorted; as the list of units where by nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Sorted {
    by: Option<By>,
    down: bool,
}

/// A question that has figures.
#[derive(Clone, PartialEq)]
struct Question {
    key: String,
    name: String,
    columns: Vec<Column>,
}

/// The page.
#[function_component(Table)]
pub fn table(props: &Props) -> Html {
    let w = props.words();
    let sorted = use_state(Sorted::default);
    let units = &props.open.sheet.below.units;
    let questions = questions(props);
    let picked = &props.gather.question;
    let chosen = questions.iter().find(|q| q.key == *picked).or(questions.first()).cloned();
    let onchange = {
        let (dispatch, sorted) = (props.ui.dispatch.clone(), sorted.clone());
        Callback::from(move |event: Event| {
            let select =
                event.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok());
            if let Some(select) = select {
                dispatch.send(Action::Gather(Act::Choose(select.value())));
                sorted.set(Sorted::default());
            }
        })
    };
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.table_title }</h1>
            <p class="lead">{ w.table_lead }</p>
            if units.is_empty() { { nothing_yet(&props.ui) } }
            if let Some(question) = chosen {
                <label for="question">{ w.question }</label>
                <select id="question" class="input" {onchange}>
                    for section in props.open.template.sections.iter() {
                        { group(props, section, &questions, &question.key) }
                    }
                </select>
                { coverage(props, &question) }
                { long(props, question, &sorted) }
            }
        </>
    }
}

/// The questions of a section that have figures.
fn group(
    props: &Props,
    section: &crate::template::Section,
    questions: &[Question],
    shown: &str,
) -> Html {
    let of_section = |q: &&Question| {
        let item = q.columns.first().map(|column| column.item.as_str()).unwrap_or_default();
        props.open.template.section_of(item).is_some_and(|of| of.code == section.code)
    };
    let here: Vec<&Question> = questions.iter().filter(of_section).collect();
    if here.is_empty() {
        return Html::default();
    }
    html! {
        <optgroup label={props.ui.text(&section.short).to_owned()} key={section.code.clone()}>
            for q in here.into_iter() {
                <option value={q.key.clone()} selected={q.key == shown}>{ q.name.clone() }</option>
            }
        </optgroup>
    }
}

fn questions(props: &Props) -> Vec<Question> {
    let template = &props.open.template;
    let items = template.sections.iter().flat_map(|section| template.items_of(section));
    let mut out = Vec::new();
    for item in items {
        for field in &item.fields {
            let key = (item.code.clone(), field.code.clone());
            let Some(value) = props.gather.totals.get(&key).and_then(|sum| sum.value.as_ref())
            else {
                continue;
            };
            let has = |column: &Column| column.cell(value) != Cell::Blank;
            let columns: Vec<Column> = columns_of(item, field)
                .into_iter()
                .chain(options_of(item, field))
                .filter(has)
                .collect();
            if let Some(first) = columns.first() {
                // "Số lượt" is asked of many things: the item says of which.
                let (asked, of) = (first.question.get(props.ui.lang), props.ui.text(&item.title));
                let name = if asked == of { of.to_owned() } else { format!("{of} – {asked}") };
                out.push(Question { key: format!("{}.{}", key.0, key.1), name, columns });
            }
        }
    }
    out
}

fn sum<'a>(props: &'a Props, question: &Question) -> Option<&'a FieldTotal> {
    let first = question.columns.first()?;
    props.gather.totals.get(&(first.item.clone(), first.field.clone()))
}

fn coverage(props: &Props, question: &Question) -> Html {
    let w = props.words();
    let Some(sum) = sum(props, question) else { return Html::default() };
    let mut said = vec![fill(w.coverage, &[&sum.gave.to_string(), &sum.concerned().to_string()])];
    if sum.not_concerned > 0 {
        said.push(fill(w.not_concerned, &[&sum.not_concerned.to_string()]));
    }
    if sum.undecided > 0 {
        said.push(fill(w.undecided_units, &[&sum.undecided.to_string()]));
    }
    let first = question.columns.first();
    let field = first.and_then(|c| props.open.template.item(&c.item)?.field(&c.field));
    let rate_only: u32 = field
        .zip(sum.value.as_ref())
        .and_then(|(field, value)| {
            field.kind.shares(value).iter().map(|(_, share)| share.rate_only).max()
        })
        .unwrap_or(0);
    if rate_only > 0 {
        said.push(fill(w.rate_only, &[&rate_only.to_string()]));
    }
    let units = &props.open.sheet.below.units;
    let silent = first
        .map_or_else(Vec::new, |c| roll_up::silent(&props.open.template, units, &c.item, &c.field));
    if !silent.is_empty() && sum.gave > 0 {
        let names: Vec<String> =
            silent.iter().filter_map(|at| units.get(*at)).map(|unit| unit.name()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        said.push(fill(w.silent, &[&some(&names, w)]));
    }
    html! { <p id="coverage">{ said.join(" ") }</p> }
}

/// The units that answered a question, with their places.
fn answered<'a>(
    props: &'a Props,
    question: &Question,
) -> impl Iterator<Item = (usize, &'a Arc<Contribution>)> {
    let first = question.columns.first();
    let units = props.open.sheet.below.units.iter().enumerate();
    units.filter(move |(_, unit)| first.is_some_and(|c| unit.answer(&c.item, &c.field).is_some()))
}

/// The table, of many units in parts.
fn long(props: &Props, question: Question, sorted: &UseStateHandle<Sorted>) -> Html {
    let (lang, all) = (props.ui.lang, answered(props, &question).count());
    let (props, sorted, key) = (props.clone(), sorted.clone(), question.key.clone());
    let draw = Callback::from(move |most| grid(&props, &question, &sorted, most));
    html! { <Long key={key} {lang} {all} step={ROWS} id="figures" {draw} /> }
}

fn grid(props: &Props, question: &Question, sorted: &UseStateHandle<Sorted>, most: usize) -> Html {
    let (w, template) = (props.words(), &props.open.template);
    let columns = &question.columns;
    let first = columns.first();
    let mut rows: Vec<(usize, &Arc<Contribution>, Vec<Cell>)> = answered(props, question)
        .map(|(at, unit)| (at, unit, columns.iter().map(|c| c.of(unit)).collect()))
        .collect();
    if let Some(by) = sorted.by {
        rows.sort_by(|a, b| {
            let name =
                |row: &(usize, &Arc<Contribution>, Vec<Cell>)| name_key(row.1.unit.name.text());
            let order = match by {
                By::Name => name(a).cmp(&name(b)),
                By::Column(by) => value(a.2.get(by)).cmp(&value(b.2.get(by))),
            };
            if sorted.down { order.reverse() } else { order }
        });
    }
    let total = sum(props, question).and_then(|sum| sum.value.as_ref());
    let own = first.and_then(|c| props.open.sheet.field(&c.item, &c.field));
    let own = own.filter(|answer| !answer.own.is_blank()).and_then(|answer| {
        let field = first.and_then(|c| template.item(&c.item)?.field(&c.field))?;
        field.kind.total(&answer.own)
    });
    let both = own.as_ref().zip(total).and_then(|(own, total)| own.merge(total));
    let line = |cells: Vec<Cell>| {
        columns.iter().zip(cells).map(|(column, cell)| show(props, column, cell)).collect::<Html>()
    };
    let sum_line = |total: &Total| {
        let cells = columns.iter().map(|column| {
            let said = column.print_total(total, props.ui.lang);
            cell_view(column.cell(total), said)
        });
        cells.collect::<Html>()
    };
    let bodies = bodies(props, columns.first());
    html! {
        <Wide lang={props.ui.lang} label={question.name.clone()}>
            <table class="data" id="figures">
                <thead>
                    <tr>
                        { head(props, w.column_unit.to_owned(), By::Name, sorted) }
                        for (at, column) in columns.iter().enumerate() {
                            { head(props, column_name(props, column), By::Column(at), sorted) }
                        }
                    </tr>
                </thead>
                <tbody>
                    if let Some(total) = total {
                        <tr class="total"><th scope="row">{ w.all_units }</th>{ sum_line(total) }</tr>
                    }
                    if let Some(own) = own {
                        <tr class="total"><th scope="row">{ w.own }</th>{ sum_line(&own) }</tr>
                    }
                    if let Some(both) = both {
                        <tr class="total"><th scope="row">{ w.both }</th>{ sum_line(&both) }</tr>
                    }
                    for (body, total) in bodies.into_iter() {
                        <tr class="total"><th scope="row">{ fill(w.body_whole, &[&body]) }</th>{ sum_line(&total) }</tr>
                    }
                    for (at, unit, cells) in rows.iter().take(most) {
                        <tr key={unit.fingerprint.clone()}>
                            <th scope="row">{ look(props, *at, unit) }</th>
                            { line(cells.clone()) }
                        </tr>
                    }
                </tbody>
            </table>
        </Wide>
    }
}

/// What each body brought together with its units: its own row has only what it does itself.
fn bodies(props: &Props, column: Option<&Column>) -> Vec<(String, Total)> {
    let units = &props.open.sheet.below.units;
    let Some(column) = column.filter(|_| units.iter().any(|unit| unit.consolidates)) else {
        return Vec::new();
    };
    let sums = roll_up::by_body(units, &roll_up::bodies(units), &column.item, &column.field);
    let named = sums
        .into_iter()
        .filter_map(|(at, total)| Some((units.get(at)?.unit.name.text().trim().to_owned(), total)));
    named.collect()
}

fn look(props: &Props, at: usize, unit: &Contribution) -> Html {
    let name = unit.unit.name.text().trim();
    let name = if name.is_empty() { unit.unit.id.clone() } else { name.to_owned() };
    html! {
        <>
            <button type="button" class="link" onclick={props.ui.on(move || Action::Gather(Act::Look(Some(at))))}>{ name }</button>
            if !unit.came_alone() { <span class="hint">{ " " }{ unit.unit.parent.text() }</span> }
            if unit.undecided { <span class="warn">{ " " }{ props.words().state_for_now }</span> }
        </>
    }
}

/// What rows are sorted by: nothing first, then by number or rate.
fn value(cell: Option<&Cell>) -> Option<i128> {
    match cell {
        Some(Cell::Number(sum)) => sum.figure().map(|known| known.low.thousandths()),
        Some(Cell::Rate(rate)) => Some(rate.percent(3).value.thousandths()),
        Some(Cell::Stated(rate)) => Some(rate.percent.low.thousandths()),
        _ => None,
    }
}

/// What a column is called.
pub(super) fn column_name(props: &Props, column: &Column) -> String {
    let w = props.words();
    let said = column.name.get(props.ui.lang);
    match (&column.part, said.is_empty()) {
        (None, true) => w.rate.to_owned(),
        (None, false) => format!("{said} – {}", w.rate),
        (Some(_), true) => w.figure.to_owned(),
        (Some(_), false) => said.to_owned(),
    }
}

fn head(props: &Props, text: String, by: By, sorted: &UseStateHandle<Sorted>) -> Html {
    let here = sorted.by == Some(by);
    let (state, mark) = match (here, sorted.down) {
        (true, true) => ("descending", " ▼"),
        (true, false) => ("ascending", " ▲"),
        _ => ("none", ""),
    };
    let sorted = sorted.clone();
    // The greatest figure is looked for first, and the first name.
    let down = if here { !sorted.down } else { by != By::Name };
    let onclick = Callback::from(move |_: MouseEvent| sorted.set(Sorted { by: Some(by), down }));
    let class = if by == By::Name { "" } else { "number" };
    html! {
        <th scope="col" {class} aria-sort={state}>
            <button type="button" class="link" {onclick} title={props.words().sort}>{ text }{ mark }</button>
        </th>
    }
}

pub(super) fn show(props: &Props, column: &Column, cell: Cell) -> Html {
    cell_view(cell, column.print(cell, props.ui.lang))
}

fn cell_view(cell: Cell, text: String) -> Html {
    match cell {
        Cell::Rate(rate) => html! { <td class="number rate">{ bar(&rate) }{ text }</td> },
        _ => html! { <td class="number">{ text }</td> },
    }
}

/// A rate as a bar, for those who see; the number stands beside it.
fn bar(rate: &Rate) -> Html {
    let tenths = rate.percent(1).value.thousandths() / 100;
    html! { <meter min="0" max="1000" value={tenths.clamp(0, 1000).to_string()} aria-hidden="true"></meter> }
}
