//! The report of a sheet, as blocks: letterhead, body, signature, appendix.
//!
//! *Invariant:* says what is said and in which order; how it looks is for `output/`, the sentences
//! are made by `wording`.

mod appendix;
mod body;
pub mod letterhead;

pub use letterhead::page_numbers_hint;

use crate::block::{Block, Paragraph, Role, Style};
use crate::language::Lang;
use crate::review::Review;
use crate::sheet::Sheet;
use crate::template::Template;

/// What a report is made from.
#[derive(Clone, Copy)]
struct Context<'a> {
    template: &'a Template,
    sheet: &'a Sheet,
    lang: Lang,
    style: Style,
}

/// The report of a sheet. `fingerprint` is the short form of the file's, printed at the very end.
pub fn report(
    template: &Template,
    sheet: &Sheet,
    review: &Review,
    lang: Lang,
    fingerprint: Option<&str>,
) -> Vec<Block> {
    let kind = template.unit_kind(&sheet.unit.kind);
    let style = kind.map_or(Style::Party, |kind| kind.letterhead.into());
    let context = Context { template, sheet, lang, style };
    let mut blocks = letterhead::head(&context);
    blocks.extend(body::opening(&context));
    blocks.extend(body::parts(&context));
    blocks.push(letterhead::signature(&context));
    let appendix = appendix::appendix(&context, review);
    if !appendix.is_empty() {
        blocks.push(Block::PageBreak);
        blocks.extend(appendix);
    }
    blocks.extend(fingerprint.map(|fingerprint| origin(fingerprint, lang)));
    blocks
}

/// Which file the paper was printed from, and how to compare.
fn origin(fingerprint: &str, lang: Lang) -> Block {
    let text = match lang {
        Lang::Vi => format!(
            "Bản in từ tệp phiếu có mã đối chiếu {fingerprint}. Muốn biết tệp trong tay có đúng là tệp đã in hay không, hãy mở tệp đó và so mã."
        ),
        Lang::En => format!(
            "Printed from the file with the fingerprint {fingerprint}. To see whether a file is the one that was printed, open it and compare the fingerprints."
        ),
    };
    Block::Paragraph(Paragraph::plain(Role::Small, text))
}
