//! What is seen across units: one that did more than all there is, one far from the others, a total that does not close, the same
//! model counted at two levels.

use super::places::Places;
use super::table::{self, Cell, Column};
use super::totals::{Totals, bodies, totals};
use crate::kinds::Total;
use crate::language::{Lang, Words, lower_first, name_key};
use crate::number::{Decimal, Known, Percent, Rate};
use crate::shared::Arc;
use crate::sheet::below::{OVERLAP, short};
use crate::sheet::{Contribution, Sheet};
use crate::template::{Field, Holds, Item, Relation, Template, Value, asks};
use std::collections::BTreeMap;

/// Something noticed across units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What kind: "two_bodies", "other_inside", "above_whole", "rate_differs", "far", "not_closed", "relation_not_held", "two_levels",
    /// "not_the_sum".
    pub check: &'static str,
    /// The item.
    pub item: String,
    /// The field.
    pub field: String,
    /// The units it is about, as places among the contributions.
    pub units: Vec<usize>,
    /// A plain sentence with what to do.
    pub words: Words,
    /// What does not fit in the answer of one unit that gave no reason for it, or (where there is no
    /// item) with the report of the body above it, for paper: without the unit's name and without what
    /// to do; else blank.
    pub unexplained: Words,
}

/// Fewer than so many units have no middle from which one could be far.
const ENOUGH: usize = 8;
/// A figure this many times the middle one is far.
const FAR: i128 = 20;
/// A rate this far from the middle one, in thousandths of a per cent, is far.
const FAR_RATE: i128 = 40_000;
/// A name that more units use is a common one.
const FEW: usize = 3;
/// At most so many names are said in one sentence.
const NAMES: usize = 5;

/// For each question what the units gave, with their places.
type Gave<'a> = Places<'a, Vec<(usize, &'a Total)>>;

/// All that is noticed, in the order of the form.
pub fn across(template: &Template, sheet: &Sheet) -> Vec<Notice> {
    noticed(template, sheet, &totals(template, &sheet.below.units))
}

/// The same with the sums that were made of the units already.
pub fn noticed(template: &Template, sheet: &Sheet, sums: &Totals) -> Vec<Notice> {
    let mut looking = Looking::new(template, sheet, sums);
    while looking.step() {}
    looking.finish()
}

/// Of that what does not fit in the answers of single units that gave no reason, or with what a body below
/// reported of a unit: whoever signs the sum signs that too.
pub fn unexplained(template: &Template, sheet: &Sheet, sums: &Totals) -> Vec<Notice> {
    let mut looking = Looking::new(template, sheet, sums);
    looking.looks.retain(|look| match look {
        Look::Figure(.., column) => column.part.is_none(),
        Look::Closed(..) | Look::Relation(_) | Look::Bodies => true,
        Look::Names(..) | Look::Sums => false,
    });
    while looking.step() {}
    let mut all = looking.finish();
    all.retain(|notice| !notice.unexplained.is_empty());
    all
}

/// So many units are gone through in one step.
const UNITS_A_STEP: usize = 200;

/// What is looked at at once.
enum Look<'a> {
    /// The bodies in whose files units stand.
    Bodies,
    /// One figure of all units.
    Figure(&'a Arc<Item>, &'a Field, Column),
    /// The total of a field beside its parts, of all units.
    Closed(&'a Arc<Item>, &'a Field),
    /// Two numbers of all units.
    Relation(&'a Relation),
    /// The names in one table of all units.
    Names(&'a Arc<Item>, &'a Field),
    /// The sums.
    Sums,
}

/// Looking across units in short steps, for a page that must not stand still meanwhile.
pub struct Looking<'a> {
    template: &'a Template,
    sheet: &'a Sheet,
    sums: &'a Totals,
    gave: Gave<'a>,
    gone_through: usize,
    /// All that is to be looked at, in the order of the form.
    looks: Vec<Look<'a>>,
    /// So many of them were looked at in steps.
    looked_at: usize,
    out: Vec<Notice>,
}

