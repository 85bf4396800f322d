//! Phiếu: one page that guides a unit through its self-assessment.
#[cfg(target_arch = "wasm32")]
pub mod ui;
