//! What the page has to say: warnings, what was just done, what can be taken back.

use super::app::Ui;
use super::start;
use crate::desk::{Action, Notice};
use crate::drafts::Summary;
use crate::language::Words;
use crate::language::ui_words::fill;
use std::rc::Rc;
use yew::prelude::*;

/// What is to be said.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// How the open sheet stands, in a sentence.
    pub state: Option<String>,
    /// What the storage's refusal means and what to do.
    pub refused: Option<Words>,
    /// Whether another tab has a newer state.
    pub other_tab: bool,
    /// Whether the page was opened from a copy that a browser saved.
    pub saved_copy: bool,
    /// What was done or went wrong.
    pub notice: Option<Rc<Notice>>,
    /// A sheet just deleted.
    pub deleted: Option<Summary>,
    /// What can be taken back.
    pub undo: Option<Words>,
}

/// The notices, told to screen readers as they come.
#[function_component(Notices)]
pub fn notices(props: &Props) -> Html {
    let ui = &props.ui;
    let w = ui.words();
    html! {
        <>
        if props.saved_copy {
            <div class="notice wrong" id="saved-copy" role="alert" key="saved-copy"><p>{ w.saved_copy }</p></div>
        }
        <div class="notices" key="notices">
            // Said by screen readers when the number changes, wherever the focus is by then.
            <p class="hidden" role="status" id="findings-status">{ props.state.clone().unwrap_or_default() }</p>
            <div role="alert">
                if let Some(words) = &props.refused {
                    <div class="notice wrong"><p>{ ui.text(words) }</p></div>
                }
                if props.other_tab {
                    <div class="notice wrong" id="other-tab">
                        <p>{ w.other_tab_words }</p>
                        <button type="button" class="button" id="take-over" onclick={ui.on(|| Action::TakeOver)}>{ w.other_tab_mine }</button>
                        <button type="button" class="button" id="take-theirs" onclick={ui.on(|| Action::TakeTheirs)}>{ w.other_tab_theirs }</button>
                    </div>
                }
            </div>
            <div role="status">
                if let Some(deleted) = &props.deleted {
                    <div class="notice">
                        <p>{ fill(w.shelf_deleted, &[&start::unit_name(ui, deleted)]) }</p>
                        <button type="button" class="button" id="undelete" onclick={undelete(ui, &deleted.id)}>{ w.undo }</button>
                    </div>
                }
                if let Some(what) = &props.undo {
                    <div class="notice">
                        <p>{ ui.text(what) }</p>
                        <button type="button" class="button" id="undo" onclick={ui.on(|| Action::Undo)}>{ w.undo }</button>
                    </div>
                }
                if let Some(notice) = &props.notice {
                    { note(ui, notice) }
                }
            </div>
        </div>
        </>
    }
}

/// Brings a deleted sheet back.
fn undelete(ui: &Ui, slot: &str) -> Callback<MouseEvent> {
    let slot = slot.to_owned();
    ui.on(move || Action::Undelete(slot.clone()))
}

fn note(ui: &Ui, notice: &Notice) -> Html {
    let class = match (notice.wrong, notice.heed) {
        (true, _) => "notice wrong",
        (_, true) => "notice heed",
        _ => "notice",
    };
    html! {
        <div class={class} id="notice">
            <p>{ ui.text(&notice.words) }</p>
            <button type="button" class="button quiet" id="dismiss" onclick={ui.on(|| Action::Dismiss)}>{ ui.words().notice_close }</button>
        </div>
    }
}
