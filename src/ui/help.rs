//! How the page works, in a few short answers: `help.json`, which waits in the later block. Each is a
//! question and the paragraphs under it.

use super::app::Ui;
use crate::browser::later;
use crate::desk::{Action, View};
use crate::json;
use crate::language::Words;
use yew::prelude::*;

/// What the help page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// Whether a sheet is open to go back to.
    pub has_sheet: bool,
}

/// The help page.
#[function_component(Help)]
pub fn help_page(props: &Props) -> Html {
    let Props { ui, has_sheet } = props;
    let w = ui.words();
    let (back, label) =
        if *has_sheet { (View::Unit, w.view_unit) } else { (View::Start, w.view_start) };
    let answers = use_memo((), |()| {
        later::text("help").and_then(|text| json::read::<Vec<Vec<Words>>>(&text).ok())
    });
    let answers = answers.as_ref().as_deref();
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.help_title }</h1>
            if answers.is_none() {
                <p>{ w.page_damaged }</p>
            }
            for (at, answer) in answers.unwrap_or_default().iter().enumerate() {
                <section class="item" key={at}>
                    for (at, words) in answer.iter().enumerate() {
                        if at == 0 {
                            <h2 key={at}>{ ui.text(words) }</h2>
                        } else {
                            <p key={at}>{ ui.text(words) }</p>
                        }
                    }
                </section>
            }
            <p class="buttons"><button type="button" class="button strong" onclick={ui.on(move || Action::Go(back.clone()))}>{ label }</button></p>
        </>
    }
}
