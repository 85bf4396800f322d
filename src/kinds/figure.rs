//! Figure (*số liệu*): a count or a measure with its doubt; blank differs from 0.

use super::{Cell, Counts, Fault, Quantity, State, Target, Typed};
use crate::block::{Column, Row, Table};
// One path more to it; `report/by_unit.rs` takes this one.
pub(crate) use crate::language::lower_first;
use crate::language::{Lang, Words, counted, fold, is_one};
use crate::number::{self, Decimal, Doubt, Known, Read, SmallSum, Sum, without_words};
use serde::{Deserialize, Serialize};

/// The kind itself.
pub struct Kind;

/// Settings of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What is counted.
    pub counts: Counts,
    /// The unit that stands after the number: "điểm học", "mô hình".
    pub unit: Words,
    /// A target, with its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// A figure "for each unit" ("02 - 05 mô hình mỗi đảng bộ"): never summed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub each: bool,
    /// A figure that each body gives for itself ("units directly below"): that of the units below is
    /// another one, so it is neither summed nor said in their body's name.
    #[serde(default, skip_serializing_if = "is_false")]
    pub alone: bool,
}

fn is_false(b: &bool) -> bool {
    !b
}

/// One unit's figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The figure as typed.
    pub value: Typed<Quantity>,
}

/// The figure in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<super::CellRecord>,
}

/// What figures add up to: their sum, or their spread where they are "for each unit".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// The sum; of a figure "for each unit", or of each for itself, only its coverage.
    pub sum: SmallSum,
    /// The least and the most that any unit gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<Box<(Decimal, Decimal)>>,
    /// Whether some unit may have less than it said.
    #[serde(skip_serializing_if = "Doubt::is_no")]
    pub less: Doubt,
    /// Whether some unit may have more: of "15" and "ít nhất 20" nobody knows the most.
    #[serde(skip_serializing_if = "Doubt::is_no")]
    pub more: Doubt,
}

/// How far an end is open that several gave: beside one that said just 15, "hơn 15" of all would not hold.
fn open(one: Doubt, other: Doubt) -> Doubt {
    if one == other { one } else { Doubt::Included }
}

/// A figure as a sentence has it: an exact number in the language's form; with doubt, or where it does
/// not read at all, as it was typed (DESIGN section 5: what was typed prints as typed until it is
/// added to something).
pub(crate) fn say(cell: &Typed<Quantity>, counts: Counts, lang: Lang) -> Option<String> {
    let figure = match cell.read(counts.numerals()) {
        Read::Value(figure) => figure,
        // A report that leaves a figure out says something else than what was typed.
        Read::Unreadable(_) => return Some(lower_first(cell.text().trim())),
        Read::Blank => return None,
    };
    let exact = figure.known().is_none_or(|known| known.as_exact().is_some());
    // "> 20" is a sign, not a word of a sentence.
    let signs = cell.text().contains(['<', '>', '=', '≤', '≥', '~', '≈', '+']);
    // "Hơn 25,000" is more than 25 to who reads it on paper.
    let groups = number::comma_groups(cell.text(), counts.numerals());
    if exact || signs || groups || lang == Lang::En {
        return Some(figure.print(lang, counts.leading_zero()));
    }
    // The sentence names what is counted itself.
    Some(lower_first(without_words(cell.text()).unwrap_or(cell.text().trim())))
}

/// Whether a label already names the unit of counting.
pub(crate) fn names_unit(label: &str, unit: &str) -> bool {
    fold(label).contains(&fold(unit))
}

/// Words that measure: behind a number they say of what it is, and beside another unit that it is of
/// something else. Turns are not people, and people not turns.
const MEASURES: [&str; 11] = [
    "lượt", "phút", "giờ", "tiếng", "giây", "ngày", "tuần", "tháng", "hour", "hours", "days",
];
/// What happens or is done, and households: no people, and no minutes. Of other things they may be fair words:
/// a meeting is a "buổi" to one and a "kỳ" to another.
const OCCASIONS: [&str; 8] = ["buổi", "cuộc", "kỳ", "vụ", "việc", "tiết", "hộ", "gia đình"];
const PEOPLE: [&str; 6] = ["người", "đồng chí", "đảng viên", "đ/c", "people", "members"];

