//! Phiếu: one page that guides a unit through its self-assessment, in one HTML file.
//!
//! The layers in reading order; a module imports only from those above it:
//!
//! - [`number`], [`language`], [`block`]: exact numbers and how people write them; the two
//!   languages; pieces of a report without a format.
//! - [`kinds`]: one file a kind of question.
//! - [`template`], [`sheet`]: what is asked; what was answered.
//! - [`wording`]: the sentences of the report, made from answers.
//! - [`checks`], [`review`]: what can be wrong; how far a sheet is.

pub mod block;
pub mod checks;
pub mod drafts;
pub mod file;
pub mod kinds;
pub mod language;
pub mod number;
pub mod output;
pub mod report;
pub mod review;
pub mod sheet;
pub mod template;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod wording;
