//! Blocks to HTML for the clipboard: what Word makes of it must look like the printed report, so
//! headings are headings, tables are tables, and every element carries its own style. It never
//! stands in the page, whose policy refuses style attributes.

use super::{escape, escape_lines, place_date, style_of, widths};
use crate::block::{
    Block, Chart, Class, Letterhead, Paragraph, Role, Row, Sentence, Signature, Table,
};
use crate::report::letterhead::{Layout, layout};

const FONT: &str = "font-family:'Times New Roman',serif";
const CENTRE: &str = "text-align:center;margin-top:0pt;margin-bottom:0pt";
const CLOSE: &str = "margin-top:0pt;margin-bottom:0pt";
const CELL: &str = "border:1px solid #000;padding:2pt 4pt;vertical-align:top";
const WHOLE: &str = "style=\"white-space:nowrap\"";
const BARE: &str = "width:100%;border:none;border-collapse:collapse";

/// A report as one HTML document for the clipboard.
pub fn clipboard_html(blocks: &[Block]) -> String {
    let layout = layout(style_of(blocks));
    let mut writer = Writer { layout, out: String::new() };
    writer.out.push_str("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n");
    for block in blocks {
        writer.block(block);
        writer.out.push('\n');
    }
    writer.out.push_str("</body></html>");
    writer.out
}

struct Writer {
    layout: &'static Layout,
    out: String,
}

impl Writer {
    /// The style of a face of the layout.
    fn face(&self, name: &str) -> String {
        format!("{FONT};color:#000;{}", self.layout.face(name).css())
    }

    fn element(&mut self, tag: &str, face: &str, more: &str, text: &str) {
        self.marked_up(tag, face, more, &escape_lines(text, WHOLE));
    }

    fn marked_up(&mut self, tag: &str, face: &str, more: &str, html: &str) {
        let face = self.face(face);
        self.out.push_str(&format!("<{tag} style=\"{face};{more}\">{html}</{tag}>"));
    }

    fn centred(&mut self, face: &str, text: &str) {
        self.element("p", face, CENTRE, text);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Letterhead(head) => self.letterhead(head),
            Block::Title { title, subject } => self.title(title, subject),
            Block::Heading { level, number, text } => self.heading(*level, number, text),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Signature(signature) => self.signature(signature),
            Block::PageBreak => {
                self.out.push_str("<br clear=\"all\" style=\"page-break-before:always\">");
            }
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        let left = self.layout.left_percent;
        let cell = |percent: u8| {
            format!(
                "<td width=\"{percent}%\" valign=\"top\" style=\"width:{percent}%;border:none;vertical-align:top\">"
            )
        };
        let (left, right) = (cell(left), cell(100u8.saturating_sub(left)));
        let sign = match self.layout.under_issuing {
            "" => "_______",
            sign => sign,
        };
        self.out.push_str(&format!("<table style=\"{BARE}\" width=\"100%\"><tr>{left}"));
        self.centred("upper", &head.upper_body);
        self.centred("issuing", &head.issuing_body);
        self.centred("body", sign);
        self.centred("number", &head.number);
        self.out.push_str(&format!("</td>{right}"));
        for (i, line) in head.right.iter().enumerate() {
            let last = i + 1 == head.right.len();
            let face = self.face(if i == 0 { "right" } else { "motto" });
            let line = escape(line);
            // A border under a paragraph would run across the whole cell; Word keeps an underline.
            let line = if last { format!("<u>{line}</u>") } else { line };
            self.out.push_str(&format!("<p style=\"{face};{CENTRE}\">{line}</p>"));
        }
        self.centred("body", "\u{a0}");
        self.marked_up("p", "place", CENTRE, &place_date(&head.place_date, WHOLE));
        self.out.push_str("</td></tr></table>");
    }

    fn title(&mut self, title: &str, subject: &[String]) {
        self.element("h1", "title", "text-align:center;margin:18pt 0 0 0", title);
        self.centred("subject", &subject.join("\n"));
        let sign = match self.layout.under_subject {
            "" => "_______",
            sign => sign,
        };
        self.element("p", "body", "text-align:center;margin:0 0 12pt 0", sign);
    }

    fn heading(&mut self, level: u8, number: &str, text: &str) {
        let (tag, face, align) = match level {
            0 => ("h2", "part", "text-align:center;text-indent:0".to_owned()),
            1 => ("h2", "part", self.justified()),
            2 => ("h3", "heading", self.justified()),
            _ => ("h4", "subheading", self.justified()),
        };
        let gap = self.layout.gap_pt;
        let more = format!("{align};margin:{gap}pt 0;page-break-after:avoid");
        self.element(tag, face, &more, format!("{number} {text}").trim());
    }

