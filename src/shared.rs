//! What several places hold, counted. One name for it: natively threads share it; the page has one, and
//! a second way of counting would cost its first program 2 KB.

#[cfg(target_arch = "wasm32")]
pub use std::rc::Rc as Arc;
#[cfg(not(target_arch = "wasm32"))]
pub use std::sync::Arc;
