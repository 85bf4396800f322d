//! Blocks to plain text: the second form on the clipboard, for programs that take no formatting.

use crate::block::{Block, Chart, Letterhead, Row, Signature, Table};

/// A report as plain text; cells are parted by tabs.
pub fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        let lines = lines(block);
        if !out.is_empty() && !lines.is_empty() {
            out.push('\n');
        }
        for line in lines {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Letterhead(head) => letterhead(head),
        Block::Title { title, subject } => std::iter::once(title).chain(subject).cloned().collect(),
        Block::Heading { number, text, .. } => vec![format!("{number} {text}").trim().to_owned()],
        Block::Paragraph(paragraph) => vec![paragraph.text()],
        Block::Table(table) => self::table(table),
        Block::Chart(chart) => self::chart(chart),
        Block::Signature(signature) => self::signature(signature),
        Block::PageBreak => Vec::new(),
    }
}

fn letterhead(head: &Letterhead) -> Vec<String> {
    let left = [&head.upper_body, &head.issuing_body, &head.number];
    let lines = left.into_iter().chain(&head.right).chain([&head.place_date]);
    lines.cloned().collect()
}

fn table(table: &Table) -> Vec<String> {
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    let mut out = Vec::new();
    if !table.caption.is_empty() {
        out.push(table.caption.clone());
    }
    out.push(titles.join("\t"));
    out.extend(table.rows.iter().map(row));
    out.extend(table.notes.iter().cloned());
    out
}

fn row(row: &Row) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| cell.replace(['\n', '\t'], " ")).collect();
    cells.join("\t")
}

fn chart(chart: &Chart) -> Vec<String> {
    let bars = chart.bars.iter().map(|bar| format!("{}\t{}", bar.label, bar.value));
    std::iter::once(chart.caption.clone()).filter(|c| !c.is_empty()).chain(bars).collect()
}

fn signature(signature: &Signature) -> Vec<String> {
    let signer = [&signature.on_behalf, &signature.post, &signature.name];
    let signer = signer.into_iter().filter(|line| !line.is_empty());
    let recipients = std::iter::once(&signature.recipients_title).chain(&signature.recipients);
    signer.chain(recipients).cloned().collect()
}
