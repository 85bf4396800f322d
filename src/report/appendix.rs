//! The appendix: tables, charts, the status of every task, and the remarks on figures that were
//! kept with a reason.

use super::Context;
use crate::block::{Bar, Block, Chart, Column, Paragraph, Role, Row, Table};
use crate::checks::Finding;
use crate::compare::{self, Side};
use crate::kinds::{Answer, Progress};
use crate::language::{Lang, Words, counted, unquoted};
use crate::number::Decimal;
use crate::score::{self, Score};
use crate::sheet::Extent;
use crate::template::{Appendix, Field, FieldRef, Item, STATUS};

/// A part of the appendix.
struct Part {
    /// By which the sheet knows it; none of what is always printed.
    key: Option<String>,
    title: Words,
    blocks: Vec<Block>,
    /// Whether it is printed where the unit decided nothing.
    worth: bool,
}

/// A part of the appendix that a unit may print or leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// By which the sheet knows it.
    pub key: String,
    /// What it is called.
    pub title: Words,
    /// How much of it is printed now.
    pub extent: Extent,
    /// Whether there is a short form of it.
    pub has_short: bool,
}

/// The name of the comparison with the period before, among the parts of the appendix.
const CHANGES: &str = "changes";

/// The appendix; empty when there is nothing to show.
pub(super) fn appendix(context: &Context, previous: Option<Side>) -> Vec<Block> {
    let parts = parts(context, previous).into_iter();
    let printed = parts.filter(|part| extent(context, part) != Extent::None);
    let mut out = Vec::new();
    for (n, Part { title, blocks, .. }) in (1..).zip(printed) {
        let number = match context.lang {
            Lang::Vi => format!("Phụ lục {n}."),
            Lang::En => format!("Appendix {n}."),
        };
        out.push(Block::Heading { level: 0, number, text: title.get(context.lang).to_owned() });
        out.extend(blocks);
    }
    out
}

/// The parts that there is something to show in, for the unit to choose.
pub(super) fn offers(context: &Context, previous: Option<Side>) -> Vec<Offer> {
    let offer = |part: Part| {
        let extent = extent(context, &part);
        Some(Offer { key: part.key?, title: part.title, extent, has_short: false })
    };
    parts(context, previous).into_iter().filter_map(offer).collect()
}

fn extent(context: &Context, part: &Part) -> Extent {
    let decided = part.key.as_ref().and_then(|key| context.sheet.appendix.get(key));
    decided.copied().unwrap_or(if part.worth { Extent::Whole } else { Extent::None })
}

/// All parts that there is something to show in.
fn parts(context: &Context, previous: Option<Side>) -> Vec<Part> {
    let mut out: Vec<Part> =
        context.template.report.appendix.iter().map(|e| part(context, e)).collect();
    if let Some(score) = score::score(context.template, context.sheet) {
        let (title, blocks) = points(context, &score);
        out.push(Part { key: None, title, blocks, worth: true });
    }
    if let Some(previous) = previous {
        let (title, blocks) = changes(context, previous);
        out.push(Part { key: Some(CHANGES.to_owned()), title, blocks, worth: true });
    }
    let title = Words::new("Ghi chú về số liệu", "Remarks on the figures");
    out.push(Part { key: None, title, blocks: remarks(context), worth: true });
    out.retain(|part| !part.blocks.is_empty());
    out
}

/// A part that the form names, known by the first question in it.
fn part(context: &Context, entry: &Appendix) -> Part {
    let named = |what: &str, fields: &[FieldRef]| {
        let first = fields.first().map(|f| format!("{}.{}", f.item, f.field));
        Some(format!("{what}/{}", first.unwrap_or_default()))
    };
    match entry {
        Appendix::Table { title, fields } => {
            let blocks = tables(context, fields);
            let worth = lines(&blocks) > 1;
            Part { key: named("table", fields), title: title.clone(), blocks, worth }
        }
        Appendix::Chart { title, fields } => {
            let blocks = chart(context, fields);
            // One bar beside nothing shows nothing.
            let worth = blocks.iter().any(|b| matches!(b, Block::Chart(c) if c.bars.len() > 1));
            Part { key: named("chart", fields), title: title.clone(), blocks, worth }
        }
        Appendix::Status { title } => {
            let (blocks, worth) = statuses(context);
            Part { key: Some("status".to_owned()), title: title.clone(), blocks, worth }
        }
    }
}

