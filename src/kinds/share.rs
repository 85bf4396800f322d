//! Share (*tỷ lệ*): done of total, and the rate if one was stated; each optional, each kept on
//! its own (FIELD section 3: a rate stated alone is the commonest case).

use super::figure::{cell_fault, say};
use super::{Cell, Counts, Fault, Percentage, Quantity, State, Target, Typed};
use crate::block::{Column, Row, Table};
use crate::language::{Lang, Words};
use crate::number::{self, Doubt, Figure, Known, Percent, Rate, Read, SmallSum, StatedRate, Sum, is_zero};
use serde::{Deserialize, Serialize};

/// The kind itself.
pub struct Kind;

/// Settings of a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What is counted.
    pub counts: Counts,
    /// The unit after the numbers: "đảng viên".
    pub unit: Words,
    /// What the first number is: "Số dự học".
    pub done: Words,
    /// What the second number is: "Số được triệu tập".
    pub total: Words,
    /// A target for the rate, in per cent, with its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// A share that each body gives of what is directly below it: that of the units below is of other
    /// things, so it is neither summed nor said in their body's name.
    #[serde(default, skip_serializing_if = "is_false")]
    pub alone: bool,
}

/// One unit's share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How many did it.
    pub done: Typed<Quantity>,
    /// Of how many.
    pub total: Typed<Quantity>,
    /// The rate as somebody stated it.
    pub rate: Typed<Percentage>,
}

/// The share in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// How many did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<super::CellRecord>,
    /// Of how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<super::CellRecord>,
    /// The rate as somebody stated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<super::CellRecord>,
}

/// What shares add up to: four sums (DESIGN section 5, "Shares"). The rate uses `both` alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(from = "TotalRecord", into = "TotalRecord")]
pub struct Total {
    /// What was done, over units that gave both numbers.
    pub both_done: SmallSum,
    /// Of how many, over units that gave both numbers.
    pub both_total: SmallSum,
    /// What was done, over units that gave no total.
    pub done_only: SmallSum,
    /// The totals of units that did not say what was done.
    pub total_only: SmallSum,
    /// Units that stated a rate without both numbers.
    pub rate_only: u32,
    /// Units that gave nothing.
    pub blank: u32,
    /// The rates that were stated and that the numbers do not say.
    pub stated: Option<Box<Stated>>,
}

/// Rates that were stated without the numbers to make them of, or that are other than those make:
/// one is kept, so that it can be shown beside its unit; of several there is no sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// One unit's.
    One(StatedRate),
    /// Those of more than one unit.
    Several,
}

/// A total of shares in a file.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
enum TotalRecord {
    /// One unit that left it blank, which is most of what an unfilled table holds.
    Blank,
    /// Any other.
    Full(Box<FullTotal>),
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct FullTotal {
    /// Done, over the units that gave both numbers.
    #[serde(skip_serializing_if = "SmallSum::is_zero")]
    both_done: SmallSum,
    /// Total, over the same units.
    #[serde(skip_serializing_if = "SmallSum::is_zero")]
    both_total: SmallSum,
    /// Done, over the units that gave no total.
    #[serde(skip_serializing_if = "SmallSum::is_zero")]
    done_only: SmallSum,
    /// Total, over the units that did not say what was done.
    #[serde(skip_serializing_if = "SmallSum::is_zero")]
    total_only: SmallSum,
    /// Units that stated a rate without both numbers.
    #[serde(skip_serializing_if = "is_zero")]
    rate_only: u32,
    /// Units that gave nothing.
    #[serde(skip_serializing_if = "is_zero")]
    blank: u32,
    /// The rates that were stated and that the numbers do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Box<Stated>>,
}

impl From<Total> for TotalRecord {
    fn from(total: Total) -> TotalRecord {
        if total.is_blank() {
            return TotalRecord::Blank;
        }
        let Total { both_done, both_total, done_only, total_only, rate_only, blank, stated } = total;
        TotalRecord::Full(Box::new(FullTotal { both_done, both_total, done_only, total_only, rate_only, blank, stated }))
    }
}

impl From<TotalRecord> for Total {
    fn from(record: TotalRecord) -> Total {
        match record {
            TotalRecord::Blank => Total { blank: 1, ..Total::default() },
            TotalRecord::Full(full) => {
                let FullTotal { both_done, both_total, done_only, total_only, rate_only, blank, stated } = *full;
                Total { both_done, both_total, done_only, total_only, rate_only, blank, stated }
            }
        }
    }
}

/// Whether the doubt of a rate is that of what was done: "hơn 20" of 30 is more than two thirds.
fn is_one_bound(done: &Known, total: &Known) -> bool {
    total.as_exact().is_some() && done.low == done.high
}

/// The rate of two numbers with the doubt that they have: at one decimal, and whole where it is only
/// about that much. "About 92,1%" says more than anybody knows.
fn rate_of(done: Known, total: Known) -> Option<StatedRate> {
    let bound = is_one_bound(&done, &total) && (done.less.is_no() || done.more.is_no());
    let decimals = u8::from(bound);
    let (lowest, highest) = (Rate::new(done.low, total.high)?, Rate::new(done.high, total.low)?);
    let (low, high) = (lowest.percent(decimals).value, highest.percent(decimals).value);
    let percent = if is_one_bound(&done, &total) {
        // "Hơn 156" of 157 is more than 99,3%, and not more than what that rounds to.
        let low = if bound { lowest.bound(decimals, done.less.is_no()).value } else { low };
        Known { low, high: low, ..done }
    } else {
        Known { low, high, less: Doubt::Excluded, more: Doubt::Excluded }
    };
    Some(StatedRate { percent, decimals })
}

impl Answer {
    /// Both numbers, where both read.
    pub fn both(&self, counts: Counts) -> Option<(Known, Known)> {
        Some((self.done.known(counts.numerals())?, self.total.known(counts.numerals())?))
    }

