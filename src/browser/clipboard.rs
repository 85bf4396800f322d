//! Formatted text on the clipboard.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, Event, HtmlDocument};

/// Puts plain text, and HTML where there is some, on the clipboard, inside a person's click.
///
/// Through the `copy` event rather than `ClipboardItem`, which Firefox 115 lacks.
pub fn copy(html: Option<&str>, text: &str) -> bool {
    let Some(document) = super::document() else { return false };
    let (html, text) = (html.map(str::to_owned), text.to_owned());
    let on_copy = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        if let Some(data) = event.clipboard_data() {
            if let Some(html) = &html {
                let _ = data.set_data("text/html", html);
            }
            let _ = data.set_data("text/plain", &text);
            event.prevent_default();
        }
    });
    let listener = on_copy.as_ref().unchecked_ref();
    if document.add_event_listener_with_callback("copy", listener).is_err() {
        return false;
    }
    let done = document
        .clone()
        .dyn_into::<HtmlDocument>()
        .map_err(JsValue::from)
        .and_then(|document| document.exec_command("copy"));
    let _ = document.remove_event_listener_with_callback("copy", listener);
    done.unwrap_or(false)
}

/// The clipboard's text in a paste event.
pub fn pasted(event: &Event) -> Option<String> {
    let event = event.dyn_ref::<ClipboardEvent>()?;
    event.clipboard_data()?.get_data("text/plain").ok()
}