/// How many lines of tables say more than that there is something. A single one stands in the text
/// of the report already.
fn lines(blocks: &[Block]) -> usize {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| &table.rows).filter(|row| !row.group && !row.total);
    let digit = |cell: &String| cell.contains(|c: char| c.is_ascii_digit());
    rows.filter(|row| row.cells.len() > 2 || row.cells.iter().skip(1).any(digit)).count()
}

/// The questions of a list that the unit is asked, with their answers.
fn answered<'a>(
    context: &Context<'a>,
    fields: &'a [FieldRef],
) -> impl Iterator<Item = (&'a Item, &'a Field, &'a Answer)> {
    let Context { template, sheet, .. } = *context;
    fields.iter().filter_map(move |place| {
        let item = template.item(&place.item).filter(|item| sheet.is_asked(item))?;
        let field = item.field(&place.field)?;
        let answer = sheet.field(&place.item, &place.field)?;
        Some((&**item, field, &answer.own))
    })
}

/// What a question is called where several stand together.
fn name<'a>(item: &'a Item, field: &'a Field) -> &'a Words {
    item.question(field)
}

/// The tables of the fields; those with the same columns become one, with a heading over the rows
/// of each unless a single row already bears its name.
fn tables(context: &Context, fields: &[FieldRef]) -> Vec<Block> {
    let lang = context.lang;
    let mut merged: Vec<Vec<Table>> = Vec::new();
    for (item, field, answer) in answered(context, fields) {
        let Some(table) = field.kind.table(answer, name(item, field), lang) else { continue };
        match merged.iter_mut().find(|group| group[0].columns == table.columns) {
            Some(group) => group.push(table),
            None => merged.push(vec![table]),
        }
    }
    let several = merged.len() > 1;
    merged.into_iter().map(|group| Block::Table(one_table(group, several))).collect()
}

fn one_table(group: Vec<Table>, captioned: bool) -> Table {
    let alone = group.len() == 1;
    let named = |table: &Table| {
        table.rows.len() == 1 && table.rows[0].cells.first() == Some(&table.caption)
    };
    let headed = !alone && !group.iter().all(named);
    let mut out = Table::default();
    for table in group {
        if alone && captioned {
            out.caption.clone_from(&table.caption);
        }
        if headed {
            out.rows.push(Row::group(&table.caption, table.columns.len()));
        }
        out.columns = table.columns;
        out.rows.extend(table.rows);
        out.notes.extend(table.notes);
    }
    out.without_blank_columns()
}

fn chart(context: &Context, fields: &[FieldRef]) -> Vec<Block> {
    let lang = context.lang;
    let rates: Vec<_> = answered(context, fields)
        .map(|(item, field, answer)| (name(item, field), field.kind.rates(answer)))
        .filter(|(_, rates)| !rates.is_empty())
        .collect();
    let several = rates.len() > 1;
    let mut bars = Vec::new();
    for (name, rates) in &rates {
        for (of, rate) in rates {
            let label = match (several, of.is_empty()) {
                (_, true) => name.get(lang).to_owned(),
                (true, false) if name != &of => format!("{} – {}", name.get(lang), of.get(lang)),
                _ => of.get(lang).to_owned(),
            };
            let value = rate.percent(1).print(lang);
            bars.push(Bar { label, thousandths: rate.bar(), value });
        }
    }
    if bars.is_empty() {
        return Vec::new();
    }
    let caption = match lang {
        Lang::Vi => "Chỉ gồm các tỷ lệ tính được từ số liệu.",
        Lang::En => "Only rates that can be computed from the figures.",
    };
    vec![Block::Chart(Chart { caption: caption.to_owned(), bars })]
}

