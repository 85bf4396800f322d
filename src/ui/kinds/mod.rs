//! The input of each kind of question: one file a kind, one line here.

mod audience_shares;
mod breakdown;
mod choice;
mod date;
mod documents;
mod figure;
mod grades;
mod paragraphs;
mod rows;
mod share;
mod status;
mod text;

use super::app::Ui;
use super::field::TextField;
use super::findings::card_id;
use crate::browser::clipboard;
use crate::checks::Finding;
use crate::desk::Action;
use crate::kinds::figure::names_unit;
use crate::kinds::{Answer, Cell, Counts, LineEdit, Quantity, Spec, Typed};
use crate::language::ui_words::fill;
use crate::language::{Lang, spell};
use crate::number::{Figure, Rate, misleading, without_words};
use crate::sheet::{Edit, Place, paste};
use crate::template::Field;
use yew::prelude::*;

/// What a kind's input is drawn from.
pub struct Cx<'a> {
    /// Language and dispatcher.
    pub ui: &'a Ui,
    /// The item's code.
    pub item: &'a str,
    /// The field.
    pub field: &'a Field,
    /// What was noticed in this field.
    pub findings: &'a [Finding],
    /// The form's topics of the period, for the questions that offer them.
    pub topics: &'a [String],
    /// Whether it is the item's only field, whose label the item's title already is.
    pub alone: bool,
    /// Whether the form demands an answer to its item.
    pub required: bool,
}

/// The input of a question.
pub fn view(cx: &Cx, spec: &Spec, answer: &Answer) -> Html {
    match (spec, answer) {
        (Spec::AudienceShares(s), Answer::AudienceShares(a)) => audience_shares::view(cx, s, a),
        (Spec::Breakdown(s), Answer::Breakdown(a)) => breakdown::view(cx, s, a),
        (Spec::Choice(s), Answer::Choice(a)) => choice::view(cx, s, a),
        (Spec::Date(s), Answer::Date(a)) => date::view(cx, s, a),
        (Spec::Documents(s), Answer::Documents(a)) => documents::view(cx, s, a),
        (Spec::Figure(s), Answer::Figure(a)) => figure::view(cx, s, a),
        (Spec::Grades(s), Answer::Grades(a)) => grades::view(cx, s, a),
        (Spec::Paragraphs(s), Answer::Paragraphs(a)) => paragraphs::view(cx, s, a),
        (Spec::Rows(s), Answer::Rows(a)) => rows::view(cx, s, a),
        (Spec::Share(s), Answer::Share(a)) => share::view(cx, s, a),
        (Spec::Status(s), Answer::Status(a)) => status::view(cx, s, a),
        (Spec::Text(s), Answer::Text(a)) => text::view(cx, s, a),
        _ => Html::default(),
    }
}

/// How one input differs from a plain one.
#[derive(Default)]
pub struct Input {
    /// A hint under the label.
    pub hint: Option<String>,
    /// What the text was read as.
    pub reading: Option<String>,
    /// Whether a number is expected.
    pub numeric: bool,
    /// Lines of text; 0 and 1 are a single line.
    pub lines: u32,
    /// Whether it stands in a table, where its label is for screen readers alone.
    pub in_table: bool,
    /// Whether a block from Excel may be pasted here.
    pub grid: bool,
    /// Suggestions.
    pub suggestions: Vec<String>,
}

