//! Paragraphs (*các đoạn*): points of text; limitations can be paired with their causes, where a
//! cause may belong to none, one or several (FIELD section 3, I1–I5). A unit that has no point says
//! so by a tick, which is an answer, where a blank list is none.

use super::documents::line_states;
use super::parts::{Line, change_lines, next_id};
use super::{Cell, Fault, LineEdit, Prose, Said, State, TakeOver, Typed};
use crate::language::{Lang, Words, name_key};
use crate::number::{Decimal, Sum, is_zero};
use serde::{Deserialize, Serialize};

/// The kind itself.
pub struct Kind;

/// Settings of a list of paragraphs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What one point is: "hạn chế".
    pub point: Words,
    /// What one cause is; there are no causes without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Words>,
    /// The sentence that leads from the points to the causes in the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causes_lead: Option<Words>,
}

/// One unit's points and causes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The points.
    pub points: Vec<Point>,
    /// The causes.
    pub causes: Vec<Cause>,
    /// Whether the unit says that it has none; what is written all the same counts instead.
    pub none: bool,
}

/// The cell of the tick for "none".
pub const NONE: &str = "none";

/// Between several texts in one cell: no keyboard types it.
const TAKEN: &str = "\u{1e}";

/// One point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Its lasting name.
    pub id: String,
    /// The text.
    pub text: Typed<Prose>,
    /// The units whose words it was taken from, when it was; it stays when the text is changed.
    pub from: String,
    /// The words as those units wrote them: by these it is known later whether they still say so.
    pub taken: Vec<String>,
}

/// One cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cause {
    /// Its lasting name.
    pub id: String,
    /// The text.
    pub text: Typed<Prose>,
    /// The points it explains, by name; none, one or several.
    pub of: Vec<String>,
    /// The units whose words it was taken from, as a point has them.
    pub from: String,
    /// Those words, as a point has them.
    pub taken: Vec<String>,
}

impl Line for Point {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Line for Cause {
    fn id(&self) -> &str {
        &self.id
    }
}

/// The points in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The points.
    #[serde(default)]
    pub points: Vec<PointRecord>,
    /// The causes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<CauseRecord>,
    /// Whether the unit says that it has none.
    #[serde(default, skip_serializing_if = "is_false")]
    pub none: bool,
}

/// One point in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointRecord {
    /// Its lasting name.
    pub id: String,
    /// The text.
    pub text: String,
    /// The units whose words it was taken from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The words as those units wrote them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<String>,
}

/// One cause in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CauseRecord {
    /// Its lasting name.
    pub id: String,
    /// The text.
    pub text: String,
    /// The points it explains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// The units whose words it was taken from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The words as those units wrote them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<String>,
}

/// The texts of one cell.
#[cfg(rolls_up)]
fn taken(text: &str) -> Vec<String> {
    text.split(TAKEN).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

fn none(n: &u64) -> bool {
    *n == 0
}

fn is_false(b: &bool) -> bool {
    !b
}

/// How many units wrote how many points; the texts themselves stay with their units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Total {
    /// Units that wrote something.
    #[serde(skip_serializing_if = "is_zero")]
    pub units: u32,
    /// Units that said that they have none.
    #[serde(skip_serializing_if = "is_zero")]
    pub none: u32,
    /// Units that wrote nothing.
    #[serde(skip_serializing_if = "is_zero")]
    pub blank: u32,
    /// Points in all.
    #[serde(skip_serializing_if = "none")]
    pub points: u64,
    /// Causes in all.
    #[serde(skip_serializing_if = "none")]
    pub causes: u64,
}

impl Answer {
    /// The points that have a text, in order.
    pub fn written(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|p| !p.text.is_blank())
    }

    /// The causes that have a text, in order.
    pub fn written_causes(&self) -> impl Iterator<Item = &Cause> {
        self.causes.iter().filter(|c| !c.text.is_blank())
    }

    /// Whether the unit says that it has none, and nothing that is written says otherwise.
    pub fn says_none(&self) -> bool {
        self.none && !self.is_written()
    }

    /// Whether "none" can be ticked, or be taken back. What the form demands is not answered by it:
    /// nobody signs a report without a strength or a limitation.
    pub fn offers_none(&self, required: bool) -> bool {
        self.none || (!required && self.written().next().is_none())
    }

    fn is_written(&self) -> bool {
        self.written().next().is_some() || self.written_causes().next().is_some()
    }
}

