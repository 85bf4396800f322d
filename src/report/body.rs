//! The body: the opening, and the parts I, II, III with their headings and paragraphs.

use super::{Context, by_unit, letterhead};
use crate::block::{Block, Mark, Paragraph, Role, Sentence};
use crate::kinds::{Point, Points, Progress, Total};
use crate::language::{Lang, Pattern, listed, lower_first, unmarked};
use crate::sheet::{ItemAnswer, Place};
use crate::template::{self, Content, Field, Item, NOTE, STATUS, Section};
use crate::wording::{self, Said};
use std::collections::BTreeSet;

/// The opening sentences as one paragraph.
pub(super) fn opening(context: &Context) -> Vec<Block> {
    let said = wording::opening(context.template, context.sheet, context.lang);
    flow(said.into_iter().map(|said| context.spoken(said)))
}

/// The parts, each under its heading.
pub(super) fn parts(context: &Context) -> Vec<Block> {
    let layout = letterhead::layout(context.style);
    let placed = placed_items(context);
    let mut blocks = Vec::new();
    let mut parts = 0;
    for (index, part) in context.template.report.parts.iter().enumerate() {
        let mut told = Vec::new();
        let mut number = 0;
        for content in &part.content {
            let (title, mut inside) = content_blocks(context, content, &placed);
            if inside.is_empty() && misses_required(context, content) {
                inside = by_hand();
            }
            if inside.is_empty() {
                continue;
            }
            if let Some(title) = title {
                number += 1;
                let number = layout.numbered(2, number);
                told.push(Block::Heading { level: 2, number, text: title });
            }
            told.extend(inside);
        }
        if told.is_empty() {
            told = untold(context, index);
        }
        if told.is_empty() {
            continue;
        }
        parts += 1;
        blocks.push(Block::Heading {
            level: 1,
            number: layout.numbered(1, parts),
            text: part.title.get(context.lang).to_uppercase(),
        });
        blocks.extend(told);
    }
    blocks
}

/// What stands in a part of which nothing was answered: the unit's own words, if it put any there;
/// lines to fill in by hand in the part that the report is about, its task groups; else nothing,
/// and then the part has no heading either. A report does not say in the unit's name what the unit
/// did not say.
fn untold(context: &Context, index: usize) -> Vec<Block> {
    let said = wording::empty_part(context.template, context.sheet, index, context.lang);
    let own = said.map(|said| context.spoken(said)).filter(|said| said.mark != Mark::Plain);
    let own = flow(own);
    let about_groups = context.template.report.parts.get(index).is_some_and(|part| {
        part.content.iter().any(|content| match content {
            Content::Groups(_) => true,
            Content::Section(code) => context.template.section(code).is_some_and(|s| s.group),
            Content::Items { .. } => false,
        })
    });
    if own.is_empty() && about_groups { by_hand() } else { own }
}

/// Whether a piece of a part holds a question that the report cannot do without.
fn misses_required(context: &Context, content: &Content) -> bool {
    let Content::Items { items, .. } = content else { return false };
    let items = items.iter().filter_map(|code| context.template.item(code));
    items.into_iter().any(|item| item.required && context.sheet.is_asked(item))
}

/// Lines to fill in by hand.
fn by_hand() -> Vec<Block> {
    vec![text_block(Role::Line, wording::LINE), text_block(Role::Line, wording::LINE)]
}

/// The items that a part names one by one; a section tells the rest.
fn placed_items<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    let mut placed = BTreeSet::new();
    for content in context.template.report.parts.iter().flat_map(|part| &part.content) {
        if let Content::Items { items, .. } = content {
            placed.extend(items.iter().map(String::as_str));
        }
    }
    placed
}

fn content_blocks(
    context: &Context,
    content: &Content,
    placed: &BTreeSet<&str>,
) -> (Option<String>, Vec<Block>) {
    let template = context.template;
    match content {
        Content::Items { title, items } => {
            let items = items.iter().filter_map(|code| template.item(code));
            let blocks = items.flat_map(|item| item_blocks(context, item)).collect();
            (title.as_ref().map(|title| title.get(context.lang).to_owned()), blocks)
        }
        Content::Section(code) => {
            let Some(section) = template.section(code) else { return (None, Vec::new()) };
            (
                Some(section.title.get(context.lang).to_owned()),
                section_blocks(context, section, placed),
            )
        }
        Content::Groups(wordings) => {
            let said = wording::groups(template, context.sheet, wordings, context.lang);
            (None, flow(said.map(|said| context.spoken(said))))
        }
    }
}

