//! A form's text that does not read: every place where it does not, not only the first.
//!
//! A reader stops at the first fault. Here each entry is read by itself, in the place where it
//! stands of an object that has the least it needs, so whoever writes a form sees all at once.
//!
//! *Invariant:* natively only; what it finds, the page refuses too, with its first fault.

use super::{
    Basis, Field, Item, Level, Outline, OutlinePart, Problem, Relation, Section, Sentence,
    Template, Topic, UnitKind, Wording,
};
use crate::json;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// An object of a form.
struct Shape {
    /// The least that reads as one: just what it must have.
    least: &'static str,
    /// Reads one.
    read: fn(&Value) -> Result<(), json::Error>,
    /// What stands in it and is looked at entry by entry.
    inner: &'static [(&'static str, Inner)],
}

/// What stands in an object.
enum Inner {
    One(&'static Shape),
    List(&'static Shape),
}

fn reads<T: DeserializeOwned>(value: &Value) -> Result<(), json::Error> {
    json::read::<T>(&value.to_string()).map(|_| ())
}

const TEMPLATE: Shape = Shape {
    least: r#"{"format": 1, "id": "", "version": "", "title": "", "short": "", "documents": [],
        "years": {"from": 1}, "sections": [], "report": {"subject": "", "opening": [], "parts": []}}"#,
    read: reads::<Template>,
    inner: &[
        ("documents", Inner::List(&BASIS)),
        ("topics", Inner::List(&TOPIC)),
        ("unit_kinds", Inner::List(&UNIT_KIND)),
        ("levels", Inner::List(&LEVEL)),
        ("sections", Inner::List(&SECTION)),
        ("items", Inner::List(&ITEM)),
        ("relations", Inner::List(&RELATION)),
        ("report", Inner::One(&OUTLINE)),
    ],
};
const BASIS: Shape = Shape {
    least: r#"{"number": "", "date": "", "issuer": "", "title": ""}"#,
    read: reads::<Basis>,
    inner: &[],
};
const TOPIC: Shape =
    Shape { least: r#"{"from": 1, "to": 1, "text": ""}"#, read: reads::<Topic>, inner: &[] };
const UNIT_KIND: Shape = Shape {
    least: r#"{"code": "", "name": "", "letterhead": "party", "subject": ""}"#,
    read: reads::<UnitKind>,
    inner: &[],
};
const LEVEL: Shape =
    Shape { least: r#"{"code": "", "name": ""}"#, read: reads::<Level>, inner: &[] };
const SECTION: Shape = Shape { least: r#"{"code": ""}"#, read: reads::<Section>, inner: &[] };
const ITEM: Shape = Shape {
    least: r#"{"code": "", "title": "", "topic": "", "why": "", "example": "", "fields": []}"#,
    read: reads::<Item>,
    inner: &[("fields", Inner::List(&FIELD)), ("sentences", Inner::List(&SENTENCE))],
};
const FIELD: Shape = Shape {
    least: r#"{"code": "", "label": "", "kind": {"text": {}}}"#,
    read: reads::<Field>,
    inner: &[],
};
const SENTENCE: Shape = Shape {
    least: r#"{"code": "", "wordings": []}"#,
    read: reads::<Sentence>,
    inner: &[("wordings", Inner::List(&WORDING))],
};
const WORDING: Shape =
    Shape { least: r#"{"vi": "", "en": ""}"#, read: reads::<Wording>, inner: &[] };
const RELATION: Shape = Shape {
    least: r#"{"code": "", "relation": "equal", "left": {"item": "", "field": ""}, "right": [],
        "words": ""}"#,
    read: reads::<Relation>,
    inner: &[],
};
const OUTLINE: Shape = Shape {
    least: r#"{"subject": "", "opening": [], "parts": []}"#,
    read: reads::<Outline>,
    inner: &[("parts", Inner::List(&PART))],
};
const PART: Shape = Shape { least: "{}", read: reads::<OutlinePart>, inner: &[] };

/// All places of a text that do not read as a form has them.
pub(super) fn faults(text: &str) -> Vec<Problem> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let what = format!(
                "{}; look there and just before it for a comma, a quotation mark or a bracket that is missing or too many",
                error.to_string().split(" at line ").next().unwrap_or_default()
            );
            let place = format!("line {}, letter {}", error.line(), error.column());
            return vec![Problem { place, what }];
        }
    };
    let mut out = Vec::new();
    look(&TEMPLATE, &value, "", &mut out);
    if out.is_empty()
        && let Err(error) = json::read::<Template>(text)
    {
        // What is seen only in the whole text, such as an entry that stands twice.
        out.push(problem("", &error));
    }
    out
}

fn look(shape: &Shape, value: &Value, place: &str, out: &mut Vec<Problem>) {
    let least: Map<String, Value> = serde_json::from_str(shape.least).unwrap_or_default();
    let Value::Object(object) = value else {
        let what = "has to be an object: { … }".to_owned();
        out.push(Problem { place: place.to_owned(), what });
        return;
    };
    for key in least.keys().filter(|key| !object.contains_key(*key)) {
        out.push(Problem { place: or_form(place), what: format!("“{key}” is missing") });
    }
    for (key, value) in object {
        let inner = shape.inner.iter().find(|(name, _)| name == key).map(|(_, inner)| inner);
        let at = join(place, key);
        match (inner, value) {
            (Some(Inner::One(shape)), _) => look(shape, value, &at, out),
            (Some(Inner::List(shape)), Value::Array(list)) => {
                for (nth, one) in list.iter().enumerate() {
                    look(shape, one, &join(&at, &name(one, nth)), out);
                }
            }
            _ => {
                let mut alone = least.clone();
                alone.insert(key.clone(), value.clone());
                if let Err(error) = (shape.read)(&Value::Object(alone)) {
                    out.push(problem(place, &error));
                }
            }
        }
    }
}

fn problem(place: &str, error: &json::Error) -> Problem {
    let place = error.path.iter().fold(place.to_owned(), |place, key| join(&place, key));
    Problem { place: or_form(&place), what: plain(&error.message) }
}

/// How a person finds one of a list: by its code, else by its number.
fn name(one: &Value, nth: usize) -> String {
    let code = one.get("code").and_then(Value::as_str).filter(|code| !code.is_empty());
    code.map_or_else(|| format!("no. {}", nth + 1), str::to_owned)
}

fn join(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}/{key}") }
}

