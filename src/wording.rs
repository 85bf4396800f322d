//! The sentences of the report, made from answers; and the unit's own words in their place.
//!
//! *Invariant:* knows the template's sentences and the sheet's answers, not how a report is laid
//! out.

use crate::kinds::{Collected, Points, Progress, State, UNREADABLE};
use crate::language::{Lang, Pattern, Words, fold, lower_first, mid_sentence, sentence_part};
use crate::number::Decimal;
use crate::sheet::{ItemAnswer, Sheet};
use crate::template::{Content, Field, Item, STATUS, Section, Sentence, Template};
use std::cell::LazyCell;

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
    said.extend(slots.nones());
    if let Some(made) = slots.status(said.is_empty()) {
        said.push(Said { key: key(&item.code, STATUS), made });
    }
    said
}

/// What stands on paper where a blank is left to be filled by hand.
pub const DOTS: &str = "……………";

/// A line of paper on which something is written by hand.
pub const LINE: &str = "………………………………………………………………………………";

/// In the place of an item's code: the sentences of the report itself.
const REPORT: &str = "report";

/// Among them, the one on the task groups.
const GROUPS: &str = "groups";

/// The opening of the report; a name or a period not given yet is left to be filled by hand.
pub fn opening(template: &Template, sheet: &Sheet, lang: Lang) -> Vec<Said> {
    let numbered = (1..).zip(&template.report.opening);
    numbered
        .map(|(n, words)| Said {
            key: key(REPORT, &format!("opening{n}")),
            made: fill_common(template, sheet, words, lang),
        })
        .collect()
}

/// What own words about a part of the report stand in place of, counted from 0. No report says it
/// by itself; sheets in which a unit put its own words there find them again.
pub fn empty_part(template: &Template, sheet: &Sheet, part: usize, lang: Lang) -> Option<Said> {
    let words = &template.report.parts.get(part)?.empty;
    let made = fill_common(template, sheet, words, lang);
    Some(Said { key: key(REPORT, &format!("part{}", part + 1)), made })
}

/// How many task groups are how far, in the first wording that fits; none while no group has a
/// status.
pub fn groups(template: &Template, sheet: &Sheet, wordings: &[Words], lang: Lang) -> Option<Said> {
    let groups = template.sections.iter().filter(|section| section.group);
    let progress: Vec<_> =
        groups.map(|section| Some(sheet.field(&section.code, STATUS)?.own.progress()?.0)).collect();
    if progress.iter().all(Option::is_none) {
        return None;
    }
    // A group whose status was left out, but about which the unit tells below, is not one without
    // information: then nobody knows how many are how far.
    let told = |section: &&Section| {
        let items = template.items_of(section);
        items.into_iter().any(|item| sheet.items.get(&item.code).is_some_and(|a| !a.is_blank()))
    };
    let groups = template.sections.iter().filter(|section| section.group);
    if groups.zip(&progress).any(|(section, progress)| progress.is_none() && told(&section)) {
        return None;
    }
    let count = |of| progress.iter().filter(|progress| **progress == of).count();
    let total = progress.len();
    let slot = |slot: &str| {
        let number = match slot {
            "total" => total,
            "all" if count(Some(Progress::Done)) == total => total,
            "all" => 0,
            "done" => count(Some(Progress::Done)),
            "under_way" => count(Some(Progress::UnderWay)),
            "not_started" => count(Some(Progress::NotStarted)),
            "not_concerned" => count(Some(Progress::NotConcerned)),
            "unsaid" => count(None),
            slot => return common_slot(template, sheet, slot, lang),
        };
        (number > 0).then(|| Decimal::count_of(number, lang))
    };
    let made = wordings.iter().find_map(|words| Pattern::parse(words.get(lang)).fill(slot))?;
    Some(Said { key: key(REPORT, GROUPS), made: tidy(&made) })
}

/// Words with the common slots filled; dots where there is nothing to fill in.
pub fn fill_common(template: &Template, sheet: &Sheet, words: &Words, lang: Lang) -> String {
    let dotted = |slot: &str| {
        let said = common_slot(template, sheet, slot, lang);
        Some(said.unwrap_or_else(|| DOTS.to_owned()))
    };
    tidy(&Pattern::parse(words.get(lang)).fill(dotted).unwrap_or_default())
}

/// The key of the sentence that leads to the causes of one point.
pub fn point_key(item: &str, field: &str, point: &str) -> String {
    key(item, &format!("{field}.{point}"))
}

/// The key of the sentence that leads to the causes of no point alone.
pub fn causes_key(item: &str, field: &str) -> String {
    key(item, &format!("{field}.causes"))
}

