//! The shape of the code, checked against what `src/lib.rs` and `docs/architecture.md` say of it.
//!
//! The layers are read from the list in `src/lib.rs`, so there is one list and it is the one that
//! people read. The sources are scanned as tokens, without comments, texts and test modules.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules of one layer that know each other: (who, whom, why).
const WITHIN_A_LAYER: &[(&str, &str, &str)] = &[
    ("checks", "roll_up", "own words stand for a sentence made of what was joined"),
    ("json", "shared", "JSON that is given on as it came is counted"),
    ("language", "number", "a number is spelled out in words"),
    ("number", "language", "what people write for a number differs by language"),
    ("review", "checks", "a review runs the checks; no check sees a review"),
    ("sheet", "template", "a sheet answers a template; no template sees a sheet"),
    ("ui", "browser", "the shell performs effects; nothing of the browser sees a component"),
];

/// Crates that exist in a page alone.
const WEB: &[&str] = &["js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "yew"];

/// Where they may be named.
const WEB_PLACES: &[&str] = &["browser/", "ui/", "main.rs"];

/// Files that may name a float: (file, why).
const FLOATS: &[(&str, &str)] =
    &[("json/read.rs", "serde hands a fraction over as a float; no type of ours takes one")];

/// Files of a folder that are no entry of its list: (file, why).
const NO_ENTRY: &[(&str, &str)] = &[
    ("kinds/few.rs", "the small map that totals of all kinds are kept in"),
    ("kinds/parts.rs", "what several kinds share"),
    ("kinds/typed.rs", "a cell as typed, which all kinds hold"),
    ("kinds/typed_alone.rs", "how what cells were read as is passed over"),
];

/// Where single kinds may be named outside of `kinds/`: (place, why).
const NAMES_A_KIND: &[(&str, &str)] = &[
    (
        "report/by_unit.rs",
        "what its tables say of a share's two numbers is not asked of the kind yet",
    ),
    ("ui/kinds/", "one input a kind, and the list of them"),
];

/// Names that the recipes of CONTRIBUTING.md make up.
const MADE_UP: &[&str] = &["score.rs", "more_cells_than_units.rs", "ct07.json"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The enums over all kinds, from the macro `kinds!`.
const OF_ALL_KINDS: &[&str] = &["Answer", "Record", "Spec", "Total"];

/// No faults, or all of them at once.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A source file: its path under `src/` and its tokens.
struct Source {
    path: String,
    tokens: Vec<String>,
}

impl Source {
    /// The top-level module; "main" and "lib" for the two entries.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many `super::` lead from here to the root of the crate.
    fn depth(&self) -> usize {
        let steps = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") { steps - 1 } else { steps }
    }

    /// The top-level modules that it names by a path from the root.
    fn imports(&self) -> BTreeSet<&str> {
        let mut out = BTreeSet::new();
        let at = |i: usize| self.tokens.get(i).map_or("", String::as_str);
        let mut i = 0;
        while i < self.tokens.len() {
            let mut end = i;
            if at(i) == "crate" && at(i + 1) == "::" {
                end = i + 2;
            } else if at(i) == "super" && (i == 0 || at(i - 1) != "::") {
                while at(end) == "super" && at(end + 1) == "::" {
                    end += 2;
                }
                if (end - i) / 2 < self.depth() {
                    end = i;
                }
            }
            if end > i && at(end) == "{" {
                out.extend(names_of_group(&self.tokens[end..]));
            } else if end > i {
                out.insert(at(end));
            }
            i = end.max(i + 1);
        }
        out
    }
}

/// What tokens name of a single kind: its module, or what it is in an enum over all kinds.
fn kinds_named(tokens: &[String]) -> BTreeSet<String> {
    let is_module = |name: &&str| phieu::kinds::NAMES.contains(name);
    let is_variant = |name: &str| {
        let parts = phieu::kinds::NAMES.iter().map(|module| module.replace('_', ""));
        name.starts_with(char::is_uppercase) && parts.into_iter().any(|p| p == name.to_lowercase())
    };
    let mut out = BTreeSet::new();
    for (i, pair) in tokens.windows(2).enumerate() {
        let [of, sign] = pair else { continue };
        let rest = tokens.get(i + 2..).unwrap_or_default();
        let Some(next) = rest.first().filter(|_| sign == "::") else { continue };
        if of == "kinds" {
            let names = if next == "{" { names_of_group(rest) } else { vec![next.as_str()] };
            out.extend(names.into_iter().filter(is_module).map(|name| format!("kinds::{name}")));
        } else if OF_ALL_KINDS.contains(&of.as_str()) && is_variant(next) {
            out.insert(format!("{of}::{next}"));
        }
    }
    out
}

/// The first names in `{a, b::c, d::{e}}`.
fn names_of_group(tokens: &[String]) -> Vec<&str> {
    let mut out = Vec::new();
    let mut depth = 0;
    let mut before = "";
    for token in tokens {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            name if depth == 1 && matches!(before, "{" | ",") => out.push(name),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        before = token;
    }
    out
}

/// All of `src/`, sorted by path.
fn sources() -> Vec<Source> {
    let mut out: Vec<Source> = files(&root().join("src"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| {
            let name = path.strip_prefix(root().join("src")).unwrap();
            let name = name.to_str().unwrap().replace('\\', "/");
            let code = fs::read_to_string(&path).unwrap();
            Source { path: name, tokens: without_tests(tokens(&code)) }
        })
        .collect();
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else {
            out.push(path);
        }
    }
    out
}

/// Names, `::` and single signs; comments and texts fall away.
fn tokens(code: &str) -> Vec<String> {
    let chars: Vec<char> = code.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut out: Vec<String> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let from = i;
        match at(i) {
            '/' if at(i + 1) == '/' => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            '/' if at(i + 1) == '*' => {
                i += 2;
                while i < chars.len() && !(at(i) == '*' && at(i + 1) == '/') {
                    i += 1;
                }
                i += 2;
            }
            'r' if matches!(at(i + 1), '"' | '#') && !is_name(at(i.wrapping_sub(1))) => {
                let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
                if at(i + 1 + hashes) != '"' {
                    i += 1; // A raw name.
                    continue;
                }
                i += hashes + 2;
                let ends = |i: usize| at(i) == '"' && (1..=hashes).all(|n| at(i + n) == '#');
                while i < chars.len() && !ends(i) {
                    i += 1;
                }
                i += hashes + 1;
            }
            '"' => {
                i += 1;
                while i < chars.len() && at(i) != '"' {
                    i += if at(i) == '\\' { 2 } else { 1 };
                }
                i += 1;
            }
            '\'' if at(i + 1) == '\\' => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            '\'' if at(i + 2) == '\'' => i += 3,
            ':' if at(i + 1) == ':' => {
                out.push("::".to_owned());
                i += 2;
            }
            c if is_name(c) => {
                while is_name(at(i)) {
                    i += 1;
                }
                out.push(chars[from..i].iter().collect());
            }
            c => {
                if !c.is_whitespace() {
                    out.push(c.to_string());
                }
                i += 1;
            }
        }
    }
    out
}

/// The tokens without what stands under `#[cfg(test)]`.
fn without_tests(tokens: Vec<String>) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut out = Vec::new();
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        if rest.len() < MARK.len() || !rest.iter().zip(MARK).all(|(a, b)| a == b) {
            out.push(first.clone());
            rest = after;
            continue;
        }
        let mut depth = 0;
        let mut end = MARK.len();
        for token in &rest[MARK.len()..] {
            end += 1;
            match token.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                ";" if depth == 0 => break,
                _ => continue,
            }
            if depth == 0 {
                break;
            }
        }
        rest = &rest[end..];
    }
    out
}