    /// The lowest and highest rate that the numbers allow.
    pub fn rates(&self, counts: Counts) -> Option<(Rate, Rate)> {
        let (done, total) = self.both(counts)?;
        Some((Rate::new(done.low, total.high)?, Rate::new(done.high, total.low)?))
    }

    /// The computed rate, where both numbers are exact.
    pub fn exact_rate(&self, counts: Counts) -> Option<Rate> {
        let (done, total) = self.both(counts)?;
        Rate::new(done.as_exact()?, total.as_exact()?)
    }

    /// Whether nothing was answered.
    pub fn is_blank(&self) -> bool {
        self.done.is_blank() && self.total.is_blank() && self.rate.is_blank()
    }

    /// The rate as print has it: computed at one decimal where both numbers are exact, else as
    /// stated, else the interval of the numbers.
    pub fn print_rate(&self, counts: Counts, lang: Lang) -> Option<String> {
        if self.exact_rate(counts).is_some() {
            return self.computed(counts, lang);
        }
        if let Some(stated) = self.rate.read().value() {
            let text = self.rate.text();
            let words = text.contains('%') && !text.contains(['<', '>', '=', '≤', '≥', '~', '≈', '+']);
            let exact = stated.percent.as_exact().is_some() || lang == Lang::En;
            return Some(if exact || !words {
                stated.print(lang)
            } else {
                crate::language::lower_first(self.rate.text().trim())
            });
        }
        if !self.rate.is_blank() {
            // It does not read: as typed.
            return Some(crate::language::lower_first(self.rate.text().trim()));
        }
        self.computed(counts, lang)
    }

    /// What the two numbers give, with their doubt.
    pub fn computed(&self, counts: Counts, lang: Lang) -> Option<String> {
        if let Some(rate) = self.exact_rate(counts) {
            return Some(rate.percent(1).print(lang));
        }
        let (low, high) = self.rates(counts)?;
        if let Some((done, total)) = self.both(counts)
            && is_one_bound(&done, &total)
        {
            return rate_of(done, total).map(|rate| rate.print(lang));
        }
        let (low, high) = (low.percent(0).print(lang), high.percent(0).print(lang));
        Some(match (low == high, lang) {
            (true, Lang::Vi) => format!("khoảng {low}"),
            (true, Lang::En) => format!("about {low}"),
            (false, Lang::Vi) => format!("khoảng {low} đến {high}"),
            (false, Lang::En) => format!("about {low} to {high}"),
        })
    }

    pub(super) fn cell(&self, part: &str) -> Option<String> {
        match part {
            "done" => Some(self.done.text().to_owned()),
            "total" => Some(self.total.text().to_owned()),
            "rate" => Some(self.rate.text().to_owned()),
            _ => None,
        }
    }

