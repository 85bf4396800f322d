//! The unit and the period.

use super::app::Ui;
use super::field::TextField;
use super::findings::{FindingCard, card_id};
use super::remarks;
use super::start::{file_button, unit_name};
use crate::checks::{Finding, Gravity, NOT_ASKED};
use crate::compare;
use crate::desk::{Action, Open, View};
use crate::drafts::Summary;
use crate::language::Words;
use crate::language::ui_words::fill;
use crate::sheet::{Edit, HeadField, PeriodKind, Place, Sheet};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What the page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The open sheet.
    pub open: Rc<Open>,
    /// The sheets kept on this machine.
    pub shelf: Rc<Vec<Summary>>,
    /// The form that fits the period better: its id and what it is called.
    pub better: Option<(String, Words)>,
    /// The year by the clock; 0 before it is known.
    pub year: u16,
}

/// The page of the unit and the period.
#[function_component(UnitPage)]
pub fn unit_page(props: &Props) -> Html {
    let Props { ui, open, .. } = props;
    let w = ui.words();
    let sheet = &open.sheet;
    let template = &open.template;
    let bounds = sheet.period.bounds();
    // What was chosen before stays in the list, whatever the period.
    let kinds: Vec<(String, String)> = template
        .unit_kinds
        .iter()
        .filter(|k| k.in_use(bounds) || k.code == sheet.unit.kind)
        .map(|k| (k.code.clone(), ui.text(&k.name).to_owned()))
        .collect();
    let levels: Vec<(String, String)> = template
        .levels
        .iter()
        .filter(|l| l.in_use(bounds) || l.code == sheet.unit.level)
        .map(|l| (l.code.clone(), ui.text(&l.name).to_owned()))
        .collect();
    let periods: Vec<(String, String)> = PeriodKind::ALL
        .iter()
        .map(|kind| {
            let name = match kind {
                PeriodKind::Year => w.period_year,
                PeriodKind::HalfYear => w.period_half_year,
                PeriodKind::Years => w.period_years,
                PeriodKind::Stage => w.period_stage,
                PeriodKind::FromTo => w.period_from_to,
            };
            (kind.code().to_owned(), name.to_owned())
        })
        .collect();
    let period = sheet.period.print(ui.lang);
    let from =
        if sheet.period.kind == PeriodKind::Year { w.period_the_year } else { w.period_from };
    // A year of the form in use, so that nobody takes it for the one to type.
    let year = props.year.clamp(template.years.from, template.years.to.unwrap_or(u16::MAX));
    let from_hint = match sheet.period.kind {
        PeriodKind::Year => fill(w.period_year_hint, &[&year.to_string()]),
        _ => w.period_from_hint.to_owned(),
    };
    let first = template.sections.first();
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.unit_title }</h1>
            <p class="lead">{ w.unit_lead }</p>
            <div class="item">
                { text(ui, open, HeadField::UnitName, w.unit_name, Some(w.unit_name_hint), 1) }
                { select(ui, sheet, HeadField::UnitKind, w.unit_kind, &kinds, true) }
                { not_asked(ui, open) }
                { text(ui, open, HeadField::UnitParent, w.unit_parent, Some(w.unit_parent_hint), 1) }
                { level(ui, open, &levels) }
            </div>
            <div class="item">
                <h2>{ w.period_title }</h2>
                { select(ui, sheet, HeadField::PeriodKind, w.period_kind, &periods, false) }
                <div class="pair">
                    { text(ui, open, HeadField::PeriodFrom, from, Some(&from_hint), 1) }
                    if sheet.period.kind != PeriodKind::Year || !sheet.period.to.is_blank() {
                        { text(ui, open, HeadField::PeriodTo, w.period_to, Some(w.period_to_hint), 1) }
                    }
                </div>
                if !period.is_empty() { <p class="reading" id="period-reading">{ fill(w.period_read, &[&period]) }</p> }
                { form(props) }
            </div>
            { previous(props) }
            { remarks::history(ui, open) }
            if let Some(section) = first {
                <nav class="onward" aria-label={w.sections_short}>
                    { onward(ui, section) }
                </nav>
            }
        </>
    }
}