impl Cx<'_> {
    /// The place of a cell.
    pub fn place(&self, cell: &Cell) -> Place {
        Place::answer(self.item, &self.field.code, cell.clone())
    }

    /// The field's label.
    pub fn label(&self) -> &str {
        self.ui.text(&self.field.label)
    }

    /// The field's hint.
    pub fn hint(&self) -> Option<String> {
        self.field.hint.as_ref().map(|hint| self.ui.text(hint).to_owned())
    }

    /// A text input at a cell.
    pub fn input(&self, cell: Cell, label: &str, value: &str, input: Input) -> Html {
        let place = self.place(&cell);
        let findings: Vec<String> = self
            .findings
            .iter()
            .filter(|f| f.place == place && f.kept.is_none())
            .map(card_id)
            .collect();
        html! {
            <TextField key={cell.path().to_owned()} ui={self.ui.clone()} place={place} label={label.to_owned()} value={value.to_owned()}
                hide_label={input.in_table} hint={input.hint.map(AttrValue::from)} reading={input.reading.map(AttrValue::from)}
                numeric={input.numeric} lines={input.lines.max(1)} grid={input.grid} suggestions={input.suggestions} {findings} />
        }
    }

    /// A number input, with its reading where what was typed is not how it prints.
    pub fn number(
        &self,
        cell: Cell,
        label: &str,
        typed: &Typed<Quantity>,
        counts: Counts,
        input: Input,
    ) -> Html {
        let reading = reading(typed.text(), typed.figure(counts.numerals()), counts, self.ui);
        self.input(cell, label, typed.text(), Input { reading, numeric: true, ..input })
    }

    /// The frame of a field of several inputs, with the field's label as its legend.
    pub fn group(&self, body: Html) -> Html {
        let id = format!("{}.{}", self.item, self.field.code);
        html! {
            <fieldset {id} class="fieldset" tabindex="-1">
                <legend class={classes!(self.alone.then_some("hidden"))}>{ self.label() }</legend>
                if let Some(hint) = self.hint() { <p class="hint">{ hint }</p> }
                { body }
            </fieldset>
        }
    }

    fn line_action(&self, edit: LineEdit) -> Callback<MouseEvent> {
        let (item, field) = (self.item.to_owned(), self.field.code.clone());
        self.ui.on(move || {
            Action::Edit(Edit::Line {
                item: item.clone(),
                field: field.clone(),
                edit: edit.clone(),
            })
        })
    }

    /// Where a block from Excel can be pasted while there is no line yet: the block brings them.
    pub fn paste_here(&self) -> Html {
        let (dispatch, place) = (self.ui.dispatch.clone(), self.place(&Cell::default()));
        let onpaste = Callback::from(move |event: Event| {
            if let Some(text) = clipboard::pasted(&event).filter(|text| paste::is_block(text)) {
                event.prevent_default();
                dispatch.send(Action::Paste { place: place.clone(), text });
            }
        });
        let id = format!("{}.{}.paste", self.item, self.field.code);
        html! { <button type="button" class="paste-here" {id} {onpaste}>{ self.ui.words().paste_here }</button> }
    }

    /// The button that adds a line.
    pub fn add(&self, list: &str, text: &str) -> Html {
        let suffix = if list == "causes" { "add-cause" } else { "add" };
        let id = format!("{}.{}.{suffix}", self.item, self.field.code);
        html! { <button type="button" class="button" {id} onclick={self.line_action(LineEdit::Add { list: list.to_owned() })}>{ format!("+ {text}") }</button> }
    }

    /// The buttons that move and remove a line.
    pub fn line_buttons(&self, line: &str, at: usize) -> Html {
        let w = self.ui.words();
        let number = (at + 1).to_string();
        let id = format!("{}.{}.{line}.remove", self.item, self.field.code);
        html! {
            <span class="line-buttons">
                if at > 0 {
                    <button type="button" class="button icon" aria-label={fill(w.move_up, &[&number])} title={fill(w.move_up, &[&number])}
                        onclick={self.line_action(LineEdit::Move { line: line.to_owned(), up: true })}>{ "↑" }</button>
                }
                <button type="button" class="button icon" {id} aria-label={fill(w.remove_line, &[&number])} title={fill(w.remove_line, &[&number])}
                    onclick={self.line_action(LineEdit::Remove { line: line.to_owned() })}>{ "×" }</button>
            </span>
        }
    }

    /// Sends a text into a cell when pressed.
    pub fn set(&self, cell: Cell, text: String) -> Callback<Event> {
        let (item, field) = (self.item.to_owned(), self.field.code.clone());
        self.ui.on(move || {
            let (item, field, cell, text) =
                (item.clone(), field.clone(), cell.clone(), text.clone());
            Action::Edit(Edit::Cell { item, field, cell, text })
        })
    }
}