fn or_form(place: &str) -> String {
    if place.is_empty() { "form".to_owned() } else { place.to_owned() }
}

/// What serde says, for somebody who does not program.
fn plain(message: &str) -> String {
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let rest = |after: &str| message.split_once(after).map_or("", |(_, rest)| rest);
    let known = rest(", expected ").trim_start_matches("one of ");
    if message.starts_with("missing field") {
        return format!("“{quoted}” is missing");
    }
    if message.starts_with("duplicate field") {
        return format!("“{quoted}” stands twice");
    }
    if message.starts_with("unknown field") {
        let elsewhere = places_of(quoted);
        let elsewhere = match elsewhere.is_empty() {
            true => String::new(),
            false => format!("“{quoted}” stands in {}; ", elsewhere.join(", ")),
        };
        return format!("does not belong here; {elsewhere}here stands {known}");
    }
    if message.starts_with("unknown variant") {
        return format!("“{quoted}” is not known here; known is {known}");
    }
    let Some((found, wanted)) =
        rest("invalid type: ").split_once(", expected ").map(|(a, b)| (thing(a), thing(b)))
    else {
        return message.to_owned();
    };
    format!("here stands {found}; it has to be {wanted}")
}

fn thing(name: &str) -> String {
    match name {
        "sequence" | "a sequence" => "a list [ … ]".to_owned(),
        "map" | "a map" => "an object { … }".to_owned(),
        "null" => "nothing (null)".to_owned(),
        name if name.starts_with("struct ") => "an object { … }".to_owned(),
        name => name.replace("string \"", "the text \"").replace("boolean `", "`"),
    }
}

/// The objects of a form in which an entry of this name has a place.
fn places_of(key: &str) -> Vec<String> {
    let schema = schemars::schema_for!(Template).to_value();
    let Some(all) = schema["$defs"].as_object() else { return Vec::new() };
    let named = |of: &Value| of["properties"].get(key).is_some();
    let mut out: Vec<String> = Vec::new();
    if named(&schema) {
        out.push("the form itself".to_owned());
    }
    // Settings have one name for all kinds: the list of kinds says whose they are.
    let kinds = all.get("Spec").and_then(|spec| spec["oneOf"].as_array());
    let settings = |(_, of): &(&String, &Value)| {
        let of = of["$ref"].as_str().and_then(|of| of.rsplit('/').next());
        of.and_then(|of| all.get(of)).is_some_and(named)
    };
    let kinds = kinds.into_iter().flatten().filter_map(|kind| kind["properties"].as_object());
    let kinds: Vec<String> =
        kinds.flatten().filter(settings).map(|(kind, _)| format!("“{kind}”")).collect();
    if !kinds.is_empty() {
        out.push(format!("the settings of the kind {}", kinds.join(" or ")));
    }
    let others = all.iter().filter(|(name, of)| named(of) && !name.starts_with("Spec"));
    let words = |name: &str| match name {
        "Outline" => "“report”".to_owned(),
        "OutlinePart" => "a part of the report".to_owned(),
        name => format!("“{}”", name.to_lowercase()),
    };
    out.extend(others.map(|(name, _)| words(name)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least of each is really the least: it reads, and without any entry it does not.
    #[test]
    fn the_least_is_what_must_be_there() {
        let all = [
            TEMPLATE, BASIS, TOPIC, UNIT_KIND, LEVEL, SECTION, ITEM, FIELD, SENTENCE, WORDING,
            RELATION, OUTLINE, PART,
        ];
        for shape in all {
            let least: Map<String, Value> = serde_json::from_str(shape.least).unwrap();
            (shape.read)(&Value::Object(least.clone())).unwrap();
            for key in least.keys() {
                let mut less = least.clone();
                less.remove(key);
                assert!((shape.read)(&Value::Object(less)).is_err(), "{key} of {}", shape.least);
            }
        }
    }
}