fn section_blocks(context: &Context, section: &Section, placed: &BTreeSet<&str>) -> Vec<Block> {
    let items = context.template.items_of(section);
    let here = items.filter(|item| !placed.contains(item.code.as_str()));
    let (group, rest): (Vec<_>, Vec<_>) = here.partition(|item| item.code == section.code);
    let rest: Vec<Block> = rest.into_iter().flat_map(|item| item_blocks(context, item)).collect();
    // That a task group is done need not be said above what was done in it.
    if !rest.is_empty() && is_done(context, section) {
        return rest;
    }
    group.into_iter().flat_map(|item| item_blocks(context, item)).chain(rest).collect()
}

/// Whether a task group is plainly done, without words of the unit's own about it.
fn is_done(context: &Context, section: &Section) -> bool {
    let own_words = &context.sheet.own_words;
    let status = context.sheet.field(&section.code, STATUS).and_then(|field| field.own.progress());
    matches!(status, Some((Progress::Done, _)))
        && !own_words.contains_key(&wording::key(&section.code, STATUS))
}

/// All that a report says of one item: its sentences as one paragraph, then what was written as
/// text.
fn item_blocks(context: &Context, item: &Item) -> Vec<Block> {
    if !context.sheet.is_asked(item) {
        return Vec::new();
    }
    let mut blocks = flow(sentences(context, item));
    let Some(answers) = context.sheet.items.get(&item.code) else { return blocks };
    for field in item.own_fields() {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        if let Some(told) = field.kind.points(&answer.own) {
            blocks.extend(points(context, item, field, told));
        } else if !answer.own.verbatim().is_empty() && !is_said(item, field) {
            blocks.extend(verbatim(answers, &field.code));
        }
    }
    blocks.extend(verbatim(answers, NOTE));
    blocks
}

/// Sentences as one paragraph; where a text in them has line breaks, a new one begins, and before a text
/// that is a list. A dash before a single line marks nothing; a letter there may be of a name, "C. Mác".
fn flow(sentences: impl IntoIterator<Item = Sentence>) -> Vec<Block> {
    let mut paragraphs = vec![Paragraph::default()];
    for sentence in sentences {
        let mut left = lines(&sentence.text).count();
        let is_list = left > 1 && unmarked(&sentence.text).is_some();
        for (i, line) in lines(&sentence.text).enumerate() {
            let is_dash = i == 0 && !is_list && !line.starts_with(char::is_alphanumeric);
            let text = unmarked(line).filter(|_| is_dash).unwrap_or(line).to_owned();
            let mut piece = Sentence { text, ..sentence.clone() };
            left -= 1;
            if left > 0 {
                piece.notes.clear();
            }
            match paragraphs.last_mut().filter(|_| i == 0 && !is_list) {
                Some(last) => last.sentences.push(piece),
                None => paragraphs.push(Paragraph::of(vec![piece])),
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.sentences.is_empty());
    paragraphs.into_iter().map(Block::Paragraph).collect()
}

/// Of a joined sheet, what the rates of the item do not hold.
fn beside_rates(context: &Context, item: &Item) -> Vec<String> {
    // The page's first program has no consolidated sheet.
    if !cfg!(rolls_up) {
        return Vec::new();
    }
    let joined = |field: &'_ Field| {
        let value = &context.sheet.field(&item.code, &field.code)?.collected.as_ref()?.value;
        Some(beside_rate(context, item, field, value))
    };
    let rows = |field: &'_ Field| {
        let units = &context.joined.units;
        let gave = || {
            let units = units.iter().filter_map(|unit| {
                let total = unit.answer(&item.code, &field.code)?;
                Some((crate::roll_up::name(units, unit), total))
            });
            units.collect::<Vec<(String, &Total)>>()
        };
        let own = context.sheet.field(&item.code, &field.code).is_some_and(|f| !f.own.is_blank());
        by_unit::rows_of_units(field, &gave, own, context.lang)
    };
    let beside = item.own_fields().filter_map(joined).flatten();
    beside.chain(item.own_fields().filter_map(rows)).collect()
}

