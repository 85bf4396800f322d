//! The report of a sheet, as blocks: letterhead, body, signature, appendix.
//!
//! *Invariant:* says what is said and in which order; how it looks is for `output/`, the sentences
//! are made by `wording`.

mod appendix;
mod body;
mod by_unit;
pub mod letterhead;

pub use letterhead::page_numbers_hint;

pub use appendix::Offer;
pub use by_unit::{basis, by_unit, since};

use crate::block::{Block, Paragraph, Role, Style};
use crate::checks::Finding;
use crate::compare::Side;
use crate::language::Lang;
use crate::review::Review;
use crate::roll_up;
use crate::sheet::Sheet;
use crate::template::Template;
use crate::wording::{self, Said};
use std::collections::{BTreeMap, BTreeSet};

/// What a report is made from.
#[derive(Clone, Copy)]
struct Context<'a> {
    template: &'a Template,
    sheet: &'a Sheet,
    lang: Lang,
    style: Style,
    /// What the unit kept with a reason: the remarks at the end, by number.
    kept: &'a [&'a Finding],
    /// What is known of a sheet that was joined.
    joined: &'a Joined,
}

/// What the sentences and tables of a joined sheet say of the sheets that it was joined of; nothing of
/// any other.
#[derive(Default)]
struct Joined {
    /// By item, the units whose figures do not fit, without a reason.
    unfit: BTreeMap<String, BTreeSet<String>>,
    /// The units that it is of.
    units: Vec<crate::shared::Arc<crate::sheet::Contribution>>,
    /// By item, the units whose figures do not fit and that said why.
    explained: BTreeMap<String, BTreeSet<String>>,
    /// By item, the units whose parts overlap, each with its reason.
    overlaps: BTreeMap<String, Vec<(String, String)>>,
    /// By field, behind its item and a dot, which of those who sent directly gave something, with all
    /// that came in their files; and how many there are. Only where bodies with sheets of their own are
    /// among them: of twelve sheets nine may be those of one commune.
    direct: Option<(BTreeMap<String, BTreeSet<usize>>, usize)>,
    /// The fields, each behind its item and a dot, in which the body itself gave figures that were joined
    /// with those of its units.
    own: BTreeSet<String>,
    /// Of how many sheets this period and the one before are, where that differs.
    since: Option<String>,
}

/// The report of a sheet. `fingerprint` is the short form of the file's, printed at the very end.
pub fn report(
    template: &Template,
    sheet: &Sheet,
    review: &Review,
    lang: Lang,
    fingerprint: Option<&str>,
) -> Vec<Block> {
    beside(Side { template, sheet }, review, lang, fingerprint, None)
}

/// The report of a sheet beside that of the period before, whose figures stand in the appendix.
pub fn beside(
    now: Side,
    review: &Review,
    lang: Lang,
    fingerprint: Option<&str>,
    previous: Option<Side>,
) -> Vec<Block> {
    told(now, review, lang, fingerprint, previous, &Joined::default())
}

/// The report of a consolidated sheet: own and collected read together, and every figure by unit.
#[cfg(rolls_up)]
pub fn consolidated(
    now: Side,
    lang: Lang,
    fingerprint: &str,
    previous: Option<Side>,
) -> Vec<Block> {
    let Side { template, sheet } = now;
    let whole = roll_up::joined(template, sheet);
    let said_since = previous.and_then(|before| since(sheet, before.sheet, lang));
    let before = previous.map(|side| roll_up::joined(side.template, side.sheet));
    let previous =
        previous.zip(before.as_ref()).map(|(side, sheet)| Side { template: side.template, sheet });
    let review = crate::review::review(template, &whole);
    let sums = roll_up::totals(template, &sheet.below.units);
    let notices = roll_up::unexplained(template, sheet, &sums);
    let mut joined = Joined {
        own: with_own(sheet),
        since: said_since,
        direct: directly(&sheet.below.units),
        units: sheet.below.units.clone(),
        ..Joined::default()
    };
    for notice in &notices {
        let units = notice.units.iter().filter_map(|at| sheet.below.units.get(*at));
        joined
            .unfit
            .entry(notice.item.clone())
            .or_default()
            .extend(units.map(|unit| roll_up::name(&sheet.below.units, unit)));
    }
    for unit in &sheet.below.units {
        for item in roll_up::explained(unit) {
            let name = roll_up::name(&sheet.below.units, unit);
            joined.explained.entry(item.to_owned()).or_default().insert(name);
        }
        for (item, reason) in roll_up::overlaps(unit) {
            let name = roll_up::name(&sheet.below.units, unit);
            let of = joined.overlaps.entry(item.to_owned()).or_default();
            of.push((name, reason.to_owned()));
        }
    }
    let whole = Side { template, sheet: &whole };
    let mut blocks = told(whole, &review, lang, Some(fingerprint), previous, &joined);
    let first = blocks.iter().position(|block| matches!(block, Block::Heading { .. }));
    if let Some(basis) = basis(sheet, lang) {
        blocks.insert(first.unwrap_or(blocks.len()), basis);
    }
    // What the paper was printed from stays its last line.
    let origin = blocks.pop();
    blocks.extend(by_unit::appendix(now, &sums, &notices, lang));
    blocks.extend(origin);
    blocks
}