/// Whether a text has a word, and not only a longer one that begins so.
fn has_word(text: &str, word: &str) -> bool {
    let is_end = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + word.len()..));
        is_end(before.and_then(|t| t.chars().next_back()))
            && is_end(after.and_then(|t| t.chars().next()))
    })
}

/// The word behind a number by which it counts something else than is asked for: "20 lượt" of people, "2
/// giờ" of minutes, "5 triệu" of scholarships.
fn other_unit<'a>(text: &'a str, counts: Counts, label: &Words) -> Option<&'a str> {
    let text = text.trim();
    let folded = fold(text);
    match counts {
        Counts::Money => return None,
        Counts::Weight if folded.ends_with("m2") || folded.ends_with("m²") => return Some("m²"),
        Counts::Area if folded.ends_with("tan") => return Some("tấn"),
        // A million of them without their name is rather money.
        Counts::Things | Counts::Units
            if ["trieu", "tr", "ty", "ti"].iter().any(|scale| has_word(&folded, scale)) =>
        {
            let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
            if number::is_scale(last) || fold(last) == "dong" {
                return Some(last);
            }
        }
        _ => {}
    }
    let number = without_words(text)?;
    let said = text.get(number.len()..)?.trim();
    let lower = said.to_lowercase();
    let labels = [&label.vi, &label.en].map(|label| label.to_lowercase());
    let own = match counts {
        Counts::Turns => "lượt",
        Counts::Minutes => "phút",
        _ => "",
    };
    // Typed without marks, or with marks apart from their letters, a short word may be many: "kỳ" and "kỹ".
    let plain = said.is_ascii() || said.contains(|c| ('\u{300}'..='\u{36f}').contains(&c));
    let first = |text: &str, word: &str| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let begins = |word: &&&str| {
        let folded = plain && word.chars().count() > 2 && first(&fold(said), &fold(word));
        (folded || first(&lower, word)) && !labels.iter().any(|label| has_word(label, word))
    };
    let measure = MEASURES.iter().filter(|word| **word != own).find(begins);
    let is_people = counts == Counts::People;
    let occasion = OCCASIONS.iter().filter(|_| is_people || counts == Counts::Minutes);
    let people = PEOPLE.iter().filter(|_| !is_people);
    measure.or(occasion.chain(people).find(begins)).map(|_| said)
}

/// What to do about a text that is no number in the unit of its cell; none where the cell has none.
fn in_its_unit(counts: Counts) -> Option<Words> {
    let (vi, en) = match counts {
        Counts::Weight => (
            "Ô này tính bằng tấn, chỉ ghi số, ví dụ 300 kg là 0,3.",
            "Write the number of tonnes alone, such as 0,3 for 300 kg.",
        ),
        Counts::Area => (
            "Ô này tính bằng m², chỉ ghi số, ví dụ 2 ha là 20.000.",
            "Write the number of m² alone, such as 20.000 for 2 ha.",
        ),
        Counts::Minutes => (
            "Ô này tính bằng phút, chỉ ghi số, ví dụ một giờ rưỡi là 90.",
            "Write the number of minutes alone, such as 90 for an hour and a half.",
        ),
        Counts::Money => (
            "Ô này tính bằng đồng, ví dụ 12.000.000 hoặc “12 triệu”.",
            "Write the amount in đồng, such as 12.000.000 or “12 million”.",
        ),
        _ => return None,
    };
    Some(Words::new(vi, en))
}

