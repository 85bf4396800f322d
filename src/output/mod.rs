//! Blocks to what can be shown, printed, pasted: HTML for screen and paper, HTML for Word, plain
//! text.
//!
//! *Invariant:* adds no content; what a report says is in its blocks.

mod clipboard;
mod html;
mod text;

pub use clipboard::clipboard_html;
pub use html::html;
pub use text::text;

use crate::block::{Block, Style};

/// The letterhead's layout of a report; the Party's where there is none.
fn style_of(blocks: &[Block]) -> Style {
    let style = |block: &Block| match block {
        Block::Letterhead(letterhead) => Some(letterhead.style),
        _ => None,
    };
    blocks.iter().find_map(style).unwrap_or_default()
}

/// A text as HTML has it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A text as HTML has it, its line breaks kept.
fn escape_lines(text: &str) -> String {
    escape(text).replace("\r\n", "\n").replace('\n', "<br>")
}
