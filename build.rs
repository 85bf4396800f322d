//! Makes the table of forms that `src/template/builtin.rs` includes, from `templates/list.json`.
//!
//! Natively it has every form. The page has the newest one and of the others only what the list of
//! forms shows: their texts stand in a block that is unpacked on first use (`xtask/src/build.rs`).
//! A template of the caller's own can be built in (for benches).

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

/// What the list of forms shows of one.
const HEAD: [&str; 6] = ["id", "version", "title", "short", "note", "years"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=PHIEU_EXTRA_TEMPLATE");
    println!("cargo:rerun-if-changed=templates");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let page = env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32";
    let list = json(&root.join("templates/list.json"))?;

    let mut forms = String::from("&[\n");
    let mut first = true;
    for (kind, folder) in [("offered", "templates"), ("old", "templates/old")] {
        for name in list[kind].as_array().ok_or("templates/list.json is no list of forms")? {
            let name = name.as_str().ok_or("a form in templates/list.json is no name")?;
            let file = root.join(folder).join(format!("{name}.json"));
            let text = (!page || first).then_some(&*file);
            entry(&mut forms, name, &file, kind == "offered", text)?;
            first = false;
        }
    }
    if let Ok(extra) = env::var("PHIEU_EXTRA_TEMPLATE") {
        println!("cargo:rerun-if-changed={extra}");
        entry(&mut forms, "", Path::new(&extra), true, Some(Path::new(&extra)))?;
    }
    forms.push(']');

    let out = PathBuf::from(env::var("OUT_DIR")?);
    let catalogue = fs::read_to_string(root.join("templates/catalogue.json"))?;
    fs::write(out.join("catalogue.json"), without_spaces(&catalogue))?;
    fs::write(out.join("forms.rs"), forms)?;
    Ok(())
}

fn json(file: &Path) -> Result<Value, Box<dyn Error>> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?)
}

fn entry(
    forms: &mut String,
    name: &str,
    file: &Path,
    offered: bool,
    text: Option<&Path>,
) -> Result<(), Box<dyn Error>> {
    let whole = json(file)?;
    let head: Map<String, Value> =
        HEAD.iter().filter_map(|key| Some(((*key).to_owned(), whole.get(key)?.clone()))).collect();
    let head = Value::Object(head).to_string();
    let text = match text {
        Some(file) => Some(without_spaces(&fs::read_to_string(file)?)),
        None => None,
    };
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