/// An answer told point by point.
#[derive(Clone, Copy)]
pub struct Points<'a> {
    spec: &'a Spec,
    answer: &'a Answer,
}

impl<'a> Points<'a> {
    /// What one point is.
    pub fn name(self, lang: Lang) -> &'a str {
        self.spec.point.get(lang)
    }

    /// The sentence of the form that leads from the points to the causes.
    pub fn causes_lead(self) -> Option<&'a Words> {
        self.spec.causes_lead.as_ref()
    }

    /// The points that have a text, in order.
    pub fn written(self) -> impl Iterator<Item = &'a Point> {
        self.answer.written()
    }

    /// The causes that belong to one point alone.
    pub fn causes_of(self, point: &str) -> impl Iterator<Item = &'a Cause> {
        self.answer.written_causes().filter(move |cause| cause.of == [point])
    }

    /// The causes that belong to no point, or to several.
    pub fn common_causes(self) -> impl Iterator<Item = &'a Cause> {
        self.answer.written_causes().filter(move |cause| {
            cause.of.len() != 1 || !self.written().any(|point| cause.of[0] == point.id)
        })
    }

    /// Whether the unit says that it has none, and nothing that is written says otherwise.
    pub fn says_none(self) -> bool {
        self.answer.says_none()
    }
}

impl super::Kind for Kind {
    type Spec = Spec;
    type Answer = Answer;
    type Record = Record;
    type Total = Total;

    fn is_blank(answer: &Answer) -> bool {
        !answer.none && !answer.is_written()
    }

    fn cells(_: &Spec, answer: &Answer) -> Vec<Cell> {
        let points = answer.points.iter().map(|p| Cell::of(&p.id, "text"));
        let causes = answer.causes.iter().map(|c| Cell::of(&c.id, "text"));
        let none = answer.none.then(|| Cell::new(NONE));
        points.chain(causes).chain(none).collect()
    }

    fn get(answer: &Answer, cell: &Cell) -> Option<String> {
        if cell.path() == NONE {
            return Some(if answer.none { "yes" } else { "" }.to_owned());
        }
        let (id, part) = cell.split();
        let cause = answer.causes.iter().find(|c| c.id == id);
        match (part, cause) {
            ("text", None) => {
                answer.points.iter().find(|p| p.id == id).map(|p| p.text.text().to_owned())
            }
            ("text", Some(cause)) => Some(cause.text.text().to_owned()),
            ("of", Some(cause)) => Some(cause.of.join(" ")),
            _ => None,
        }
    }

    fn set(_: &Spec, answer: &mut Answer, cell: &Cell, text: &str) {
        if cell.path() == NONE {
            answer.none = !text.is_empty();
            return;
        }
        let (id, part) = cell.split();
        if let Some(point) = answer.points.iter_mut().find(|p| p.id == id) {
            match part {
                "text" => point.text.set(text),
                #[cfg(rolls_up)]
                "from" => text.clone_into(&mut point.from),
                #[cfg(rolls_up)]
                "taken" => point.taken = taken(text),
                _ => {}
            }
        }
        if let Some(cause) = answer.causes.iter_mut().find(|c| c.id == id) {
            match part {
                "text" => cause.text.set(text),
                #[cfg(rolls_up)]
                "from" => text.clone_into(&mut cause.from),
                #[cfg(rolls_up)]
                "taken" => cause.taken = taken(text),
                "of" => {
                    let points = &answer.points;
                    cause.of = text
                        .split_whitespace()
                        .filter(|of| points.iter().any(|p| p.id == *of))
                        .map(str::to_owned)
                        .collect();
                }
                _ => {}
            }
        }
    }