impl<'a> Looking<'a> {
    /// Before the first step.
    pub fn new(template: &'a Template, sheet: &'a Sheet, sums: &'a Totals) -> Looking<'a> {
        let mut looks = Vec::from([Look::Bodies, Look::Sums]);
        for item in template.sections.iter().flat_map(|section| template.items_of(section)) {
            for field in &item.fields {
                let columns = table::of_field(item, field).into_iter();
                looks.extend(columns.map(|column| Look::Figure(item, field, column)));
                looks.push(Look::Closed(item, field));
                looks.push(Look::Names(item, field));
            }
            let of = |relation: &&Relation| relation.left.item == item.code;
            looks.extend(template.relations.iter().filter(of).map(Look::Relation));
        }
        Looking {
            template,
            sheet,
            sums,
            gave: Places::default(),
            gone_through: 0,
            looks,
            looked_at: 0,
            out: Vec::new(),
        }
    }

    /// Goes one step on; false when there is none left.
    pub fn step(&mut self) -> bool {
        if self.go_through() {
            return true;
        }
        let Some(seen) = self.look(self.looked_at) else { return false };
        self.out.extend(seen);
        self.looked_at += 1;
        true
    }

    /// Goes through some units; false when all were gone through. After that nothing changes, and
    /// [`Looking::look`] may be asked by several threads.
    pub fn go_through(&mut self) -> bool {
        let units = &self.sheet.below.units;
        if self.gone_through >= units.len() {
            return false;
        }
        let upto = units.len().min(self.gone_through + UNITS_A_STEP);
        for at in self.gone_through..upto {
            let Some(unit) = units.get(at) else { continue };
            for (item, field, total) in unit.answers.iter() {
                if let Some((gave, _)) = self.gave.at((item, field)) {
                    gave.push((at, total));
                }
            }
        }
        self.gone_through = upto;
        true
    }

    /// How many there are for [`Looking::look`].
    pub fn looks(&self) -> usize {
        self.looks.len()
    }

    /// What is noticed at one place of the form, for whoever looks in an order of their own after
    /// [`Looking::go_through`]; none behind the last place.
    pub fn look(&self, at: usize) -> Option<Vec<Notice>> {
        let units = &self.sheet.below.units;
        let gave = |item: &Item, field: &Field| self.gave.get((&item.code, &field.code));
        let (template, mut seen) = (self.template, Vec::new());
        let out = &mut seen;
        match self.looks.get(at)? {
            Look::Figure(item, field, column) => {
                if let Some(gave) = gave(item, field) {
                    if column.part.is_none() {
                        rates_that_do_not_fit(template, (item, field, column), units, gave, out);
                    }
                    far(template, (item, field, column), units, gave, out);
                }
            }
            Look::Names(item, field) => {
                if let Some(gave) = gave(item, field) {
                    two_levels(&item.code, field, units, gave, out);
                    own_and_theirs(&item.code, field, self.sheet, gave, out);
                }
            }
            Look::Closed(item, field) => {
                if let Some(gave) = gave(item, field) {
                    let sum = self.sums.get(&(item.code.clone(), field.code.clone()));
                    let sum = sum.and_then(|sum| sum.value.as_ref());
                    not_closed(template, (item, field), units, gave, sum, out);
                }
            }
            Look::Relation(relation) => {
                relation_not_held(relation, (template, &self.gave), units, out);
            }
            Look::Sums => not_the_sum(template, self.sheet, self.sums, out),
            Look::Bodies => of_bodies(units, out),
        }
        Some(seen)
    }

    /// What was noticed, after the last step, in the order of the form.
    pub fn finish(self) -> Vec<Notice> {
        self.out
    }
}

/// What a question is called where nothing around it says of what it is: "Đảng viên" may be of anything.
fn question(template: &Template, item: &str, field: &str) -> Words {
    let Some(item) = template.item(item) else { return Words::default() };
    let question = item.field(field).map(|field| item.question(field));
    let Some(question) = question.filter(|question| **question != item.title) else {
        return item.title.clone();
    };
    let said = |lang| format!("{} – {}", item.title.get(lang), lower_first(question.get(lang)));
    Words::new(said(Lang::Vi), said(Lang::En))
}

fn with_part(question: &Words, part: &Words) -> Words {
    if part.is_empty() {
        return question.clone();
    }
    Words::new(format!("{} – {}", question.vi, part.vi), format!("{} – {}", question.en, part.en))
}

/// A unit's name; of one that came in a body's file with the body above it, which is that body where the
/// unit did not say.
pub fn name(units: &[Arc<Contribution>], unit: &Contribution) -> String {
    let name = unit.name();
    if name.is_empty() {
        return format!("({})", unit.unit.id);
    }
    let body = unit.bodies().next().filter(|_| unit.unit.parent.text().trim().is_empty());
    let body = body.and_then(|file| units.iter().find(|body| short(&body.fingerprint) == file));
    match body.map(|body| body.unit.name.text().trim()).filter(|body| !body.is_empty()) {
        Some(body) => format!("{name} ({body})"),
        None => name,
    }
}

fn names(units: &[Arc<Contribution>], at: &[usize], lang: Lang) -> String {
    let said = at.iter().filter_map(|at| units.get(*at)).take(NAMES).map(|unit| name(units, unit));
    let mut said = said.collect::<Vec<_>>().join("; ");
    if at.len() > NAMES {
        let rest = at.len() - NAMES;
        said.push_str(&match lang {
            Lang::Vi => format!(" và {rest} đơn vị khác"),
            Lang::En => format!(" and {rest} more"),
        });
    }
    said
}

/// The middle of some numbers: half of them are no greater.
fn middle(values: &[i128]) -> i128 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// Units whose figure or rate is far from the others': a nought too many, a column slipped.
fn far(
    template: &Template,
    (item, field, column): (&Item, &Field, &Column),
    units: &[Arc<Contribution>],
    gave: &[(usize, &Total)],
    out: &mut Vec<Notice>,
) {
    // What a body adds itself is another thing than what a unit does.
    let units_gave = |at: &usize| units.get(*at).is_some_and(|unit| !unit.consolidates);
    let given = gave.iter().filter(|(at, _)| units_gave(at));
    let given = given.filter_map(|(at, total)| match column.cell(total) {
        Cell::Number(sum) => Some((*at, sum.figure()?.as_exact()?.thousandths())),
        Cell::Rate(rate) => Some((*at, percent(&rate))),
        Cell::RateAlone | Cell::Stated(_) | Cell::Blank => None,
    });
    // A commune is far from a cell without anybody's slip; a rate is one on every level.
    let level = |at: usize| {
        let unit = units.get(at).filter(|_| column.part.is_some())?;
        let of_kind = template.unit_kind(&unit.unit.kind).and_then(|kind| kind.level.as_deref());
        Some(of_kind.unwrap_or(&unit.unit.level))
    };
    let mut alike: BTreeMap<Option<&str>, Vec<(usize, i128)>> = BTreeMap::new();
    for (at, value) in given {
        alike.entry(level(at)).or_default().push((at, value));
    }
    for given in alike.into_values().filter(|given| given.len() >= ENOUGH) {
        far_among(template, (item, field, column), units, given, out);
    }
}

/// The same of units of one level.
fn far_among(
    template: &Template,
    (item, field, column): (&Item, &Field, &Column),
    units: &[Arc<Contribution>],
    given: Vec<(usize, i128)>,
    out: &mut Vec<Notice>,
) {
    let middle = middle(&given.iter().map(|(_, value)| *value).collect::<Vec<_>>());
    let is_far = |value: i128| match column.part {
        Some(_) => middle > 0 && value > middle.saturating_mul(FAR),
        None => (value - middle).abs() > FAR_RATE,
    };
    for (at, value) in given {
        let Some(unit) = units.get(at).filter(|_| is_far(value)) else { continue };
        let above = value > middle;
        let value = Decimal::from_thousandths(value);
        let said = |lang| match column.part {
            Some(_) => value.print(lang),
            None => Percent { value, decimals: 1 }.print(lang),
        };
        let what = with_part(&question(template, &item.code, &field.code), &column.name);
        let usual = |lang| match column.part {
            Some(_) => Decimal::from_thousandths(middle).print(lang),
            None => Percent { value: Decimal::from_thousandths(middle), decimals: 1 }.print(lang),
        };
        let (half_vi, half_en) = match above {
            true => ("không quá", "no more than"),
            false => ("từ mức sau trở lên:", "no less than"),
        };
        out.push(Notice {
            check: "far",
            item: item.code.clone(),
            field: field.code.clone(),
            units: vec![at],
            words: Words::new(
                format!(
                    "{}: {} ghi {}, trong khi một nửa số đơn vị ghi {half_vi} {}. Hãy hỏi lại đơn vị xem có gõ nhầm không.",
                    what.vi, name(units, unit), said(Lang::Vi), usual(Lang::Vi)
                ),
                format!(
                    "{}: {} says {}, while half of the units say {half_en} {}. Ask the unit whether it is a slip.",
                    what.en, name(units, unit), said(Lang::En), usual(Lang::En)
                ),
            ),
            unexplained: Words::default(),
        });
    }
}

/// Units of whose share the part is more than the whole, "có mặt 36, được triệu tập 34", and those that
/// stated another rate than their two numbers give: the numbers are in the sums, and what is right only
/// the unit knows, which may have said its reason.
fn rates_that_do_not_fit(
    template: &Template,
    (item, field, column): (&Item, &Field, &Column),
    units: &[Arc<Contribution>],
    gave: &[(usize, &Total)],
    out: &mut Vec<Notice>,
) {
    for (at, total) in gave {
        let Cell::Rate(rate) = column.cell(total) else { continue };
        let Some(unit) = units.get(*at) else { continue };
        let mut notice = |check: &'static str, said: &dyn Fn(Lang, Option<&str>) -> String| {
            let what = with_part(&question(template, &item.code, &field.code), &column.name);
            let reason = reason_of(unit, of_check(check), item, field, &column.share);
            let next = reason_or_advice(reason);
            let sentence = |lang| {
                format!(
                    "{}: {} {}",
                    what.get(lang),
                    said(lang, Some(&name(units, unit))),
                    next.get(lang)
                )
            };
            let explained = reason.is_some();
            let bare = |lang| format!("{}: {}", what.get(lang), said(lang, None));
            out.push(Notice {
                check,
                item: item.code.clone(),
                field: field.code.clone(),
                units: vec![*at],
                words: Words::new(sentence(Lang::Vi), sentence(Lang::En)),
                unexplained: match explained {
                    true => Words::default(),
                    false => Words::new(bare(Lang::Vi), bare(Lang::En)),
                },
            });
        };
        // Where the parts are more than all of it, that is said once.
        let mut closed = field.kind.closed_alone(total).into_iter();
        if rate.is_above_whole() && !closed.any(|(whole, parts)| !whole.may_equal(&parts)) {
            notice("above_whole", &|lang, unit| {
                let rate = rate.percent(1).print(lang);
                match (lang, unit) {
                    (Lang::Vi, Some(unit)) => {
                        format!("ở {unit}, số làm được lớn hơn tổng số ({rate}).")
                    }
                    (Lang::Vi, None) => format!("số làm được lớn hơn tổng số ({rate})"),
                    (Lang::En, Some(unit)) => {
                        format!("at {unit}, more was done than there is in all ({rate}).")
                    }
                    (Lang::En, None) => format!("more was done than there is in all ({rate})"),
                }
            });
        }
        let stated = total.share(&column.share).and_then(|share| share.stated());
        if let Some(stated) = stated.filter(|stated| stated.contradicts(rate, rate)) {
            notice("rate_differs", &|lang, unit| {
                let computed = rate.percent(stated.decimals.max(1)).print(lang);
                let stated = stated.print(lang);
                match (lang, unit) {
                    (Lang::Vi, None) => {
                        format!("ghi tỷ lệ {stated}, hai số tính ra {computed}")
                    }
                    (Lang::En, None) => {
                        format!("stated {stated}, the two numbers give {computed}")
                    }
                    (Lang::Vi, Some(unit)) => format!(
                        "{unit} ghi tỷ lệ {stated}, nhưng hai số của đơn vị tính ra {computed}. Số tổng hợp lấy theo hai số."
                    ),
                    (Lang::En, Some(unit)) => format!(
                        "{unit} states a rate of {stated}, but its two numbers give {computed}. The sums take the numbers."
                    ),
                }
            });
        }
    }
}