/// The sentences of one item that lead from its points to their causes.
pub fn leads(sheet: &Sheet, item: &Item, lang: Lang) -> Vec<Said> {
    let mut said = Vec::new();
    for field in item.own_fields() {
        let Some(answer) = sheet.field(&item.code, &field.code) else { continue };
        let Some(points) = field.kind.points(&answer.own) else { continue };
        let mut after_others = false;
        let mut turn = 0;
        for point in points.written() {
            let causes = points.causes_of(&point.id).count();
            if causes > 0 {
                after_others = true;
                let key = point_key(&item.code, &field.code, &point.id);
                let made = match cause_in_sentence(points, &point.id) {
                    Some(cause) => cause_sentence(cause, turn, lang),
                    None => point_lead(points, turn, lang),
                };
                said.push(Said { key, made });
                turn += 1;
            }
        }
        let common = points.common_causes().count();
        if common > 0 {
            let key = causes_key(&item.code, &field.code);
            said.push(Said { key, made: causes_lead(points, after_others, common, lang) });
        }
    }
    said
}

/// The only cause of a point, where it can be said in the point's own paragraph.
pub fn cause_in_sentence<'a>(points: Points<'a>, point: &str) -> Option<&'a str> {
    let mut causes = points.causes_of(point);
    let text = causes.next()?.text.text().trim();
    (causes.next().is_none() && !text.contains('\n')).then_some(text)
}

/// A cause as it is written on its own ("Nguyên nhân là do …") without what the sentence says itself.
fn without_lead(cause: &str) -> &str {
    let rest = |lead: &str| {
        let begins = cause.get(..lead.len()).is_some_and(|begin| begin.to_lowercase() == lead);
        begins.then(|| cause.get(lead.len()..)).flatten()
    };
    rest("nguyên nhân là ")
        .or_else(|| rest("nguyên nhân ").filter(|rest| rest.starts_with("do ")))
        .unwrap_or(cause)
}

/// A point and its only cause; one point after the other, in turn with other words.
fn cause_sentence(cause: &str, turn: usize, lang: Lang) -> String {
    let cause = sentence_part(cause);
    let cause = mid_sentence(without_lead(&cause));
    let bare = ["do ", "vì "].iter().find_map(|word| cause.strip_prefix(word)).unwrap_or(&cause);
    // "The cause is the objective cause" says it twice.
    let turn = if bare.starts_with("nguyên nhân ") { 1 } else { turn };
    let made = match (lang, turn % 3) {
        (Lang::Vi, 0) => format!("Nguyên nhân là {cause}."),
        (Lang::Vi, 1) => format!("Điều đó là do {bare}."),
        (Lang::Vi, _) => format!("Có tình hình đó là vì {bare}."),
        (Lang::En, 0) => format!("The cause is that {bare}."),
        (Lang::En, _) => format!("This is because {bare}."),
    };
    tidy(&made)
}

/// What leads from a point to the list of its causes.
fn point_lead(points: Points, turn: usize, lang: Lang) -> String {
    let point = lower_first(points.name(lang));
    let made = match (lang, turn % 2) {
        (Lang::Vi, 0) => format!("{point} này có các nguyên nhân sau đây."),
        (Lang::Vi, _) => "Có thể kể đến những nguyên nhân sau.".to_owned(),
        (Lang::En, 0) => format!("this {point} has the following causes."),
        (Lang::En, _) => "The causes are as follows.".to_owned(),
    };
    tidy(&made)
}

/// After causes of single points the template's lead would speak of all causes; then another one
/// says what these are.
fn causes_lead(points: Points, after_others: bool, causes: usize, lang: Lang) -> String {
    let made = match (points.causes_lead(), after_others, lang) {
        (_, false, Lang::Vi) if causes == 1 => "Nguyên nhân được xác định như sau.",
        (_, false, Lang::En) if causes == 1 => "The cause is as follows.",
        // "Những hạn chế đó" are more than one.
        (Some(_), false, _) if points.written().count() == 1 => return point_lead(points, 0, lang),
        (Some(lead), false, _) => lead.get(lang),
        (None, false, Lang::Vi) => "Những điểm nêu trên có các nguyên nhân sau đây.",
        (None, false, Lang::En) => "These points have the following causes.",
        (_, true, Lang::En) if causes == 1 => "Besides, there is one common cause.",
        (_, true, Lang::Vi) => "Ngoài ra còn có nguyên nhân chung sau đây.",
        (_, true, Lang::En) => "Besides, there are the following common causes.",
    };
    made.to_owned()
}

