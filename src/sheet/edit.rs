//! Every change that can be made to a sheet.

use super::{Extent, HeadField, ItemAnswer, Kept, OwnWords, PeriodKind, Remark, Sheet};
use crate::kinds::{Answer, Cell, Field, LineEdit};
use crate::shared::Arc;
use crate::template::Template;

/// A change of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A text typed into a cell.
    Cell {
        /// The item.
        item: String,
        /// The field.
        field: String,
        /// The cell.
        cell: Cell,
        /// What the cell now holds, to the letter.
        text: String,
    },
    /// A line added, removed or moved.
    Line {
        /// The item.
        item: String,
        /// The field.
        field: String,
        /// Which.
        edit: LineEdit,
    },
    /// Several cells of one field at once, after as many new lines: a pasted block.
    Fill {
        /// The item.
        item: String,
        /// The field.
        field: String,
        /// Lines to add first.
        add: usize,
        /// What goes where.
        cells: Vec<(Cell, String)>,
    },
    /// A text about the unit, the period or the letterhead.
    Head(HeadField, String),
    /// Keeps a finding.
    Keep {
        /// The finding's key.
        key: String,
        /// Why, and the figures seen.
        kept: Kept,
    },
    /// Takes the keeping back.
    Unkeep {
        /// The finding's key.
        key: String,
    },
    /// Puts the unit's own words in place of a sentence.
    OwnWords {
        /// The sentence's key.
        key: String,
        /// The words, and the sentence they stand for.
        words: OwnWords,
    },
    /// Goes back to the made sentence.
    MadeWords {
        /// The sentence's key.
        key: String,
    },
    /// Takes over what stays from an earlier sheet.
    Take {
        /// Texts about the unit and the letterhead.
        heads: Vec<(HeadField, String)>,
        /// Answers, by item and field.
        answers: Vec<(String, String, Answer)>,
    },
    /// Answers an item, with all its fields, although the kind of unit is not asked.
    Ask(String),
    /// Does so no more; what was answered stays and stays in sight.
    Unask(String),
    /// Takes what was typed in an item although nobody asks it out of the report, and keeps it.
    SetAside(String),
    /// Takes back into the report what was set aside of an item, where nothing was typed since; the
    /// unit answers the item from now on.
    PutBack(String),
    /// Deletes what was typed in an item although nobody asks it.
    Drop(String),
    /// Deletes what was set aside of an item.
    DropAside(String),
    /// How much of a part of the appendix is printed, by the part's name.
    Print(String, Extent),
    /// A remark of the body above about an item; one that was answered stays as it is.
    Remark {
        /// A name that lasts.
        id: String,
        /// The item.
        item: String,
        /// Who remarks.
        by: String,
        /// What.
        text: String,
    },
    /// Takes a remark back that nobody has answered.
    Unremark {
        /// Its name.
        id: String,
    },
    /// What the unit says to a remark.
    AnswerRemark {
        /// The remark's name.
        id: String,
        /// The answer, to the letter.
        text: String,
    },
}

/// The sheet after an edit. An edit that names nothing of the template changes nothing.
#[must_use]
pub fn apply(sheet: &Sheet, template: &Template, edit: &Edit) -> Sheet {
    let mut sheet = sheet.clone();
    match edit {
        Edit::Cell { item, field, cell, text } => {
            change(&mut sheet, template, item, field, |spec, answer| spec.set(answer, cell, text));
        }
        Edit::Line { item, field, edit } => {
            change(&mut sheet, template, item, field, |spec, answer| spec.line(answer, edit));
        }
        Edit::Fill { item, field, add, cells } => {
            change(&mut sheet, template, item, field, |spec, answer| {
                for _ in 0..*add {
                    spec.line(answer, &LineEdit::Add { list: String::new() });
                }
                for (cell, text) in cells {
                    spec.set(answer, cell, text);
                }
            });
        }
        Edit::Head(field, text) => {
            let implied = |sheet: &Sheet| {
                template.unit_kind(&sheet.unit.kind).and_then(|kind| kind.level.clone())
            };
            let before = implied(&sheet);
            set_head(&mut sheet, *field, text);
            // The kind of unit brings its level along, and takes it away again.
            if *field == HeadField::UnitKind {
                match implied(&sheet) {
                    Some(level) => sheet.unit.level = level,
                    None if before.is_some_and(|level| level == sheet.unit.level) => {
                        sheet.unit.level.clear();
                    }
                    None => {}
                }
            }
        }
        Edit::Keep { key, kept } => {
            sheet.kept.insert(key.clone(), kept.clone());
        }
        Edit::Unkeep { key } => {
            sheet.kept.remove(key);
        }
        Edit::OwnWords { key, words } => {
            sheet.own_words.insert(key.clone(), words.clone());
        }
        Edit::MadeWords { key } => {
            sheet.own_words.remove(key);
        }
        Edit::Take { heads, answers } => {
            for (field, text) in heads {
                set_head(&mut sheet, *field, text);
            }
            for (item, field, taken) in answers {
                change(&mut sheet, template, item, field, |_, answer| {
                    if std::mem::discriminant(answer) == std::mem::discriminant(taken) {
                        answer.clone_from(taken);
                    }
                });
            }
        }
        Edit::Ask(item) => {
            if template.item(item).is_some() {
                sheet.asked.insert(item.clone());
            }
        }
        Edit::Unask(item) => {
            sheet.asked.remove(item);
        }
        Edit::SetAside(item) => {
            let taken = take_unasked(&mut sheet, template, item);
            let aside = sheet.set_aside.entry(item.clone()).or_default();
            lay(template, item, Arc::make_mut(aside), &taken);
            if aside.is_blank() {
                sheet.set_aside.remove(item);
            }
        }
        Edit::PutBack(item) => {
            if let Some(aside) = sheet.set_aside.remove(item) {
                let answers = sheet.items.entry(item.clone()).or_default();
                lay(template, item, Arc::make_mut(answers), &aside);
                sheet.asked.insert(item.clone());
            }
        }
        Edit::Drop(item) => {
            take_unasked(&mut sheet, template, item);
        }
        Edit::DropAside(item) => {
            sheet.set_aside.remove(item);
        }
        Edit::Print(part, extent) => {
            sheet.appendix.insert(part.clone(), *extent);
        }
        Edit::Remark { id, item, by, text } => {
            let open = sheet.remarks.get(id).is_none_or(|known| !known.is_answered());
            if open && template.item(item).is_some() {
                let (item, by, text) = (item.clone(), by.clone(), text.clone());
                let remark = Remark { item, by, text, answer: String::new() };
                sheet.remarks.insert(id.clone(), remark);
            }
        }
        Edit::Unremark { id } => {
            if sheet.remarks.get(id).is_some_and(|known| !known.is_answered()) {
                sheet.remarks.remove(id);
            }
        }
        Edit::AnswerRemark { id, text } => {
            if let Some(remark) = sheet.remarks.get_mut(id) {
                remark.answer.clone_from(text);
            }
        }
    }
    sheet
}