/// What is to be done about a unit's answer that does not fit: nothing where the unit gave its reason.
fn reason_or_advice(reason: Option<&str>) -> Words {
    match reason {
        Some(reason) => {
            let reason = reason.trim_end_matches('.');
            Words::new(
                format!("Đơn vị giữ nguyên, với lý do “{reason}”."),
                format!("The unit leaves it so; its reason is “{reason}”."),
            )
        }
        None => Words::new("Hãy hỏi lại đơn vị.", "Ask the unit."),
    }
}

/// The check by which a unit sees in its own sheet what is seen here.
fn of_check(seen: &str) -> &'static str {
    if seen == "above_whole" { "present_above_summoned" } else { "rate_contradicts_parts" }
}

/// Why a unit left what a check found in one share of an answer as it is, where it said so: a reason is of
/// that alone, and excuses nothing else in the same answer.
fn reason_of<'a>(
    unit: &'a Contribution,
    check: &str,
    item: &Item,
    field: &Field,
    share: &str,
) -> Option<&'a str> {
    let place = format!("{check}@{}.{}.", item.code, field.code);
    let (_, kept) = unit.kept.iter().find(|(key, _)| {
        let cell = key.strip_prefix(&place);
        cell.is_some_and(|cell| share.is_empty() || cell.split('/').next() == Some(share))
    })?;
    Some(kept.reason.trim())
}

