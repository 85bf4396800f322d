//! Texts of the page that not every visit needs: they stand packed in the page, and the loader
//! unpacks them when one is first asked for.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The text of a name; none where the page has none, or is damaged.
pub fn text(name: &str) -> Option<String> {
    let global = js_sys::global();
    let ask: Function = Reflect::get(&global, &"phieuText".into()).ok()?.dyn_into().ok()?;
    ask.call1(&JsValue::NULL, &name.into()).ok()?.as_string()
}