/// The number of each module's layer, from the list in `src/lib.rs`.
fn layers() -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let mut layer = 0;
    for line in text("src/lib.rs").lines() {
        let Some(line) = line.strip_prefix("//!") else { continue };
        let number = line.trim_start().split_once(". ").and_then(|(n, _)| n.parse().ok());
        match number {
            Some(number) => layer = number,
            None if !line.starts_with("    ") => layer = 0,
            None => {}
        }
        if layer > 0 {
            let names = line.split('`').skip(1).step_by(2);
            out.extend(names.map(|name| (name.to_owned(), layer)));
        }
    }
    out
}

/// The modules that `src/lib.rs` declares.
fn declared() -> BTreeSet<String> {
    let text = text("src/lib.rs");
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

#[test]
fn tokens_leave_comments_texts_and_tests_out() {
    let code = "use crate::{a::B, c}; // crate::no\n\
        /* crate::no */ let x = \"crate::no \\\" \"; let y = r#\"crate::no\"#; let z = ('\"', '\\'');\n\
        fn f<'a>(x: &'a str) { super::super::d::e(); super::near(); pub(crate) x }\n\
        #[cfg(test)] use crate::no;\n#[cfg(test)] mod t { use crate::no; { } }\n use crate::last;";
    let source = Source { path: "m/n.rs".to_owned(), tokens: without_tests(tokens(code)) };
    assert_eq!(source.imports().into_iter().collect::<Vec<_>>(), ["a", "c", "d", "last"]);
}

#[test]
fn every_module_has_its_place_in_the_list() {
    let listed: BTreeSet<String> = layers().into_keys().collect();
    assert_eq!(listed, declared(), "the list in src/lib.rs and its `pub mod` lines differ");
}

#[test]
fn a_module_imports_only_from_layers_above_it() {
    let layers = layers();
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for source in sources() {
        let module = source.module();
        let Some(mine) = layers.get(module) else { continue };
        for import in source.imports() {
            let Some(theirs) = layers.get(import).filter(|_| import != module) else { continue };
            let known = WITHIN_A_LAYER.iter().find(|(a, b, _)| (*a, *b) == (module, import));
            match known {
                _ if theirs < mine => {}
                Some((a, b, _)) if theirs == mine => {
                    used.insert((*a, *b));
                }
                _ => faults.push(format!(
                    "src/{}: layer {mine} imports `{import}` of layer {theirs}",
                    source.path
                )),
            }
        }
    }
    for (a, b, _) in WITHIN_A_LAYER.iter().filter(|(a, b, _)| !used.contains(&(*a, *b))) {
        faults.push(format!("`{a}` does not import `{b}` any more: take the line away"));
    }
    none(&faults);
}

#[test]
fn web_types_stay_in_the_page() {
    let mut faults = Vec::new();
    for source in sources() {
        if WEB_PLACES.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        let web = |token: &&String| WEB.contains(&token.as_str()) || token.starts_with("gloo");
        let named: BTreeSet<&String> = source.tokens.iter().filter(web).collect();
        faults.extend(named.into_iter().map(|name| format!("src/{} names {name}", source.path)));
    }
    none(&faults);
}

#[test]
fn numbers_are_exact() {
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for source in sources() {
        if !source.tokens.iter().any(|token| matches!(token.as_str(), "f32" | "f64")) {
            continue;
        }
        match FLOATS.iter().find(|(path, _)| *path == source.path) {
            Some((path, _)) => {
                used.insert(*path);
            }
            None => faults.push(format!("src/{} names a float", source.path)),
        }
    }
    for (path, _) in FLOATS.iter().filter(|(path, _)| !used.contains(path)) {
        faults.push(format!("src/{path} names no float any more: take the line away"));
    }
    none(&faults);
}

#[test]
fn a_kind_is_named_in_its_own_file() {
    let named =
        |code: &str| kinds_named(&without_tests(tokens(code))).into_iter().collect::<Vec<_>>();
    assert_eq!(
        named("use crate::kinds::{Cell, date::Spec, share};"),
        ["kinds::date", "kinds::share"]
    );
    assert_eq!(named("if let Spec::AudienceShares(_) = kinds::text::f() {}").len(), 2);
    assert!(named("use crate::kinds::{Answer, few::Few}; Answer::blank(); Holds::Date").is_empty());

    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for source in sources().iter().filter(|source| !source.path.starts_with("kinds/")) {
        let named = kinds_named(&source.tokens);
        match NAMES_A_KIND.iter().find(|(place, _)| source.path.starts_with(place)) {
            _ if named.is_empty() => {}
            Some((place, _)) => {
                used.insert(*place);
            }
            None => faults.extend(named.iter().map(|name| {
                format!("src/{} names {name}: make it a question of the trait `Kind`", source.path)
            })),
        }
    }
    for (place, _) in NAMES_A_KIND.iter().filter(|(place, _)| !used.contains(place)) {
        faults.push(format!("src/{place} names no kind any more: take the line away"));
    }
    none(&faults);
}

/// The files of a folder that should stand in its list, by name.
fn entries(folder: &str) -> Vec<String> {
    let mut out = Vec::new();
    for path in files(&root().join("src").join(folder)) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let file = format!("{folder}/{name}.rs");
        if name != "mod" && !NO_ENTRY.iter().any(|(path, _)| *path == file) {
            out.push(name);
        }
    }
    out.sort();
    out
}