/// What a unit kept although its figures do not fit: the item and field that it is about, "" where
/// it is about no answer, and the reason.
fn kept_reasons(unit: &Contribution) -> impl Iterator<Item = ((&str, &str), &str)> {
    let kept = unit.kept.iter().filter(|(key, _)| !key.starts_with(OVERLAP));
    kept.map(|(key, kept)| {
        let place = key.split_once('@').map_or("", |(_, place)| place);
        let mut parts = place.split('.');
        let about = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        (about, kept.reason.trim())
    })
}

/// What finds that the figures of one answer do not fit together, and so do not in a sum of them.
const OF_FIGURES: [&str; 4] =
    ["present_above_summoned", "rate_contradicts_parts", "parts_do_not_close", "relation_broken"];

/// The items of which a unit's figures do not fit, and the unit said why.
pub fn explained(unit: &Contribution) -> impl Iterator<Item = &str> {
    unit.kept.iter().filter_map(|(key, _)| {
        let (check, place) = key.split_once('@')?;
        let item = place.split('.').next().filter(|item| !item.is_empty());
        item.filter(|_| OF_FIGURES.contains(&check))
    })
}

/// The items of which a unit's parts overlap, each with the reason.
pub fn overlaps(unit: &Contribution) -> impl Iterator<Item = (&str, &str)> {
    unit.kept.iter().filter_map(|(key, kept)| {
        let place = key.strip_prefix(OVERLAP)?.strip_prefix('@')?;
        Some((place.split('.').next()?, kept.reason.trim()))
    })
}