/// The answers that the chosen kind of unit is not asked: what becomes of them is decided here, as
/// long as whoever changed the kind remembers why.
fn not_asked(ui: &Ui, open: &Open) -> Html {
    let all = open.review.findings(&open.template);
    let findings: Vec<Finding> =
        all.into_iter().filter(|f| f.check == NOT_ASKED).cloned().collect();
    if findings.is_empty() {
        return Html::default();
    }
    let count = findings.len().to_string();
    html! {
        <div class="field-findings" id="no-longer-asked" key="no-longer-asked">
            <p role="status">{ fill(ui.words().no_longer_asked, &[&count]) }</p>
            for finding in findings.iter() {
                <FindingCard key={finding.key()} ui={ui.clone()} finding={finding.clone()} go={true} />
            }
        </div>
    }
}

/// The level: asked once the kind of unit is chosen and where that does not say it, else only shown,
/// for it can be another one all the same.
fn level(ui: &Ui, open: &Open, levels: &[(String, String)]) -> Html {
    let (w, sheet) = (ui.words(), &open.sheet);
    let asked = select(ui, sheet, HeadField::UnitLevel, w.unit_level, levels, true);
    let implied = open.template.unit_kind(&sheet.unit.kind).is_some_and(|k| k.level.is_some());
    let name = levels.iter().find(|(code, _)| *code == sheet.unit.level);
    match name.filter(|_| implied) {
        Some((_, name)) => html! {
            <details class="why" key="level">
                <summary id="unit-level">{ fill(w.unit_level_is, &[name]) }</summary>
                { asked }
            </details>
        },
        None if sheet.unit.kind.is_empty() && sheet.unit.level.is_empty() => Html::default(),
        None => asked,
    }
}

/// Which form is answered, and the way to the one that fits the period.
fn form(props: &Props) -> Html {
    let Props { ui, open, better, .. } = props;
    let w = ui.words();
    html! {
        <div class="form-used">
            <p class="hint" id="form-used">{ fill(w.form_used, &[ui.text(&open.template.short)]) }</p>
            if let Some((id, short)) = better.clone() {
                <div class="notice" id="better-form">
                    <p>{ fill(w.form_other_years, &[ui.text(&short)]) }</p>
                    <button type="button" class="button" id={format!("reform-{id}")} onclick={ui.on(move || Action::Reform(id.clone()))}>{ fill(w.reform, &[ui.text(&short)]) }</button>
                </div>
            }
        </div>
    }
}

/// The sheet of the period before: chosen, opened, and what may be taken over from it.
fn previous(props: &Props) -> Html {
    let Props { ui, open, shelf, .. } = props;
    let w = ui.words();
    let dispatch = ui.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) {
            let slot = Some(select.value()).filter(|slot| !slot.is_empty());
            dispatch.send(Action::Previous(slot));
        }
    });
    let now = open.sheet.period.bounds();
    // What was put beside stays in the list, whatever the period became since.
    let offered = |summary: &&Summary| {
        let chosen = open.beside.as_ref() == Some(&summary.id);
        let known = summary.bounds.is_some() || now.is_none();
        chosen || (known && compare::may_precede(summary.bounds, now))
    };
    let others: Vec<&Summary> = shelf
        .iter()
        .filter(|summary| summary.id != open.slot && summary.readable)
        .filter(offered)
        .collect();
    let name = |summary: &Summary| {
        let period = summary.period.get(ui.lang);
        let period = if period.is_empty() { w.shelf_no_period } else { period };
        format!("{} · {period}", unit_name(ui, summary))
    };
    html! {
        <div class="item" id="previous">
            <h2>{ w.previous_title }</h2>
            <p class="hint">{ w.previous_lead }</p>
            if !others.is_empty() {
                <div class="field">
                    <label for="previous-choose">{ w.previous_choose }</label>
                    <select id="previous-choose" class="input" {onchange}>
                        <option value="" selected={open.beside.is_none()}>{ w.previous_none }</option>
                        for summary in others.iter() {
                            <option key={summary.id.clone()} value={summary.id.clone()} selected={open.beside.as_ref() == Some(&summary.id)}>{ name(summary) }</option>
                        }
                    </select>
                </div>
            }
            { file_button(ui, "previous-open", w.previous_open, None, ".json,application/json", Action::PreviousFile) }
            if let Some(previous) = &open.previous {
                { beside(ui, &previous.sheet) }
            }
        </div>
    }
}

