//! The print document: written into `#paper` when printing begins, by hand and at once, because
//! Firefox prints only what changed synchronously.

/// Puts the report on the paper.
pub fn set_paper(html: &str) {
    if let Some(paper) = super::element("paper") {
        paper.set_inner_html(html);
        if let Some(body) = super::document().and_then(|d| d.body()) {
            let _ = body.class_list().toggle_with_force("has-paper", !html.is_empty());
        }
    }
}

/// Opens the print window.
pub fn print() {
    if let Some(window) = super::window() {
        let _ = window.print();
    }
}
