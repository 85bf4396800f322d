//! Every change that can be made to a sheet.

use super::{HeadField, ItemAnswer, Kept, OwnWords, PeriodKind, Remark, Sheet};
use crate::kinds::{Answer, Cell, Field, LineEdit};
use crate::template::Template;
use std::rc::Rc;

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
        Edit::Head(field, text) => set_head(&mut sheet, *field, text),
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
        sheet.items.entry(item.to_owned()).or_insert_with(|| Rc::new(ItemAnswer::default()));
    let answers = Rc::make_mut(answers);
    let answer = answers.fields.entry(field.to_owned()).or_insert_with(|| Field::blank(&spec.kind));
    change(&spec.kind, &mut answer.own);
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
