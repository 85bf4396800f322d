//! The appendix of a consolidated sheet: who sent, every figure by unit and by level, how far the
//! rates cover the units, and what units kept with a reason.

#[cfg(rolls_up)]
use super::Offer;
use crate::block::{Block, Column, Paragraph, Role, Row, Table};
use crate::compare::Side;
use crate::kinds::{Counts, Spec, Total, breakdown};
use crate::language::{Lang, Words, counted, lower_first};
use crate::number::{Decimal, SmallSum};
use crate::roll_up::{self, Cell, FieldTotal, Notice, Totals};
use crate::shared::Arc;
use crate::sheet::below::Choice;
use crate::sheet::{Contribution, Extent, ItemAnswer, Sheet};
use crate::template::{Appendix, Field, Item, Template};

/// Of more units than this a table shows levels; their lines stand in the long table.
const MOST_ROWS: usize = 120;

/// What stands beside one another on a page.
const MOST_COLUMNS: usize = 7;

/// The appendix by unit; nothing for a sheet without units below.
pub fn by_unit(template: &Template, sheet: &Sheet, lang: Lang) -> Vec<Block> {
    let totals = roll_up::totals(template, &sheet.below.units);
    let notices = roll_up::unexplained(template, sheet, &totals);
    appendix(Side { template, sheet }, &totals, &notices, lang)
}

/// The same, with the sums and what does not fit in them at hand.
pub(super) fn appendix(
    Side { template, sheet }: Side,
    totals: &Totals,
    notices: &[Notice],
    lang: Lang,
) -> Vec<Block> {
    let units = &sheet.below.units;
    if units.is_empty() {
        return Vec::new();
    }
    let whole = || tables(template, sheet, totals, lang);
    let (tables, extent) = match sheet.appendix.get(BY_UNIT) {
        Some(Extent::None) => return Vec::new(),
        Some(Extent::Short) => (Vec::new(), Extent::Short),
        Some(Extent::Whole) => (whole(), Extent::Whole),
        None => {
            let tables = whole();
            let extent = by_length(&tables);
            (tables, extent)
        }
    };
    let mut out = vec![Block::PageBreak, heading(lang)];
    out.extend(sent(sheet, lang));
    match extent {
        Extent::Short => {
            out.extend(drawn(template, sheet, totals, lang).map(Block::Table));
            out.extend(sums(template, sheet, totals, lang).map(Block::Table));
            out.extend(listed(template, sheet, lang).map(Block::Table));
            out.extend(chosen(template, sheet, totals, lang).map(Block::Table));
        }
        _ => out.extend(tables.into_iter().map(Block::Table)),
    }
    out.extend(kept(template, units, lang));
    out.extend(unexplained(sheet, notices, lang));
    out
}

/// By which a sheet knows this appendix.
const BY_UNIT: &str = "by_unit";

/// Of more lines than this the sums alone are printed, unless the unit wants all: some five pages.
const MOST_LINES: usize = 150;

/// What the unit may choose about this appendix; nothing for a sheet without units below.
#[cfg(rolls_up)]
pub(super) fn offer(template: &Template, sheet: &Sheet) -> Option<Offer> {
    if sheet.below.units.is_empty() {
        return None;
    }
    let decided = sheet.appendix.get(BY_UNIT).copied();
    let extent = decided.unwrap_or_else(|| {
        let totals = roll_up::totals(template, &sheet.below.units);
        by_length(&tables(template, sheet, &totals, Lang::Vi))
    });
    Some(Offer { key: BY_UNIT.to_owned(), title: title(), extent, has_short: true })
}

fn by_length(tables: &[Table]) -> Extent {
    let lines: usize = tables.iter().map(|table| table.rows.len() + 2).sum();
    if lines > MOST_LINES { Extent::Short } else { Extent::Whole }
}

/// A table a question, with a line a unit.
fn tables(template: &Template, sheet: &Sheet, totals: &Totals, lang: Lang) -> Vec<Table> {
    let mut out = Vec::new();
    for item in template.sections.iter().flat_map(|section| template.items_of(section)) {
        for field in &item.fields {
            out.extend(of_field(template, sheet, item, field, totals, lang));
            out.extend(lines(&sheet.below.units, item, field, lang));
        }
    }
    out.extend(chosen(template, sheet, totals, lang));
    out
}

/// A list of more lines than this is left out where the sums alone are printed.
const SHORT_LIST: usize = 40;

/// What units listed, each line with its unit, as far as the lists are short: names are in no sum.
fn listed(template: &Template, sheet: &Sheet, lang: Lang) -> impl Iterator<Item = Table> {
    let items = template.sections.iter().flat_map(|section| template.items_of(section));
    let fields = items.flat_map(|item| item.fields.iter().map(move |field| (item, field)));
    fields
        .filter_map(move |(item, field)| lines(&sheet.below.units, item, field, lang))
        .filter(|table| table.rows.len() <= SHORT_LIST)
}

/// Of what the report draws as bars a line a unit: the rates by which units are looked at (FIELD
/// section 6: one row a unit), also where all else is summed up.
fn drawn(
    template: &Template,
    sheet: &Sheet,
    totals: &Totals,
    lang: Lang,
) -> impl Iterator<Item = Table> {
    let charts = template.report.appendix.iter().filter_map(|appendix| match appendix {
        Appendix::Chart { fields, .. } => Some(fields),
        _ => None,
    });
    charts.flatten().filter_map(move |of| {
        let item = template.item(&of.item)?;
        of_field(template, sheet, item, item.field(&of.field)?, totals, lang)
    })
}