/// The status of every task group and item that says one, and whether any is not simply done. A
/// group without one stands only above its items.
fn statuses(context: &Context) -> (Vec<Block>, bool) {
    let Context { template, sheet, lang, .. } = *context;
    let mut rows = Vec::new();
    let mut worth = false;
    let said = |item: &Item| sheet.field(&item.code, STATUS)?.own.progress();
    for section in &template.sections {
        let items = template.items_of(section).filter(|item| sheet.is_asked(item));
        let (group, items): (Vec<_>, Vec<_>) =
            items.partition(|item| section.group && item.code == section.code);
        let items: Vec<_> = items.into_iter().filter(|item| said(item).is_some()).collect();
        let group = group.into_iter().filter(|item| said(item).is_some() || !items.is_empty());
        let of_group = group.map(|item| (0, item));
        for (depth, item) in of_group.chain(items.iter().map(|i| (u8::from(section.group), *i))) {
            let (progress, cause) = match said(item) {
                Some((progress, cause)) => {
                    worth |= progress != Progress::Done;
                    (progress.name(lang), cause)
                }
                None => ("", ""),
            };
            let cells = [item.title.get(lang), progress, cause].map(str::to_owned);
            rows.push(Row { depth, ..Row::of(cells.to_vec()) });
        }
    }
    if rows.is_empty() {
        return (Vec::new(), false);
    }
    let columns = match lang {
        Lang::Vi => ["Nội dung", "Tình hình", "Nguyên nhân"],
        Lang::En => ["Task", "Status", "Cause"],
    };
    let columns = columns.map(Column::words).to_vec();
    let table = Table { columns, rows, ..Table::default() };
    (vec![Block::Table(table.without_blank_columns())], worth)
}

/// The unit's own points with their arithmetic, and what they are not.
fn points(context: &Context, score: &Score) -> (Words, Vec<Block>) {
    let lang = context.lang;
    let title = Words::new("Điểm đơn vị tự chấm", "The unit's own points");
    let dash = "–".to_owned();
    let mut rows: Vec<Row> = score
        .lines
        .iter()
        .map(|line| {
            Row::of(vec![
                line.title.get(lang).to_owned(),
                line.most.print(lang),
                line.points.map_or(dash.clone(), |points| points.print(lang)),
                line.how.get(lang).to_owned(),
            ])
        })
        .collect();
    let [what, most, given, how, all] = match lang {
        Lang::Vi => ["Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Cách tính", "Tổng số"],
        Lang::En => ["Criterion", "At most", "Points", "How", "In all"],
    };
    let sum = vec![all.to_owned(), score.most.print(lang), score.total.print(lang), String::new()];
    rows.push(Row { total: true, ..Row::of(sum) });
    let columns =
        vec![Column::words(what), Column::number(most), Column::number(given), Column::words(how)];
    let mut said = Vec::new();
    if let Some(scoring) = &context.template.scoring {
        let source = scoring.source.get(lang);
        said.push(match lang {
            Lang::Vi => format!(
                "Điểm do đơn vị tự chấm theo {source}; không phải kết quả xếp loại chính thức."
            ),
            Lang::En => format!(
                "The unit gave itself these points by {source}; they are no official rating."
            ),
        });
    }
    said.push(match (&score.band, lang) {
        (Some(band), Lang::Vi) => format!("Tổng điểm tự chấm ở mức “{}”.", band.vi),
        (Some(band), Lang::En) => format!("The sum lies in the band “{}”.", band.en),
        (None, Lang::Vi) => "Còn tiêu chí chưa tính được nên chưa nêu mức chung.".to_owned(),
        (None, Lang::En) => "Some criteria are not computed, so no band is named.".to_owned(),
    });
    let text = Block::Paragraph(Paragraph::plain(Role::Body, said.join(" ")));
    (title, vec![Block::Table(Table { columns, rows, ..Table::default() }), text])
}

