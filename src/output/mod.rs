//! Blocks to what can be shown, printed, pasted: HTML for screen and paper, HTML for Word, plain
//! text.
//!
//! *Invariant:* adds no content; what a report says is in its blocks.

mod clipboard;
mod html;
mod text;
mod together;

pub use clipboard::clipboard_html;
pub use html::html;
pub use text::text;

use crate::block::{Block, Class, Column, Style, Table};

/// The letterhead's layout of a report; the Party's where there is none.
fn style_of(blocks: &[Block]) -> Style {
    let style = |block: &Block| match block {
        Block::Letterhead(letterhead) => Some(letterhead.style),
        _ => None,
    };
    blocks.iter().find_map(style).unwrap_or_default()
}

/// How wide a column is, in per cent of its table; none where that is for the browser to find.
fn percent(column: &Column) -> Option<u8> {
    match column.class {
        Class::Place => Some(5),
        Class::Short => Some(14),
        Class::Number => Some(12),
        Class::Words => None,
    }
}

/// The same, a column of numbers with room for its heading on one line; a heading longer than `ON_A_LINE` has several.
fn roomy(column: &Column) -> Option<u8> {
    if column.class != Class::Number {
        return percent(column);
    }
    let length = column.title.chars().count();
    // A letter of a heading on A4 is about 1,3 per cent wide, and the cell has its padding.
    let line =
        u8::try_from(length).ok().filter(|length| *length <= ON_A_LINE).map(|n| n + n / 3 + 3);
    percent(column).map(|least| least.max(line.unwrap_or(least)))
}

/// What the figures of a column take, of which none is broken: "khoảng 1.597.501.200" makes its column wide
/// whatever is said of it.
fn figures(table: &Table, at: usize) -> u8 {
    // A unit's own figures are short, and the page's first program prints no others.
    let is_number = |column: &Column| column.class == Class::Number;
    if !cfg!(rolls_up) || !table.columns.get(at).is_some_and(is_number) {
        return 0;
    }
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
    u8::try_from(longest + longest / 3 + 2).unwrap_or(u8::MAX)
}

/// So many letters of a heading are set on one line, where there is room: "Được triệu tập".
const ON_A_LINE: u8 = 14;

/// What of a table its columns of words are left at least.
const FOR_WORDS: u8 = 30;

/// The width of each column as an attribute; none of them where too little is left for words: the browser
/// then gives each by what stands in it.
fn widths(table: &Table) -> Vec<String> {
    let attribute = |n: u8| format!(" width=\"{n}%\"");
    let columns = || table.columns.iter().enumerate();
    let fitting = [roomy, percent].into_iter().find(|width| {
        let taken =
            columns().filter_map(|(at, column)| Some(width(column)?.max(figures(table, at))));
        taken.fold(0, u8::saturating_add) <= 100 - FOR_WORDS
    });
    let width = |column: &Column| fitting.and_then(|width| width(column));
    table.columns.iter().map(|c| width(c).map_or_else(String::new, attribute)).collect()
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

/// A text as HTML has it: its line breaks kept, and what stays on one line in a span of this
/// attribute.
fn escape_lines(text: &str, whole: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    let lines = |text: &str| escape(text).replace("\r\n", "\n").replace('\n', "<br>");
    for stretch in together::together(text) {
        out.push_str(&lines(&text[at..stretch.start]));
        at = stretch.end;
        out.push_str(&format!("<span {whole}>{}</span>", lines(&text[stretch])));
    }
    out + &lines(&text[at..])
}

/// The line of place and date; where it needs two lines, the date stands whole on the second.
fn place_date(text: &str, whole: &str) -> String {
    match text.rsplit_once(", ") {
        Some((place, date)) => {
            format!("{}, <span {whole}>{}</span>", escape(place), escape(date))
        }
        None => escape_lines(text, whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Row;

    /// A sum of money in two columns leaves words no third of the table: then the browser finds the widths.
    #[test]
    fn wide_figures_take_no_room_from_words() {
        let widths_with = |figure: &str| {
            let numbers = ["Tự thực hiện", "Các đơn vị", "Tổng cộng", "Đơn vị cho số liệu"];
            let columns = std::iter::once(Column::words("Nội dung"));
            let columns = columns.chain(numbers.map(Column::number)).collect();
            let cells = ["Số tiền", "–", figure, figure, "7/13"].map(str::to_owned);
            widths(&Table { columns, rows: vec![Row::of(cells.to_vec())], ..Table::default() })
        };
        assert_eq!(widths_with("khoảng 1.597.501.200"), [""; 5]);
        let short = widths_with("24");
        assert!(
            short[0].is_empty() && short[1..].iter().all(|width| !width.is_empty()),
            "{short:?}"
        );
    }
}