    pub(super) fn set_cell(&mut self, part: &str, text: &str) {
        match part {
            "done" => self.done.set(text),
            "total" => self.total.set(text),
            "rate" => self.rate.set(text),
            _ => {}
        }
    }

    pub(super) fn record(&self, counts: Counts) -> Record {
        Record {
            done: self.done.record(counts.numerals()),
            total: self.total.record(counts.numerals()),
            rate: self.rate.record(),
        }
    }

    pub(super) fn from_record(record: Record) -> Answer {
        Answer {
            done: Typed::from_record(record.done),
            total: Typed::from_record(record.total),
            rate: Typed::from_record(record.rate),
        }
    }

    pub(super) fn say(&self, counts: Counts, part: &str, lang: Lang) -> Option<String> {
        match part {
            "done" => say(&self.done, counts, lang),
            "total" => say(&self.total, counts, lang),
            "rate" => self.print_rate(counts, lang),
            _ => None,
        }
    }

    pub(super) fn share_states(&self, counts: Counts) -> Vec<State> {
        let done = self.done.figure(counts.numerals());
        if done.is_some_and(|figure| figure.known().is_none()) {
            return vec![State::Unstated, State::Given];
        }
        let is_zero = |cell: &Typed<Quantity>| {
            let known = cell.figure(counts.numerals()).and_then(|figure| figure.known());
            known.and_then(|known| known.as_exact()) == Some(number::Decimal::default())
        };
        let zero = is_zero(&self.done);
        if is_zero(&self.total) && (zero || self.done.is_blank()) && self.rate.is_blank() {
            return vec![State::NoneToDo, State::Given];
        }
        // What does not read is printed as typed, and "có" of a total is no number of its own.
        let unstated = self.total.figure(counts.numerals()).is_some_and(|t| t.known().is_none());
        let total = !self.total.is_blank() && !unstated;
        let mut states = match (!self.done.is_blank(), total, !self.rate.is_blank()) {
            (true, true, _) => vec![State::Both],
            (true, false, false) => vec![State::DoneOnly],
            (true, false, true) => vec![State::DoneOnly, State::RateOnly],
            (false, _, true) => vec![State::RateOnly],
            (false, true, false) => vec![State::TotalOnly],
            (false, false, false) => return vec![State::Blank],
        };
        let exact = self.both(counts).map(|(done, total)| (done.as_exact(), total.as_exact()));
        match exact {
            _ if zero => {}
            // Of one there is no "all": "Cả 01 đơn vị" nobody writes.
            Some((Some(d), Some(t))) if d == t && t != number::Decimal::whole(1) => {
                states.insert(0, State::All);
            }
            Some((Some(_), Some(_))) => {}
            _ if states.contains(&State::Both) => states.insert(0, State::Doubtful),
            _ => {}
        }
        if zero {
            states.insert(0, State::None);
        }
        states.push(State::Given);
        states
    }

