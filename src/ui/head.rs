//! The head of the page: which sheet is open, whether it is kept, what can be done with it.
//!
//! Each part is a component of its own, so that a keystroke draws none of them again but the line
//! about keeping, and that one only when its words change.

use super::app::Ui;
use crate::desk::{Action, Open, Save, View};
use crate::language::Lang;
use crate::language::ui_words::fill;
use yew::prelude::*;

/// What the title shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TitleProps {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The name of the open sheet.
    pub sheet: Option<String>,
}

/// The name of the page and of the open sheet.
#[function_component(Title)]
pub fn title(props: &TitleProps) -> Html {
    html! {
        <div class="head-title">
            <span class={classes!("brand", props.sheet.is_some().then_some("behind"))}>{ props.ui.words().brand }</span>
            if let Some(sheet) = &props.sheet {
                <span class="head-sheet">{ sheet }</span>
            }
        </div>
    }
}

/// "Chi bộ … · năm 2023".
pub fn sheet_name(ui: &Ui, open: &Open) -> String {
    let w = ui.words();
    let name = open.sheet.unit.name.text().trim();
    let name = if name.is_empty() { w.shelf_no_unit } else { name };
    let period = open.sheet.period.print(ui.lang);
    let short = ui.text(&open.template.short);
    let mut said = format!("{name} · {short}");
    if !period.is_empty() {
        said.push_str(&format!(" · {period}"));
    }
    // Two states of one sheet look the same; which of them is open has to be seen all the time.
    if open.slot.contains('~') {
        said.push_str(&format!(" · {}", w.shelf_copy_short));
    }
    said
}

/// What the line about keeping shows.
#[derive(Clone, PartialEq, Properties)]
pub struct SavedProps {
    /// Language and dispatcher.
    pub ui: Ui,
    /// What it says.
    pub shown: Save,
    /// How it stands with what is on the screen, in a word for scripts; the words of the line
    /// change less often.
    pub state: &'static str,
}

/// How it stands with what is on the screen.
pub fn state(save: &Save) -> &'static str {
    match save {
        Save::Nothing => "nothing",
        Save::Waiting => "waiting",
        Save::Kept(_) => "kept",
        Save::Refused(_) => "refused",
        Save::OtherTab => "other-tab",
    }
}

/// The storage's answer.
#[function_component(SavedLine)]
pub fn saved_line(props: &SavedProps) -> Html {
    let w = props.ui.words();
    let (class, text) = match &props.shown {
        Save::Nothing => ("save", w.save_nothing.to_owned()),
        Save::Waiting => ("save waiting", w.save_waiting.to_owned()),
        Save::Kept(at) => ("save kept", fill(w.save_kept, &[clock(at)])),
        Save::Refused(_) => ("save refused", w.save_refused.to_owned()),
        Save::OtherTab => ("save refused", w.save_other_tab.to_owned()),
    };
    html! { <p class={class} id="saved" data-state={props.state}>{ text }</p> }
}

/// `20:30:05` of `2026-11-21T20:30:05`.
fn clock(at: &str) -> &str {
    at.split_once('T').map_or(at, |(_, time)| time)
}

/// What the buttons depend on.
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonsProps {
    /// Language and dispatcher.
    pub ui: Ui,
    /// Whether a sheet is open.
    pub has_sheet: bool,
}

/// The keys that do the same; the styles hide them where there is no keyboard.
pub fn key_hint(keys: &'static str) -> Html {
    html! { <span class="key-hint">{ " " }{ keys }</span> }
}

/// What can be done with the sheet, and with the page.
#[function_component(Buttons)]
pub fn buttons(props: &ButtonsProps) -> Html {
    let ui = &props.ui;
    let w = ui.words();
    let other = if ui.lang == Lang::Vi { Lang::En } else { Lang::Vi };
    html! {
        <>
            if props.has_sheet {
                <div class="head-buttons">
                    <button type="button" class="button strong" id="download" onclick={ui.on(|| Action::Download)}>{ w.download }{ key_hint(w.download_key) }</button>
                    <button type="button" class="button" id="print" onclick={ui.on(|| Action::Print)}>{ w.print }{ key_hint(w.print_key) }</button>
                    <button type="button" class="button quiet" id="close" onclick={ui.on(|| Action::Close)}>{ w.close_sheet }</button>
                </div>
            }
            <div class="head-small">
                <button type="button" class="button quiet" id="help" onclick={ui.on(|| Action::Go(View::Help))}>{ w.view_help }</button>
                <button type="button" class="button quiet" id="language" lang={other.code()} onclick={ui.on(move || Action::Lang(other))}>{ w.other_language }</button>
            </div>
        </>
    }
}
