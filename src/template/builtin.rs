//! The templates that the page brings along: `templates/list.json` names them, the newest first.

/// The shared catalogue.
pub const CATALOGUE: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.json"));

/// A form of the page.
#[derive(Debug)]
pub struct BuiltIn {
    /// The name of its file.
    pub name: &'static str,
    /// What the list of forms shows of it, as JSON.
    pub head: &'static str,
    /// Whether new sheets may be made of it. A version that was given away before is offered no
    /// more; a sheet made with it still opens in it (`tests/released.rs`).
    pub offered: bool,
    /// Its text; none in the page where it waits in a block of its own.
    pub text: Option<&'static str>,
}

/// All forms, in the order in which the page offers them.
pub const FORMS: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));
