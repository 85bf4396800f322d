//! Blocks to HTML for screen and paper: classes only, no style attributes (the page's policy
//! refuses them), every text escaped. `styles/80-*.css` says how it looks.

use super::{escape, escape_lines, place_date, style_of, widths};
use crate::block::{
    Block, Chart, Class, Letterhead, Mark, Paragraph, Role, Row, Sentence, Signature, Style, Table,
};
use crate::language::Lang;
use crate::report::letterhead::layout;

/// A report as HTML.
pub fn html(blocks: &[Block], lang: Lang) -> String {
    let style = style_of(blocks);
    let name = match style {
        Style::Party => "party",
        Style::State => "state",
    };
    let mut out = format!("<article class=\"paper paper-{name}\" lang=\"{}\">", lang.code());
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Letterhead(head) => letterhead(&mut out, head),
            Block::Title { title, subject } => self::title(&mut out, title, subject, style),
            Block::Heading { level, number, text } => heading(&mut out, *level, number, text),
            Block::Paragraph(paragraph) => {
                let next = blocks.get(at + 1);
                let leads =
                    matches!(next, Some(Block::Paragraph(next)) if next.role == Role::Point);
                self::paragraph(&mut out, paragraph, leads, lang);
            }
            Block::Table(table) => self::table(&mut out, table),
            Block::Chart(chart) => self::chart(&mut out, chart),
            Block::Signature(signature) => self::signature(&mut out, signature),
            Block::PageBreak => out.push_str("<hr class=\"paper-page-break\">"),
        }
        out.push('\n');
    }
    out.push_str("</article>");
    out
}

/// Of what stays on one line.
const WHOLE: &str = "class=\"paper-whole\"";

fn words(text: &str) -> String {
    escape_lines(text, WHOLE)
}

fn element(out: &mut String, tag: &str, class: &str, text: &str) {
    out.push_str(&format!("<{tag} class=\"{class}\">{}</{tag}>", words(text)));
}

/// A sign such as "*", or a rule where the layout has no sign.
fn sign_or_rule(out: &mut String, sign: &str) {
    match sign {
        "" => out.push_str("<span class=\"paper-rule\" aria-hidden=\"true\"></span>"),
        sign => out.push_str(&format!(
            "<span class=\"paper-sign\" aria-hidden=\"true\">{}</span>",
            escape(sign)
        )),
    }
}

fn letterhead(out: &mut String, head: &Letterhead) {
    out.push_str("<header class=\"paper-head\"><div class=\"paper-left\">");
    element(out, "p", "paper-upper", &head.upper_body);
    element(out, "p", "paper-issuing", &head.issuing_body);
    sign_or_rule(out, layout(head.style).under_issuing);
    out.push_str("</div><div class=\"paper-right-head\">");
    for (i, line) in head.right.iter().enumerate() {
        element(out, "p", if i == 0 { "paper-right" } else { "paper-motto" }, line);
    }
    sign_or_rule(out, "");
    out.push_str("</div>");
    element(out, "p", "paper-number", &head.number);
    let place = place_date(&head.place_date, WHOLE);
    out.push_str(&format!("<p class=\"paper-place\">{place}</p></header>"));
}

fn title(out: &mut String, title: &str, subject: &[String], style: Style) {
    out.push_str("<div class=\"paper-titles\">");
    element(out, "h2", "paper-title", title);
    // "2016 - 2018" stays on one line: no break at the spaces nor after the hyphen.
    let subject = subject.join("\n").replace(" - ", "\u{a0}-\u{2060}\u{a0}");
    element(out, "p", "paper-subject", &subject);
    sign_or_rule(out, layout(style).under_subject);
    out.push_str("</div>");
}

fn heading(out: &mut String, level: u8, number: &str, text: &str) {
    let (tag, class) = match level {
        0 => ("h3", "paper-appendix paper-part"),
        1 => ("h3", "paper-part"),
        2 => ("h4", "paper-heading"),
        _ => ("h5", "paper-subheading"),
    };
    element(out, tag, class, format!("{number} {text}").trim());
}

/// One that leads to points stays with the first of them.
fn paragraph(out: &mut String, paragraph: &Paragraph, leads: bool, lang: Lang) {
    let class = match paragraph.role {
        Role::Body if leads => "paper-text paper-lead",
        Role::Body => "paper-text",
        Role::Point => "paper-text paper-point",
        Role::Line => "paper-text paper-line",
        Role::Small => "paper-small",
    };
    out.push_str(&format!("<p class=\"{class}\">"));
    for (i, sentence) in paragraph.sentences.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        self::sentence(out, sentence, lang);
    }
    out.push_str("</p>");
}

fn sentence(out: &mut String, sentence: &Sentence, lang: Lang) {
    let text = words(&sentence.text);
    let (class, word) = mark(sentence.mark, lang);
    match &sentence.key {
        Some(key) => out.push_str(&format!(
            "<span class=\"paper-said{class}\" data-sentence=\"{}\">{text}</span>",
            escape(key)
        )),
        None => out.push_str(&text),
    }
    let note = sentence.note();
    if !note.is_empty() {
        // No line begins with it.
        out.push_str(&format!("\u{2060}<sup class=\"paper-note\">{note}</sup>"));
    }
    if !word.is_empty() {
        out.push_str(&format!("<small class=\"paper-mark\"> ({word})</small>"));
    }
}

