//! One text input: it owns its text while a person types in it.
//!
//! The handler stores exactly what the input holds, at once: no trimming, casing, masking or
//! normalising, which would break Telex and VNI composition and Unikey's injected keys.

use super::app::Ui;
use crate::browser::{self, clipboard};
use crate::desk::Action;
use crate::sheet::{Edit, Place, paste};
use yew::prelude::*;

/// What an input shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// Where its text stands.
    pub place: Place,
    /// Its text.
    pub value: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// Whether the label is for screen readers alone, as in a table.
    #[prop_or_default]
    pub hide_label: bool,
    /// A hint under the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What the text was read as, shown beside it.
    #[prop_or_default]
    pub reading: Option<AttrValue>,
    /// Whether a number is expected.
    #[prop_or_default]
    pub numeric: bool,
    /// Lines of text expected; 1 is a single line.
    #[prop_or(1)]
    pub lines: u32,
    /// Whether a block from Excel may be pasted here.
    #[prop_or_default]
    pub grid: bool,
    /// The ids of the findings about this input.
    #[prop_or_default]
    pub findings: Vec<String>,
    /// Suggestions: texts that may be meant.
    #[prop_or_default]
    pub suggestions: Vec<String>,
}

/// The edit that a text typed at a place is.
pub fn edit(place: &Place, text: String) -> Option<Edit> {
    match place {
        Place::Head(field) => Some(Edit::Head(*field, text)),
        Place::Answer { item, field, cell } => {
            Some(Edit::Cell { item: item.clone(), field: field.clone(), cell: cell.clone(), text })
        }
        Place::Remark { id, .. } => Some(Edit::AnswerRemark { id: id.clone(), text }),
        Place::Sentence(_) => None,
    }
}

/// A text input with its label, hint and reading.
#[function_component(TextField)]
pub fn text_field(props: &Props) -> Html {
    let id = props.place.dom_id();
    let oninput = {
        let (dispatch, place) = (props.ui.dispatch.clone(), props.place.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(edit) = typed(&event).and_then(|text| edit(&place, text)) {
                dispatch.send(Action::Edit(edit));
            }
        })
    };
    let onpaste = props.grid.then(|| {
        let (dispatch, place) = (props.ui.dispatch.clone(), props.place.clone());
        Callback::from(move |event: Event| {
            if let Some(text) = clipboard::pasted(&event).filter(|text| paste::is_block(text)) {
                event.prevent_default();
                dispatch.send(Action::Paste { place: place.clone(), text });
            }
        })
    });
    let hint = format!("{id}.hint");
    let reading = format!("{id}.reading");
    let list = format!("{id}.list");
    let mut about: Vec<&str> = props.findings.iter().map(String::as_str).collect();
    if props.hint.is_some() {
        about.push(&hint);
    }
    if props.reading.is_some() {
        about.push(&reading);
    }
    let described = (!about.is_empty()).then(|| about.join(" "));
    let invalid = (!props.findings.is_empty()).then_some("true");
    let class = classes!("input", props.numeric.then_some("number"));
    html! {
        <div class={classes!("field", props.hide_label.then_some("bare"))}>
            <label for={id.clone()} class={classes!(props.hide_label.then_some("hidden"))}>{ &props.label }</label>
            if let Some(text) = &props.hint {
                <p class="hint" id={hint.clone()}>{ text }</p>
            }
            if props.lines > 1 {
                <textarea id={id.clone()} class={class} rows={rows(props).to_string()} value={props.value.clone()}
                    aria-describedby={described} aria-invalid={invalid} {oninput} {onpaste} />
            } else {
                <input type="text" id={id.clone()} class={class} value={props.value.clone()}
                    inputmode={props.numeric.then_some("text")} autocomplete="off" spellcheck={props.numeric.then_some("false")}
                    list={(!props.suggestions.is_empty()).then(|| list.clone())}
                    aria-describedby={described} aria-invalid={invalid} {oninput} {onpaste} />
            }
            if !props.suggestions.is_empty() {
                <datalist id={list.clone()}>
                    for text in props.suggestions.iter() {
                        <option key={text.clone()} value={text.clone()} />
                    }
                </datalist>
            }
            if let Some(text) = &props.reading {
                <p class="reading" id={reading.clone()}>{ text }</p>
            }
        </div>
    }
}

/// What the input holds after an event.
pub fn typed(event: &InputEvent) -> Option<String> {
    let target = event.target()?;
    use wasm_bindgen::JsCast;
    if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        return Some(input.value());
    }
    target.dyn_ref::<web_sys::HtmlTextAreaElement>().map(web_sys::HtmlTextAreaElement::value)
}

/// Lines enough to see the whole text, where they are short too: on a phone, and beside what units wrote.
/// Words out of sight are words that nobody reads again.
fn rows(props: &Props) -> usize {
    let short = || cfg!(feature = "collect") || !browser::is_wide();
    let length = if props.value.len() > SHORT && short() { SHORT } else { LONG };
    let lines = props.value.split('\n');
    let needed: usize = lines.map(|line| line.chars().count() / length + 1).sum();
    needed.clamp(props.lines as usize, 24)
}

/// So many characters stand on a line of a narrow field, and of a wide one.
const SHORT: usize = 28;
const LONG: usize = 60;
