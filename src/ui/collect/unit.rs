//! One unit's answers beside the sums, all that it sent, and remarks for it.

use super::super::start::moment;
use super::Props;
use super::frame::Wide;
use crate::desk::Action;
use crate::desk::gather::{self, Act, LeftOpen, Original, RemarksState, Sent};
use crate::file::{self, Opened};
use crate::language::ui_words::fill;
use crate::output;
use crate::roll_up::{self, Cell, columns_of, options_of};
use crate::shared::Arc;
use crate::sheet::{Contribution, Remark};
use crate::template::{Item, Template};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The page.
#[function_component(Unit)]
pub fn unit(props: &Props) -> Html {
    let w = props.words();
    // Added up once, not at every drawing: a body may have brought thousands.
    let whole =
        use_memo((props.gather.unit, Arc::clone(&props.open.sheet.below)), |(at, below)| {
            with_its_units(&props.open.template, &below.units, (*at)?)
        });
    let library = Rc::clone(&props.ui.dispatch.desk().library);
    let left_open = use_memo(props.gather.original.clone(), |original| match original.as_deref() {
        Some(Original::Here(file)) => gather::left_open(file, &library),
        _ => Vec::new(),
    });
    let Some(unit) = props.gather.unit.and_then(|at| props.open.sheet.below.units.get(at)) else {
        return Html::default();
    };
    let template = &props.open.template;
    let on = |act: Act| props.ui.on(move || Action::Gather(act.clone()));
    let items: Vec<&Arc<Item>> =
        template.sections.iter().flat_map(|section| template.items_of(section)).collect();
    let code = file::short(&unit.fingerprint);
    html! {
        <>
            <p><button type="button" class="link" id="back-to-table" onclick={on(Act::Look(None))}>{ w.back_to_table }</button></p>
            <h1 id="page-heading" tabindex="-1">{ unit.unit.name.text() }</h1>
            <p class="lead">{ fill(w.unit_line, &[unit.unit.parent.text(), &unit.revision.to_string(), &code]) }</p>
            { original(props) }
            if !unit.kept.is_empty() {
                <section class="item">
                    <h2>{ w.unit_kept }</h2>
                    <ul>
                        for (about, reason) in roll_up::kept_said(template, unit, props.ui.lang) {
                            <li>if !about.is_empty() { <strong>{ about }</strong>{ ": " } }{ reason }</li>
                        }
                    </ul>
                </section>
            }
            { still_open(props, &left_open, "") }
            <p class="hint">{ w.remark_hint }</p>
            for item in items.into_iter() {
                { of_item(props, unit, item, whole.as_ref().as_ref(), &left_open) }
            }
            { give_back(props, unit) }
        </>
    }
}

/// What a body gave together with the units that it brought along; its own answers are not all it
/// sent. None for any other unit.
fn with_its_units(
    template: &Template,
    units: &[Arc<Contribution>],
    at: usize,
) -> Option<roll_up::Totals> {
    units.get(at).filter(|unit| unit.consolidates && unit.within.is_empty())?;
    let brought = roll_up::bodies(units).into_iter().zip(units);
    let brought = brought.filter(|(body, _)| *body == Some(at)).map(|(_, unit)| Arc::clone(unit));
    Some(roll_up::totals(template, &brought.collect::<Vec<_>>()))
}

/// All that the unit sent, as it prints it; or why that is not here.
fn original(props: &Props) -> Html {
    let w = props.words();
    match props.gather.original.as_deref() {
        None => html! { <p class="hint" id="unit-original">{ w.unit_reading }</p> },
        Some(Original::Elsewhere) => {
            html! { <p class="notice" id="unit-original">{ w.unit_elsewhere }</p> }
        }
        Some(Original::Unreadable(why)) => {
            html! { <p class="notice wrong" id="unit-original">{ fill(w.unit_unreadable, &[props.ui.text(why)]) }</p> }
        }
        Some(Original::Here(_)) => html! {
            <details class="item" id="unit-original">
                <summary>{ w.unit_paper }</summary>
                <p class="hint">{ w.unit_paper_hint }</p>
                <Paper ..props.clone() />
            </details>
        },
    }
}

/// The paper of the unit that is looked at.
#[function_component(Paper)]
fn paper(props: &Props) -> Html {
    let lang = props.ui.lang;
    let library = Rc::clone(&props.ui.dispatch.desk().library);
    let html = use_memo((props.gather.original.clone(), lang), |(original, lang)| {
        let blocks = match original.as_deref() {
            Some(Original::Here(file)) => gather::paper(file, &library, *lang),
            _ => Vec::new(),
        };
        AttrValue::from(output::html(&blocks, *lang))
    });
    html! {
        <div class="paper-frame" tabindex="0" role="region" aria-label={props.words().unit_paper}>
            <div class="sheet-of-paper" lang={lang.code()}>{ Html::from_html_unchecked((*html).clone()) }</div>
        </div>
    }
}