/// A label with its unit of counting, unless the label already names it.
pub fn with_unit(label: &str, unit: &str) -> String {
    if names_unit(label, unit) { label.to_owned() } else { format!("{label} ({unit})") }
}

/// "Đọc là: 41.004", where what was typed is not how it prints; in words where it could be read two
/// ways.
pub fn reading(text: &str, figure: Option<Figure>, counts: Counts, ui: &Ui) -> Option<String> {
    let known = figure?.known()?;
    let printed = known.print(ui.lang, counts.leading_zero());
    let in_words = misleading(text, counts.numerals());
    let said = match (in_words, known.as_exact()) {
        (false, _) if without_words(text).is_some() => printed,
        (true, Some(n)) => format!("{printed} ({})", spell(n, ui.lang)),
        // "khoang 20" was understood, although it prints as a person would write it.
        _ if printed == text.trim() && known.as_exact().is_some() => return None,
        (_, None) => printed,
        _ if text.trim().trim_start_matches('0') == printed.trim_start_matches('0') => return None,
        _ => printed,
    };
    Some(fill(ui.words().reads_as, &[&said]))
}

/// What a stated rate was read as, in words where "94.2" could be read two ways.
pub fn rate_reading(text: &str, ui: &Ui) -> Option<String> {
    use crate::number::{Numerals, read_rate};
    let rate = read_rate(text).value()?;
    let exact = rate.percent.as_exact()?;
    misleading(text, Numerals::Percent).then(|| {
        let said = format!("{} ({})", rate.print(ui.lang), spell(exact, ui.lang));
        fill(ui.words().reads_as, &[&said])
    })
}

/// How a computed rate looks: one above 100% is no good news.
pub fn computed_class(rate: Option<Rate>) -> Classes {
    classes!("computed", rate.is_some_and(|rate| rate.is_above_whole()).then_some("over"))
}

/// The heading of a grid's column.
pub fn column_name(spec: &Spec, at: usize, lang: Lang) -> Option<String> {
    let column = spec.grid(&spec.blank())?.columns.into_iter().nth(at)?;
    column.names.into_iter().nth(usize::from(lang == Lang::En))
}

/// A cell's name for a list: "Đảng viên · total".
pub fn cell_name(spec: &Spec, cell: &Cell, lang: Lang) -> String {
    let blank = spec.blank();
    let Some(grid) = spec.grid(&blank) else { return cell.path().to_owned() };
    let language = usize::from(lang == Lang::En);
    let columns: Vec<&String> = grid.columns.iter().filter_map(|c| c.names.get(language)).collect();
    for row in &grid.rows {
        if let Some(at) = row.cells.iter().position(|c| c == cell) {
            let row = row.names.get(language).cloned().unwrap_or_default();
            let column = columns.get(at).map(|c| c.as_str()).unwrap_or_default();
            return [row.as_str(), column]
                .iter()
                .filter(|s| !s.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(" · ");
        }
    }
    // A line of a growing list: its number and its column.
    let (line, part) = cell.split();
    let number = line.trim_start_matches(|c: char| !c.is_ascii_digit());
    let column = match spec {
        Spec::Rows(rows) => {
            rows.columns.iter().find(|c| c.code == part).map(|c| c.name.get(lang).to_owned())
        }
        Spec::Documents(_) => crate::kinds::documents::PARTS
            .iter()
            .position(|p| *p == part)
            .and_then(|at| columns.get(at).map(|c| (*c).clone())),
        _ => None,
    };
    format!("{number} · {}", column.unwrap_or_else(|| part.to_owned()))
}