/// The key of a sentence.
pub fn key(item: &str, sentence: &str) -> String {
    format!("{item}/{sentence}")
}

/// The sentence of a key as it is made now; none when it is not said.
pub fn made(template: &Template, sheet: &Sheet, key: &str, lang: Lang) -> Option<String> {
    let (item, sentence) = key.split_once('/')?;
    let said = if let Some(item) = template.item(item) {
        let mut said = of_item(template, sheet, item, lang);
        said.extend(leads(sheet, item, lang));
        said
    } else if item != REPORT {
        return None;
    } else if let Some(part) = sentence.strip_prefix("part") {
        let part: usize = part.parse().ok()?;
        empty_part(template, sheet, part.checked_sub(1)?, lang).into_iter().collect()
    } else if sentence == GROUPS {
        let contents = template.report.parts.iter().flat_map(|part| &part.content);
        let wordings = contents.filter_map(|content| match content {
            Content::Groups(wordings) => Some(wordings),
            _ => None,
        });
        wordings.filter_map(|wordings| groups(template, sheet, wordings, lang)).collect()
    } else {
        opening(template, sheet, lang)
    };
    said.into_iter().find(|s| s.key == key).map(|s| s.made)
}

/// The slots that every sentence may use: `{unit}`, `{period}`, `{subject}`, `{whole}`.
pub fn common_slot(template: &Template, sheet: &Sheet, slot: &str, lang: Lang) -> Option<String> {
    let text = match slot {
        "unit" => sheet.unit.name.text().trim().to_owned(),
        "period" => sheet.period.print(lang),
        "subject" => match template.unit_kind(&sheet.unit.kind) {
            Some(kind) => kind.subject.get(lang).to_owned(),
            None if lang == Lang::Vi => "Đơn vị".to_owned(),
            None => "The unit".to_owned(),
        },
        "whole" => {
            let subject = common_slot(template, sheet, "subject", lang)?;
            let lowest = template.levels.first().map(|level| level.code.as_str());
            let level = template.unit_kind(&sheet.unit.kind).and_then(|kind| kind.level.as_deref());
            match lang {
                // Below a cell there is nobody, so "toàn" would promise more than there is.
                Lang::Vi if level.is_none() || level != lowest => {
                    // “Nhà trường” is “toàn trường” where all of it is meant.
                    format!("Toàn {}", subject.strip_prefix("Nhà ").unwrap_or(&subject))
                }
                _ => subject,
            }
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// What a sentence tells of a body's own lines, such as the contests that it held. They are no part of
/// what units gave, so a sum stands beside them only with the body's own number in it: “one contest: ours,
/// with 45 entries” must not be made of a unit's one and of its entries.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    /// Nothing.
    Nothing,
    /// Only whether there are any.
    Asked,
    /// Which they are.
    Listed,
}

impl Beside {
    /// Whether the body's own number is in a sum that stands beside its own lines; none where the field
    /// is no sum, or the sentence tells of no lines.
    fn and_sum(self, slots: &Slots, field: &str) -> Option<bool> {
        let answer = slots.answers.fields.get(field).filter(|_| self != Beside::Nothing)?;
        let collected = answer.collected.as_ref()?;
        answer.own.length().is_none().then_some(collected.with_own)
    }
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
            return Some(self.topic());
        }
        if let Some(text) = common_slot(self.template, self.sheet, slot, self.lang) {
            return Some(text);
        }
        let (field, part) = slot.split_once('.').unwrap_or((slot, ""));
        let spec = self.item.field(field)?;
        let answer = &self.answers.fields.get(field)?.own;
        let names = LazyCell::new(|| self.names_of_itself());
        let unsigned = answer.unsigned(&|name| names.contains(&fold(name)));
        spec.kind.slot(unsigned.as_ref().unwrap_or(answer), part, self.lang)
    }

    /// What the unit is called, in its name, above its reports and in the form's sentences; folded.
    fn names_of_itself(&self) -> Vec<String> {
        let (unit, letterhead) = (&self.sheet.unit, &self.sheet.letterhead);
        let subjects = self.template.unit_kind(&unit.kind).into_iter();
        let subjects =
            subjects.flat_map(|kind| [kind.subject.vi.as_str(), kind.subject.en.as_str()]);
        let names = [unit.name.text(), letterhead.issuing_body.text()];
        names.into_iter().chain(subjects).map(fold).filter(|name| !name.is_empty()).collect()
    }

    /// A task group stands under its own heading; to name it again would say it twice.
    fn topic(&self) -> String {
        let is_group = |section: &Section| section.group && section.code == self.item.code;
        match (self.template.sections.iter().any(is_group), self.lang) {
            (true, Lang::Vi) => "nhóm nhiệm vụ này".to_owned(),
            (true, Lang::En) => "this task group".to_owned(),
            (false, lang) => self.item.topic.get(lang).to_owned(),
        }
    }

    fn states(&self, field: &str) -> Vec<State> {
        let spec = self.item.field(field);
        let answer = self.answers.fields.get(field);
        let Some((spec, answer)) = spec.zip(answer) else { return vec![State::Blank] };
        let mut states = spec.kind.states(&answer.own);
        // "Cả 05 đơn vị" of the one unit in nine that gave something would be read as of all nine.
        let partial = |collected: &Collected| collected.gave < collected.units;
        if answer.collected.as_ref().is_some_and(partial) {
            states.retain(|state| *state != State::All);
        }
        states
    }

    fn points(&self, field: &str) -> Option<Points<'_>> {
        self.item.field(field)?.kind.points(&self.answers.fields.get(field)?.own)
    }

    /// The first wording whose conditions hold and whose slots are there.
    fn sentence(&self, sentence: &Sentence) -> Option<String> {
        if self.leads_to_one(sentence) {
            return None;
        }
        // The page's first program has no consolidated sheet.
        let sums = cfg!(rolls_up) && self.has_sums(sentence);
        let beside = if sums { self.own_lines(sentence) } else { Beside::Nothing };
        let holds = |field: &str| {
            let field = field.split('.').next().unwrap_or_default();
            !sums || self.item.field(field).is_none_or(|field| field.kind.holds_of_sum())
        };
        sentence.wordings.iter().find_map(|wording| {
            let fits = wording.when.iter().all(|(field, wanted)| {
                let mut states = if holds(field) { self.states(field) } else { vec![State::Blank] };
                match beside.and_sum(self, field) {
                    Some(true) if beside == Beside::Listed => {
                        // “That is the contest …” of one's own, which is one of them all.
                        states.iter_mut().filter(|state| **state == State::One).for_each(|state| {
                            *state = State::Many;
                        });
                    }
                    Some(false) => states = vec![State::Blank],
                    _ => {}
                }
                wanted.iter().any(|state| states.contains(state))
            });
            if !fits {
                return None;
            }
            let slot = |slot: &str| {
                let field = slot.split('.').next().unwrap_or_default();
                let of_others = match beside.and_sum(self, field) {
                    Some(with_own) => beside == Beside::Listed || !with_own,
                    None => false,
                };
                (holds(slot) && !of_others).then(|| self.slot(slot)).flatten()
            };
            let pattern = Pattern::parse(wording.text(self.lang));
            let made = self.unread(&pattern).or_else(|| pattern.fill(slot));
            made.map(|s| tidy(&s))
        })
    }

    /// What is said in place of a pattern that is about a number alone which does not read: the unit's own
    /// words, for "vài triệu" before a noun and behind it would be half a sentence ("vài triệu đồng").
    fn unread(&self, pattern: &Pattern) -> Option<String> {
        let of =
            |slot: &&str| self.answers.fields.contains_key(slot.split('.').next().unwrap_or(""));
        let slots = pattern.slots();
        let mut given = slots.into_iter().filter(of);
        let (code, None) = (given.next()?, given.next()) else { return None };
        let field = self.item.field(code).filter(|field| field.kind.numbers().len() == 1)?;
        let answer = &self.answers.fields.get(code)?.own;
        let cell = field.kind.cells(answer).into_iter().next()?;
        let typed = answer.get(&cell)?;
        let mut faults = Vec::new();
        field.kind.faults(answer, &field.label, &mut faults);
        faults.iter().find(|fault| fault.check == UNREADABLE)?;
        let about = lower_first(self.item.question(field).get(self.lang));
        let (about, typed) = (about.trim(), typed.trim());
        let subject = lower_first(&self.slot("subject")?);
        Some(match self.lang {
            Lang::Vi => format!("Về {about}, {subject} ghi “{typed}”."),
            Lang::En => format!("On {about}, {subject} wrote “{typed}”."),
        })
    }

    /// Whether a sentence does nothing but lead to a single point of text. "Chi bộ có một ưu điểm"
    /// before that one says nothing; how many there are is worth saying from two on.
    fn leads_to_one(&self, sentence: &Sentence) -> bool {
        let mut fields =
            sentence.wordings.iter().flat_map(|wording| wording.when.keys()).peekable();
        fields.peek().is_some()
            && fields.all(|field| {
                self.points(field).is_some() && self.states(field).contains(&State::One)
            })
    }

    /// Whether a sentence may say a number that was joined from many units.
    fn has_sums(&self, sentence: &Sentence) -> bool {
        let joined = |field: &str| {
            let field = field.split('.').next().unwrap_or_default();
            self.answers.fields.get(field).is_some_and(|answer| answer.collected.is_some())
        };
        // Of most sheets nothing was joined, and no wording need be cut into its pieces.
        self.answers.fields.values().any(|answer| answer.collected.is_some())
            && sentence.wordings.iter().any(|wording| {
                let pattern = Pattern::parse(wording.text(self.lang));
                wording.when.keys().map(String::as_str).chain(pattern.slots()).any(joined)
            })
    }

    /// What a sentence on a joined sheet tells of the body's own lines.
    fn own_lines(&self, sentence: &Sentence) -> Beside {
        let has_lines = |field: &str| {
            let field = field.split('.').next().unwrap_or_default();
            let answer = self.answers.fields.get(field);
            answer.is_some_and(|answer| {
                !answer.own.is_blank() && answer.own.length().is_some_and(|lines| lines > 0)
            })
        };
        let lists = sentence.wordings.iter().any(|wording| {
            let pattern = Pattern::parse(wording.text(self.lang));
            pattern.slots().into_iter().any(has_lines)
        });
        let asks = || {
            let mut fields = sentence.wordings.iter().flat_map(|wording| wording.when.keys());
            fields.any(|field| has_lines(field))
        };
        match lists {
            true => Beside::Listed,
            false if asks() => Beside::Asked,
            false => Beside::Nothing,
        }
    }

    /// That the unit has nothing to write in a list, where it says so and the form has no sentence
    /// of its own for that.
    fn nones(&self) -> Vec<Said> {
        let told = |field: &Field| {
            let wordings = self.item.sentences.iter().flat_map(|sentence| &sentence.wordings);
            wordings.into_iter().any(|wording| {
                wording.when.get(&field.code).is_some_and(|states| states.contains(&State::None))
            })
        };
        let said = |field: &Field| {
            let points = self.points(&field.code)?;
            if !points.says_none() || told(field) {
                return None;
            }
            let point = lower_first(points.name(self.lang));
            let made = match self.lang {
                Lang::Vi => {
                    let subject = self.slot("subject")?;
                    format!("{subject} không có {point}.")
                }
                Lang::En => format!("There is no {point} to report."),
            };
            // Sheets hold own words by this key; it does not change.
            Some(Said {
                key: key(&self.item.code, &format!("{}.none", field.code)),
                made: tidy(&made),
            })
        };
        self.item.own_fields().filter_map(said).collect()
    }

    /// What the status adds; "done" only when nothing else is said.
    fn status(&self, alone: bool) -> Option<String> {
        let (progress, cause) = self.answers.fields.get(STATUS)?.own.progress()?;
        let wordings = &self.template.report.status;
        let words: &Words = match progress {
            Progress::Done if alone => &wordings.done,
            Progress::Done => return None,
            Progress::UnderWay => &wordings.under_way,
            Progress::NotStarted => &wordings.not_started,
            Progress::NotConcerned => &wordings.not_concerned,
        };
        let pattern = Pattern::parse(words.get(self.lang));
        pattern
            .fill(|slot| match slot {
                "cause" => {
                    let cause = sentence_part(cause);
                    (!cause.is_empty()).then(|| mid_sentence(&cause))
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
    let text = text.trim();
    for (at, c) in text.char_indices() {
        // An ellipsis stays; only the full stop of a slot beside the sentence's own goes.
        let ellipsis = text[..at].ends_with("..") || text[at..].starts_with("..");
        match (out.chars().last(), c) {
            (Some('.'), '.') if ellipsis => out.push(c),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A cause is written on its own as often as it is told in a sentence, which names it once.
    #[test]
    fn a_cause_is_named_once() {
        for cause in ["Nguyên nhân là do việc nhiều.", "nguyên nhân do việc nhiều", "Do việc nhiều"]
        {
            assert_eq!(cause_sentence(cause, 0, Lang::Vi), "Nguyên nhân là do việc nhiều.");
        }
        assert_eq!(
            cause_sentence("Nguyên nhân khách quan", 0, Lang::Vi),
            "Điều đó là do nguyên nhân khách quan."
        );
        assert_eq!(
            cause_sentence("Do nguyên nhân chủ quan: còn ngại đọc", 0, Lang::Vi),
            "Điều đó là do nguyên nhân chủ quan: còn ngại đọc."
        );
    }
}
