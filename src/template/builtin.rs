//! The templates that the page brings along: `templates/list.json` names them, the newest first.

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
    /// Its text; none where it waits in a block of its own.
    pub text: Option<&'static str>,
}

/// The shared catalogue.
#[cfg(not(target_arch = "wasm32"))]
pub const CATALOGUE: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.json"));

/// All forms whole, in the order in which the page offers them.
#[cfg(not(target_arch = "wasm32"))]
pub const FORMS: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// The catalogue as the page's program has it: in Vietnamese.
pub const PAGE_CATALOGUE: &str = include_str!(concat!(env!("OUT_DIR"), "/page-catalogue.json"));

/// All forms as the page's program has them: the newest in Vietnamese, of the others their heads.
pub const PAGE_FORMS: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/page-forms.rs"));

/// Under which name the page's later block has the whole catalogue; the forms stand there under
/// their own names.
pub const LATER_CATALOGUE: &str = "catalogue";
