//! The sentences of the report, made from answers; and the unit's own words in their place.
//!
//! *Invariant:* knows the template's sentences and the sheet's answers, not how a report is laid
//! out.

use crate::kinds::{State, status};
use crate::language::{Lang, Pattern, Words};
use crate::sheet::{ItemAnswer, Sheet};
use crate::template::{Item, STATUS, Sentence, Template};

/// One sentence of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its key: item and sentence.
    pub key: String,
    /// The sentence as it is made from the answers.
    pub made: String,
}

/// The sentences of one item, in order, as they are made.
pub fn of_item(template: &Template, sheet: &Sheet, item: &Item, lang: Lang) -> Vec<Said> {
    let nothing = ItemAnswer::default();
    let answers = sheet.items.get(&item.code).map_or(&nothing, |rc| rc);
    let slots = Slots { template, sheet, item, answers, lang };
    let mut said: Vec<Said> = item
        .sentences
        .iter()
        .filter_map(|sentence| {
            let made = slots.sentence(sentence)?;
            Some(Said { key: key(&item.code, &sentence.code), made })
        })
        .collect();
    if let Some(made) = slots.status(said.is_empty()) {
        said.push(Said { key: key(&item.code, STATUS), made });
    }
    said
}

/// The key of a sentence.
pub fn key(item: &str, sentence: &str) -> String {
    format!("{item}/{sentence}")
}

/// The sentence of a key as it is made now; none when it is not said.
pub fn made(template: &Template, sheet: &Sheet, key: &str, lang: Lang) -> Option<String> {
    let (item, _) = key.split_once('/')?;
    let item = template.item(item)?;
    of_item(template, sheet, item, lang).into_iter().find(|s| s.key == key).map(|s| s.made)
}

/// The slots that every sentence may use: `{unit}`, `{period}`, `{subject}`.
pub fn common_slot(template: &Template, sheet: &Sheet, slot: &str, lang: Lang) -> Option<String> {
    let text = match slot {
        "unit" => sheet.unit.name.text().trim().to_owned(),
        "period" => sheet.period.print(lang),
        "subject" => match template.unit_kind(&sheet.unit.kind) {
            Some(kind) => kind.subject.get(lang).to_owned(),
            None if lang == Lang::Vi => "Đơn vị".to_owned(),
            None => "The unit".to_owned(),
        },
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

struct Slots<'a> {
    template: &'a Template,
    sheet: &'a Sheet,
    item: &'a Item,
    answers: &'a ItemAnswer,
    lang: Lang,
}

impl Slots<'_> {
    fn slot(&self, slot: &str) -> Option<String> {
        if slot == "topic" {
            return Some(self.item.topic.get(self.lang).to_owned());
        }
        if let Some(text) = common_slot(self.template, self.sheet, slot, self.lang) {
            return Some(text);
        }
        let (field, part) = slot.split_once('.').unwrap_or((slot, ""));
        let spec = self.item.field(field)?;
        spec.kind.slot(&self.answers.fields.get(field)?.own, part, self.lang)
    }

    fn states(&self, field: &str) -> Vec<State> {
        let spec = self.item.field(field);
        let answer = self.answers.fields.get(field);
        spec.zip(answer).map_or_else(|| vec![State::Blank], |(s, a)| s.kind.states(&a.own))
    }

    /// The first wording whose conditions hold and whose slots are there.
    fn sentence(&self, sentence: &Sentence) -> Option<String> {
        sentence.wordings.iter().find_map(|wording| {
            let fits = wording.when.iter().all(|(field, wanted)| {
                let states = self.states(field);
                wanted.iter().any(|state| states.contains(state))
            });
            let text = if self.lang == Lang::Vi { &wording.vi } else { &wording.en };
            fits.then(|| Pattern::parse(text).fill(|slot| self.slot(slot)))
                .flatten()
                .map(|s| tidy(&s))
        })
    }

    /// What the status adds; "done" only when nothing else is said.
    fn status(&self, alone: bool) -> Option<String> {
        let crate::kinds::Answer::Status(answer) = &self.answers.fields.get(STATUS)?.own else {
            return None;
        };
        let wordings = &self.template.report.status;
        let words: &Words = match answer.progress? {
            status::Progress::Done if alone => &wordings.done,
            status::Progress::Done => return None,
            status::Progress::UnderWay => &wordings.under_way,
            status::Progress::NotStarted => &wordings.not_started,
            status::Progress::NotConcerned => &wordings.not_concerned,
        };
        let pattern = Pattern::parse(words.get(self.lang));
        pattern
            .fill(|slot| match slot {
                "cause" => {
                    let cause = status::sentence_part(answer.cause.text());
                    (!cause.is_empty()).then(|| crate::kinds::figure::lower_first(&cause))
                }
                slot => self.slot(slot),
            })
            .map(|s| tidy(&s))
    }
}

/// No doubled spaces or full stops, a capital at the start: slots may begin a sentence and typed
/// texts may end in a full stop.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match (out.chars().last(), c) {
            (Some(' '), ' ') | (Some('.'), '.') => {}
            (Some(' '), ',' | '.' | ';') => {
                out.pop();
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    let mut chars = out.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => out,
    }
}
