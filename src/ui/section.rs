//! One section of the form.

use super::app::Ui;
use super::item::{ItemCard, open_finding};
use crate::checks::Finding;
use crate::compare::{self, Change};
use crate::desk::{Action, Open, View};
use crate::language::ui_words::fill;
use crate::shared::Arc;
use crate::sheet::{Edit, Remark};
use crate::template::{Item, Section};
use std::rc::Rc;
use yew::prelude::*;

/// What a section's page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The open sheet.
    pub open: Rc<Open>,
    /// The section's code.
    pub code: String,
}

/// A section's page.
#[function_component(SectionPage)]
pub fn section_page(props: &Props) -> Html {
    let Props { ui, open, code } = props;
    let Some(section) = open.template.section(code) else { return Html::default() };
    let w = ui.words();
    let items: Vec<&Arc<Item>> = open
        .template
        .items_of(section)
        .filter(|item| open.review.items.get(&item.code).is_some_and(|r| r.asked))
        .collect();
    let last = items.last().map(|item| item.code.clone());
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ ui.text(&section.title) }</h1>
            <p class="lead">{ ui.text(&section.why) }</p>
            { summary(ui, open, &items) }
            <div class="items">
                for item in items.iter() {
                    { card(ui, open, item) }
                }
            </div>
            { set_aside(ui, open, section) }
            { not_asked(ui, open, section) }
            <nav class="onward" aria-label={w.sections_short}>
                <button type="button" class="button strong" id="next-open" onclick={ui.on(move || Action::NextOpen(last.clone()))}>{ w.next_open }</button>
                { neighbours(ui, open, section) }
            </nav>
        </>
    }
}

/// What the unit took out of its report here, with a way back.
fn set_aside(ui: &Ui, open: &Open, section: &Section) -> Html {
    let w = ui.words();
    let items: Vec<&Arc<Item>> = open
        .template
        .items_of(section)
        .filter(|item| open.sheet.set_aside.contains_key(&item.code))
        .collect();
    if items.is_empty() {
        return Html::default();
    }
    let button = |item: &Item, text: &str, what: &str, edit: fn(String) -> Edit| {
        let (code, id) = (item.code.clone(), format!("{what}-{}", item.code));
        let text = fill(text, &[ui.text(&item.title)]);
        html! { <button type="button" class="button" {id} onclick={ui.on(move || Action::Edit(edit(code.clone())))}>{ text }</button> }
    };
    html! {
        <section class="notice" id="set-aside" key="set-aside" aria-labelledby="set-aside-title">
            <h2 id="set-aside-title">{ w.set_aside_title }</h2>
            <p class="hint">{ w.set_aside_hint }</p>
            for item in items.iter() {
                <p class="buttons" key={item.code.clone()}>
                    { button(item, w.put_back, "put-back", Edit::PutBack) }
                    { button(item, w.drop_aside, "drop-aside", Edit::DropAside) }
                </p>
            }
        </section>
    }
}

/// What other kinds of unit are asked here, each with a way to answer it all the same.
fn not_asked(ui: &Ui, open: &Open, section: &Section) -> Html {
    let w = ui.words();
    let items: Vec<&Arc<Item>> =
        open.template.items_of(section).filter(|item| !open.sheet.is_asked(item)).collect();
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <details class="not-asked" key="not-asked">
            <summary>{ fill(w.not_asked, &[&items.len().to_string()]) }</summary>
            <p class="hint">{ w.not_asked_hint }</p>
            <ul>
                for item in items.iter() {
                    { ask(ui, item) }
                }
            </ul>
        </details>
    }
}

fn ask(ui: &Ui, item: &Item) -> Html {
    let code = item.code.clone();
    let text = fill(ui.words().ask_item, &[ui.text(&item.title)]);
    html! {
        <li key={code.clone()}>
            <button type="button" class="link" id={format!("ask-{code}")} onclick={ui.on(move || Action::Edit(Edit::Ask(code.clone())))}>{ text }</button>
        </li>
    }
}