/// Changes one field's own answer; only the item's answers are copied.
fn change(
    sheet: &mut Sheet,
    template: &Template,
    item: &str,
    field: &str,
    change: impl FnOnce(&crate::kinds::Spec, &mut crate::kinds::Answer),
) {
    let Some(spec) = template.item(item).and_then(|i| i.field(field)) else { return };
    sheet.reread.retain(|(i, f)| i != item || f != field);
    let answers =
        sheet.items.entry(item.to_owned()).or_insert_with(|| Arc::new(ItemAnswer::default()));
    let answers = Arc::make_mut(answers);
    let answer = answers.fields.entry(field.to_owned()).or_insert_with(|| Field::blank(&spec.kind));
    change(&spec.kind, &mut answer.own);
}

/// Takes out of an item what was typed although nobody asks it.
fn take_unasked(sheet: &mut Sheet, template: &Template, code: &str) -> ItemAnswer {
    let mut taken = ItemAnswer::default();
    let asking = sheet.asking(code);
    let (Some(item), Some(answers)) = (template.item(code), sheet.items.get_mut(code)) else {
        return taken;
    };
    for (field, cells) in answers.unasked(item, &asking) {
        let Some(spec) = item.field(&field).map(|field| &field.kind) else { continue };
        let Some(answer) = Arc::make_mut(answers).fields.get_mut(&field) else { continue };
        let whole = answer.own.clone();
        let mut rest = whole.clone();
        for cell in &cells {
            spec.set(&mut rest, cell, "");
        }
        let mut out = Field::blank(spec);
        if rest.is_blank() {
            // With its lines and their names.
            answer.own = spec.blank();
            out.own = whole;
        } else {
            for cell in &cells {
                spec.set(&mut out.own, cell, &whole.get(cell).unwrap_or_default());
            }
            answer.own = rest;
        }
        taken.fields.insert(field, out);
    }
    taken
}

/// Lays answers into the blanks of others.
fn lay(template: &Template, code: &str, onto: &mut ItemAnswer, answers: &ItemAnswer) {
    let Some(item) = template.item(code) else { return };
    for (field, answer) in &answers.fields {
        let Some(spec) = item.field(field).map(|field| &field.kind) else { continue };
        let there = onto.fields.entry(field.clone()).or_insert_with(|| Field::blank(spec));
        if there.own.is_blank() {
            there.own.clone_from(&answer.own);
            continue;
        }
        for cell in spec.cells(&answer.own) {
            let text = answer.own.get(&cell).filter(|text| !text.is_empty());
            if let Some(text) = text.filter(|_| there.own.get(&cell).is_some_and(|t| t.is_empty()))
            {
                spec.set(&mut there.own, &cell, &text);
            }
        }
    }
}

fn set_head(sheet: &mut Sheet, field: HeadField, text: &str) {
    let letterhead = &mut sheet.letterhead;
    match field {
        HeadField::UnitName => sheet.unit.name.set(text),
        HeadField::UnitParent => sheet.unit.parent.set(text),
        HeadField::UnitKind => text.clone_into(&mut sheet.unit.kind),
        HeadField::UnitLevel => text.clone_into(&mut sheet.unit.level),
        HeadField::PeriodKind => {
            if let Some(kind) = PeriodKind::from_code(text) {
                sheet.period.kind = kind;
            }
        }
        HeadField::PeriodFrom => sheet.period.from.set(text),
        HeadField::PeriodTo => sheet.period.to.set(text),
        HeadField::UpperBody => letterhead.upper_body.set(text),
        HeadField::IssuingBody => letterhead.issuing_body.set(text),
        HeadField::Number => letterhead.number.set(text),
        HeadField::Place => letterhead.place.set(text),
        HeadField::Date => letterhead.date.set(text),
        HeadField::OnBehalf => letterhead.on_behalf.set(text),
        HeadField::Post => letterhead.post.set(text),
        HeadField::Signer => letterhead.signer.set(text),
        HeadField::Recipients => letterhead.recipients.set(text),
    }
}
