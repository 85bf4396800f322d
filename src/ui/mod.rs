//! The page as Yew components.
use yew::prelude::*;

#[function_component(App)]
fn app() -> Html {
    html! { <main><h1>{ "Phiếu" }</h1><label>{ "x" }<input type="text" id="first" /></label></main> }
}

/// Puts the page into the document.
pub fn run() {
    yew::Renderer::<App>::new().render();
}