fn beside(ui: &Ui, sheet: &Sheet) -> Html {
    let w = ui.words();
    let or = |text: String| {
        if text.trim().is_empty() { w.previous_unnamed.to_owned() } else { text }
    };
    let unit = or(sheet.unit.name.text().to_owned());
    let period = or(sheet.period.print(ui.lang));
    html! {
        <div class="notice">
            <p id="previous-of">{ fill(w.previous_of, &[&unit, &period]) }</p>
            <button type="button" class="button" id="carry" onclick={ui.on(|| Action::Carry)}>{ w.carry }</button>
            <p class="hint">{ w.carry_hint }</p>
        </div>
    }
}

fn onward(ui: &Ui, section: &crate::template::Section) -> Html {
    let (view, name) = first(ui, section);
    let text = fill(ui.words().to_first_section, &[&name]);
    html! { <button type="button" class="button strong" id="to-first" onclick={ui.on(move || Action::Go(view.clone()))}>{ text }</button> }
}

/// Where a person goes from here: to the first section.
#[cfg(not(feature = "collect"))]
fn first(ui: &Ui, section: &crate::template::Section) -> (View, String) {
    (View::Section(section.code.clone()), ui.text(&section.short).to_owned())
}

/// Whoever rolls up goes on to the files.
#[cfg(feature = "collect")]
fn first(ui: &Ui, _: &crate::template::Section) -> (View, String) {
    super::collect::first(ui)
}

/// A text about the unit, the period or the letterhead.
pub fn text(
    ui: &Ui,
    open: &Open,
    field: HeadField,
    label: &'static str,
    hint: Option<&str>,
    lines: u32,
) -> Html {
    let place = Place::Head(field);
    let findings: Vec<Finding> = open
        .review
        .sheet
        .iter()
        .filter(|f| f.place == place && f.gravity != Gravity::Missing)
        .cloned()
        .collect();
    let ids: Vec<String> = findings.iter().map(card_id).collect();
    html! {
        <div class="field-group" key={field.code()}>
            <TextField ui={ui.clone()} place={place} label={label} hint={hint.map(|hint| AttrValue::from(hint.to_owned()))} {lines}
                value={open.sheet.head(field).to_owned()} findings={ids} />
            <div class="field-findings">
                for finding in findings.iter() {
                    <FindingCard key={finding.key()} ui={ui.clone()} finding={finding.clone()} go={false} />
                }
            </div>
        </div>
    }
}

fn select(
    ui: &Ui,
    sheet: &Sheet,
    field: HeadField,
    label: &'static str,
    options: &[(String, String)],
    may_be_blank: bool,
) -> Html {
    let id = Place::Head(field).dom_id();
    let value = sheet.head(field).to_owned();
    let dispatch = ui.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) {
            dispatch.send(Action::Edit(Edit::Head(field, select.value())));
        }
    });
    html! {
        <div class="field" key={field.code()}>
            <label for={id.clone()}>{ label }</label>
            if field == HeadField::UnitKind { <p class="hint">{ ui.words().unit_kind_hint }</p> }
            <select {id} class="input" {onchange}>
                if may_be_blank { <option value="" selected={value.is_empty()}>{ ui.words().choose }</option> }
                for (code, name) in options.iter() {
                    <option key={code.clone()} value={code.clone()} selected={*code == value}>{ name }</option>
                }
            </select>
        </div>
    }
}