    /// What can be wrong with a share; `at` prefixes its cells.
    pub(super) fn share_faults(
        &self,
        counts: Counts,
        names: (&Words, &Words),
        target: Option<&Target>,
        at: impl Fn(&str) -> Cell,
        label: &Words,
        out: &mut Vec<Fault>,
    ) {
        cell_fault(&self.done, counts, at("done"), &named(label, names.0), out);
        cell_fault(&self.total, counts, at("total"), &named(label, names.1), out);
        if let Read::Unreadable(fault) = self.rate.read() {
            out.push(Fault::unreadable(at("rate"), fault, label, self.rate.text()));
        }
        if let Some((done, total)) = self.both(counts)
            && done.surely_above(&total)
        {
            let (d, t) = (|l| done.print(l, false), |l| total.print(l, false));
            out.push(Fault {
                check: "present_above_summoned",
                cell: at("done"),
                words: Words::new(
                    format!(
                        "{}: “{}” là {}, nhiều hơn “{}” là {}.",
                        label.vi, names.0.vi, d(Lang::Vi), names.1.vi, t(Lang::Vi)
                    ),
                    format!(
                        "{}: “{}” is {}, more than “{}”, {}.",
                        label.en, names.0.en, d(Lang::En), names.1.en, t(Lang::En)
                    ),
                ),
advice: Words::new("Hãy xem lại hai số này.", "Check the two numbers."),
                seen: format!("{} {}", self.done.text(), self.total.text()),
            });
        }
        let stated = self.rate.read().value();
        if let (Some(stated), Some((low, high))) = (stated, self.rates(counts))
            && stated.contradicts(low, high)
        {
            let computed = |lang| low.percent(stated.decimals.max(1)).print(lang);
            out.push(Fault {
                check: "rate_contradicts_parts",
                cell: at("rate"),
                words: Words::new(
                    format!(
                        "{}: tỷ lệ ghi {} nhưng tính từ hai số là {}.",
                        label.vi, stated.print(Lang::Vi), computed(Lang::Vi)
                    ),
                    format!(
                        "{}: the stated rate is {}, the two numbers give {}.",
                        label.en, stated.print(Lang::En), computed(Lang::En)
                    ),
                ),
advice: Words::new("Câu của báo cáo dùng tỷ lệ tính được. Hãy sửa tỷ lệ, sửa số, hoặc giữ lại và nêu lý do.", "The report’s sentence takes the rate that the numbers give. Mend the rate or the numbers, or keep it with a reason."),
                seen: format!("{} {} {}", self.done.text(), self.total.text(), self.rate.text()),
            });
        }
        if let Some(stated) = stated.filter(|_| self.rates(counts).is_none())
            && stated.percent.surely_above(&Known::exact(number::Decimal::whole(100)))
        {
            out.push(Fault {
                check: "present_above_summoned",
                cell: at("rate"),
                words: Words::new(
                    format!("{}: tỷ lệ ghi {}, lớn hơn 100%.", label.vi, stated.print(Lang::Vi)),
                    format!("{}: the stated rate is {}, above 100%.", label.en, stated.print(Lang::En)),
                ),
                advice: Words::new(
                    "Hãy xem lại tỷ lệ; nếu đó là số người thì ghi vào ô số lượng.",
                    "Check the rate; a number of people has a place of its own.",
                ),
                seen: self.rate.text().to_owned(),
            });
        }
        if let Some(target) = target {
            self.target_fault(counts, target, &at, label, out);
        }
    }

    fn target_fault(
        &self,
        counts: Counts,
        target: &Target,
        at: &impl Fn(&str) -> Cell,
        label: &Words,
        out: &mut Vec<Fault>,
    ) {
        let wanted = Known::exact(target.at_least);
        let missed = match (self.rates(counts), self.rate.read().value()) {
            // Compared exactly, not after rounding: 94,96% does not meet 95%.
            (Some((_, high)), _) => {
                let (done, total) = high.parts();
                done.saturating_mul(100_000)
                    < total.saturating_mul(target.at_least.thousandths())
            }
            (None, Some(stated)) => wanted.surely_above(&stated.percent),
            (None, None) => false,
        };
        if missed {
            let rate = |lang| self.print_rate(counts, lang).unwrap_or_default();
            let least = |lang| Percent { value: target.at_least, decimals: 0 }.print(lang);
            out.push(Fault {
                check: "target_missed",
                cell: at("rate"),
                words: Words::new(
                    format!(
                        "{}: {} chưa đạt mức {} ({}).",
                        label.vi, rate(Lang::Vi), least(Lang::Vi), target.source.vi
                    ),
                    format!(
                        "{}: {} is below the target of {} ({}).",
                        label.en, rate(Lang::En), least(Lang::En), target.source.en
                    ),
                ),
advice: Words::new("Hãy xem lại số liệu hoặc giữ lại và nêu lý do.", "Check the figures, or keep it with a reason."),
                seen: format!("{} {} {}", self.done.text(), self.total.text(), self.rate.text()),
            });
        }
    }

    pub(super) fn share_total(&self, counts: Counts) -> Total {
        let mut total = Total::default();
        let done = self.done.added(counts.numerals());
        let of = self.total.added(counts.numerals());
        // "Có" is no number of which a rate could be made: beside the numbers of other units it would
        // make the rate of two different sets of units.
        let both = [done, of].iter().all(|figure| figure.is_some_and(|f| f.known().is_some()));
        let sum = |figure: Option<Figure>| figure.map(|f| SmallSum::of(Some(f))).unwrap_or_default();
        if both {
            (total.both_done, total.both_total) = (sum(done), sum(of));
        } else {
            (total.done_only, total.total_only) = (sum(done), sum(of));
        }
        if !both {
            if self.rate.read().value().is_some() {
                total.rate_only = 1;
            } else if done.is_none() && of.is_none() {
                total.blank = 1;
            }
        }
        let stated = self.rate.read().value();
        let says_more = |stated: &StatedRate| {
            self.rates(counts).is_none_or(|(low, high)| stated.contradicts(low, high))
        };
        total.stated = stated.filter(says_more).map(|rate| Box::new(Stated::One(rate)));
        total
    }
}

fn is_false(b: &bool) -> bool {
    !b
}

impl Total {
    /// Who gave what, without how much.
    fn without_numbers(mut self) -> Total {
        let sums =
            [&mut self.both_done, &mut self.both_total, &mut self.done_only, &mut self.total_only];
        for sum in sums {
            *sum = Sum { exact: None, doubtful: None, ..sum.get() }.into();
        }
        self.stated = None;
        self
    }

