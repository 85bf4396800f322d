//! The templates that the page brings along.

use super::{Problem, Template, assemble};
use std::rc::Rc;

/// The shared catalogue of items.
pub const CATALOGUE: &str = include_str!("../../templates/catalogue.json");

/// The template files, in the order in which the page offers them.
pub const TEMPLATES: &[&str] = &[
    include_str!("../../templates/ct05.json"),
    #[cfg(extra_template)]
    include_str!(env!("PHIEU_EXTRA_TEMPLATE")),
];

/// All templates of the page.
///
/// # Errors
/// What does not hold together in them; a test keeps this from happening.
pub fn builtin() -> Result<Vec<Rc<Template>>, Vec<Problem>> {
    TEMPLATES.iter().map(|json| assemble(json, CATALOGUE).map(Rc::new)).collect()
}