/// What a number cell can have wrong with it, added to `out`.
pub(crate) fn cell_fault(
    cell: &Typed<Quantity>,
    counts: Counts,
    at: Cell,
    label: &Words,
    out: &mut Vec<Fault>,
) {
    if let Read::Unreadable(fault) = cell.read(counts.numerals()) {
        let mut found = Fault::unreadable(at, fault, label, cell.text());
        if fault == number::Fault::NotANumber {
            found.advice = in_its_unit(counts).unwrap_or(found.advice);
        }
        out.push(found);
        return;
    }
    if let Some((read, grouped)) = number::two_ways(cell.text(), counts.numerals()) {
        let said = |lang| [read.print(lang), grouped.print(lang)];
        let ([vi, grouped_vi], [en, grouped_en]) = (said(Lang::Vi), said(Lang::En));
        let text = cell.text().trim();
        out.push(Fault {
            check: "comma_unclear",
            cell: at,
            words: Words::new(
                format!("{}: “{text}” được đọc là {vi}, mà cũng có thể là {grouped_vi}.", label.vi),
                format!("{}: “{text}” is read as {en}, and may be {grouped_en}.", label.en),
            ),
            // A box reads alike in both languages: with the decimal comma.
            advice: Words::new(
                format!("Hãy ghi {vi} hoặc {grouped_vi}; đúng là số lẻ thì giữ lại và nêu lý do."),
                format!("For {en} type {vi}, for {grouped_en} type {grouped_vi}; or keep it with a reason."),
            ),
            seen: cell.text().to_owned(),
        });
        return;
    }
    if let Some(word) = other_unit(cell.text(), counts, label) {
        out.push(Fault {
            check: "other_unit",
            cell: at,
            words: Words::new(
                format!("{}: ghi theo “{word}”, mà ô này không đếm theo đó.", label.vi),
                format!("{}: “{word}” is not what is counted here.", label.en),
            ),
            advice: Words::new(
                "Báo cáo in số này theo đơn vị đếm của ô. Hãy sửa số, hoặc chuyển sang ô đúng; nếu vẫn đúng thì bỏ chữ ấy đi.",
                "The report prints the number with the unit of this place. Mend it, move it, or take the word away.",
            ),
            seen: cell.text().to_owned(),
        });
        return;
    }
    // "12" where millions were meant: a sum of money below a thousand đồng buys nothing.
    let known = cell.known(counts.numerals()).filter(|_| counts == Counts::Money);
    let (nought, thousand) = (Known::exact(Decimal::default()), Known::exact(Decimal::whole(1000)));
    if let Some(known) = known.filter(|k| k.surely_above(&nought) && thousand.surely_above(k)) {
        let said = |lang| known.print(lang, false);
        out.push(Fault {
            check: "money_small",
            cell: at,
            words: Words::new(
                format!("{}: ghi {} đồng, số tiền quá nhỏ.", label.vi, said(Lang::Vi)),
                format!("{}: {} đồng is very little money.", label.en, said(Lang::En)),
            ),
            advice: Words::new(
                "Nếu là nghìn, triệu hay tỷ đồng thì ghi thêm chữ đó, ví dụ “12 triệu”; nếu đúng thì giữ lại và nêu lý do.",
                "If thousands, millions or more are meant, add the word, as in “12 million”; otherwise keep it with a reason.",
            ),
            seen: cell.text().to_owned(),
        });
    }
}