fn also(open: &Open, item: &str) -> Vec<Finding> {
    let here = |f: &&Finding| f.place.item() == Some(item);
    open.review.sheet.iter().filter(here).cloned().collect()
}

/// One item as a card.
pub fn card(ui: &Ui, open: &Open, item: &Arc<Item>) -> Html {
    let review = open.review.items.get(&item.code).map(Rc::clone).unwrap_or_default();
    let paste = open.paste.clone().filter(|paste| paste.item == item.code);
    let in_group =
        open.template.section_of(&item.code).is_some_and(|s| s.group && s.code != item.code);
    html! {
        <ItemCard key={item.code.clone()} ui={ui.clone()} item={Arc::clone(item)}
            answers={open.sheet.items.get(&item.code).map(Arc::clone)} review={review}
            asking={open.sheet.asking(&item.code)} changes={changes(open, item)} topics={topics(ui, open)}
            remarks={remarks(open, &item.code)} {in_group}
            also={also(open, &item.code)} paste={paste} />
    }
}

/// What the body above says about the item.
fn remarks(open: &Open, item: &str) -> Vec<(String, Remark)> {
    let here = open.sheet.remarks.iter().filter(|(_, remark)| remark.item == item);
    here.map(|(id, remark)| (id.clone(), remark.clone())).collect()
}

/// The form's topics of the sheet's period.
fn topics(ui: &Ui, open: &Open) -> Vec<String> {
    let topics = open.template.topics_of(open.sheet.period.bounds());
    topics.map(|topic| ui.text(&topic.text).to_owned()).collect()
}

/// What became of the item's figures since the period before.
fn changes(open: &Open, item: &Item) -> Vec<Change> {
    let previous = open.previous.as_ref();
    previous.map(|p| compare::of_item(item, open.side(), p.side())).unwrap_or_default()
}

/// The list of what calls for a look in this section, each a way to its place.
fn summary(ui: &Ui, open: &Open, items: &[&Arc<Item>]) -> Html {
    let w = ui.words();
    let mut findings: Vec<Finding> = Vec::new();
    for item in items {
        if let Some(review) = open.review.items.get(&item.code) {
            findings.extend(review.findings.iter().filter(|f| open_finding(f)).cloned());
        }
        findings.extend(also(open, &item.code).into_iter().filter(open_finding));
    }
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <div class="summary" role="group" aria-labelledby="summary-title" key="summary">
            <h2 id="summary-title">{ fill(w.error_summary, &[&findings.len().to_string()]) }</h2>
            <ul>
                for finding in findings.iter() {
                    { summary_line(ui, finding) }
                }
            </ul>
        </div>
    }
}

fn summary_line(ui: &Ui, finding: &Finding) -> Html {
    let place = finding.place.clone();
    html! {
        <li key={finding.key()}>
            <button type="button" class="link" onclick={ui.on(move || Action::GoTo(place.clone()))}>{ finding.said(ui.lang) }</button>
        </li>
    }
}

fn neighbours(ui: &Ui, open: &Open, section: &Section) -> Html {
    let w = ui.words();
    let sections = &open.template.sections;
    let at = sections.iter().position(|s| s.code == section.code);
    let before = at.and_then(|at| sections.get(at.checked_sub(1)?));
    let after = at.and_then(|at| sections.get(at + 1));
    let go = |section: &Section, text: &str, id: &'static str| {
        let view = View::Section(section.code.clone());
        let text = fill(text, &[ui.text(&section.short)]);
        html! { <button type="button" class="button" id={id} onclick={ui.on(move || Action::Go(view.clone()))}>{ text }</button> }
    };
    html! {
        <>
            if let Some(section) = before { { go(section, w.previous_section, "previous-section") } }
            if let Some(section) = after { { go(section, w.next_section, "next-section") } }
            else { <button type="button" class="button" id="to-letterhead" onclick={ui.on(|| Action::Go(View::Letterhead))}>{ fill(w.next_section, &[w.view_letterhead]) }</button> }
        </>
    }
}