/// Of a joined sheet, what the rate of a field does not hold; `value` is its joined total.
fn beside_rate(context: &Context, item: &Item, field: &Field, value: &Total) -> Vec<String> {
    let given = |total: &Total, part: &String| total.sum(part).map_or(0, |sum| sum.given);
    let units = || context.joined.units.iter().filter_map(|u| u.answer(&item.code, &field.code));
    let gave = |parts: &[String]| {
        if context.joined.units.is_empty() {
            let most = parts.iter().map(|part| given(value, part)).max().unwrap_or(0);
            return usize::try_from(most).unwrap_or_default();
        }
        let some = units().filter(|total| parts.iter().any(|part| given(total, part) > 0)).count();
        let of_units = |part: &String| units().map(|total| given(total, part)).sum::<u32>();
        some + usize::from(parts.iter().any(|part| given(value, part) > of_units(part)))
    };
    by_unit::beside_rate(field, value, context.has_own(item, field), &gave, context.lang)
}

/// So many things are named in a sentence about a joined sheet; of more it says how many.
const MOST_NAMED: usize = 3;

/// Of a joined sheet, how many units the figures of the item are from, where those are not all: a sentence
/// made of one unit's answer reads like one about all of them. Where its figures are from different
/// numbers of units, those are named that reach least far.
fn coverage(context: &Context, item: &Item) -> Option<String> {
    // The page's first program has no consolidated sheet.
    if !cfg!(rolls_up) {
        return None;
    }
    let said = |field: &'_ Field| {
        let collected = context.sheet.field(&item.code, &field.code)?.collected.as_ref()?;
        let numbers = field.kind.stand_in(&collected.value);
        let said = !numbers.is_blank() && numbers.length().is_none();
        let label = lower_first(field.label.get(context.lang));
        // A rate is of those who gave both numbers of it, where it is not said of whom it is.
        let own = context.has_own(item, field);
        let beside = beside_rate(context, item, field, &collected.value);
        let shares = field.kind.shares(&collected.value).into_iter();
        let both = shares.filter(|_| beside.is_empty()).map(|(_, share)| share.both());
        let both = both.max().map(|both| both.saturating_sub(u32::from(own)));
        let figures = || by_unit::with_figure(field, &collected.value, collected.gave);
        let gave = both.filter(|both| *both > 0).unwrap_or_else(figures);
        said.then_some((gave, collected.units, own, label))
    };
    let said_fields = || item.own_fields().filter(|field| said(field).is_some());
    let all: Vec<(u32, u32, bool, String)> = item.own_fields().filter_map(said).collect();
    let mut some: Vec<_> = all.iter().filter(|(gave, units, ..)| gave < units).collect();
    let reach = |one: &(u32, u32, bool, String)| (one.0, one.1, one.2);
    let first = some.first().map(|one| reach(one))?;
    let same = some.len() == all.len() && some.iter().all(|one| reach(one) == first);
    let sheets = |(gave, units, own): (u32, u32, bool)| match (context.lang, own) {
        (Lang::Vi, true) => format!("{gave}/{units} phiếu và ở phần của chính nơi lập báo cáo"),
        (Lang::Vi, false) => format!("{gave}/{units} phiếu"),
        (Lang::En, true) => format!("{gave} of {units} sheets and in this body's own part"),
        (Lang::En, false) => format!("{gave} of {units} sheets"),
    };
    let direct = context.joined.direct.as_ref().and_then(|(gave, all)| {
        let of = |field: &Field| gave.get(&format!("{}.{}", item.code, field.code));
        let gave: BTreeSet<usize> = said_fields().filter_map(of).flatten().copied().collect();
        (gave.len() < *all).then_some((gave.len(), *all))
    });
    if same {
        let (sheets, direct) = (
            sheets(first),
            direct.map(|(gave, all)| match context.lang {
                Lang::Vi => format!(", của {gave}/{all} đơn vị gửi trực tiếp"),
                Lang::En => format!(", of {gave} of the {all} units that sent directly"),
            }),
        );
        let direct = direct.unwrap_or_default();
        return Some(match context.lang {
            Lang::Vi => format!("Mục này có ở {sheets}{direct}."),
            Lang::En => format!("This item is in {sheets}{direct}."),
        });
    }
    some.sort_by_key(|one| reach(one));
    let left = some.len().saturating_sub(MOST_NAMED);
    some.truncate(MOST_NAMED);
    let mut parts: Vec<String> = some
        .chunk_by(|a, b| reach(a) == reach(b))
        .map(|alike| {
            let labels: Vec<String> =
                alike.iter().map(|(.., label)| format!("“{}”", stands_alone(label))).collect();
            let labels = crate::language::join(&labels, context.lang);
            let sheets = alike.first().map_or_else(String::new, |one| sheets(reach(one)));
            match context.lang {
                Lang::Vi => format!("{labels} có ở {sheets}"),
                Lang::En => format!("{labels} in {sheets}"),
            }
        })
        .collect();
    parts.extend((left > 0).then(|| match context.lang {
        Lang::Vi => format!("{left} nội dung khác cũng chỉ có ở một số phiếu"),
        Lang::En => format!("{left} more in some sheets only"),
    }));
    let parts = crate::language::join_long(&parts);
    Some(match (direct, context.lang) {
        (None, Lang::Vi) => format!("Mục này không có đủ ở mọi phiếu: {parts}."),
        (None, Lang::En) => format!("Not every sheet has all of this item: {parts}."),
        (Some((gave, all)), Lang::Vi) => format!(
            "Mục này là của {gave}/{all} đơn vị gửi trực tiếp và không có đủ ở mọi phiếu: {parts}."
        ),
        (Some((gave, all)), Lang::En) => format!(
            "This item is of {gave} of the {all} units that sent directly, and not every sheet has all of it: {parts}."
        ),
    })
}

