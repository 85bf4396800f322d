//! Phiếu: one page that guides a unit through its self-assessment.
pub mod block;
pub mod kinds;
pub mod language;
pub mod number;
pub mod template;
#[cfg(target_arch = "wasm32")]
pub mod ui;