    /// Adds the total of other units.
    pub fn add(&mut self, other: &Total) {
        self.both_done.add(&other.both_done);
        self.both_total.add(&other.both_total);
        self.done_only.add(&other.done_only);
        self.total_only.add(&other.total_only);
        self.rate_only += other.rate_only;
        self.blank += other.blank;
        if other.stated.is_some() {
            let first = self.stated.is_none();
            self.stated = if first { other.stated.clone() } else { Some(Box::new(Stated::Several)) };
        }
    }

    /// The rate that its one unit stated and that its numbers do not say.
    pub fn stated(&self) -> Option<StatedRate> {
        match self.stated.as_deref() {
            Some(Stated::One(rate)) => Some(*rate),
            Some(Stated::Several) | None => None,
        }
    }

    /// See [`super::Kind::amounts`]; `prefix` tells one share of several from another.
    pub(super) fn share_amounts(&self, prefix: &str, out: &mut Vec<(String, Sum)>) {
        let named = [
            ("both_done", self.both_done.get()),
            ("both_total", self.both_total.get()),
            ("done_only", self.done_only.get()),
            ("total_only", self.total_only.get()),
            ("rate_only", Sum::units(self.rate_only)),
        ];
        out.extend(named.map(|(name, sum)| (format!("{prefix}{name}"), sum)));
    }

    /// See [`super::Kind::sum`].
    pub(super) fn share_sum(&self, part: &str) -> Option<Sum> {
        match part {
            "done" => Some(self.both_done.get().merge(&self.done_only.get())),
            "total" => Some(self.both_total.get().merge(&self.total_only.get())),
            _ => None,
        }
    }

    /// Whether it is one unit that left the question blank.
    pub(super) fn is_blank(&self) -> bool {
        *self == Total { blank: 1, ..Total::default() }
    }

    /// The rate over the units that gave both numbers, where their sums are exact.
    pub fn rate(&self) -> Option<Rate> {
        let exact = |sum: &SmallSum| sum.get().figure().and_then(|known| known.as_exact());
        Rate::new(exact(&self.both_done)?, exact(&self.both_total)?)
    }

    /// The same of sums with doubt, as far as they say one: "hơn 511" of 576 are more than 88,7%.
    pub fn rate_with_doubt(&self) -> Option<StatedRate> {
        rate_of(self.both_done.get().figure()?, self.both_total.get().figure()?)
    }

    /// How many units gave both numbers; only of them is a rate made.
    pub fn both(&self) -> u32 {
        self.both_done.get().given
    }

    /// How many units gave anything of it, at most.
    pub(super) fn gave(&self) -> u32 {
        let units = |sum: &SmallSum| sum.get().given + sum.get().unstated;
        let one = units(&self.done_only).max(units(&self.total_only));
        self.both() + one.max(self.rate_only)
    }

    /// See [`super::Kind::stand_in`]: both numbers of the units that gave both, so that the rate is
    /// theirs; a number of other units would make another rate of it.
    pub(super) fn share_stand_in(&self) -> Answer {
        let typed = |sum: &SmallSum| sum.get().typed();
        let (done, total) = if self.both_done.is_zero() {
            let total = if self.done_only.is_zero() { typed(&self.total_only) } else { String::new() };
            (typed(&self.done_only), total)
        } else {
            (typed(&self.both_done), typed(&self.both_total))
        };
        Answer { done: Typed::new(done), total: Typed::new(total), rate: Typed::default() }
    }
}

/// "Đảng viên dự học · Số dự học": the question and the cell of it.
pub(super) fn named(label: &Words, cell: &Words) -> Words {
    Words::new(format!("{} – {}", label.vi, cell.vi), format!("{} – {}", label.en, cell.en))
}

/// The columns of a table of shares after its first.
pub(super) fn columns(done: &Words, total: &Words, lang: Lang) -> [Column; 3] {
    let rate = match lang {
        Lang::Vi => "Tỷ lệ",
        Lang::En => "Rate",
    };
    [
        Column::number(total.get(lang)),
        Column::number(done.get(lang)),
        Column::number(rate),
    ]
}

/// The cells of a share in such a table; a dash where nothing was given.
pub(super) fn cells(share: &Answer, counts: Counts, lang: Lang) -> [String; 3] {
    ["total", "done", "rate"].map(|part| share.say(counts, part, lang).unwrap_or_else(|| "–".to_owned()))
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        answer.is_blank()
    }