/// A label without what points at the question before it (*trong đó*): quoted, nothing stands there.
fn stands_alone(label: &str) -> &str {
    let pointers = ["trong đó, ", "of these, "];
    pointers.iter().find_map(|pointer| label.strip_prefix(pointer)).unwrap_or(label)
}

/// Of a joined sheet, at which units the figures of the item do not fit, with a reason or without: the sum
/// reads like any other number, and whoever signs it signs that too.
fn unfit(context: &Context, item: &Item) -> Option<String> {
    // The page's first program has no consolidated sheet.
    if !cfg!(rolls_up) {
        return None;
    }
    let of = |units: &BTreeSet<String>| {
        let names: Vec<String> = units.iter().take(MOST_NAMED).cloned().collect();
        match (units.len() > MOST_NAMED, context.lang) {
            (false, lang) => crate::language::join(&names, lang),
            (true, Lang::Vi) => format!("{} đơn vị", units.len()),
            (true, Lang::En) => format!("{} units", units.len()),
        }
    };
    let without = context.joined.unfit.get(&item.code).map(of).map(|of| match context.lang {
        Lang::Vi => format!("Số liệu mục này của {of} còn chỗ chưa khớp, chưa nêu lý do."),
        Lang::En => format!("The figures of {of} do not fit here, and no reason is given."),
    });
    // A reason explains a unit's figures; the sum that they make, "41/41", still reads as it does.
    let with = context.joined.explained.get(&item.code).map(of).map(|of| match context.lang {
        Lang::Vi => format!("Số liệu mục này của {of} có chỗ chưa khớp, đã nêu lý do."),
        Lang::En => format!("The figures of {of} do not fit here, and a reason is given."),
    });
    // Parts that overlap are more than their whole in the sum, too.
    let overlaps = context.joined.overlaps.get(&item.code).map(|overlaps| {
        let named = overlaps.iter().take(MOST_NAMED).map(|(unit, reason)| {
            let reason = crate::language::unquoted(reason.trim_end_matches('.'));
            format!("{unit} (“{reason}”)")
        });
        let named = named.collect::<Vec<_>>().join("; ");
        let more = overlaps.len().saturating_sub(MOST_NAMED);
        match (more, context.lang) {
            (0, Lang::Vi) => format!("Các phần có chỗ trùng nhau, theo phiếu của {named}."),
            (0, Lang::En) => format!("Parts overlap, by the sheet of {named}."),
            (more, Lang::Vi) => {
                format!("Các phần có chỗ trùng nhau, theo phiếu của {named} và {more} đơn vị nữa.")
            }
            (more, Lang::En) => format!("Parts overlap, by the sheets of {named} and {more} more."),
        }
    });
    let said: Vec<String> = without.into_iter().chain(with).chain(overlaps).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The item's sentences; own words whose sentence is not said any more stand at the end, so that
/// nothing a unit wrote goes missing unseen.
fn sentences(context: &Context, item: &Item) -> Vec<Sentence> {
    let Context { template, sheet, lang, .. } = *context;
    let said = wording::of_item(template, sheet, item, lang);
    let mut keys: BTreeSet<String> = BTreeSet::new();
    keys.extend(said.iter().map(|said| said.key.clone()));
    keys.extend(wording::leads(sheet, item, lang).into_iter().map(|said| said.key));
    let mut out: Vec<Sentence> = said.into_iter().map(|said| context.spoken(said)).collect();
    let plain = |text: String| Sentence { text, ..Sentence::default() };
    out.extend(beside_rates(context, item).into_iter().map(plain));
    if !out.is_empty() {
        // Before the sentences: “nobody was punished” is not to be read as of all before it is said of
        // how many it is.
        out.splice(0..0, coverage(context, item).map(plain));
        out.extend(unfit(context, item).map(plain));
    }
    let here = wording::key(&item.code, "");
    for (key, own) in sheet.own_words.range(here.clone()..) {
        if !key.starts_with(&here) {
            break;
        }
        let text = own.text.trim();
        if !keys.contains(key) && !text.is_empty() {
            let key = Some(key.clone());
            out.push(Sentence { key, text: text.to_owned(), mark: Mark::Stale, notes: Vec::new() });
        }
    }
    out
}

impl Context<'_> {
    /// Whether the body itself gave a figure that was joined with those of its units.
    fn has_own(&self, item: &Item, field: &Field) -> bool {
        let own = &self.joined.own;
        !own.is_empty() && own.contains(&format!("{}.{}", item.code, field.code))
    }

    /// A sentence, or the unit's own words in its place. Words were put for the sentence in
    /// Vietnamese, so they are compared with that.
    fn spoken(&self, said: Said) -> Sentence {
        let notes = self.notes(&said.key);
        let Some(own) = self.sheet.own_words.get(&said.key) else {
            return Sentence { key: Some(said.key), text: said.made, mark: Mark::Plain, notes };
        };
        let made = match self.lang {
            Lang::Vi => Some(said.made),
            Lang::En => wording::made(self.template, self.sheet, &said.key, Lang::Vi),
        };
        let same = made.as_deref() == Some(own.instead_of.as_str());
        let mark = if same { Mark::OwnWords } else { Mark::Stale };
        // Another sentence may follow it.
        Sentence { key: Some(said.key), text: ended(own.text.trim()), mark, notes }
    }

    /// The numbers of the remarks that are about a figure in a sentence.
    fn notes(&self, key: &str) -> Vec<usize> {
        let about = |place: &Place| match place {
            Place::Answer { item, field, .. } => {
                let code = key.strip_prefix(item.as_str()).and_then(|rest| rest.strip_prefix('/'));
                let item = self.template.item(item);
                code == Some(field.as_str())
                    || item.zip(code).is_some_and(|(item, code)| {
                        let said = item.sentences.iter().filter(|s| s.code == code);
                        said.into_iter().any(|sentence| has_slot(sentence, field))
                    })
            }
            Place::Sentence(of) => of == key,
            _ => false,
        };
        let kept = (1..).zip(self.kept);
        kept.filter(|(_, finding)| about(&finding.place)).map(|(n, _)| n).collect()
    }
}