/// What the screen shows beside a sentence that was not made from the answers; paper does not.
fn mark(mark: Mark, lang: Lang) -> (&'static str, &'static str) {
    match (mark, lang) {
        (Mark::Plain, _) => ("", ""),
        (Mark::OwnWords, Lang::Vi) => (" paper-own", "câu do đơn vị viết"),
        (Mark::OwnWords, Lang::En) => (" paper-own", "the unit's own words"),
        (Mark::Stale, Lang::Vi) => {
            (" paper-own paper-stale", "câu do đơn vị viết, số liệu đã đổi: cần xem lại")
        }
        (Mark::Stale, Lang::En) => {
            (" paper-own paper-stale", "the unit's own words; the figures have changed: look again")
        }
    }
}

/// A table of so many rows is not broken between pages.
const SHORT: usize = 8;

fn table(out: &mut String, table: &Table) {
    let wide = if table.columns.len() > 4 { " paper-wide" } else { "" };
    // A few rows belong on one page, or the head of the table may stay behind alone.
    let short = if table.rows.len() <= SHORT { " paper-short" } else { "" };
    // On a narrow screen a wide table scrolls by itself, which keys must be able to do too.
    let stop = if wide.is_empty() { "" } else { " tabindex=\"0\"" };
    out.push_str(&format!(
        "<div class=\"paper-scroll{short}\"{stop}><table class=\"paper-table{wide}\">"
    ));
    if !table.caption.is_empty() {
        element(out, "caption", "paper-caption", &table.caption);
    }
    out.push_str("<thead><tr>");
    for (column, width) in table.columns.iter().zip(widths(table)) {
        out.push_str(&format!("<th scope=\"col\"{width}>{}</th>", words(&column.title)));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        self::row(out, table, row);
    }
    out.push_str("</tbody></table></div>");
    for note in &table.notes {
        element(out, "p", "paper-small", note);
    }
}

fn row(out: &mut String, table: &Table, row: &Row) {
    if row.group {
        let title = row.cells.first().map(String::as_str).unwrap_or_default();
        out.push_str(&format!(
            "<tr class=\"paper-group\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>",
            table.columns.len(),
            words(title)
        ));
        return;
    }
    out.push_str(if row.total { "<tr class=\"paper-total\">" } else { "<tr>" });
    for (i, cell) in row.cells.iter().enumerate() {
        let class = table.columns.get(i).map_or(Class::Words, |column| column.class);
        let unbroken = stays_on_one_line(cell, table.columns.len());
        let class = match (class, i, row.depth) {
            (Class::Number, ..) => " class=\"paper-figure\"",
            (_, 0, 1) => " class=\"paper-depth-1\"",
            (_, 0, 2..) => " class=\"paper-depth-2\"",
            _ if unbroken => " class=\"paper-word\"",
            _ => "",
        };
        out.push_str(&format!("<td{class}>{}</td>", words(cell)));
    }
    out.push_str("</tr>");
}

/// "08-KH/TU" is one word to a reader, "đã triển khai" fits where there are few columns; longer
/// texts may break.
fn stays_on_one_line(cell: &str, columns: usize) -> bool {
    let length = cell.chars().count();
    length <= 20 && columns <= 3 || length <= 14 && !cell.contains(char::is_whitespace)
}

/// Bars as rows of a table: the label and the figure are text for everybody, the bar is for those
/// who see it, and no row breaks between pages.
fn chart(out: &mut String, chart: &Chart) {
    out.push_str("<table class=\"paper-chart\">");
    if !chart.caption.is_empty() {
        element(out, "caption", "paper-caption", &chart.caption);
    }
    out.push_str("<tbody>");
    // As long as the longest, so that one above the whole reaches over the line of 100%.
    let longest = chart.bars.iter().map(|bar| bar.thousandths).fold(1000, u16::max);
    for bar in &chart.bars {
        out.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"paper-bar\">{}</td><td class=\"paper-figure\">{}</td></tr>",
            words(&bar.label),
            bar_svg(bar.thousandths, longest),
            escape(&bar.value),
        ));
    }
    out.push_str("</tbody></table>");
}

/// Black on white, so that it prints on any printer: a bar and the quarters of the whole, in
/// thousandths, of which the longest bar has the full width.
fn bar_svg(bar: u16, longest: u16) -> String {
    let at = |thousandths: u16| {
        let tenths = u32::from(thousandths) * 1000 / u32::from(longest.max(1));
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    let line = |thousandths: u16, colour: &str, width: u8| {
        let x = at(thousandths);
        format!(
            "<line x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"16\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
        )
    };
    // Where the whole is not the frame itself, its line is seen across the bars too.
    let whole =
        if longest > 1000 { line(1000, "#fff", 3) + &line(1000, "#000", 1) } else { String::new() };
    format!(
        "<svg width=\"100%\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">{}{}{}\
         <rect x=\"0\" y=\"3\" width=\"{}\" height=\"10\" fill=\"#444\"/>{whole}\
         <rect x=\"0\" y=\"0\" width=\"100%\" height=\"16\" fill=\"none\" stroke=\"#444\" stroke-width=\"1\"/></svg>",
        line(250, "#999", 1),
        line(500, "#999", 1),
        line(750, "#999", 1),
        at(bar),
    )
}

fn signature(out: &mut String, signature: &Signature) {
    out.push_str("<footer class=\"paper-foot\"><div class=\"paper-recipients-side\">");
    element(out, "p", "paper-recipients-title", &signature.recipients_title);
    out.push_str("<ul class=\"paper-recipients\">");
    for recipient in &signature.recipients {
        out.push_str(&format!("<li>{}</li>", words(recipient)));
    }
    out.push_str("</ul></div><div class=\"paper-signature\">");
    if !signature.on_behalf.is_empty() {
        element(out, "p", "paper-behalf", &signature.on_behalf);
    }
    element(out, "p", "paper-post", &signature.post);
    element(out, "p", "paper-signer", &signature.name);
    out.push_str("</div></footer>");
}