/// The same in words, the question before its reason.
pub fn kept_said(template: &Template, unit: &Contribution, lang: Lang) -> Vec<(String, String)> {
    let said = kept_reasons(unit).map(|((item, field), reason)| {
        (question(template, item, field).get(lang).to_owned(), reason.to_owned())
    });
    said.collect()
}

/// A rate in thousandths of a per cent.
fn percent(rate: &Rate) -> i128 {
    rate.percent(1).value.thousandths()
}

/// What is here otherwise than in the report of a body below: a unit that two bodies of which none is above
/// the other count among theirs, and one of which another file counts than the one its body added up.
fn of_bodies(units: &[Arc<Contribution>], out: &mut Vec<Notice>) {
    if units.iter().all(|unit| unit.bodies().next().is_none()) {
        return;
    }
    let at: BTreeMap<&str, usize> = units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.consolidates)
        .map(|(at, unit)| (short(&unit.fingerprint), at))
        .collect();
    let tops = bodies(units);
    let places = |files: &mut dyn Iterator<Item = &str>| -> Vec<usize> {
        files.filter_map(|file| at.get(file).copied()).collect()
    };
    for (place, unit) in units.iter().enumerate() {
        let mut of = places(&mut unit.bodies());
        of.sort_unstable();
        of.dedup_by_key(|body| tops.get(*body).copied().flatten());
        let other = places(&mut unit.other_within.iter().map(String::as_str));
        let is_of_two = of.len() > 1;
        let of = if is_of_two { of } else { other };
        if of.is_empty() {
            continue;
        }
        let (who, vi, en) =
            (name(units, unit), names(units, &of, Lang::Vi), names(units, &of, Lang::En));
        let (check, words, unexplained) = if is_of_two {
            (
                "two_bodies",
                Words::new(
                    format!(
                        "{who} có trong tệp của hai nơi ({vi}). Ở đây chỉ cộng một lần. Hãy hỏi lại xem đơn vị này thuộc nơi nào."
                    ),
                    format!(
                        "{who} stands in the files of two bodies ({en}). It is added once here. Ask of which it is."
                    ),
                ),
                Words::new(
                    format!("Có trong báo cáo của hai nơi ({vi}); ở đây chỉ cộng một lần."),
                    format!("Stands in the reports of two bodies ({en}); it is added once here."),
                ),
            )
        } else {
            (
                "other_inside",
                Words::new(
                    format!(
                        "Ở đây cộng phiếu {who} gửi thẳng; trong tệp của {vi} là bản khác của phiếu này, nên số ở đây khác số trong báo cáo của nơi đó. Hãy đề nghị nơi đó nhận bản mới rồi gửi lại."
                    ),
                    format!(
                        "The sheet that {who} sent itself is added here; the file of {en} has another version of it, so the figures here differ from the report of that body. Ask it to take in the newer one and send again."
                    ),
                ),
                Words::new(
                    format!(
                        "Ở đây cộng phiếu đơn vị gửi thẳng; trong báo cáo của {vi} là bản khác."
                    ),
                    format!(
                        "The sheet that the unit sent itself is added here; the report of {en} has another version of it."
                    ),
                ),
            )
        };
        let units = if is_of_two { vec![place] } else { [vec![place], of].concat() };
        let (item, field) = (String::new(), String::new());
        out.push(Notice { check, item, field, units, words, unexplained });
    }
}