/// The tokens of a folder's list, without blanks.
fn list(folder: &str) -> String {
    without_tests(tokens(&text(&format!("src/{folder}/mod.rs")))).concat()
}

#[test]
fn every_kind_is_in_the_list_of_kinds() {
    assert_eq!(entries("kinds"), phieu::kinds::NAMES, "src/kinds/mod.rs, `kinds!`");
}

#[test]
fn every_kind_has_its_input() {
    assert_eq!(entries("ui/kinds"), phieu::kinds::NAMES, "src/ui/kinds has another set of files");
    let list = list("ui/kinds");
    for name in phieu::kinds::NAMES {
        assert!(list.contains(&format!("mod{name};")), "src/ui/kinds/mod.rs: no `mod {name};`");
        let call = format!("=>{name}::view(cx,s,a)");
        assert!(list.contains(&call), "src/ui/kinds/mod.rs: `view` does not know {name}");
    }
}

#[test]
fn every_check_is_in_the_list_of_checks() {
    let ids: BTreeSet<&str> = phieu::checks::ALL.iter().map(|check| check.id).collect();
    let list = list("checks");
    for name in entries("checks") {
        let listed = list.contains(&format!("{name}::CHECK,"));
        assert!(listed && ids.contains(&*name), "src/checks/mod.rs: `ALL` has no {name}");
    }
}