    fn line(_: &Spec, answer: &mut Answer, edit: &LineEdit) {
        match edit {
            LineEdit::Add { list } if list == "causes" => {
                let id = next_id(&answer.causes, "c");
                answer.causes.push(Cause { id, ..Cause::default() });
            }
            LineEdit::Add { .. } => {
                let id = next_id(&answer.points, "p");
                answer.points.push(Point { id, ..Point::default() });
                // Who begins to write one no longer says that there is none.
                answer.none = false;
            }
            _ => {}
        }
        change_lines(&mut answer.points, edit);
        change_lines(&mut answer.causes, edit);
        if let LineEdit::Remove { line } = edit {
            for cause in &mut answer.causes {
                cause.of.retain(|of| of != line);
            }
        }
    }

    fn faults(_: &Spec, _: &Answer, _: &Words, _: &mut Vec<Fault>) {}

    fn states(_: &Spec, answer: &Answer) -> Vec<State> {
        match answer.written().count() {
            _ if answer.says_none() => vec![State::None],
            0 if answer.written_causes().next().is_some() => vec![State::Given],
            n => line_states(n),
        }
    }

    fn slot(_: &Spec, answer: &Answer, part: &str, lang: Lang) -> Option<String> {
        let points = answer.written().count();
        let causes = answer.written_causes().count();
        match part {
            "count" if points > 0 => Some(Decimal::count_of(points, lang)),
            "causes" if causes > 0 => Some(Decimal::count_of(causes, lang)),
            _ => None,
        }
    }

    fn slots(_: &Spec) -> Vec<String> {
        vec!["count".to_owned(), "causes".to_owned()]
    }

    fn texts(answer: &Answer) -> Vec<Said> {
        let points = answer.written().map(|point| Said {
            text: point.text.text().to_owned(),
            from: point.from.clone(),
            taken: point.taken.clone(),
            line: point.id.clone(),
            ..Said::default()
        });
        let explained = |cause: &Cause| {
            let points = answer.written().filter(|point| cause.of.contains(&point.id));
            points.map(|point| point.text.text().to_owned()).collect()
        };
        let causes = answer.written_causes().map(|cause| Said {
            text: cause.text.text().to_owned(),
            cause: true,
            of: explained(cause),
            from: cause.from.clone(),
            taken: cause.taken.clone(),
            line: cause.id.clone(),
            ..Said::default()
        });
        points.chain(causes).collect()
    }

    fn points<'a>(spec: &'a Spec, answer: &'a Answer) -> Option<Points<'a>> {
        Some(Points { spec, answer })
    }

    /// On a line of its own that remembers whose words it has. A cause goes to those of its points that
    /// stand here already.
    fn take_over(_: &Spec, answer: &Answer, said: &Said) -> Option<TakeOver> {
        let (list, id) = match said.cause {
            true => ("causes", next_id(&answer.causes, "c")),
            false => ("", next_id(&answer.points, "p")),
        };
        let explained: Vec<String> = said.of.iter().map(|point| name_key(point)).collect();
        let here = answer.written().filter(|p| explained.contains(&name_key(p.text.text())));
        let of = here.map(|point| point.id.as_str()).collect::<Vec<_>>().join(" ");
        let cells = [
            ("text", said.text.clone()),
            ("from", said.from.clone()),
            ("taken", said.text.clone()),
            ("of", of),
        ];
        let cells = cells.into_iter().filter(|(_, text)| !text.is_empty());
        let mut cells: Vec<_> = cells.map(|(part, text)| (Cell::of(&id, part), text)).collect();
        // Whoever took the cause over first finds it at the point that comes after it.
        let explaining: Vec<String> = said.causes.iter().map(|cause| name_key(cause)).collect();
        for cause in answer.written_causes() {
            if explaining.contains(&name_key(cause.text.text())) {
                let of = cause.of.iter().map(String::as_str).chain([id.as_str()]);
                let of = of.collect::<Vec<_>>().join(" ");
                cells.push((Cell::of(&cause.id, "of"), of));
            }
        }
        Some(TakeOver { line: Some(LineEdit::Add { list: list.to_owned() }), cells })
    }

