//! Phiếu: one page that guides a unit through its self-assessment, in one HTML file.
//!
//! The layers in reading order; a module imports only from those above it:
//!
//! 1. [`shared`]: what several hold, counted. [`json`]: reading JSON. [`archive`]: many files in one. [`number`], [`language`], [`block`]:
//!    exact numbers and how people write them; the two languages; pieces of a report without a
//!    format.
//! 2. [`kinds`]: one file a kind of question.
//! 3. [`template`], [`sheet`]: what is asked; what was answered.
//! 4. [`wording`]: the sentences of the report, made from answers.
//! 5. [`checks`], [`review`], [`compare`], [`score`]: what can be wrong; how far a sheet is; what
//!    became of the figures since the period before; a unit's own points. [`roll_up`]: many sheets
//!    into one: who is expected, which file of each unit counts, the sums.
//! 6. [`report`]: a sheet's report as blocks.
//! 7. [`output`], [`file`]: blocks as HTML and text; a sheet as a file.
//! 8. [`intake`]: the files of many units, each taken in or named with a reason.
//!    [`drafts`], [`examples`]: how sheets are kept on a machine; filled sheets to look at.
//!    [`remarks`]: a file given back with remarks, and how they get into the sheet that is kept.
//! 9. [`desk`]: the running page without web types.
//! 10. `browser`, `ui`: wasm only; they perform and show. `cli`: natively only; the program on a server.

pub mod archive;
pub mod block;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod checks;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod compare;
pub mod desk;
pub mod drafts;
pub mod examples;
pub mod file;
pub mod intake;
pub mod json;
pub mod kinds;
pub mod language;
pub mod number;
pub mod output;
pub mod remarks;
pub mod report;
pub mod review;
pub mod roll_up;
pub mod score;
pub mod shared;
pub mod sheet;
pub mod template;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod wording;
