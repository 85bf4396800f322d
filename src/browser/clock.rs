//! The clock and chance, as a step may know them.

use crate::desk::World;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The local time, and a fresh random id where one is needed.
pub fn world(tab: &str, chance: bool) -> World {
    let random = if chance { random_id() } else { String::new() };
    World { now: now(), random, tab: tab.to_owned() }
}

/// The local time as `2026-11-21T20:30:05`.
pub fn now() -> String {
    // Asked at every key, and asking the browser for seven numbers is dear: once a second will do.
    thread_local! {
        static LAST: RefCell<(u64, String)> = RefCell::default();
    }
    let second = js_sys::Date::now() as u64 / 1000;
    LAST.with_borrow_mut(|(known, text)| {
        if *known != second {
            (*known, *text) = (second, local_time());
        }
        text.clone()
    })
}

fn local_time() -> String {
    let date = js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    )
}

/// Calls after so many milliseconds.
pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(call);
    if let Some(window) = super::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            call.unchecked_ref(),
            milliseconds,
        );
    }
}

/// Milliseconds since some moment, for measuring how long something takes.
pub fn milliseconds() -> u64 {
    js_sys::Date::now() as u64
}

/// Lets the page have its turn: what was clicked or typed meanwhile is heard, and it is drawn. A
/// message to itself comes at once, where a timer waits for four milliseconds, and in a window that
/// nobody looks at for a second.
pub async fn turn() {
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let (here, there) = (channel.port1(), channel.port2());
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        here.set_onmessage(Some(&resolve));
        if there.post_message(&wasm_bindgen::JsValue::NULL).is_err() {
            let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    here.close();
}

/// 32 random hexadecimal digits.
pub fn random_id() -> String {
    let mut bytes = [0u8; 16];
    let filled = super::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        for byte in &mut bytes {
            // Chance without the crypto interface: only ids hang on it, no secret does.
            *byte = js_sys::Math::random().to_bits().to_le_bytes()[3];
        }
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
