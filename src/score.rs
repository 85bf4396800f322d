//! A unit's own points (*tự chấm điểm*), where the form defines them: computed from the answers,
//! with the arithmetic beside each, so that anybody can do it again.
//!
//! *Invariant:* never stored, and never called a rating: that is for those who decide it.

use crate::kinds::Progress;
use crate::language::{Lang, Words};
use crate::number::{Decimal, Rate};
use crate::sheet::Sheet;
use crate::template::{Band, By, Criterion, STATUS, Template, Value};

/// The points of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// One a criterion.
    pub lines: Vec<Line>,
    /// The sum of those that could be computed.
    pub total: Decimal,
    /// The most that could be had.
    pub most: Decimal,
    /// The band of the total; none while a criterion could not be computed, for then the total is
    /// not the whole.
    pub band: Option<Words>,
}

/// The points of one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The criterion.
    pub title: Words,
    /// The most that it gives.
    pub most: Decimal,
    /// What it gave; none where the answer is missing or doubtful.
    pub points: Option<Decimal>,
    /// The arithmetic, or what is missing.
    pub how: Words,
}

/// The points of a sheet; none where the form defines none.
pub fn score(template: &Template, sheet: &Sheet) -> Option<Score> {
    let scoring = template.scoring.as_ref()?;
    let line = |criterion: &Criterion| {
        let (points, how) = points(template, sheet, criterion);
        Line { title: criterion.title.clone(), most: criterion.points, points, how }
    };
    let lines: Vec<Line> = scoring.criteria.iter().map(line).collect();
    let sum = |numbers: &mut dyn Iterator<Item = Decimal>| {
        numbers.fold(Decimal::default(), Decimal::plus)
    };
    let total = sum(&mut lines.iter().filter_map(|line| line.points));
    let most = sum(&mut lines.iter().map(|line| line.most));
    let whole = lines.iter().all(|line| line.points.is_some());
    let reached = |band: &&Band| total >= band.at_least;
    let band = scoring.bands.iter().filter(reached).max_by_key(|band| band.at_least);
    Some(Score { lines, total, most, band: band.filter(|_| whole).map(|band| band.name.clone()) })
}

fn points(template: &Template, sheet: &Sheet, criterion: &Criterion) -> (Option<Decimal>, Words) {
    let most = criterion.points;
    let computed = match &criterion.by {
        By::Rate(of) => by_rate(template, sheet, of, most),
        By::Steps { value, steps } => exact(template, sheet, value).map(|n| {
            let step = steps.iter().filter(|s| n >= s.at_least).max_by_key(|s| s.at_least);
            let points = step.map_or(Decimal::default(), |step| step.points);
            let how = |lang: Lang| {
                let (n, points) = (n.print(lang), points.print(lang));
                match (step.map(|step| step.at_least.print(lang)), lang) {
                    (Some(least), Lang::Vi) => format!("{n}, từ {least} trở lên: {points} điểm"),
                    (Some(least), Lang::En) => format!("{n}, at least {least}: {points} points"),
                    (None, Lang::Vi) => format!("{n}, chưa đến mức có điểm: {points} điểm"),
                    (None, Lang::En) => format!("{n}, below the first step: {points} points"),
                }
            };
            (points, Words::new(how(Lang::Vi), how(Lang::En)))
        }),
        By::Status { item, under_way } => by_status(sheet, item, *under_way, most),
        By::Typed(value) => exact(template, sheet, value).map(|n| {
            // More than the criterion gives is not had.
            let how = |lang: Lang| match lang {
                Lang::Vi => format!("đơn vị tự cho {} điểm", n.print(lang)),
                Lang::En => format!("given by the unit: {} points", n.print(lang)),
            };
            (n.min(most), Words::new(how(Lang::Vi), how(Lang::En)))
        }),
    };
    match computed {
        Some((points, how)) => (Some(points), how),
        None => (
            None,
            Words::new(
                "chưa có số liệu, hoặc số liệu chưa chính xác nên chưa tính được",
                "not computed: the figure is missing or not exact",
            ),
        ),
    }
}

/// The most, times the rate as it is printed: so many points of so many per cent. With whole points
/// and one decimal of a per cent the product is exact.
fn by_rate(
    template: &Template,
    sheet: &Sheet,
    of: &Value,
    most: Decimal,
) -> Option<(Decimal, Words)> {
    let part = |name: &str| {
        let part = if of.part.is_empty() { name.to_owned() } else { format!("{}.{name}", of.part) };
        exact(template, sheet, &Value { part, ..of.clone() })
    };
    let (done, total) = (part("done")?, part("total")?);
    let percent = Rate::new(done, total)?.percent(1);
    let counted = percent.value.min(Decimal::whole(100));
    let points =
        Decimal::from_thousandths(most.thousandths() * counted.thousandths() / (1000 * 100));
    let how = |lang: Lang| {
        let word = match lang {
            Lang::Vi => "điểm",
            Lang::En => "points",
        };
        format!(
            "{}/{} = {}; {} {word} × {} = {} {word}",
            done.print(lang),
            total.print(lang),
            percent.print(lang),
            most.print(lang),
            crate::number::Percent { value: counted, decimals: 1 }.print(lang),
            points.print(lang)
        )
    };
    Some((points, Words::new(how(Lang::Vi), how(Lang::En))))
}

fn by_status(
    sheet: &Sheet,
    item: &str,
    under_way: Decimal,
    most: Decimal,
) -> Option<(Decimal, Words)> {
    let (progress, _) = sheet.field(item, STATUS)?.own.progress()?;
    let points = match progress {
        Progress::Done => most,
        Progress::UnderWay => under_way,
        Progress::NotStarted => Decimal::default(),
        // What is not the unit's task can neither give points nor cost any.
        Progress::NotConcerned => return None,
    };
    let how = |lang: Lang| match lang {
        Lang::Vi => format!("{}: {} điểm", progress.name(lang), points.print(lang)),
        Lang::En => format!("{}: {} points", progress.name(lang), points.print(lang)),
    };
    Some((points, Words::new(how(Lang::Vi), how(Lang::En))))
}

/// An exact number of an answer.
fn exact(template: &Template, sheet: &Sheet, value: &Value) -> Option<Decimal> {
    let spec = &template.item(&value.item)?.field(&value.field)?.kind;
    let answer = &sheet.field(&value.item, &value.field)?.own;
    spec.number(answer, &value.part)?.known()?.as_exact()
}
