//! Makes the tables of forms that `src/template/builtin.rs` includes, from `templates/list.json`.
//!
//! One is whole and for native code alone. The other is what the page's program has: the newest form
//! in Vietnamese and without the sentences of its report, and of the others only what the list of
//! forms shows. All texts stand whole in a block that the page unpacks on first use
//! (`xtask/src/build.rs`). A template of the caller's own
//! can be built in (for benches).

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

/// What the list of forms shows of one.
const HEAD: [&str; 6] = ["id", "version", "title", "short", "note", "years"];

fn main() -> Result<(), Box<dyn Error>> {
    // What rolls many sheets up stands in the page's second program alone, and natively always.
    println!("cargo:rustc-check-cfg=cfg(rolls_up)");
    if env::var("CARGO_CFG_TARGET_ARCH")? != "wasm32" || env::var("CARGO_FEATURE_COLLECT").is_ok() {
        println!("cargo:rustc-cfg=rolls_up");
    }
    println!("cargo:rerun-if-env-changed=PHIEU_EXTRA_TEMPLATE");
    println!("cargo:rerun-if-changed=templates");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let list = json(&root.join("templates/list.json"))?;
    let (mut whole, mut page) = (String::from("&[\n"), String::from("&[\n"));
    let mut first = true;
    for (kind, folder) in [("offered", "templates"), ("old", "templates/old")] {
        for name in list[kind].as_array().ok_or("templates/list.json is no list of forms")? {
            let name = name.as_str().ok_or("a form in templates/list.json is no name")?;
            let file = root.join(folder).join(format!("{name}.json"));
            let form = json(&file)?;
            let offered = kind == "offered";
            let short = if first { Some(in_vietnamese(&form).to_string()) } else { None };
            entry(&mut whole, name, &form, offered, Some(without_spaces(&text(&file)?)))?;
            // One that is offered is listed in English once its texts are here; in the list of sheets
            // it has its short name in both.
            let mut listed = if offered { in_vietnamese(&form) } else { form.clone() };
            listed["short"] = form["short"].clone();
            entry(&mut page, name, &listed, offered, short)?;
            first = false;
        }
    }
    if let Ok(extra) = env::var("PHIEU_EXTRA_TEMPLATE") {
        println!("cargo:rerun-if-changed={extra}");
        let file = Path::new(&extra);
        for forms in [&mut whole, &mut page] {
            entry(forms, "", &json(file)?, true, Some(without_spaces(&text(file)?)))?;
        }
    }

    let out = PathBuf::from(env::var("OUT_DIR")?);
    let catalogue = root.join("templates/catalogue.json");
    let short = without_sentences(in_vietnamese(&json(&catalogue)?)).to_string();
    fs::write(out.join("catalogue.json"), without_spaces(&text(&catalogue)?))?;
    fs::write(out.join("page-catalogue.json"), short)?;
    fs::write(out.join("forms.rs"), whole + "]")?;
    fs::write(out.join("page-forms.rs"), page + "]")?;
    println!("cargo:rerun-if-changed=src/language/ui_words.txt");
    fs::write(out.join("ui_words.rs"), ui_words(&text(&root.join("src/language/ui_words.txt"))?)?)?;
    Ok(())
}

/// The words of the page as its macro takes them: natively in both languages, in the page without the
/// English ones, which `xtask/src/build.rs` puts into a block of their own.
fn ui_words(lines: &str) -> Result<String, Box<dyn Error>> {
    let in_page = env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32";
    let mut out = String::from(match in_page {
        true => "words_with_later_english! {\n    UiWords;\n",
        false => "ui_words! {\n    UiWords;\n",
    });
    let mut lines = lines.lines().filter(|line| !line.starts_with('#'));
    while let Some(line) = lines.next() {
        let (name, vi) =
            line.split_once(".vi: ").ok_or_else(|| format!("no Vietnamese: {line}"))?;
        let en = lines.next().and_then(|line| line.strip_prefix(name)?.strip_prefix(".en: "));
        let en = en.ok_or_else(|| format!("no English below {name}.vi"))?;
        match in_page {
            true => writeln!(out, "    {name}: {vi:?};")?,
            false => writeln!(out, "    {name}: {vi:?}, {en:?};")?,
        }
    }
    Ok(out + "}\n")
}

