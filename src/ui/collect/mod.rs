//! Rolling up the sheets of many units: the page of the second program, which `phieu.html#collect`
//! starts. The first program has none of it.

use super::app::Ui;
use crate::language::collect_words::words;
use yew::prelude::*;

/// What the part of the address after `#` begins with where it starts the program.
pub const HASH: &str = "collect";

/// What the page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
}

/// The page.
#[function_component(Collect)]
pub fn collect(props: &Props) -> Html {
    let w = words(props.ui.lang);
    html! {
        <h1 id="page-heading" tabindex="-1">{ w.title }</h1>
    }
}