#[test]
fn the_map_names_every_module() {
    let map = text("docs/architecture.md");
    for name in declared() {
        let named = map.contains(&format!("`{name}`")) || map.contains(&format!("`{name}/`"));
        assert!(named, "docs/architecture.md does not name `{name}`");
    }
}

/// What stands bold in the instructions is a word of the page, so that a renamed button is found.
#[test]
fn the_instructions_name_buttons_that_are_there() {
    let (both, collect) =
        (text("src/language/ui_words.txt"), text("src/language/collect_words.rs"));
    let text = text("README.vi.md");
    for name in text.split("**").skip(1).step_by(2) {
        let is_line = |line: &str| line.split_once(".vi: ").is_some_and(|(_, text)| text == name);
        let is_there = both.lines().any(is_line) || collect.contains(&format!("\"{name}\""));
        assert!(is_there, "README.vi.md: the page has no words “{name}”");
    }
}

/// The ledger of a made-up province is worth something only while it knows nothing of rolling up: it
/// adds in its own way, and says what must come of the files before there is one.
#[test]
fn the_ledger_adds_up_by_itself() {
    for entry in fs::read_dir(root().join("province/src")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let ours = ["roll_up", "Contribution", "kinds::Total", "SmallSum"];
            let used = ours.iter().find(|name| line.contains(**name));
            assert!(used.is_none(), "{}: {line}", path.display());
        }
    }
}

/// A document that names a file which is gone sends its reader astray.
#[test]
fn what_the_documents_name_is_there() {
    let documents = [
        "README.md",
        "README.vi.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/architecture.md",
        "docs/performance.md",
        "docs/roll-up.md",
        "docs/province.md",
        "docs/file-format.md",
        "benches/README.md",
        "templates/README.md",
    ];
    let folders =
        ["benches/", "src/", "tests/", "docs/", "templates/", "styles/", "xtask/", ".ci/"];
    let mut faults = Vec::new();
    for document in documents {
        let text = text(document);
        let here = root().join(document);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://") && !link.starts_with('#')) {
            let file = link.split('#').next().unwrap();
            if !here.with_file_name("").join(file).exists() {
                faults.push(format!("{document}: the link {link} leads nowhere"));
            }
        }
        for path in text.split('`').skip(1).step_by(2) {
            let is_path = folders.iter().any(|folder| path.starts_with(folder));
            let is_pattern = path.contains(['*', '<', '…', ' '])
                || MADE_UP.iter().any(|name| path.ends_with(name));
            if is_path && !is_pattern && !root().join(path).exists() {
                faults.push(format!("{document}: {path} is not there"));
            }
        }
    }
    none(&faults);
}

/// What a person reads is in both languages, in `language/`: no component says a word of its own. A text
/// with a letter that only Vietnamese has, and a text that stands alone between braces in markup, would
/// be one; a branch of an `if` is a name of the page's, not read.
#[test]
fn no_component_holds_a_text_of_its_own() {
    let mut faults = Vec::new();
    let ours = ["ui", "browser"].map(|folder| root().join("src").join(folder));
    for path in ours.iter().flat_map(|folder| files(folder)) {
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let code = fs::read_to_string(&path).unwrap();
        for (n, line) in (1..).zip(code.lines()) {
            let said = line.split("//").next().unwrap_or_default();
            let texts: Vec<&str> = said.split('"').skip(1).step_by(2).collect();
            let vietnamese = |c: char| ('À'..='ỹ').contains(&c) && !matches!(c, '×' | '÷');
            let in_markup = said.contains('<') && !said.contains(" if ") && !said.contains("else");
            let alone = texts.iter().any(|text| {
                let letters = text.chars().filter(|c| c.is_alphabetic()).count();
                letters > 1 && said.contains(&format!("{{ \"{text}\" }}"))
            });
            if texts.iter().any(|text| text.contains(vietnamese)) || in_markup && alone {
                faults.push(format!("{}:{n}: {}", path.display(), line.trim()));
            }
        }
    }
    none(&faults);
}