fn json(file: &Path) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(&text(file)?).map_err(|e| format!("{}: {e}", file.display()))?)
}

fn text(file: &Path) -> Result<String, Box<dyn Error>> {
    Ok(fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?)
}

/// A form, or the catalogue, with the Vietnamese texts alone, each bare. The names of a column's choices
/// keep both languages, for a typed text is known by either.
fn in_vietnamese(json: &Value) -> Value {
    match json {
        Value::Object(parts) => {
            if let (Some(text @ Value::String(_)), Some(Value::String(_)), 2) =
                (parts.get("vi"), parts.get("en"), parts.len())
            {
                return text.clone();
            }
            let short = parts.iter().map(|(key, value)| {
                let value = match (key.as_str(), value) {
                    ("choice", Value::Array(_)) => value.clone(),
                    _ => in_vietnamese(value),
                };
                (key.clone(), value)
            });
            Value::Object(short.collect())
        }
        Value::Array(parts) => parts.iter().map(in_vietnamese).collect(),
        _ => json.clone(),
    }
}

/// The catalogue without what is read on request: the sentences of reports with all that stands in them
/// alone, why an item is asked, with its example, and what is said where two answers contradict each
/// other.
fn without_sentences(mut catalogue: Value) -> Value {
    without_phrases(&mut catalogue["items"]);
    blank(&mut catalogue["report"]);
    for item in catalogue["items"].as_array_mut().into_iter().flatten() {
        if let Some(item) = item.as_object_mut() {
            item.remove("sentences");
            for asked in ["why", "example", "topic"] {
                item.insert(asked.to_owned(), Value::from(""));
            }
        }
    }
    for relation in catalogue["relations"].as_array_mut().into_iter().flatten() {
        relation["words"] = Value::from("");
    }
    catalogue
}

/// How options, parts and the rows of tables read in a sentence goes; the rest stays.
fn without_phrases(value: &mut Value) {
    match value {
        Value::Object(parts) => {
            // A part is known by its code, and says its name where it has no phrase.
            if parts.contains_key("code") {
                parts.remove("phrase");
            } else if let Some(phrase) = parts.get_mut("phrase") {
                blank(phrase);
            }
            parts.values_mut().for_each(without_phrases);
        }
        Value::Array(parts) => parts.iter_mut().for_each(without_phrases),
        _ => {}
    }
}

/// Every text in it is blank.
fn blank(value: &mut Value) {
    match value {
        Value::String(text) => text.clear(),
        // What a text is of stays.
        Value::Object(parts) => {
            let named = |(key, value): &(&String, &mut Value)| match key.as_str() {
                "code" | "section" | "item" | "field" => true,
                key => key == "items" && value.is_array(),
            };
            parts.iter_mut().filter(|one| !named(one)).for_each(|(_, value)| blank(value));
        }
        Value::Array(parts) => parts.iter_mut().for_each(blank),
        _ => {}
    }
}

fn entry(
    forms: &mut String,
    name: &str,
    whole: &Value,
    offered: bool,
    text: Option<String>,
) -> Result<(), Box<dyn Error>> {
    let head: Map<String, Value> =
        HEAD.iter().filter_map(|key| Some(((*key).to_owned(), whole.get(key)?.clone()))).collect();
    let head = Value::Object(head).to_string();
    writeln!(
        forms,
        "BuiltIn {{ name: {name:?}, head: {head:?}, offered: {offered}, text: {text:?} }},"
    )?;
    Ok(())
}

/// JSON without what stands between its signs: it is read at each opening of the page.
fn without_spaces(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for c in json.chars() {
        if inside || !c.is_ascii_whitespace() {
            out.push(c);
        }
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && c == '\\' && !escaped;
    }
    out
}