/// Whether a sentence of the item has the field in it.
fn is_said(item: &Item, field: &Field) -> bool {
    item.sentences.iter().any(|sentence| has_slot(sentence, &field.code))
}

fn has_slot(sentence: &template::Sentence, field: &str) -> bool {
    sentence.wordings.iter().any(|wording| {
        let pattern = Pattern::parse(&wording.vi);
        pattern.slots().iter().any(|slot| slot.split('.').next() == Some(field))
    })
}

/// A text in the unit's own words, one paragraph a line.
fn verbatim(answers: &ItemAnswer, field: &str) -> Vec<Block> {
    let text = answers.fields.get(field).map_or("", |field| field.own.verbatim());
    lines(without_comma(text)).map(|line| text_block(Role::Body, finished(line))).collect()
}

/// A line of the unit's own words as paper has it: a capital at its beginning and a full stop at its
/// end. Nothing between them is touched, nor what was typed.
fn finished(line: &str) -> String {
    let mut chars = line.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let out: String = first.chain(chars).collect();
    if out.ends_with(',') { out } else { ended(&out) }
}

/// A text with a full stop where it was typed without one. Behind a quoted sentence that has its own none
/// is missing.
fn ended(text: &str) -> String {
    let inner = text.trim_end_matches(['”', '"', ')', '»']);
    if text.is_empty() || inner.ends_with(['.', '!', '?', '…', ':', ';']) {
        return text.to_owned();
    }
    format!("{}.", text.strip_suffix(',').unwrap_or(text))
}