/// A row that units of two levels name alike: it may be counted twice.
fn two_levels(
    item: &str,
    field: &Field,
    units: &[Arc<Contribution>],
    gave: &[(usize, &Total)],
    out: &mut Vec<Notice>,
) {
    let other_level =
        |unit: &Arc<Contribution>| Some(&unit.unit.level) != units.first().map(|u| &u.unit.level);
    if !units.iter().any(other_level) {
        return;
    }
    let mut named: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for (at, total) in gave {
        for said in field.kind.names(total) {
            let key = name_key(&said);
            if key.len() < 4 {
                continue;
            }
            let (_, places) = named.entry(key).or_insert_with(|| (said, Vec::new()));
            if places.last() != Some(at) {
                places.push(*at);
            }
        }
    }
    let related = Related::of(units);
    for (said, places) in named.into_values() {
        // What many call so is a common name, not one thing.
        if places.len() > FEW {
            continue;
        }
        // Two units that have nothing to do with each other do not count one thing twice.
        let near = |at: &usize| places.iter().any(|other| related.are(*at, *other));
        let places: Vec<usize> = places.iter().copied().filter(near).collect();
        let mut levels: Vec<&str> =
            places.iter().filter_map(|at| units.get(*at)).map(|u| u.unit.level.as_str()).collect();
        levels.sort_unstable();
        levels.dedup();
        // Who did not say its level is not of another one.
        levels.retain(|level| !level.is_empty());
        if levels.len() < 2 {
            continue;
        }
        out.push(Notice {
            check: "two_levels",
            item: item.to_owned(),
            field: field.code.clone(),
            words: Words::new(
                format!(
                    "{}: “{said}” được ghi ở hai cấp ({}). Nếu là một, hãy đề nghị chỉ để một đơn vị tính.",
                    field.label.vi, names(units, &places, Lang::Vi)
                ),
                format!(
                    "{}: “{said}” stands at two levels ({}). If it is one thing, let one unit count it.",
                    field.label.en, names(units, &places, Lang::En)
                ),
            ),
            units: places,
            unexplained: Words::default(),
        });
    }
}

/// A row that the body itself names and one of its units too. What many name is a common name.
fn own_and_theirs(
    item: &str,
    field: &Field,
    sheet: &Sheet,
    gave: &[(usize, &Total)],
    out: &mut Vec<Notice>,
) {
    let Some(own) = sheet.field(item, &field.code) else { return };
    let Some(total) = field.kind.total(&own.own) else { return };
    for said in field.kind.names(&total) {
        let key = name_key(&said);
        let is_it = |total: &Total| field.kind.names(total).iter().any(|n| name_key(n) == key);
        let places: Vec<usize> =
            gave.iter().filter(|(_, total)| is_it(total)).map(|(at, _)| *at).collect();
        if key.len() < 4 || places.is_empty() || places.len() > FEW {
            continue;
        }
        let units = &sheet.below.units;
        out.push(Notice {
            check: "two_levels",
            item: item.to_owned(),
            field: field.code.clone(),
            words: Words::new(
                format!(
                    "{}: “{said}” được ghi ở phần của đơn vị mình và ở {}. Nếu là một, hãy để một nơi tính.",
                    field.label.vi,
                    names(units, &places, Lang::Vi)
                ),
                format!(
                    "{}: “{said}” stands in this body's own part and at {}. If it is one thing, let one of them count it.",
                    field.label.en,
                    names(units, &places, Lang::En)
                ),
            ),
            units: places,
            unexplained: Words::default(),
        });
    }
}

