//! The browser's own history: entries with a name, all of one address.

use wasm_bindgen::JsValue;
use web_sys::{History, PopStateEvent};

fn history() -> Option<History> {
    super::window()?.history().ok()
}

/// Names the entry that is shown.
pub fn replace(entry: &str) {
    if let Some(history) = history() {
        let _ = history.replace_state(&JsValue::from_str(entry), "");
    }
}

/// Adds an entry.
pub fn push(entry: &str) {
    if let Some(history) = history() {
        let _ = history.push_state(&JsValue::from_str(entry), "");
    }
}

/// The name of the entry that the browser went to.
pub fn entry(event: &PopStateEvent) -> Option<String> {
    event.state().as_string()
}
