//! A button for what cannot be undone: the first press asks, and changes nothing.

use super::app::Ui;
use crate::language::ui_words::fill;
use yew::prelude::*;

/// What the button does.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// What it says.
    pub text: AttrValue,
    /// What it is called for whoever hears the page.
    pub label: AttrValue,
    /// How it looks before it asks.
    pub class: Classes,
    /// What is done at the second press.
    pub yes: Callback<()>,
}

/// The button; once pressed, "no" stands where it stood, so that pressing twice does nothing, and
/// beside it the word that does it.
#[function_component(Sure)]
pub fn sure(props: &Props) -> Html {
    let Props { ui, text, label, class, yes } = props;
    let asks = use_state(|| false);
    let set = |to: bool| {
        let asks = asks.setter();
        Callback::from(move |_: MouseEvent| asks.set(to))
    };
    let w = ui.words();
    let done = {
        let (asks, yes) = (asks.setter(), yes.clone());
        Callback::from(move |_: MouseEvent| {
            asks.set(false);
            yes.emit(());
        })
    };
    // What is agreed to is said again: "yes" alone told nobody what would be gone.
    let agreed = fill(w.sure_yes, &[&crate::language::lower_first(text)]);
    let (first, first_label) = if *asks {
        (AttrValue::Static(w.sure_no), AttrValue::from(format!("{}: {label}", w.sure_no)))
    } else {
        (text.clone(), label.clone())
    };
    // The first button is one and the same throughout, so that it keeps the focus.
    html! {
        <>
            <button type="button" class={class.clone()} aria-label={first_label} onclick={set(!*asks)}>{ first }</button>
            if *asks {
                { " " }
                <button type="button" class="button danger sure" aria-label={format!("{agreed}: {label}")} onclick={done}>{ agreed }</button>
            }
        </>
    }
}