/// Which units stand above which, by the names of the bodies above them.
struct Related<'a> {
    units: &'a [Arc<Contribution>],
    parents: BTreeMap<String, String>,
}

impl<'a> Related<'a> {
    fn of(units: &'a [Arc<Contribution>]) -> Related<'a> {
        let bodies = units.iter().filter(|unit| unit.consolidates);
        let keys = |unit: &Contribution| {
            (name_key(unit.unit.name.text()), name_key(unit.unit.parent.text()))
        };
        Related { units, parents: bodies.map(|body| keys(body)).collect() }
    }

    /// Whether one of two different units is above the other. Two that stand side by side under one body
    /// are no two levels of it, whatever level each gives itself.
    fn are(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.units.get(a), self.units.get(b)) else { return false };
        if Arc::ptr_eq(a, b) {
            return false;
        }
        let name = |unit: &Contribution| name_key(unit.unit.name.text());
        let above = |unit: &Contribution| {
            let mut chain = vec![name_key(unit.unit.parent.text())];
            while let Some(next) = chain.last().and_then(|last| self.parents.get(last)) {
                // Only a made-up file stands above itself.
                if next.is_empty() || chain.contains(next) {
                    break;
                }
                chain.push(next.clone());
            }
            chain
        };
        let (over_a, over_b) = (above(a), above(b));
        over_a.contains(&name(b)) || over_b.contains(&name(a))
    }
}

/// Totals of units that are not what their parts add up to, and, where each unit's could, of all of them
/// together. A unit's own stands also where the sum hides it: a "khoảng" of another one makes that equal.
fn not_closed(
    template: &Template,
    (item, field): (&Item, &Field),
    units: &[Arc<Contribution>],
    gave: &[(usize, &Total)],
    sum: Option<&Total>,
    out: &mut Vec<Notice>,
) {
    let what = question(template, &item.code, &field.code);
    let mut said = |units: Vec<usize>, words: Words, unexplained: Words| {
        out.push(Notice {
            check: "not_closed",
            item: item.code.clone(),
            field: field.code.clone(),
            units,
            words,
            unexplained,
        });
    };
    let mut any = false;
    for (at, total) in gave {
        let closed = field.kind.closed_alone(total);
        let open = closed.iter().find(|(whole, parts)| !whole.may_equal(parts));
        let (Some((whole, parts)), Some(unit)) = (open, units.get(*at)) else { continue };
        any = true;
        // What units kept with a reason is explained, and printed where it stands.
        if unit.kept.keys().any(|key| is_unclosed(key, &item.code, &field.code)) {
            continue;
        }
        let (vi, en) = (
            format!(
                "tổng số ghi là {}, các phần cộng lại là {}",
                whole.print(Lang::Vi, false),
                parts.print(Lang::Vi, false)
            ),
            format!(
                "the total is {}, its parts add up to {}",
                whole.print(Lang::En, false),
                parts.print(Lang::En, false)
            ),
        );
        let who = name(units, unit);
        said(
            vec![*at],
            Words::new(
                format!("{}: ở {who}, {vi}. Hãy hỏi lại đơn vị.", what.vi),
                format!("{}: at {who}, {en}. Ask the unit.", what.en),
            ),
            Words::new(format!("{}: {vi}", what.vi), format!("{}: {en}", what.en)),
        );
    }
    for (whole, parts) in sum.filter(|_| !any).map(Total::closed).unwrap_or_default() {
        if whole.may_equal(&parts) {
            continue;
        }
        let words = Words::new(
            format!(
                "{}: ở những đơn vị ghi cả hai, tổng số cộng lại là {}, còn các phần là {}.",
                what.vi,
                whole.print(Lang::Vi, false),
                parts.print(Lang::Vi, false)
            ),
            format!(
                "{}: over the units that gave both the total is {} and the parts are {}.",
                what.en,
                whole.print(Lang::En, false),
                parts.print(Lang::En, false)
            ),
        );
        said(Vec::new(), words, Words::default());
    }
}