    fn justified(&self) -> String {
        let (mm, tenth) = (self.layout.indent / 10, self.layout.indent % 10);
        format!("text-align:justify;text-indent:{mm}.{tenth}mm")
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (gap, line) = (self.layout.gap_pt, self.layout.line_pt);
        let more = format!("{};margin:0 0 {gap}pt 0;line-height:{line}pt", self.justified());
        let sentence = |sentence: &Sentence| {
            let text = escape_lines(&sentence.text, WHOLE);
            let note = sentence.note();
            if note.is_empty() { text } else { format!("{text}<sup>{note}</sup>") }
        };
        let text = paragraph.sentences.iter().map(sentence).collect::<Vec<_>>().join(" ");
        match paragraph.role {
            Role::Body | Role::Point | Role::Line => self.marked_up("p", "body", &more, &text),
            Role::Small => self.marked_up("p", "small", "margin:6pt 0", &text),
        }
    }

    fn caption(&mut self, caption: &str) {
        if !caption.is_empty() {
            let more = "text-align:center;font-style:italic;margin:6pt 0;page-break-after:avoid";
            self.element("p", "table", more, caption);
        }
    }

    fn open_table(&mut self) {
        self.out.push_str(
            "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\" style=\"width:100%;border-collapse:collapse\">",
        );
    }

    fn cell(&mut self, tag: &str, attributes: &str, more: &str, text: &str) {
        let face = self.face("table");
        let text = escape_lines(text, WHOLE);
        self.out
            .push_str(&format!("<{tag}{attributes} style=\"{face};{CELL};{more}\">{text}</{tag}>"));
    }

    fn table(&mut self, table: &Table) {
        self.caption(&table.caption);
        self.open_table();
        self.out.push_str("<thead><tr>");
        for (column, width) in table.columns.iter().zip(widths(table)) {
            self.cell("th", &width, "font-weight:bold;text-align:center", &column.title);
        }
        self.out.push_str("</tr></thead><tbody>");
        for row in &table.rows {
            self.row(table, row);
        }
        self.out.push_str("</tbody></table>");
        for note in &table.notes {
            self.element("p", "small", "margin:6pt 0", note);
        }
        self.after_table();
    }

    fn row(&mut self, table: &Table, row: &Row) {
        self.out.push_str("<tr>");
        if row.group {
            let title = row.cells.first().map(String::as_str).unwrap_or_default();
            let span = format!(" colspan=\"{}\"", table.columns.len());
            self.cell("td", &span, "font-weight:bold", title);
        } else {
            for (i, cell) in row.cells.iter().enumerate() {
                let class = table.columns.get(i).map(|column| column.class);
                let number = class == Some(Class::Number);
                let align = if number { "text-align:right" } else { "text-align:left" };
                let weight = if row.total { ";font-weight:bold" } else { "" };
                let depth = if i == 0 { row.depth } else { 0 };
                let more = format!("{align}{weight};padding-left:{}pt", 4 + 10 * u16::from(depth));
                self.cell("td", "", &more, cell);
            }
        }
        self.out.push_str("</tr>");
    }

    /// The bars as a table: Word keeps no drawing from the clipboard.
    fn chart(&mut self, chart: &Chart) {
        self.caption(&chart.caption);
        self.open_table();
        self.out.push_str("<tbody>");
        for bar in &chart.bars {
            self.out.push_str("<tr>");
            self.cell("td", "", "text-align:left", &bar.label);
            self.cell("td", "", "text-align:right", &bar.value);
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table>");
        self.after_table();
    }

    /// Two tables without a paragraph between them would grow together in Word.
    fn after_table(&mut self) {
        self.element("p", "small", CLOSE, "\u{a0}");
    }

    fn signature(&mut self, signature: &Signature) {
        let cell =
            "<td width=\"50%\" valign=\"top\" style=\"width:50%;border:none;vertical-align:top\">";
        self.after_table();
        // The name stays with what is signed under it.
        const WHOLE: &str = "page-break-inside:avoid";
        self.out.push_str(&format!(
            "<table style=\"{BARE};{WHOLE}\" width=\"100%\"><tr style=\"{WHOLE}\">{cell}"
        ));
        self.element("p", "recipients-title", CLOSE, &signature.recipients_title);
        for recipient in &signature.recipients {
            self.element("p", "recipients", CLOSE, recipient);
        }
        self.out.push_str(&format!("</td>{cell}"));
        if !signature.on_behalf.is_empty() {
            self.centred("behalf", &signature.on_behalf);
        }
        self.centred("post", &signature.post);
        for _ in 0..4 {
            self.centred("body", "\u{a0}");
        }
        self.centred("signer", &signature.name);
        self.out.push_str("</td></tr></table>");
    }
}
