//! The templates that the page brings along.

/// The shared catalogue.
pub const CATALOGUE: &str = include_str!("../../templates/catalogue.json");

/// The template files, in the order in which the page offers them: the newest directive first.
pub const TEMPLATES: &[&str] = &[
    include_str!("../../templates/ct05.json"),
    #[cfg(extra_template)]
    include_str!(env!("PHIEU_EXTRA_TEMPLATE")),
];

/// Versions that were given away before and are offered no more; a sheet made with one still opens
/// in it. Such a file keeps what has since changed in the catalogue (`tests/released.rs`).
pub const OLD: &[&str] = &[include_str!("../../templates/old/ct05-2026.1.json")];
