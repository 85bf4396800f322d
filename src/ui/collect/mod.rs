//! Rolling up the sheets of many units: the pages of the second program, which
//! `phieu.html#collect` starts. The first program has none of it.

mod files;
mod frame;
mod long;
mod notices;
mod start;
mod table;
mod texts;
mod unit;
pub mod work;

pub use start::Start;

use super::app::Ui;
use crate::browser;
use crate::desk::gather::{Gather, Page, gaps_said};
use crate::desk::{Desk, Open, View};
use crate::kinds::{Field as Answered, Total};
use crate::language::collect_words::{CollectWords, words};
use crate::language::lower_first;
use crate::language::ui_words::fill;
use crate::roll_up::{columns_of, options_of};
use crate::shared::Arc;
use crate::template::{Field, Item};
use std::rc::Rc;
use yew::prelude::*;

/// What the part of the address after `#` begins with where it starts the program.
pub const HASH: &str = "collect";

/// The address at which this program shows the first page of the other one.
pub const LISTS: &str = "collect/~";

/// Whether an address is that of this program's own first page.
pub fn is_its_own(hash: &str) -> bool {
    hash.starts_with(HASH) && !hash.starts_with(LISTS)
}

/// What every page of the collection shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The consolidated sheet.
    pub open: Rc<Open>,
    /// Its collection.
    pub gather: Rc<Gather>,
}

impl Props {
    fn words(&self) -> &'static CollectWords {
        words(self.ui.lang)
    }
}

/// A page of the collection.
pub fn page(ui: &Ui, desk: &Desk, open: &Rc<Open>, page: Page) -> Html {
    let gather = desk.gather.clone().unwrap_or_default();
    let (ui, open) = (ui.clone(), Rc::clone(open));
    match page {
        Page::Files => html! { <files::Files {ui} {open} {gather} /> },
        Page::Table if gather.unit.is_some() => html! { <unit::Unit {ui} {open} {gather} /> },
        Page::Table => html! { <table::Table {ui} {open} {gather} /> },
        Page::Texts => html! { <texts::Texts {ui} {open} {gather} /> },
        Page::Notices => html! { <notices::Notices {ui} {open} {gather} /> },
    }
}

/// The pages of the collection for the list of sections: what each is called, and its state.
pub fn links(ui: &Ui, desk: &Desk) -> Vec<(View, String, String)> {
    let Some(open) = &desk.open else { return Vec::new() };
    // Who came for a backup fills a sheet.
    if browser::hash().starts_with(LISTS) && open.sheet.below.is_empty() {
        return Vec::new();
    }
    let w = words(ui.lang);
    let gather = desk.gather.clone().unwrap_or_default();
    let expected = open.sheet.below.roster.len();
    let state = |page| match page {
        Page::Files if expected > 0 => {
            let came = expected.saturating_sub(gather.chosen.missing.len());
            let came = if gather.chosen.entries.is_empty() { 0 } else { came };
            fill(w.nav_came, &[&came.to_string(), &expected.to_string()])
        }
        _ => String::new(),
    };
    let name = |page| match page {
        Page::Files => w.files_short,
        Page::Table => w.table_short,
        Page::Texts => w.texts_short,
        Page::Notices => w.notices_short,
    };
    Page::ALL
        .iter()
        .map(|page| (View::Gather(*page), name(*page).to_owned(), state(*page)))
        .collect()
}

/// The page that comes after the name of the body and the period, and what it is called.
pub fn first(ui: &Ui) -> (View, String) {
    (View::Gather(Page::Files), words(ui.lang).files_short.to_owned())
}

/// How the sheet stands, and after it what keeps the collection from being complete: a sum in which
/// nothing contradicts may still be half a sum.
pub fn standing(ui: &Ui, desk: &Desk, said: &str) -> String {
    let across = across(ui, desk).filter(|_| desk.view == View::Findings);
    // What is to be asked back stands elsewhere: "nothing to look at" is of the own part.
    let has_units = desk.open.as_ref().is_some_and(|open| !open.sheet.below.units.is_empty());
    let said = match has_units {
        true => fill(words(ui.lang).own_part_state, &[&lower_first(said)]),
        false => said.to_owned(),
    };
    let parts = [Some(said), gaps_said(desk, ui.lang), across];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What keeps a collection from being complete, and what else is to be looked at before it is printed.
pub fn before_printing(ui: &Ui, desk: &Desk) -> Option<String> {
    let parts = [gaps_said(desk, ui.lang), across(ui, desk)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// That what is seen across units is no finding in the sheet itself, and not in the list of those.
fn across(ui: &Ui, desk: &Desk) -> Option<String> {
    let units = desk.open.as_ref().is_some_and(|open| !open.sheet.below.units.is_empty());
    units.then(|| words(ui.lang).see_across.to_owned())
}

/// What stands on a page before any file came.
fn nothing_yet(ui: &Ui) -> Html {
    html! { <p class="notice">{ words(ui.lang).nothing_yet }</p> }
}

/// What the units gave to a field, below its inputs.
pub fn collected(ui: &Ui, item: &Arc<Item>, field: &Field, answer: &Answered) -> Html {
    let Some(value) = answer.collected.as_ref().map(|collected| &collected.value) else {
        return Html::default();
    };
    let w = words(ui.lang);
    let theirs = said(ui, item, field, value);
    if theirs.is_empty() {
        return Html::default();
    }
    // Where many answers do not make one, the body's own words stand.
    let adds = crate::roll_up::adds(&field.kind, value);
    let words = if adds { w.collected } else { w.collected_apart };
    // What the report will say, once both are there.
    let own = field.kind.total(&answer.own).filter(|_| adds && !answer.own.is_blank());
    let both = own.and_then(|own| own.merge(value)).map(|both| said(ui, item, field, &both));
    html! {
        <>
            <p class="collected">{ fill(words, &[ui.text(&field.label), &theirs]) }</p>
            if let Some(both) = both.filter(|both| !both.is_empty()) {
                <p class="collected"><strong>{ fill(w.collected_both, &[&both]) }</strong></p>
            }
        </>
    }
}

/// The numbers and rates of a total, in one line.
fn said(ui: &Ui, item: &Arc<Item>, field: &Field, value: &Total) -> String {
    let w = words(ui.lang);
    let lines: Vec<String> = columns_of(item, field)
        .iter()
        .chain(&options_of(item, field))
        .filter_map(|column| {
            column.number_or_rate(value)?;
            let said = column.print_total(value, ui.lang);
            let name = ui.text(&column.name);
            Some(match (name.is_empty(), column.part.is_none()) {
                (true, false) => said,
                (true, true) => format!("{} {said}", w.rate),
                (false, false) => format!("{name} {said}"),
                (false, true) => format!("{name} ({}) {said}", w.rate),
            })
        })
        .collect();
    lines.join("; ")
}

/// A progress bar and a way to stop, while files are read.
fn progress(ui: &Ui, gather: &Gather) -> Html {
    let w = words(ui.lang);
    let Some((done, all)) = gather.work else { return Html::default() };
    let said = fill(w.working, &[&done.to_string(), &all.to_string()]);
    html! {
        <div class="notice working" role="status">
            <label for="work-progress">{ said }</label>
            <progress id="work-progress" max={all.to_string()} value={done.to_string()}></progress>
            if !gather.reading_again {
                <button type="button" class="button" id="work-cancel"
                    onclick={ui.on(|| crate::desk::Action::Gather(crate::desk::gather::Act::Cancel))}>{ w.cancel }</button>
            }
        </div>
    }
}