fn of_item(
    props: &Props,
    unit: &Contribution,
    item: &Arc<Item>,
    body: Option<&roll_up::Totals>,
    left_open: &[LeftOpen],
) -> Html {
    let (w, ui) = (props.words(), &props.ui);
    let mut lines: Vec<Html> = Vec::new();
    for field in &item.fields {
        let key = (item.code.clone(), field.code.clone());
        let sum = props.gather.totals.get(&key).and_then(|sum| sum.value.as_ref());
        let whole = body.and_then(|sums| sums.get(&key)?.value.as_ref());
        for column in columns_of(item, field).into_iter().chain(options_of(item, field)) {
            let of_all = sum.map_or(Cell::Blank, |sum| column.cell(sum));
            let own = column.of(unit);
            let whole = body.map(|_| whole.map_or(Cell::Blank, |sum| column.cell(sum)));
            if of_all == Cell::Blank && own == Cell::Blank {
                continue;
            }
            let named = column.name.get(ui.lang);
            let label = ui.text(&field.label);
            // A part alone ("Có mặt") does not say of what, where an item asks several things.
            let mut said = Vec::new();
            if named.is_empty() || item.fields.len() > 1 {
                said.push(label);
            }
            said.extend(Some(named).filter(|named| !named.is_empty() && *named != label));
            said.extend(column.part.is_none().then_some(w.rate));
            let name = said.join(" – ");
            let question = format!("{}.{}", item.code, field.code);
            let to_total = ui.on(move || Action::Gather(Act::Ask(question.clone())));
            lines.push(html! {
                <tr><th scope="row">{ name }</th><td class="number">{ column.print(own, ui.lang) }</td>
                    if let Some(whole) = whole { <td class="number">{ column.print(whole, ui.lang) }</td> }
                    <td class="number">
                    <button type="button" class="link" title={w.to_total} onclick={to_total}>{ column.print(of_all, ui.lang) }</button>
                </td></tr>
            });
        }
    }
    let still_open = still_open(props, left_open, &item.code);
    if lines.is_empty() && still_open == Html::default() {
        return remark(props, unit, item, &format!("{}: {}", ui.text(&item.title), w.remark_here));
    }
    let heading = format!("unit-{}", item.code);
    html! {
        <section class="item" key={item.code.clone()} aria-labelledby={heading.clone()}>
            <h2 id={heading} tabindex="-1">{ ui.text(&item.title) }</h2>
            { still_open }
            if !lines.is_empty() {
                <Wide lang={ui.lang} label={ui.text(&item.title).to_owned()}>
                    <table class="data">
                        <thead><tr><th scope="col">{ w.question }</th><th scope="col" class="number">{ w.this_unit }</th>
                            if body.is_some() { <th scope="col" class="number">{ w.with_its_units }</th> }
                            <th scope="col" class="number">{ w.all_units }</th></tr></thead>
                        <tbody>for line in lines { { line } }</tbody>
                    </table>
                </Wide>
            }
            { remark(props, unit, item, w.remark) }
        </section>
    }
}

/// What the unit left open about an item, or about itself and its period: what is worth a remark.
fn still_open(props: &Props, all: &[LeftOpen], item: &str) -> Html {
    let here: Vec<&LeftOpen> = all.iter().filter(|point| point.item == item).collect();
    if here.is_empty() {
        return Html::default();
    }
    html! {
        <div class="notice still-open">
            <p>{ props.words().open_here }</p>
            <ul>for point in here { <li>{ props.ui.text(&point.words).to_owned() }</li> }</ul>
        </div>
    }
}

/// What was remarked on an item so far, and a box for what is to be remarked.
fn remark(props: &Props, unit: &Contribution, item: &Item, summary: &str) -> Html {
    let (w, remarks) = (props.words(), &props.gather.remarks);
    let key = (unit.sheet.clone(), item.code.clone());
    let text = remarks.waiting.get(&key).cloned().unwrap_or_default();
    let said = text.trim().is_empty().then(Html::default).unwrap_or_else(|| state(props));
    let dispatch = props.ui.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let area = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        if let Some(area) = area {
            let (sheet, item) = key.clone();
            dispatch.send(Action::Gather(Act::Remark { sheet, item, text: area.value() }));
        }
    });
    let answered = in_its_file(props, &item.code);
    let mine = |sent: &&Sent| sent.sheet == unit.sheet && sent.item == item.code;
    let waits = |sent: &&Sent| mine(sent) && !came_back(props, sent);
    let sent: Vec<&Sent> = remarks.sent.iter().filter(waits).collect();
    let id = format!("remark-{}", item.code);
    let open = !text.is_empty() || !sent.is_empty() || !answered.is_empty();
    html! {
        <details class="why" {open} key={id.clone()}>
            <summary>{ summary }</summary>
            for one in answered.iter() { { with_answer(props, one) } }
            for one in sent.into_iter() { { was_sent(props, one) } }
            <label for={id.clone()}>{ fill(w.remark_label, &[props.ui.text(&item.title)]) }</label>
            <textarea class="input" rows="2" id={id.clone()} value={text} {oninput} />
            { said }
        </details>
    }
}