    /// What is made of the two, a person writes.
    fn bring_in(answer: &Answer, said: &Said, line: &str) -> Vec<(Cell, String)> {
        let lines = Self::texts(answer);
        let Some(own) = lines.into_iter().find(|own| own.line == line) else { return Vec::new() };
        let words = own.text.trim_end();
        let mut both = words.to_owned();
        if !name_key(words).contains(&name_key(&said.text)) {
            both.push_str(if words.ends_with(['.', '!', '?', ';']) { " " } else { "; " });
            both.push_str(said.text.trim());
        }
        let mut names: Vec<&str> = own.from.split("; ").filter(|name| !name.is_empty()).collect();
        let more = said.from.split("; ").filter(|unit| !own.from.split("; ").any(|n| n == *unit));
        names.extend(more);
        let mut taken = own.taken;
        if !taken.contains(&said.text) {
            taken.push(said.text.clone());
        }
        let cells = [("text", both), ("from", names.join("; ")), ("taken", taken.join(TAKEN))];
        cells.into_iter().map(|(part, text)| (Cell::of(line, part), text)).collect()
    }

    fn let_go(
        answer: &Answer,
        line: &str,
        units: &[String],
        words: &[String],
    ) -> Vec<(Cell, String)> {
        let own = Self::texts(answer).into_iter().find(|own| own.line == line);
        let Some(Said { from, taken, .. }) = own else { return Vec::new() };
        let names = from.split("; ").filter(|name| !units.iter().any(|unit| unit == name));
        let names = names.collect::<Vec<_>>().join("; ");
        let mut taken: Vec<String> =
            taken.into_iter().filter(|taken| !words.contains(taken)).collect();
        // Nobody's words are not remembered.
        taken.retain(|_| !names.is_empty());
        let cells = [("from", names), ("taken", taken.join(TAKEN))];
        cells.into_iter().map(|(part, text)| (Cell::of(line, part), text)).collect()
    }

    fn write(_: &Spec, answer: &Answer) -> Record {
        let text = |t: &Typed<Prose>| t.text().to_owned();
        Record {
            points: answer
                .points
                .iter()
                .map(|p| PointRecord { id: p.id.clone(), text: text(&p.text), from: p.from.clone(), taken: p.taken.clone() })
                .collect(),
            causes: answer
                .causes
                .iter()
                .map(|c| CauseRecord { id: c.id.clone(), text: text(&c.text), of: c.of.clone(), from: c.from.clone(), taken: c.taken.clone() })
                .collect(),
            none: answer.none,
        }
    }

    fn read(record: Record) -> Answer {
        Answer {
            points: record
                .points
                .into_iter()
                .map(|p| Point { id: p.id, text: Typed::new(p.text), from: p.from, taken: p.taken })
                .collect(),
            causes: record
                .causes
                .into_iter()
                .map(|c| Cause { id: c.id, text: Typed::new(c.text), of: c.of, from: c.from, taken: c.taken })
                .collect(),
            none: record.none,
        }
    }

    fn total(_: &Spec, answer: &Answer) -> Total {
        Total {
            units: u32::from(answer.is_written()),
            none: u32::from(answer.says_none()),
            blank: u32::from(Self::is_blank(answer)),
            points: answer.written().count() as u64,
            causes: answer.written_causes().count() as u64,
        }
    }

    fn add(sum: &mut Total, one: &Total) {
        sum.units += one.units;
        sum.none += one.none;
        sum.blank += one.blank;
        sum.points += one.points;
        sum.causes += one.causes;
    }

    fn answers_above() -> bool {
        false
    }

    fn amounts(total: &Total) -> Vec<(String, Sum)> {
        vec![
            ("units".to_owned(), Sum::units(total.units)),
            ("none".to_owned(), Sum::units(total.none)),
            ("points".to_owned(), Sum::things(total.points)),
            ("causes".to_owned(), Sum::things(total.causes)),
        ]
    }
}
