//! What sticks out of a frame to its sides.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Whether a frame holds more to the left of what is seen, and to the right.
pub fn more(frame: &Element) -> (bool, bool) {
    let (left, seen, all) = (frame.scroll_left(), frame.client_width(), frame.scroll_width());
    // A pixel is lost where the browser rounds.
    (left > 1, left + seen + 1 < all)
}

/// Listens for as long as it is held.
pub struct Watch {
    observer: ResizeObserver,
    _call: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls whenever a frame is given another size: a window is made narrow, a fold is opened.
pub fn watch(frame: &Element, call: impl FnMut() + 'static) -> Option<Watch> {
    let call = Closure::<dyn FnMut()>::new(call);
    let observer = ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
    observer.observe(frame);
    Some(Watch { observer, _call: call })
}