/// Whether what was written is safe.
fn state(props: &Props) -> Html {
    let w = props.words();
    let (state, words, class) = match props.gather.remarks.state {
        RemarksState::Kept => ("kept", w.remark_kept, "hint"),
        RemarksState::Waiting => ("waiting", w.remark_waiting, "hint"),
        RemarksState::Refused => ("refused", w.remark_refused, "warn"),
        RemarksState::Unreadable => ("refused", w.remarks_lost, "warn"),
    };
    html! { <p class={classes!(class, "remark-state")} data-state={state}>{ words }</p> }
}

/// The remarks on an item that the unit's file holds.
fn in_its_file<'a>(props: &'a Props, item: &str) -> Vec<&'a Remark> {
    let Some(Original::Here(file)) = props.gather.original.as_deref() else { return Vec::new() };
    let Opened { sheet, .. } = &**file;
    sheet.remarks.values().filter(|remark| remark.item == item).collect()
}

/// Whether a remark came back with the unit's file: there it stands with the answer.
fn came_back(props: &Props, sent: &Sent) -> bool {
    in_its_file(props, &sent.item).iter().any(|one| one.text == sent.text)
}

fn with_answer(props: &Props, remark: &Remark) -> Html {
    let w = props.words();
    let answer = if remark.is_answered() {
        fill(w.remark_answered, &[remark.answer.trim()])
    } else {
        w.remark_unanswered.to_owned()
    };
    html! {
        <div class="remark-past">
            <p class="hint">{ fill(w.remark_said, &[&remark.by, &remark.text]) }</p>
            <p>{ answer }</p>
        </div>
    }
}

fn was_sent(props: &Props, sent: &Sent) -> Html {
    let w = props.words();
    let again = sent.clone();
    html! {
        <div class="remark-past">
            <p class="hint">{ fill(w.remark_sent, &[&moment(&sent.at), &sent.text]) }</p>
            <button type="button" class="button quiet"
                onclick={props.ui.on(move || Action::Gather(Act::RemarkAgain(again.clone())))}>{ w.remark_again }</button>
        </div>
    }
}

/// Making the file comes last, and only when there is something to send.
fn give_back(props: &Props, unit: &Contribution) -> Html {
    let w = props.words();
    let count = props.gather.remarks.waiting_for(&unit.sheet).len();
    let here = matches!(props.gather.original.as_deref(), Some(Original::Here(_)));
    // What came back with the unit's file is no longer on its way.
    let waits = |sent: &&Sent| sent.sheet == unit.sheet && !came_back(props, sent);
    let given: Vec<&Sent> = props.gather.remarks.sent.iter().filter(waits).collect();
    let last = given.iter().map(|sent| &sent.at).max();
    let (said, class) = match (here, count) {
        (false, _) => (w.give_back_no_file.to_owned(), "button"),
        (true, 0) => match last {
            // The boxes are empty again: the remarks are in the file.
            Some(at) => {
                (fill(w.give_back_done, &[&given.len().to_string(), &moment(at)]), "button")
            }
            None => (w.give_back_none.to_owned(), "button"),
        },
        (true, _) => (fill(w.give_back_count, &[&count.to_string()]), "button strong"),
    };
    let again: Option<Vec<Sent>> =
        (here && count == 0 && last.is_some()).then(|| given.into_iter().cloned().collect());
    html! {
        <section class="item" aria-labelledby="give-back-title">
            <h2 id="give-back-title">{ w.give_back_title }</h2>
            <p id="give-back-said">{ said }</p>
            <p class="buttons">
                <button type="button" {class} id="give-back" disabled={!here || count == 0} aria-describedby="give-back-said"
                    onclick={props.ui.on(|| Action::Gather(Act::GiveBack))}>{ w.give_back }</button>
                if let Some(sent) = again {
                    <button type="button" class="button" id="give-back-again"
                        onclick={props.ui.on(move || Action::Gather(Act::GiveBackAgain(sent.clone())))}>{ w.give_back_again }</button>
                }
            </p>
        </section>
    }
}