/// Every figure beside that of the period before.
fn changes(context: &Context, previous: Side) -> (Words, Vec<Block>) {
    let lang = context.lang;
    let now = Side { template: context.template, sheet: context.sheet };
    let dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let said = |value: Option<compare::Value>| dash(value.map_or(String::new(), |v| v.print(lang)));
    let all = compare::changes(now, previous);
    // A figure of one period alone is in the report of that period, and nothing is said by a dash.
    let both = |change: &&compare::Change| change.before.is_some() && change.now.is_some();
    let alone = all.iter().filter(|change| !both(change)).count();
    let rows: Vec<Row> = all
        .iter()
        .filter(both)
        .map(|change| {
            Row::of(vec![
                change.name.get(lang).to_owned(),
                said(change.before),
                said(change.now),
                dash(change.difference(lang)),
            ])
        })
        .collect();
    let period = |lang: Lang, other: &str| {
        let period = previous.sheet.period.print(lang);
        if period.is_empty() { other.to_owned() } else { period }
    };
    let title = Words::new(
        format!("Số liệu so với kỳ trước ({})", period(Lang::Vi, "chưa ghi kỳ")),
        format!("Figures beside the period before ({})", period(Lang::En, "not named")),
    );
    if rows.is_empty() {
        return (title, Vec::new());
    }
    let [what, before, here, difference] = match lang {
        Lang::Vi => ["Nội dung", "Kỳ trước", "Kỳ này", "Tăng, giảm"],
        Lang::En => ["Item", "Before", "Now", "Difference"],
    };
    let columns = vec![
        Column::words(what),
        Column::number(before),
        Column::number(here),
        Column::words(difference),
    ];
    let mut notes =
        changes_notes(context.sheet.period.months(), previous.sheet.period.months(), alone, lang);
    // The page's first program has no consolidated sheet.
    if cfg!(rolls_up) {
        notes.splice(0..0, context.joined.since.clone());
    }
    let table = Table { columns, rows, notes, ..Table::default() };
    (title, vec![Block::Table(table.without_blank_columns())])
}

/// What a reader of the comparison must know: how many figures are not in it, and that one period is
/// longer than the other, where it is.
fn changes_notes(now: Option<u32>, before: Option<u32>, alone: usize, lang: Lang) -> Vec<String> {
    let count = Decimal::count_of(alone, lang);
    let alone = (alone > 0).then(|| match lang {
        Lang::Vi => format!("Còn {count} số liệu chỉ có ở một trong hai kỳ nên không so sánh."),
        Lang::En => {
            let figures = counted(&count, "# more figure is|# more figures are");
            format!("{figures} of one of the two periods alone.")
        }
    });
    let lengths = now.zip(before).filter(|(now, before)| now != before).map(|(now, before)| {
        let (now, before) = (u64::from(now), u64::from(before));
        match lang {
            Lang::Vi => format!("Hai kỳ dài ngắn khác nhau (kỳ trước {before} tháng, kỳ này {now} tháng), nên số cộng dồn trong kỳ tăng hay giảm còn do độ dài của kỳ."),
            Lang::En => format!("The periods differ in length ({before} months before, {now} now), so what adds up over a period also differs by that."),
        }
    });
    lengths.into_iter().chain(alone).collect()
}

/// The findings that the unit kept, each with its reason.
fn remarks(context: &Context) -> Vec<Block> {
    let remark = |(n, finding): (usize, &&Finding)| {
        let text = remark(finding, context.lang);
        Block::Paragraph(Paragraph::plain(Role::Body, format!("({n}) {text}")))
    };
    (1..).zip(context.kept).map(remark).collect()
}

/// A finding as a sentence of a report: without its advice, and with the question it is about in
/// the sentence instead of before a colon.
fn remark(finding: &Finding, lang: Lang) -> String {
    let reason = finding.kept.as_deref().unwrap_or_default();
    // What stands in the sentence is not what was stated.
    let instead = match (finding.check, lang) {
        ("rate_contradicts_parts", Lang::Vi) => "; báo cáo dùng tỷ lệ tính được",
        ("rate_contradicts_parts", Lang::En) => "; the report has the computed rate",
        _ => "",
    };
    let finding = finding.words.get(lang);
    let finding = match (finding.split_once(": "), lang) {
        (Some((about, rest)), Lang::Vi) => format!("Ở nội dung “{about}”, {rest}"),
        (Some((about, rest)), Lang::En) => format!("Under “{about}”, {rest}"),
        (None, _) => finding.to_owned(),
    };
    let finding = finding.trim_end_matches('.');
    let reason = unquoted(reason.trim().trim_end_matches('.'));
    match lang {
        Lang::Vi => format!("{finding}{instead}. Đơn vị giữ nguyên, với lý do “{reason}”."),
        Lang::En => format!("{finding}{instead}. The unit leaves it so; its reason is “{reason}”."),
    }
}