/// The states of one figure. A text that does not read is as doubtful as a figure can be.
pub(crate) fn cell_states(cell: &Typed<Quantity>, counts: Counts) -> Vec<State> {
    let figure = match cell.read(counts.numerals()) {
        Read::Value(figure) => figure,
        Read::Unreadable(_) => return vec![State::Doubtful, State::Given],
        Read::Blank => return vec![State::Blank],
    };
    let Some(known) = figure.known() else { return vec![State::Unstated, State::Given] };
    let mut states = match known.as_exact() {
        None => vec![State::Doubtful],
        Some(n) if n == Decimal::default() => vec![State::None],
        Some(n) if n == Decimal::whole(1) => vec![State::One],
        Some(_) => vec![State::Many],
    };
    states.push(State::Given);
    states
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.value.is_blank()
    }

    fn cells(_: &Spec, _: &Answer) -> Vec<Cell> {
        vec![Cell::new("value")]
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        (cell.path() == "value").then(|| answer.value.text().to_owned())
    }

    fn set(_: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        if cell.path() == "value" {
            answer.value.set(text);
        }
    }

    fn faults(spec: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        cell_fault(&answer.value, spec.counts, Cell::new("value"), label, out);
        let (Some(target), Some(known)) = (&spec.target, answer.value.known(spec.counts.numerals()))
        else {
            return;
        };
        if Known::exact(target.at_least).surely_above(&known) {
            let at_least = |lang| target.at_least.print(lang);
            out.push(Fault {
                check: "target_missed",
                cell: Cell::new("value"),
                words: Words::new(
                    format!(
                        "{}: {} chưa đạt mức {} ({}).",
                        label.vi,
                        known.print(Lang::Vi, spec.counts.leading_zero()),
                        at_least(Lang::Vi),
                        target.source.vi
                    ),
                    format!(
                        "{}: {} is below the target of {} ({}).",
                        label.en,
                        known.print(Lang::En, false),
                        at_least(Lang::En),
                        target.source.en
                    ),
                ),
advice: Words::new("Hãy xem lại số liệu hoặc nêu lý do.", "Check the figure or say why."),
                seen: answer.value.text().to_owned(),
            });
        }
    }

    fn states(spec: &Spec, answer: &Answer) -> Vec<State> {
        cell_states(&answer.value, spec.counts)
    }

    fn slot(spec: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        (part.is_empty()).then(|| say(&answer.value, spec.counts, lang)).flatten()
    }

    fn slots(_: &Spec) -> Vec<String> {
        vec![String::new()]
    }

    fn number(spec: &Spec, answer: &Answer, part: &str) -> Option<number::Figure> {
        (part.is_empty()).then(|| answer.value.figure(spec.counts.numerals())).flatten()
    }

    fn numbers(_: &Spec) -> Vec<(String, Words)> {
        vec![(String::new(), Words::default())]
    }

    fn counts(spec: &Spec, _part: &str) -> Option<Counts> {
        Some(spec.counts)
    }

    fn table(spec: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        let value = say(&answer.value, spec.counts, lang)?;
        let (what, number) = match lang {
            Lang::Vi => ("Nội dung", "Số liệu"),
            Lang::En => ("Item", "Figure"),
        };
        Some(Table {
            caption: label.get(lang).to_owned(),
            columns: vec![Column::words(what), Column::number(number)],
            rows: vec![Row::of(vec![
                label.get(lang).to_owned(),
                match answer.value.known(spec.counts.numerals()) {
                    // "25 việc làm theo" in the line "Việc làm theo của cá nhân" says it twice, and
                    // "không có cuốn" is for sentences.
                    // The English unit is that of many.
                    Some(_) if lang == Lang::En && is_one(&value) => value,
                    Some(_) if value != "0" && !names_unit(label.get(lang), spec.unit.get(lang)) => {
                        counted(&value, spec.unit.get(lang))
                    }
                    _ => value,
                },
            ])],
            notes: Vec::new(),
        })
    }

    fn write(spec: &Spec, answer: &Answer) -> Record {
        Record { value: answer.value.record(spec.counts.numerals()) }
    }

    fn read(record: Record) -> Answer {
        Answer { value: Typed::from_record(record.value) }
    }

    fn total(spec: &Spec, answer: &Answer) -> Total {
        let figure = answer.value.added(spec.counts.numerals());
        let mut sum = Sum::of(figure);
        if spec.each || spec.alone {
            sum.exact = None;
            sum.doubtful = None;
        }
        let known = figure.and_then(|f| f.known());
        let spread = known.map(|known| Box::new((known.low, known.high)));
        let (less, more) = known.filter(|_| spec.each).map_or_else(Default::default, |k| (k.less, k.more));
        Total { sum: sum.into(), spread, less, more }
    }

    fn one(spec: &Spec) -> Option<Total> {
        let one = Answer { value: Typed::new("1".to_owned()) };
        (!spec.each && !spec.alone).then(|| Kind::total(spec, &one))
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.sum.add(&one.sum);
        let Some(one_spread) = &one.spread else { return };
        match &mut sum.spread {
            None => (sum.spread, sum.less, sum.more) = (one.spread.clone(), one.less, one.more),
            Some(spread) => {
                **spread = (spread.0.min(one_spread.0), spread.1.max(one_spread.1));
                (sum.less, sum.more) = (open(sum.less, one.less), open(sum.more, one.more));
            }
        }
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        vec![("value".to_owned(), total.sum.get())]
    }

    fn says(whole: &Total, sum: &Total) -> bool {
        whole.sum.get().figure() == sum.sum.get().figure()
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        part.is_empty().then(|| total.sum.get())
    }

    fn stand_in(spec: &Spec, total: &Total) -> Answer {
        // Many bodies' own figures are no figure of the body above them.
        if spec.alone {
            return Answer::default();
        }
        let spread = total.spread.as_deref().filter(|_| spec.each);
        let text = spread.map_or_else(
            || total.sum.get().typed(),
            |(low, high)| {
                let known = Known { low: *low, high: *high, less: total.less, more: total.more };
                known.print(Lang::Vi, false)
            },
        );
        Answer { value: Typed::new(text) }
    }
}