    fn cells(_: &Spec, _: &Answer) -> Vec<Cell> {
        ["total", "done", "rate"].map(Cell::new).to_vec()
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        answer.cell(cell.path())
    }

    fn set(_: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        answer.set_cell(cell.path(), text);
    }

    fn faults(spec: &Spec, answer: &Answer, label: &Words, out: &mut Vec<Fault>) {
        answer.share_faults(
            spec.counts,
            (&spec.done, &spec.total),
            spec.target.as_ref(),
            |part| Cell::new(part),
            label,
            out,
        );
    }

    fn states(spec: &Spec, answer: &Answer) -> Vec<State> {
        answer.share_states(spec.counts)
    }

    fn slot(spec: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        answer.say(spec.counts, part, lang)
    }

    fn slots(_: &Spec) -> Vec<String> {
        ["done", "total", "rate"].map(str::to_owned).to_vec()
    }

    fn number(spec: &Spec, answer: &Answer, part: &str) -> Option<number::Figure> {
        match part {
            "done" => answer.done.figure(spec.counts.numerals()),
            "total" => answer.total.figure(spec.counts.numerals()),
            _ => None,
        }
    }

    fn numbers(spec: &Spec) -> Vec<(String, Words)> {
        vec![("total".to_owned(), spec.total.clone()), ("done".to_owned(), spec.done.clone())]
    }

    fn counts(spec: &Spec, _part: &str) -> Option<Counts> {
        Some(spec.counts)
    }

    fn rates(spec: &Spec, answer: &Answer) -> Vec<(Words, Rate)> {
        answer.exact_rate(spec.counts).map(|rate| (spec.unit.clone(), rate)).into_iter().collect()
    }

    fn table(spec: &Spec, answer: &Answer, label: &Words, lang: Lang) -> Option<Table> {
        if answer.is_blank() {
            return None;
        }
        let what = match lang {
            Lang::Vi => "Nội dung",
            Lang::En => "Item",
        };
        let mut columns = vec![Column::words(what)];
        columns.extend(self::columns(&spec.done, &spec.total, lang));
        let mut row = vec![label.get(lang).to_owned()];
        row.extend(cells(answer, spec.counts, lang));
        Some(Table {
            caption: label.get(lang).to_owned(),
            columns,
            rows: vec![Row::of(row)],
            notes: Vec::new(),
        })
    }

    fn write(spec: &Spec, answer: &Answer) -> Record {
        answer.record(spec.counts)
    }

    fn read(record: Record) -> Answer {
        Answer::from_record(record)
    }

    fn total(spec: &Spec, answer: &Answer) -> Total {
        let total = answer.share_total(spec.counts);
        // That a unit answered is counted all the same.
        if spec.alone { total.without_numbers() } else { total }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.add(one);
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        let mut out = Vec::new();
        total.share_amounts("", &mut out);
        out
    }

    fn says(whole: &Total, sum: &Total) -> bool {
        whole.both_done.get().figure() == sum.both_done.get().figure()
            && whole.both_total.get().figure() == sum.both_total.get().figure()
    }

    fn sum(total: &Total, part: &str) -> Option<Sum> {
        total.share_sum(part)
    }

    fn shares(_: &Spec) -> Vec<(String, Words)> {
        vec![(String::new(), Words::default())]
    }

    fn share<'a>(total: &'a Total, part: &str) -> Option<&'a Total> {
        part.is_empty().then_some(total)
    }

    fn stand_in(spec: &Spec, total: &Total) -> Answer {
        // Many bodies' own shares are no share of the body above them.
        if spec.alone { Answer::default() } else { total.share_stand_in() }
    }
}