/// The questions that units answered, in the order of the form, with what they add up to.
fn answered<'a>(
    template: &'a Template,
    totals: &'a Totals,
) -> impl Iterator<Item = (&'a Arc<Item>, &'a Field, &'a FieldTotal, &'a Total)> {
    let items = template.sections.iter().flat_map(|section| template.items_of(section));
    items.flat_map(|item| item.fields.iter().map(move |field| (item, field))).filter_map(
        |(item, field)| {
            let sum = totals.get(&(item.code.clone(), field.code.clone()))?;
            Some((item, field, sum, sum.value.as_ref()?))
        },
    )
}

/// How far the units are with each task, and what they chose: a line an answer, with the units that
/// answered otherwise than the others.
fn chosen(template: &Template, sheet: &Sheet, totals: &Totals, lang: Lang) -> Option<Table> {
    let mut rows = Vec::new();
    for (item, field, sum, below) in answered(template, totals) {
        for column in roll_up::options_of(item, field) {
            let n = column.gave(below);
            if n == 0 {
                continue;
            }
            let who = if n <= MOST_NAMES && n * 2 <= sum.concerned() {
                let units = sheet.below.units.iter();
                let units = units.filter(|unit| column.of(unit) != Cell::Blank);
                units.map(|unit| name(unit)).collect::<Vec<_>>().join("; ")
            } else {
                String::new()
            };
            rows.push(Row::of(vec![
                column.question.get(lang).to_owned(),
                column.name.get(lang).to_owned(),
                format!("{n}/{}", sum.concerned()),
                who,
            ]));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let [caption, what, answer, number, who] = match lang {
        Lang::Vi => {
            ["Tình hình và lựa chọn của các đơn vị", "Nội dung", "Trả lời", "Số đơn vị", "Đơn vị"]
        }
        Lang::En => ["What units said and chose", "Item", "Answer", "Units", "Which"],
    };
    let columns = vec![
        Column::words(what),
        Column::words(answer),
        Column::number(number),
        Column::words(who),
    ];
    let few = match lang {
        Lang::Vi => format!(
            "Tên đơn vị chỉ ghi ở câu trả lời của không quá {MOST_NAMES} đơn vị và không quá một nửa số đơn vị được hỏi."
        ),
        Lang::En => format!(
            "Units are named where at most {MOST_NAMES}, and no more than half of those asked, answered so."
        ),
    };
    let notes = if rows.iter().any(|row| row.cells.last().is_some_and(|who| !who.is_empty())) {
        vec![few]
    } else {
        Vec::new()
    };
    let table = Table { caption: caption.to_owned(), columns, rows, notes };
    Some(table.without_blank_columns())
}

/// So many units are named where they answered otherwise than the others.
const MOST_NAMES: u32 = 5;

/// One table of all sums: a line a number, with what this body did itself and what its units did.
fn sums(template: &Template, sheet: &Sheet, totals: &Totals, lang: Lang) -> Option<Table> {
    let mut rows = Vec::new();
    for (item, field, sum, below) in answered(template, totals) {
        let own = sheet.field(&item.code, &field.code).filter(|f| !f.own.is_blank());
        let own = own.and_then(|answer| field.kind.total(&answer.own));
        let both = own.as_ref().and_then(|own| own.clone().trimmed().merge(below));
        for column in roll_up::columns_of(item, field) {
            let cell = |total: Option<&crate::kinds::Total>| match total {
                Some(total) => column.print(column.cell(total), lang),
                None => column.print(Cell::Blank, lang),
            };
            let gives = |of: &Total| column.cell(of) != Cell::Blank;
            if !gives(below) && !own.as_ref().is_some_and(gives) {
                continue;
            }
            let name = column.name.get(lang);
            let question = column.question.get(lang);
            let name = match (name.is_empty(), column.part.is_none(), lang) {
                (true, false, _) => question.to_owned(),
                (true, true, Lang::Vi) => format!("{question} – tỷ lệ"),
                (true, true, Lang::En) => format!("{question} – rate"),
                (false, false, _) => format!("{question} – {name}"),
                (false, true, Lang::Vi) => format!("{question} – {name}, tỷ lệ"),
                (false, true, Lang::En) => format!("{question} – {name}, rate"),
            };
            // Of a question with several numbers each has units of its own; the lines of a list
            // are no units.
            let gave = match field.kind.blank().length() {
                None => column.gave(below),
                Some(_) => sum.gave,
            };
            let gave = format!("{gave}/{}", sum.concerned());
            let whole = cell(both.as_ref().or(Some(below)));
            rows.push(Row::of(vec![name, cell(own.as_ref()), cell(Some(below)), whole, gave]));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let heads = match lang {
        Lang::Vi => ["Nội dung", "Tự thực hiện", "Các đơn vị", "Tổng cộng", "Đơn vị cho số liệu"],
        Lang::En => ["Item", "By this body", "By its units", "Total", "Units that gave it"],
    };
    let [what, rest @ ..] = heads;
    let columns = std::iter::once(Column::words(what)).chain(rest.map(Column::number)).collect();
    let note = match lang {
        Lang::Vi => "Số liệu khác của từng đơn vị có trong tệp phiếu tổng hợp.",
        Lang::En => "Other figures of each unit are in the file of the consolidated sheet.",
    };
    let table = Table { columns, rows, notes: vec![note.to_owned()], ..Table::default() };
    Some(table.without_blank_columns())
}

fn title() -> Words {
    Words::new("Số liệu theo đơn vị", "Figures by unit")
}

fn heading(lang: Lang) -> Block {
    let number = match lang {
        Lang::Vi => "Phụ lục tổng hợp.",
        Lang::En => "Appendix by unit.",
    };
    Block::Heading { level: 0, number: number.to_owned(), text: title().get(lang).to_owned() }
}

fn plain(text: String) -> Block {
    Block::Paragraph(Paragraph::plain(Role::Body, text))
}

/// What the body of a consolidated report is made from, said before its first sentence: a sum that
/// only some units gave reads there like any other. None without units below.
pub fn basis(sheet: &Sheet, lang: Lang) -> Option<Block> {
    if sheet.below.units.is_empty() {
        return None;
    }
    let (direct, missing) = came(sheet);
    let all = sheet.below.roster.len();
    let of = if all == 0 { direct.to_string() } else { format!("{}/{all}", all - missing.len()) };
    let mut text = match lang {
        Lang::Vi => format!("Số liệu trong báo cáo được cộng từ phiếu của {of} đơn vị"),
        Lang::En => {
            let units = counted(&of, "the sheet of # unit|the sheets of # units");
            format!("The figures are the sums of {units}")
        }
    };
    // A text is no figure, and what was picked from the units is theirs.
    let has_own = |item: &Arc<ItemAnswer>| {
        let figures = item.fields.values().filter(|field| field.own.texts().is_empty());
        figures.into_iter().any(|field| !field.own.is_blank())
    };
    text.push_str(match lang {
        _ if !sheet.items.values().any(has_own) => ".",
        Lang::Vi => " và phần của chính nơi lập báo cáo.",
        Lang::En => " and of what this body did itself.",
    });
    // Sheets that came inside a body's file are counted where a paragraph says of how many sheets it is.
    let sheets = sheet.below.units.len();
    if sheets > direct {
        let inside = Decimal::whole(i128::try_from(sheets - direct).unwrap_or_default());
        text.push_str(&match lang {
            Lang::Vi => format!(
                " Trong tệp của các đơn vị đó còn có {} phiếu của cấp dưới, nên có tất cả {sheets} phiếu.",
                inside.print_count(lang)
            ),
            Lang::En => format!(
                " In their files there {} from below, so there are {sheets} sheets in all.",
                counted(&inside.print_count(lang), "is # more sheet|are # more sheets")
            ),
        });
    }
    if !missing.is_empty() {
        text.push_str(&match lang {
            Lang::Vi => format!(" Chưa có phiếu của {} đơn vị.", missing.len()),
            Lang::En => {
                let units = counted(&missing.len().to_string(), "# unit|# units");
                format!(" There is no sheet of {units}.")
            }
        });
    }
    // Whoever reads "2/2 units" takes the sum for complete.
    let below: usize = sheet.below.units.iter().map(|unit| unit.missing.len()).sum();
    if below > 0 {
        let n = Decimal::count_of(below, lang);
        text.push_str(&match lang {
            Lang::Vi => {
                format!(" Trong tệp của các đơn vị đó còn thiếu phiếu của {n} đơn vị cấp dưới.")
            }
            Lang::En => {
                let units = counted(&n, "# unit|# units");
                format!(" Their files lack the sheets of {units} below them.")
            }
        });
    }
    if sheet.appendix.get(BY_UNIT) != Some(&Extent::None) {
        text.push_str(match lang {
            Lang::Vi => {
                " Số liệu nào chỉ một số đơn vị ghi, phụ lục theo đơn vị nêu rõ bao nhiêu đơn vị."
            }
            Lang::En => " Where only some units gave a figure, the appendix by unit says how many.",
        });
    }
    Some(plain(text))
}

/// Of how many sheets the sums of this period and of the one before are, where a difference between them
/// may come from that: a sum of three sheets is no loss beside one of ten.
pub fn since(now: &Sheet, before: &Sheet, lang: Lang) -> Option<String> {
    if before.below.units.is_empty() {
        // A sheet that was filled as a whole was not brought together of any; this one may lack some.
        let (_, missing) = came(now);
        let all = now.below.roster.len();
        let n = all - missing.len();
        return (!missing.is_empty()).then(|| match lang {
            Lang::Vi => format!(
                "Kỳ này cộng từ phiếu của {n}/{all} đơn vị, kỳ trước là số ghi ở một phiếu: số tăng hay giảm còn do số đơn vị đã gửi phiếu."
            ),
            Lang::En => format!(
                "This period is of the sheets of {n}/{all} units, the one before was written into one sheet: what rose or fell also depends on who sent."
            ),
        });
    }
    let of = |sheet: &Sheet| {
        let (direct, missing) = came(sheet);
        let all = sheet.below.roster.len();
        let said = match all {
            0 => direct.to_string(),
            _ => format!("{}/{all}", all - missing.len()),
        };
        (said, direct, missing.is_empty())
    };
    let ((now, direct, whole), (before, direct_before, whole_before)) = (of(now), of(before));
    if direct == direct_before && whole && whole_before {
        return None;
    }
    Some(match lang {
        Lang::Vi => format!(
            "Kỳ này cộng từ phiếu của {now} đơn vị, kỳ trước từ {before} đơn vị: số tăng hay giảm còn do số đơn vị đã gửi phiếu."
        ),
        Lang::En => format!(
            "This period is of the sheets of {now} units, the one before of {before}: what rose or fell also depends on who sent."
        ),
    })
}

/// How many units sent directly, and the names on the roster of which nothing came.
fn came(sheet: &Sheet) -> (usize, Vec<&str>) {
    let (direct, missing) = roll_up::came(sheet.unit.name.text(), &sheet.below);
    let lines = missing.into_iter().filter_map(|line| sheet.below.roster.get(line));
    (direct, lines.map(|line| line.name.as_str()).collect())
}

/// How many of those expected sent, who did not, and which figures wait for a decision.
fn sent(sheet: &Sheet, lang: Lang) -> Vec<Block> {
    let (direct, missing) = came(sheet);
    let (units, roster) = (&sheet.below.units, &sheet.below.roster);
    let mut out = Vec::new();
    if roster.is_empty() {
        out.push(plain(match lang {
            Lang::Vi => {
                format!("Báo cáo tổng hợp từ phiếu của {direct} đơn vị gửi trực tiếp.")
            }
            Lang::En => {
                let sheets = counted(&direct.to_string(), "sheet of # unit|sheets of # units");
                format!("Rolled up from the {sheets} that sent directly.")
            }
        }));
    } else {
        let (n, all) = (roster.len() - missing.len(), roster.len());
        out.push(plain(match lang {
            Lang::Vi => format!("Đã nhận phiếu của {n}/{all} đơn vị."),
            Lang::En => {
                let units = counted(&all.to_string(), "# unit|# units");
                format!("Sheets of {n} of {units} were received.")
            }
        }));
    }
    if !missing.is_empty() {
        out.push(plain(match lang {
            Lang::Vi => format!("Chưa có phiếu của: {}.", missing.join("; ")),
            Lang::En => format!("No sheet of: {}.", missing.join("; ")),
        }));
    }
    // A body that had not received everything says so in its file, and so does whoever adds it.
    for body in units.iter().filter(|unit| !unit.missing.is_empty()) {
        let (name, missing) = (body.unit.name.text().trim(), body.missing.join("; "));
        out.push(plain(match lang {
            Lang::Vi => format!("{name} chưa nhận được phiếu của: {missing}."),
            Lang::En => format!("{name} had not received the sheets of: {missing}."),
        }));
    }
    // Somebody let a file count that is not as its unit saved it: whoever signs the sum should know.
    let accepted = |u: &&Arc<Contribution>| sheet.below.chose(&u.fingerprint, &Choice::Accept);
    let accepted: Vec<String> = units.iter().filter(accepted).map(|u| name(u)).collect();
    if !accepted.is_empty() {
        out.push(plain(match lang {
            Lang::Vi => format!("Tệp của đơn vị sau bị sửa sau khi lưu và vẫn được nhận: {}.", accepted.join("; ")),
            Lang::En => format!("The files of these units were changed after they were saved, and were accepted all the same: {}.", accepted.join("; ")),
        }));
    }
    let undecided: Vec<String> = units.iter().filter(|u| u.undecided).map(|u| name(u)).collect();
    if !undecided.is_empty() {
        out.push(plain(match lang {
            Lang::Vi => format!("Số liệu của đơn vị sau là tạm tính, vì có hai tệp khác nhau chưa rõ tệp nào đúng: {}.", undecided.join("; ")),
            Lang::En => format!("The figures of these units are provisional: two files differ and nobody has decided: {}.", undecided.join("; ")),
        }));
    }
    out
}

pub(super) fn name(unit: &Contribution) -> String {
    Some(unit.name()).filter(|name| !name.is_empty()).unwrap_or_else(|| unit.unit.id.clone())
}

fn of_field(
    template: &Template,
    sheet: &Sheet,
    item: &Arc<Item>,
    field: &Field,
    totals: &Totals,
    lang: Lang,
) -> Option<Table> {
    let units = &sheet.below.units;
    let sum = totals.get(&(item.code.clone(), field.code.clone()))?;
    let value = sum.value.as_ref()?;
    let own = sheet.field(&item.code, &field.code).filter(|f| !f.own.is_blank());
    let own = own.and_then(|answer| field.kind.total(&answer.own));
    let all = roll_up::columns_of(item, field);
    // What the body alone gave is in its sums as well.
    let gives = |of: &Total, column: &roll_up::Column| column.cell(of) != Cell::Blank;
    let has = |column: &roll_up::Column| {
        gives(value, column) || own.as_ref().is_some_and(|own| gives(own, column))
    };
    let mut columns: Vec<roll_up::Column> = all.into_iter().filter(has).collect();
    let whole = columns.len();
    if whole > MOST_COLUMNS && columns.iter().any(|c| c.part.is_none()) {
        // Of attendance the rates say most; of grades, how many are in each.
        let counts = matches!(field.kind, Spec::Grades(_));
        columns.retain(|column| column.part.is_some() == counts);
    }
    columns.truncate(MOST_COLUMNS);
    if columns.is_empty() {
        return None;
    }
    // "Đảng viên" alone says nothing of what is rated.
    let question = columns.first()?.question.get(lang);
    let caption = match item.title.get(lang) {
        title if title == question => question.to_owned(),
        title => format!("{title} – {}", lower_first(question)),
    };
    let title = |column: &roll_up::Column| {
        let rate = |said: &str| match (lang, said.is_empty()) {
            (Lang::Vi, true) => "Tỷ lệ".to_owned(),
            (Lang::En, true) => "Rate".to_owned(),
            (Lang::Vi, false) => format!("{said}, tỷ lệ"),
            (Lang::En, false) => format!("{said}, rate"),
        };
        let said = column.name.get(lang);
        match (&column.part, said.is_empty(), lang) {
            (None, ..) => rate(said),
            (Some(_), false, _) => said.to_owned(),
            (Some(_), true, Lang::Vi) => "Số liệu".to_owned(),
            (Some(_), true, Lang::En) => "Figure".to_owned(),
        }
    };
    let cells = |of: &dyn Fn(&roll_up::Column) -> Cell| -> Vec<String> {
        columns.iter().map(|column| column.print(of(column), lang)).collect()
    };
    let row =
        |first: String, rest: Vec<String>| Row::of(std::iter::once(first).chain(rest).collect());
    // Sums do not look like the lines that they are made of.
    let sum_row = |first: String, rest: Vec<String>| Row { total: true, ..row(first, rest) };
    let mut rows = Vec::new();
    if let Some(own) = &own {
        let said = match lang {
            Lang::Vi => "Tự thực hiện",
            Lang::En => "Done by this body itself",
        };
        rows.push(row(said.to_owned(), cells(&|column| column.cell(own))));
    }
    let gave: Vec<&Arc<Contribution>> =
        units.iter().filter(|unit| unit.answer(&item.code, &field.code).is_some()).collect();
    if gave.len() <= MOST_ROWS {
        for unit in &gave {
            rows.push(row(name(unit), cells(&|column| column.of(unit))));
        }
    } else {
        for (level, total) in roll_up::by_level(template, units, &item.code, &field.code) {
            rows.push(row(
                level_name(template, &level, lang),
                cells(&|column| column.cell(&total)),
            ));
        }
    }
    // A body's own row has only what it does itself.
    if units.iter().any(|unit| unit.consolidates) {
        let of = roll_up::bodies(units);
        for (at, total) in roll_up::by_body(units, &of, &item.code, &field.code) {
            let Some(body) = units.get(at).map(|body| name(body)) else { continue };
            let said = match lang {
                Lang::Vi => format!("{body} và các đơn vị trong đó"),
                Lang::En => format!("{body} with its units"),
            };
            rows.push(sum_row(said, cells(&|column| column.cell(&total))));
        }
    }
    let below = match lang {
        Lang::Vi => "Cộng các đơn vị",
        Lang::En => "All units",
    };
    rows.push(sum_row(below.to_owned(), cells(&|column| column.cell(value))));
    if let Some(both) = own.and_then(|own| own.trimmed().merge(value)) {
        let said = match lang {
            Lang::Vi => "Tổng cộng",
            Lang::En => "Total",
        };
        rows.push(sum_row(said.to_owned(), cells(&|column| column.cell(&both))));
    }
    let first = match lang {
        Lang::Vi => "Đơn vị",
        Lang::En => "Unit",
    };
    let mut heads = vec![Column::words(first)];
    heads.extend(columns.iter().map(|column| Column::number(title(column))));
    let mut notes = notes(field, sum, lang);
    notes.extend(levels(template, units, item, field, lang));
    if whole > columns.len() {
        notes.push(match lang {
            Lang::Vi => "Bảng chỉ in một phần các cột; tệp phiếu tổng hợp có đủ.".to_owned(),
            Lang::En => {
                "Only some columns are printed; the file of the consolidated sheet has all."
                    .to_owned()
            }
        });
    }
    Some(Table { caption, columns: heads, rows, notes })
}

fn level_name(template: &Template, code: &str, lang: Lang) -> String {
    let known = template.levels.iter().find(|level| level.code == code);
    known.map_or_else(
        || if lang == Lang::Vi { "Chưa ghi cấp" } else { "Level not said" }.to_owned(),
        |level| level.name.get(lang).to_owned(),
    )
}

/// "Theo cấp: tỉnh 03; huyện 36; cơ sở 251", where units of several levels gave a number.
fn levels(
    template: &Template,
    units: &[Arc<Contribution>],
    item: &Arc<Item>,
    field: &Field,
    lang: Lang,
) -> Option<String> {
    let (part, of) = field.kind.numbers().into_iter().next()?;
    let counts = field.kind.counts(&part)?;
    let parts: Vec<String> = roll_up::by_level(template, units, &item.code, &field.code)
        .iter()
        .filter_map(|(level, total)| {
            let figure = total.sum(&part)?.figure()?;
            let said = figure.print(lang, counts.leading_zero());
            Some(format!("{} {said}", level_name(template, level, lang)))
        })
        .collect();
    (parts.len() > 1).then(|| match lang {
        Lang::Vi if of.is_empty() => format!("Theo cấp: {}.", parts.join("; ")),
        Lang::Vi => format!("{} theo cấp: {}.", of.vi, parts.join("; ")),
        Lang::En if of.is_empty() => format!("By level: {}.", parts.join("; ")),
        Lang::En => format!("{} by level: {}.", of.en, parts.join("; ")),
    })
}

/// What a report says after a share that was joined: over whom its rate is, and the numbers of those
/// who gave only one of the two, which no rate can hold and no reader should lose. None where the
/// sentence before says all that was given.
///
/// `own` is whether the body that reports is itself among those whose numbers were joined; `gave` says how
/// many of all those gave any of some parts.
pub(super) fn beside_rate(
    field: &Field,
    total: &Total,
    own: bool,
    gave: &dyn Fn(&[String]) -> usize,
    lang: Lang,
) -> Vec<String> {
    let (counts, done, all, unit) = match &field.kind {
        Spec::Share(spec) => (spec.counts, &spec.done, &spec.total, Some(&spec.unit)),
        Spec::AudienceShares(spec) => (spec.counts, &spec.done, &spec.total, None),
        Spec::Grades(_) => return beside_grades(field, total, own, lang),
        Spec::Breakdown(spec) => return beside_cuts(spec, total, own, gave, lang),
        _ => return Vec::new(),
    };
    let noun = match (unit, counts, lang) {
        (Some(unit), ..) => unit.get(lang),
        (None, Counts::People, Lang::Vi) => "người",
        (None, Counts::People, Lang::En) => "people",
        (None, ..) => "",
    };
    let alone = |sum: &SmallSum, label: &Words, other: &Words| {
        let sum = sum.get();
        let number = sum.shown()?.print(lang, counts.leading_zero());
        let (units, label) =
            (of_units(sum.given + sum.unstated, own, lang), lower_first(label.get(lang)));
        Some(match lang {
            Lang::Vi => {
                let other = lower_first(&other.vi);
                let number = counted(&number, noun);
                format!("{units} ghi “{label}” mà không ghi “{other}”, cộng lại là {number}")
            }
            Lang::En => {
                let other = lower_first(&other.en);
                format!("{units} gave “{label}” without “{other}”, {number} {noun} in all")
            }
        })
    };
    // Of what the report leaves out, "over all" of fewer than the groups, nothing is said either.
    let printed = field.kind.total(&field.kind.stand_in(total));
    let printed = printed.iter().flat_map(|total| field.kind.shares(total));
    let printed: Vec<Words> =
        printed.filter(|(_, share)| share.both() > 0).map(|(of, _)| of).collect();
    let mut shares = field.kind.shares(total);
    shares.retain(|(of, share)| share.both() == 0 || printed.contains(of));
    let most = shares.iter().map(|(_, share)| share.both()).max().unwrap_or_default();
    let mut fewer: Vec<(u32, String)> = Vec::new();
    let said = shares.into_iter().filter_map(|(of, share)| {
        let both = share.both();
        let mut rest = Vec::new();
        // Where nobody gave both, the sentence before has the one number already.
        if both > 0 {
            rest.extend(alone(&share.done_only, done, all));
        }
        if both > 0 || !share.done_only.is_zero() {
            rest.extend(alone(&share.total_only, all, done));
        }
        if share.rate_only > 0 {
            let units = of_units(share.rate_only, own, lang);
            rest.push(match lang {
                Lang::Vi => format!("{units} ghi tỷ lệ mà không ghi đủ hai số nên không cộng được"),
                Lang::En => {
                    format!("{units} stated a rate without both numbers, which cannot be added")
                }
            });
        }
        if rest.is_empty() {
            // A group that fewer gave reads like one of all of them.
            if (1..most).contains(&both) {
                fewer.push((both, lower_first(of.get(lang))));
            }
            return None;
        }
        // Of what it speaks: a sentence about something else may stand between.
        let (about, of) = if of.is_empty() { ("về", &field.label) } else { ("với", &of) };
        let (rest, of) = (rest.join("; "), lower_first(of.get(lang)));
        let units = of_units(both, own, lang);
        Some(match (both > 0, lang) {
            (true, Lang::Vi) => {
                format!(
                    "Riêng {about} {of}, kết quả trên là của {units} ghi đủ hai số; ngoài ra {rest}."
                )
            }
            (true, Lang::En) => format!(
                "Of “{of}”, this is the result of {units} that gave both numbers; besides, {rest}."
            ),
            (false, Lang::Vi) => format!("Riêng {about} {of}, {rest}."),
            (false, Lang::En) => format!("Of “{of}”, {rest}."),
        })
    });
    let mut said: Vec<String> = said.collect();
    fewer.sort_by_key(|(both, _)| *both);
    let of_fewer = fewer.chunk_by(|a, b| a.0 == b.0).map(|alike| {
        let groups: Vec<String> = alike.iter().map(|(_, group)| group.clone()).collect();
        // They need not be of the same units.
        let each = match (groups.len() > 1, lang) {
            (false, _) => "",
            (true, Lang::Vi) => "mỗi nhóm ",
            (true, Lang::En) => "each ",
        };
        let groups = crate::language::join(&groups, lang);
        let units = of_units(alike.first().map_or(0, |one| one.0), own, lang);
        match lang {
            Lang::Vi => format!("với {groups} {each}là của {units}"),
            Lang::En => format!("that of {groups} is {each}of {units}"),
        }
    });
    let of_fewer: Vec<String> = of_fewer.collect();
    if !of_fewer.is_empty() {
        let of_fewer = crate::language::join_long(&of_fewer);
        said.push(match lang {
            Lang::Vi => format!("Kết quả {of_fewer}."),
            Lang::En => format!("Of the results {of_fewer}."),
        });
    }
    said
}

/// So many names of one table are said.
const NAMES: usize = 5;

/// What the units wrote into a table that the body's own prose is told from, each with its name, and what
/// its columns add up to: "Phiếu của các đơn vị nêu thêm 02 mô hình: “Tuyến phố xanh” (Chi bộ 1); …".
/// `own` is whether rows of the body itself were told before. None for tables without names and sums.
pub(super) fn rows_of_units<'a>(
    field: &Field,
    gave: &dyn Fn() -> Vec<(String, &'a Total)>,
    own: bool,
    lang: Lang,
) -> Option<String> {
    let Spec::Rows(spec) = &field.kind else { return None };
    let gave = gave();
    let rows = gave.iter().filter_map(|(_, total)| match total {
        Total::Rows(total) => Some(total.rows.count),
        _ => None,
    });
    let rows = usize::try_from(rows.sum::<u64>()).ok().filter(|rows| *rows > 0)?;
    let (_, first) = gave.first()?;
    let mut sum = (*first).clone();
    for (_, one) in gave.iter().skip(1) {
        sum.add(one);
    }
    let named = gave.iter().flat_map(|(unit, total)| {
        let names = field.kind.names(total).into_iter();
        // "(Chi bộ 1, Đảng ủy xã)": one pair of brackets is enough.
        let of_body = unit.strip_suffix(')').and_then(|unit| unit.split_once(" ("));
        let unit = match of_body {
            Some((unit, body)) => format!("{unit}, {body}"),
            None => unit.clone(),
        };
        names.map(move |name| format!("“{}” ({unit})", crate::language::unquoted(&name)))
    });
    let mut named: Vec<String> = named.collect();
    let sums = spec.columns.iter().filter(|column| column.sum).filter_map(|column| {
        let figure = sum.sum(&format!("sum.{}", column.code))?.shown()?;
        Some(format!("{} {}", lower_first(column.name.get(lang)), figure.print(lang, true)))
    });
    let sums: Vec<String> = sums.collect();
    if named.is_empty() && sums.is_empty() {
        return None;
    }
    // Lines without a name may be of one thing: two units' certificates are one kind of award.
    let (label, noun) = (field.label.get(lang), lower_first(spec.row.get(lang)));
    let noun = match (named.is_empty(), lang) {
        (false, _) => noun,
        (true, Lang::Vi) => format!("dòng trong bảng “{label}”"),
        (true, Lang::En) => format!("lines of the table “{label}”"),
    };
    named.truncate(NAMES);
    let rest = rows - named.len().min(rows);
    let number = |n: usize| Decimal::count_of(n, lang);
    if rest > 0 && !named.is_empty() {
        named.push(match lang {
            Lang::Vi => format!("và {} {noun} khác", number(rest)),
            Lang::En => format!("and {} more", number(rest)),
        });
    }
    let (n, named, sums) = (number(rows), named.join("; "), sums.join(", "));
    let mut said = match (lang, own) {
        (Lang::Vi, true) => format!("Phiếu của các đơn vị nêu thêm {n} {noun}"),
        (Lang::Vi, false) => format!("Phiếu của các đơn vị nêu {n} {noun}"),
        (Lang::En, true) if named.is_empty() => format!("The sheets of the units add {n} {noun}"),
        (Lang::En, false) if named.is_empty() => format!("The sheets of the units give {n} {noun}"),
        (Lang::En, true) => format!("The sheets of the units add {n} (“{noun}”)"),
        (Lang::En, false) => format!("The sheets of the units give {n} (“{noun}”)"),
    };
    if !named.is_empty() {
        said = format!("{said}: {named}");
    }
    if !sums.is_empty() {
        said = match lang {
            // Of theirs alone: a sum of all stands elsewhere.
            Lang::Vi => format!("{said}, với {sums}"),
            Lang::En => format!("{said}, with {sums}"),
        };
    }
    Some(said + ".")
}

/// The same of grades, which are shares of one whole: what holds of one of them holds of all, and is
/// said once, of the grade that most units gave without a number.
fn beside_grades(field: &Field, total: &Total, own: bool, lang: Lang) -> Vec<String> {
    let shares = field.kind.shares(total).into_iter().map(|(_, share)| share);
    let Some(share) = shares.max_by_key(|share| share.rate_only) else { return Vec::new() };
    if share.rate_only == 0 || share.both() == 0 {
        return Vec::new();
    }
    let (both, rest) = (of_units(share.both(), own, lang), of_units(share.rate_only, own, lang));
    let of = lower_first(field.label.get(lang));
    vec![match lang {
        Lang::Vi => format!(
            "Riêng về {of}, số lượng và tỷ lệ theo mức là của {both} ghi đủ số; ngoài ra {rest} chỉ ghi tỷ lệ nên không cộng được."
        ),
        Lang::En => format!(
            "Of “{of}”, the numbers and rates by grade are those of {both} that gave numbers; {rest} stated rates only, which cannot be added."
        ),
    }]
}

/// The same of a number by parts: a split that one unit of ten gave reads like one of all ten.
fn beside_cuts(
    spec: &breakdown::Spec,
    total: &Total,
    own: bool,
    gave: &dyn Fn(&[String]) -> usize,
    lang: Lang,
) -> Vec<String> {
    let all = total.sum("total").map_or(0, |sum| sum.given);
    let of_cut = |cut: &breakdown::Cut| {
        let parts = cut.parts.iter().map(|part| format!("{}.{}", cut.code, part.code));
        // One unit gave the new ones, another those kept up: the split is of both.
        let some = u32::try_from(gave(&parts.collect::<Vec<_>>())).ok()?;
        let some = Some(some).filter(|some| (1..all).contains(some))?;
        let (name, units) = (lower_first(cut.name.get(lang)), of_units(some, own, lang));
        Some(match lang {
            Lang::Vi => format!("Riêng số liệu {name} là của {units}."),
            Lang::En => format!("The figures {name} are of {units}."),
        })
    };
    spec.cuts.iter().filter_map(of_cut).collect()
}

/// "03 đơn vị"; "03 nơi" where the body that reports may be one of them, which is no unit of its own.
fn of_units(n: u32, own: bool, lang: Lang) -> String {
    let number = Decimal::whole(n.into()).print_count(lang);
    match (n, lang) {
        (_, Lang::Vi) if own => format!("{number} nơi"),
        (1, Lang::En) if own => format!("{number} body"),
        (_, Lang::En) if own => format!("{number} bodies"),
        (_, Lang::Vi) => format!("{number} đơn vị"),
        (1, Lang::En) => format!("{number} unit"),
        (_, Lang::En) => format!("{number} units"),
    }
}

/// Of units that gave something, those that gave a figure: “khá nhiều” was answered and is none. Where
/// nobody gave a figure, what is said is of all of them.
pub(super) fn with_figure(field: &Field, value: &Total, gave: u32) -> u32 {
    let unstated = match field.kind.numbers().as_slice() {
        [(part, _)] => value.sum(part).map_or(0, |sum| sum.unstated),
        _ => 0,
    };
    Some(gave.saturating_sub(unstated)).filter(|figures| *figures > 0).unwrap_or(gave)
}

/// How many units the numbers cover.
fn notes(field: &Field, sum: &FieldTotal, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    let all = sum.concerned();
    let gave = sum.value.as_ref().map_or(sum.gave, |value| with_figure(field, value, sum.gave));
    if gave < all {
        out.push(match lang {
            Lang::Vi => format!("Có {gave}/{all} đơn vị cho số liệu."),
            Lang::En => format!("{gave} of {all} units gave figures."),
        });
    }
    let shares = sum.value.iter().flat_map(|value| field.kind.shares(value));
    for (of, share) in shares {
        let (both, rate_only) = (share.both(), share.rate_only);
        if both == gave || (both == 0 && rate_only == 0) {
            continue;
        }
        let of = if of.is_empty() { String::new() } else { format!("{}: ", of.get(lang)) };
        let mut said = match lang {
            Lang::Vi => format!("{of}{both}/{all} đơn vị cho đủ hai số để tính tỷ lệ"),
            Lang::En => format!("{of}{both} of {all} units gave both numbers of the rate"),
        };
        // The sums above have numbers of others too: the rate is of these.
        let lone = !share.done_only.is_zero() || !share.total_only.is_zero();
        let whole = (share.both_done.get().shown(), share.both_total.get().shown());
        if let ((Some(done), Some(total)), true) = (whole, lone && both > 0) {
            let [done, total] = [done, total].map(|figure| figure.print(lang, false));
            said.push_str(&format!(" ({done}/{total})"));
        }
        if rate_only > 0 {
            said.push_str(&match lang {
                Lang::Vi => {
                    format!("; {rate_only} đơn vị ghi tỷ lệ mà không đủ hai số, không cộng được")
                }
                Lang::En => format!(
                    "; {rate_only} stated a rate without both numbers, which cannot be added"
                ),
            });
        }
        out.push(said + ".");
    }
    out
}

/// The documents and rows of all units, each with its unit.
fn lines(
    units: &[Arc<Contribution>],
    item: &Arc<Item>,
    field: &Field,
    lang: Lang,
) -> Option<Table> {
    field.kind.blank().length()?;
    let question = item.question(field);
    let mut out: Option<Table> = None;
    let mut left = 0;
    for unit in units {
        let Some(total) = unit.answer(&item.code, &field.code) else { continue };
        let Some(table) = field.kind.table(&field.kind.stand_in(total), question, lang) else {
            continue;
        };
        let whole = out.get_or_insert_with(|| {
            let unit = Column::words(if lang == Lang::Vi { "Đơn vị" } else { "Unit" });
            let columns = std::iter::once(unit).chain(table.columns.clone()).collect();
            Table { caption: table.caption.clone(), columns, rows: Vec::new(), notes: Vec::new() }
        });
        for mut row in table.rows {
            if whole.rows.len() == MOST_ROWS {
                left += 1;
                continue;
            }
            row.cells.insert(0, name(unit));
            whole.rows.push(row);
        }
    }
    let mut table = out?.without_blank_columns();
    if left > 0 {
        table.notes.push(match lang {
            Lang::Vi => format!("Còn {left} dòng nữa trong tệp phiếu tổng hợp."),
            Lang::En => format!("{left} more lines stand in the file of the consolidated sheet."),
        });
    }
    Some(table)
}

/// So many lines of what does not fit are printed.
const UNEXPLAINED: usize = 60;

/// What does not fit in units' answers without a reason given: in the sum it looks like any other number.
fn unexplained(sheet: &Sheet, all: &[Notice], lang: Lang) -> Vec<Block> {
    let [fits, in_reports] = match lang {
        Lang::Vi => [
            ["Số liệu chưa khớp, đơn vị chưa nêu lý do", "Đơn vị", "Chỗ chưa khớp"],
            ["Chỗ khác với báo cáo của cấp dưới", "Đơn vị", "Khác ở chỗ"],
        ],
        Lang::En => [
            ["Figures that do not fit, without a reason", "Unit", "What"],
            ["Where the reports of the bodies below say otherwise", "Unit", "What"],
        ],
    };
    // What is noticed of no item is noticed of a unit and the bodies above it.
    let (of_items, of_bodies): (Vec<&Notice>, Vec<&Notice>) =
        all.iter().partition(|notice| !notice.item.is_empty());
    let of_items = noticed(sheet, &of_items, fits, lang);
    of_items.into_iter().chain(noticed(sheet, &of_bodies, in_reports, lang)).collect()
}

fn noticed(
    sheet: &Sheet,
    all: &[&Notice],
    [caption, columns @ ..]: [&str; 3],
    lang: Lang,
) -> Option<Block> {
    let rows = all.iter().take(UNEXPLAINED).filter_map(|notice| {
        let unit = sheet.below.units.get(*notice.units.first()?)?;
        Some(Row::of(vec![
            roll_up::name(&sheet.below.units, unit),
            notice.unexplained.get(lang).to_owned(),
        ]))
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let mut table = Table {
        caption: caption.to_owned(),
        columns: columns.map(Column::words).to_vec(),
        rows,
        notes: Vec::new(),
    };
    let left = all.len().saturating_sub(UNEXPLAINED);
    if left > 0 {
        table.notes.push(match lang {
            Lang::Vi => format!("Còn {left} chỗ nữa."),
            Lang::En => format!("{left} more."),
        });
    }
    Some(Block::Table(table))
}

/// What units kept although the figures do not fit, with their reasons.
fn kept(template: &Template, units: &[Arc<Contribution>], lang: Lang) -> Vec<Block> {
    let rows: Vec<Row> = units
        .iter()
        .flat_map(|unit| {
            let said = roll_up::kept_said(template, unit, lang).into_iter();
            said.map(|(about, reason)| Row::of(vec![roll_up::name(units, unit), about, reason]))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let [caption, columns @ ..] = match lang {
        Lang::Vi => ["Số liệu chưa khớp mà đơn vị giữ lại", "Đơn vị", "Nội dung", "Lý do"],
        Lang::En => ["Figures that do not fit and were kept", "Unit", "Item", "Reason"],
    };
    let columns = columns.map(Column::words).to_vec();
    let table = Table { caption: caption.to_owned(), columns, rows, notes: Vec::new() };
    vec![Block::Table(table.without_blank_columns())]
}
