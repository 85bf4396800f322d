//! The page as Yew components. They show a desk and send actions; nothing is decided here.
//!
//! *Invariant:* no wording of a task and no literal words: texts come from the template and from
//! `language/ui_words`.

mod app;
#[cfg(feature = "collect")]
mod collect;
mod field;
mod findings;
mod head;
mod help;
mod item;
pub mod kinds;
mod letterhead;
mod navigation;
mod notices;
mod remarks;
mod report;
mod section;
mod shell;
mod start;
mod sure;
mod trail;
mod unit;

pub use shell::Dispatch;

use crate::browser;

/// Puts the page into the document.
pub fn run() {
    let Some(root) = browser::element("app") else { return };
    crate::language::with_later(browser::later::text);
    // A page that a browser saved carries the drawn form with it.
    let saved_copy = root.child_element_count() > 0;
    root.set_inner_html("");
    browser::print::set_paper("");
    yew::Renderer::<app::App>::with_root_and_props(root.into(), app::Props { saved_copy }).render();
}
