//! How the page works, in a few short answers.

use super::app::Ui;
use crate::desk::{Action, View};
use crate::language::help;
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
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.help_title }</h1>
            for answer in help::ANSWERS.iter() {
                <section class="item" key={answer.question_en}>
                    <h2>{ answer.question(ui.lang) }</h2>
                    for (at, line) in answer.lines(ui.lang).iter().enumerate() {
                        <p key={at}>{ *line }</p>
                    }
                </section>
            }
            <p class="buttons"><button type="button" class="button strong" onclick={ui.on(move || Action::Go(back.clone()))}>{ label }</button></p>
        </>
    }
}