/// A comma at the very end of a text leads to nothing; at the end of a line in it the next one follows.
fn without_comma(text: &str) -> &str {
    text.trim_end().trim_end_matches(',')
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn text_block(role: Role, text: impl Into<String>) -> Block {
    Block::Paragraph(Paragraph::plain(role, text))
}

/// Points, each with the causes that are its own; then the causes of no point alone.
fn points(context: &Context, item: &Item, field: &Field, told: Points) -> Vec<Block> {
    let leads = wording::leads(context.sheet, item, context.lang);
    let lead = |key: &str| {
        leads.iter().find(|said| said.key == key).map(|said| context.spoken(said.clone()))
    };
    let written: Vec<&Point> = told.written().collect();
    let mut blocks = Vec::new();
    for (index, point) in written.iter().enumerate() {
        let sign = if written.len() > 1 { format!("({}) ", index + 1) } else { String::new() };
        blocks.extend(signed(&sign, Role::Body, &listed(point.text.text())));
        let key = wording::point_key(&item.code, &field.code, &point.id);
        append(&mut blocks, lead(&key));
        if wording::cause_in_sentence(told, &point.id).is_some() {
            continue;
        }
        let causes = told.causes_of(&point.id);
        blocks
            .extend(causes.flat_map(|cause| signed("- ", Role::Point, &listed(cause.text.text()))));
    }
    blocks.extend(flow(lead(&wording::causes_key(&item.code, &field.code))));
    for cause in told.common_causes() {
        let text = listed(cause.text.text());
        let of = explained(&written, &cause.of, context.lang);
        let text =
            if of.is_empty() { text } else { format!("{} {of}.", text.trim_end_matches('.')) };
        blocks.extend(signed("- ", Role::Point, &text));
    }
    blocks
}

/// A text with its sign before its first line; further lines are paragraphs of their own.
fn signed(sign: &str, role: Role, text: &str) -> Vec<Block> {
    let with_sign = |(i, line): (usize, &str)| {
        let sign = if i == 0 { sign } else { "" };
        text_block(role, format!("{sign}{}", finished(line)))
    };
    lines(without_comma(text)).enumerate().map(with_sign).collect()
}

/// Adds a sentence to the last paragraph.
fn append(blocks: &mut [Block], sentence: Option<Sentence>) {
    if let (Some(Block::Paragraph(last)), Some(sentence)) = (blocks.last_mut(), sentence) {
        // What was typed without a full stop must not run into the sentence after it.
        if let Some(before) = last.sentences.last_mut()
            && !before.text.ends_with(['.', '!', '?', '…', ':', ';'])
            && !sentence.text.is_empty()
        {
            before.text.push('.');
        }
        last.sentences.push(sentence);
    }
}

/// "(nguyên nhân của các điểm 1 và 3)"; empty when the cause explains all points, or none.
fn explained(written: &[&Point], of: &[String], lang: Lang) -> String {
    let numbers: Vec<String> = (1..)
        .zip(written)
        .filter(|(_, point)| of.contains(&point.id))
        .map(|(n, _)| n.to_string())
        .collect();
    if numbers.len() < 2 || numbers.len() == written.len() {
        return String::new();
    }
    let numbers = crate::language::join(&numbers, lang);
    match lang {
        Lang::Vi => format!("(nguyên nhân của các điểm {numbers})"),
        Lang::En => format!("(a cause of points {numbers})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is typed stays; what is missing at its end, or leads to nothing, does not run into the next
    /// sentence.
    #[test]
    fn words_of_a_unit_end_where_they_end() {
        for (typed, printed) in [
            ("Chi bộ làm tốt", "Chi bộ làm tốt."),
            ("Chi bộ làm tốt.", "Chi bộ làm tốt."),
            ("Chi bộ làm tốt,", "Chi bộ làm tốt."),
            ("Bác dạy: “Dân là gốc.”", "Bác dạy: “Dân là gốc.”"),
            ("Chi bộ làm tốt (xem phụ lục)", "Chi bộ làm tốt (xem phụ lục)."),
            ("Gồm:", "Gồm:"),
            ("", ""),
        ] {
            assert_eq!(ended(typed), printed);
        }
        let blocks = signed("- ", Role::Point, "gồm hai việc,\nmột là học,");
        let printed = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.text(),
            _ => String::new(),
        };
        let printed: Vec<String> = blocks.iter().map(printed).collect();
        assert_eq!(printed, ["- Gồm hai việc,", "Một là học."]);
    }
}