/// Units of which two numbers do not stand as the form says: more were summoned than there are. Their own
/// sheets say so too, but that stays behind where only sums go upward.
fn relation_not_held(
    relation: &Relation,
    (template, gave): (&Template, &Gave),
    units: &[Arc<Contribution>],
    out: &mut Vec<Notice>,
) {
    // What explains it is an option, and of options only counts go upward; nor do dates.
    let of_numbers = matches!(relation.relation, Holds::Equal | Holds::AtMost | Holds::AtLeast);
    if relation.unless.is_some() || !of_numbers {
        return;
    }
    let part = |value: &Value| {
        let field = template.item(&value.item)?.field(&value.field)?;
        let first = || field.kind.numbers().into_iter().next().map(|(part, _)| part);
        Some(value.part.clone()).filter(|part| !part.is_empty()).or_else(first)
    };
    let known = |total: &Total, part: &str| -> Option<Known> { total.sum(part)?.figure() };
    // Each value's part, and what units gave to it, in their order.
    let given = |value: &Value| Some((part(value)?, gave.get((&value.item, &value.field))?.iter()));
    let Some((left_part, left)) = given(&relation.left) else { return };
    let values =
        relation.right.iter().map(|value| given(value).map(|(p, all)| (p, all.peekable())));
    let right: Option<Vec<_>> = values.collect();
    let Some(mut right) = right else { return };
    let kept = format!("relation_broken@{}.{}.", relation.left.item, relation.left.field);
    for (at, total) in left {
        let mut sum: Option<Known> = None;
        let mut all = !right.is_empty();
        for (part, given) in &mut right {
            while given.next_if(|(other, _)| other < at).is_some() {}
            let here = given.peek().filter(|(other, _)| other == at);
            match here.and_then(|(_, total)| known(total, part)) {
                Some(number) => sum = Some(sum.map_or(number, |sum| sum.plus(&number))),
                None => all = false,
            }
        }
        let asked = |unit: &&Arc<Contribution>| asks(&relation.asks, &unit.unit.kind);
        let Some(unit) = units.get(*at).filter(asked) else { continue };
        let (Some(left), Some(right)) = (known(total, &left_part), sum.filter(|_| all)) else {
            continue;
        };
        if !relation.relation.breaks(&left, &right)
            || unit.kept.keys().any(|key| key.starts_with(&kept))
        {
            continue;
        }
        let wrong = |lang| {
            let words = relation.words.get(lang);
            let wrong = words.split_once(". ").map_or(words.trim_end_matches('.'), |both| both.0);
            let (left, right) = (left.print(lang, false), right.print(lang, false));
            match lang {
                Lang::Vi => format!("{wrong} ({left} so với {right})"),
                Lang::En => format!("{wrong} ({left} against {right})"),
            }
        };
        let who = name(units, unit);
        out.push(Notice {
            check: "relation_not_held",
            item: relation.left.item.clone(),
            field: relation.left.field.clone(),
            units: vec![*at],
            words: Words::new(
                format!("{who}: {}. Hãy hỏi lại đơn vị.", wrong(Lang::Vi)),
                format!("{who}: {}. Ask the unit.", wrong(Lang::En)),
            ),
            unexplained: Words::new(wrong(Lang::Vi), wrong(Lang::En)),
        });
    }
}

/// Whether a kept finding, "check@item.field…", is that the parts of a field do not close.
fn is_unclosed(key: &str, item: &str, field: &str) -> bool {
    let place = key.strip_prefix("parts_do_not_close@").unwrap_or_default();
    let rest = place.strip_prefix(item).and_then(|rest| rest.strip_prefix('.'));
    let rest = rest.and_then(|rest| rest.strip_prefix(field));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A sum in the sheet that is not what its units give: somebody changed one of the two.
fn not_the_sum(template: &Template, sheet: &Sheet, sums: &Totals, out: &mut Vec<Notice>) {
    for (item, answers) in &sheet.items {
        for (field, answer) in &answers.fields {
            let Some(collected) = &answer.collected else { continue };
            let sum = sums.get(&(item.clone(), field.clone())).and_then(|sum| sum.value.as_ref());
            if sum == Some(&collected.value) {
                continue;
            }
            let what = question(template, item, field);
            out.push(Notice {
                check: "not_the_sum",
                item: item.clone(),
                field: field.clone(),
                units: Vec::new(),
                words: Words::new(
                    format!("{}: số tổng hợp trong tệp không bằng tổng các đơn vị có trong tệp. Hãy tổng hợp lại từ các tệp đã nhận.", what.vi),
                    format!("{}: the collected sum in the file is not what the units in it add up to. Roll the files up again.", what.en),
                ),
            unexplained: Words::default(),
        });
        }
    }
}
