//! The browser's own things: storage, journal, files, clipboard, print, clock. Wasm only.
//!
//! *Invariant:* nothing here decides; it does what an effect says and reports the answer.

pub mod clipboard;
pub mod clock;
#[cfg(feature = "collect")]
pub mod dropped;
pub mod files;
pub mod history;
pub mod journal;
pub mod later;
pub mod print;
pub mod quick_store;
pub mod received;
#[cfg(feature = "collect")]
pub mod side;

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Window};

/// The window; the page runs in one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The element of an id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on an input and brings it to the middle of the view.
pub fn focus(id: &str) -> bool {
    let Some(element) = element(id) else { return false };
    // An input inside a closed fold cannot take the focus: open the folds around it first.
    let mut above = element.parent_element();
    while let Some(parent) = above {
        if parent.tag_name().eq_ignore_ascii_case("details") {
            let _ = parent.set_attribute("open", "");
        }
        above = parent.parent_element();
    }
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    let focus = web_sys::FocusOptions::new();
    focus.set_prevent_scroll(true);
    element.focus_with_options(&focus).is_ok()
}

/// Puts the focus on what is drawn next: what a component asked for a moment ago is there by then,
/// and no key has come in between.
pub fn focus_drawn(id: String) {
    wasm_bindgen_futures::spawn_local(async move {
        focus(&id);
    });
}

/// Scrolls to the top of the page and puts the focus on its heading, so that a screen reader says
/// where it is.
pub fn focus_heading() {
    if !is_wide()
        && let Some(fold) = element("sections-fold")
    {
        // On a narrow page the list lies over the content: chosen, it has done its work.
        let _ = fold.remove_attribute("open");
    }
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    if let Some(heading) = element("page-heading") {
        let focus = web_sys::FocusOptions::new();
        focus.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&focus);
    }
}

/// Tells the document its language.
pub fn set_language(code: &str) {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        let _ = root.set_attribute("lang", code);
    }
}

/// Lets the browser ask whether the page is to be left, in its own words; browsers from before 2023 want to
/// be told twice.
pub fn ask_before_leaving(event: &web_sys::Event) {
    event.prevent_default();
    let _ = js_sys::Reflect::set(event, &"returnValue".into(), &"1".into());
}

/// Gives the document another title and says which it had.
pub fn retitle(title: &str) -> Option<String> {
    let document = document()?;
    let before = document.title();
    document.set_title(title);
    Some(before)
}

/// Whether the browser numbers printed pages by the style's margin boxes (Chromium from 131 on).
pub fn numbers_pages() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &"CSSMarginRule".into()).unwrap_or(false)
}

/// The part of the address after `#`.
pub fn hash() -> String {
    let hash = window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Goes on in the program that a part of the address after `#` names.
pub fn go_to_program(hash: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Whether the list of sections has its place beside the content.
pub fn is_wide() -> bool {
    let width = window().and_then(|w| w.inner_width().ok()).and_then(|w| w.as_f64());
    width.is_none_or(|width| width >= 900.0)
}
