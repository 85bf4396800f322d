//! The list of sections with their state.

use super::app::Ui;
use crate::browser;
use crate::desk::{Action, View};
use crate::language::ui_words::fill;
use crate::review::SectionReview;
use crate::template::Template;
use std::rc::Rc;
use yew::prelude::*;

/// What the list shows; a keystroke mostly changes none of it.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The page that is shown.
    pub view: View,
    /// The form.
    pub template: Rc<Template>,
    /// How far each section is.
    pub sections: Vec<SectionReview>,
    /// Findings to look at.
    pub to_see: usize,
    /// How the sheet stands, in a few letters.
    pub state: String,
    /// How many lines of the letterhead nobody has filled.
    pub blanks: usize,
    /// Pages beside the form's: what each is called, and its state.
    pub more: Vec<(View, String, String)>,
}

/// The list of sections.
#[function_component(Navigation)]
pub fn navigation(props: &Props) -> Html {
    let Props { ui, view, template, sections, to_see, state, blanks, more } = props;
    let w = ui.words();
    let (answered, asked) = sections.iter().fold((0, 0), |(a, b), s| (a + s.answered, b + s.asked));
    let progress = fill(w.progress, &[&answered.to_string(), &asked.to_string()]);
    let warn = *to_see > 0;
    let blank = match blanks {
        0 => String::new(),
        blanks => fill(w.letterhead_blanks, &[&blanks.to_string()]),
    };
    html! {
        <nav class="sections" aria-label={w.sections} key="navigation">
            <details class="sections-fold" id="sections-fold" open={browser::is_wide()}>
                <summary><span class="sections-title">{ w.sections_short }</span>{ " " }<span class="sections-progress">{ progress.clone() }</span>if warn { <span class="section-see">{ fill(w.section_to_see, &[&to_see.to_string()]) }</span> }</summary>
                <ol class="sections-list">
                    { link(ui, view, View::Unit, w.view_unit, "", false) }
                    for (page, name, state) in more.iter() {
                        { link(ui, view, page.clone(), name, state, false) }
                    }
                    for section in sections.iter() {
                        { section_link(ui, view, template, section) }
                    }
                    { link(ui, view, View::Letterhead, w.view_letterhead, &blank, false) }
                    { link(ui, view, View::Findings, w.view_findings, state, warn) }
                    { link(ui, view, View::Report, w.view_report, "", false) }
                </ol>
            </details>
        </nav>
    }
}

fn section_link(ui: &Ui, shown: &View, template: &Template, review: &SectionReview) -> Html {
    let Some(section) = template.section(&review.code) else { return Html::default() };
    let w = ui.words();
    let state = if review.answered == review.asked {
        w.section_done.to_owned()
    } else {
        fill(w.section_progress, &[&review.answered.to_string(), &review.asked.to_string()])
    };
    // Filled is one thing, and nothing to look at is another.
    let see = match review.findings {
        0 => String::new(),
        findings => fill(w.section_to_see, &[&findings.to_string()]),
    };
    let (view, name) = (View::Section(review.code.clone()), ui.text(&section.short));
    link_to_see(ui, shown, view, name, &state, &see, false)
}

/// What the pages beside the sections are called in the ids of their links.
const PAGES: [&str; 6] = ["start", "unit", "letterhead", "findings", "report", "help"];

fn link(ui: &Ui, shown: &View, view: View, text: &str, state: &str, warn: bool) -> Html {
    link_to_see(ui, shown, view, text, state, "", warn)
}

fn link_to_see(
    ui: &Ui,
    shown: &View,
    view: View,
    text: &str,
    state: &str,
    see: &str,
    warn: bool,
) -> Html {
    let current = *shown == view;
    let id = match &view {
        // A section may be called as one of the pages is.
        View::Section(code) if PAGES.contains(&code.as_str()) => format!("go-section-{code}"),
        View::Section(code) => format!("go-{code}"),
        View::Start => "go-start".to_owned(),
        View::Unit => "go-unit".to_owned(),
        View::Letterhead => "go-letterhead".to_owned(),
        View::Findings => "go-findings".to_owned(),
        View::Report => "go-report".to_owned(),
        View::Help => "go-help".to_owned(),
        #[cfg(feature = "collect")]
        View::Gather(page) => format!("go-gather-{page:?}").to_lowercase(),
    };
    html! {
        <li key={id.clone()}>
            <button type="button" class={classes!("section-link", current.then_some("current"))} id={id}
                aria-current={current.then_some("page")} onclick={ui.on(move || Action::Go(view.clone()))}>
                <span class="section-name">
                    { text }
                    if !see.is_empty() { <span class="section-see">{ see }</span> }
                </span>
                if warn { <span class="section-warn" aria-hidden="true">{ "!" }</span> }
                if !state.is_empty() { <span class="section-state">{ state }</span> }
            </button>
        </li>
    }
}