/// The fields of which something was collected and something is this body's own; words are no figures.
#[cfg(rolls_up)]
fn with_own(sheet: &Sheet) -> BTreeSet<String> {
    let figures = |field: &crate::kinds::Field| {
        field.collected.is_some() && !field.own.is_blank() && field.own.texts().is_empty()
    };
    let mut out = BTreeSet::new();
    for (item, answers) in &sheet.items {
        let fields = answers.fields.iter().filter(|(_, field)| figures(field));
        out.extend(fields.map(|(code, _)| format!("{item}.{code}")));
    }
    out
}

/// By field, which of those who sent directly gave something; see [`Joined::direct`].
#[cfg(rolls_up)]
fn directly(
    units: &[crate::shared::Arc<crate::sheet::Contribution>],
) -> Option<(BTreeMap<String, BTreeSet<usize>>, usize)> {
    if !units.iter().any(|unit| unit.consolidates) {
        return None;
    }
    let bodies = roll_up::bodies(units);
    let of = |at: usize| bodies.get(at).copied().flatten().unwrap_or(at);
    let mut gave: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    // Thousands of units have the same fields.
    let mut key = String::new();
    for (at, unit) in units.iter().enumerate() {
        all.insert(of(at));
        for (item, field, _) in unit.answers.iter() {
            key.clear();
            key.extend([item, ".", field]);
            match gave.get_mut(&key) {
                Some(gave) => gave.insert(of(at)),
                None => gave.entry(key.clone()).or_default().insert(of(at)),
            };
        }
    }
    Some((gave, all.len()))
}

fn told(
    now: Side,
    review: &Review,
    lang: Lang,
    fingerprint: Option<&str>,
    previous: Option<Side>,
    joined: &Joined,
) -> Vec<Block> {
    let Side { template, sheet } = now;
    let (kept, style) = (review.kept(template), style(template, sheet));
    let context = Context { template, sheet, lang, style, kept: &kept, joined };
    let mut blocks = letterhead::head(&context);
    blocks.extend(body::opening(&context));
    blocks.extend(body::parts(&context));
    blocks.push(letterhead::signature(&context));
    let appendix = appendix::appendix(&context, previous);
    if !appendix.is_empty() {
        blocks.push(Block::PageBreak);
        blocks.extend(appendix);
    }
    blocks.extend(fingerprint.map(|fingerprint| origin(fingerprint, lang)));
    blocks
}

/// The parts of the appendix that the unit may print or leave out; of a consolidated sheet, `whole`
/// is what is printed of it, own and collected read together.
pub fn offers(sheet: &Sheet, whole: Side, review: &Review, previous: Option<Side>) -> Vec<Offer> {
    let Side { template, sheet: printed } = whole;
    let style = style(template, printed);
    let kept = review.kept(template);
    let joined = &Joined::default();
    let context = Context { template, sheet: printed, lang: Lang::Vi, style, kept: &kept, joined };
    let offers = appendix::offers(&context, previous);
    #[cfg(rolls_up)]
    let offers = offers.into_iter().chain(by_unit::offer(template, sheet)).collect();
    #[cfg(not(rolls_up))]
    let _ = sheet;
    offers
}

/// Every sentence of the body that the unit may put its own words for, in the order of the paper,
/// as it is made in Vietnamese; own words whose sentence is not said any more stand for an empty
/// one. Of a consolidated sheet they are the sentences of what was joined, which its paper has.
pub fn replaceable(template: &Template, sheet: &Sheet) -> Vec<Said> {
    let sheet = &*roll_up::reported(template, sheet);
    // A sentence that is left out stands on no paper, but its box must stay where it is.
    let mut whole = sheet.clone();
    whole.own_words.retain(|_, own| !own.text.trim().is_empty());
    let style = style(template, sheet);
    let (kept, joined) = (&[], &Joined::default());
    let context = Context { template, sheet: &whole, lang: Lang::Vi, style, kept, joined };
    let mut out: Vec<Said> = Vec::new();
    for block in body::opening(&context).into_iter().chain(body::parts(&context)) {
        let Block::Paragraph(paragraph) = block else { continue };
        for key in paragraph.sentences.into_iter().filter_map(|sentence| sentence.key) {
            // A sentence of several lines stands in several paragraphs.
            if out.last().is_none_or(|last| last.key != key) {
                let made = wording::made(template, sheet, &key, Lang::Vi).unwrap_or_default();
                out.push(Said { key, made });
            }
        }
    }
    out
}

fn style(template: &Template, sheet: &Sheet) -> Style {
    template.unit_kind(&sheet.unit.kind).map_or(Style::Party, |kind| kind.letterhead.into())
}

/// Which file the paper was printed from, and how to compare.
fn origin(fingerprint: &str, lang: Lang) -> Block {
    let text = match lang {
        Lang::Vi => format!(
            "Bản in từ tệp phiếu có mã đối chiếu {fingerprint}. Muốn biết tệp trong tay có đúng là tệp đã in hay không, hãy mở tệp đó và so mã."
        ),
        Lang::En => format!(
            "Printed from the file with the fingerprint {fingerprint}. To see whether a file is the one that was printed, open it and compare the fingerprints."
        ),
    };
    Block::Paragraph(Paragraph::plain(Role::Small, text))
}
