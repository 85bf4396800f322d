//! `cargo xtask build`: from Rust to one HTML file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::pack::{self, Page, Program, Sizes, Texts};
use crate::root;

/// What the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The version of wasm-bindgen-cli-support in our Cargo.toml: script and wasm speak one private
/// language that changes with every version.
const WASM_BINDGEN: &str = "0.2.130";

/// A wasm program of the page: the cargo target that makes it, and what it is packed behind.
struct Source {
    /// The id of its data block, by which the page asks for a later one.
    id: &'static str,
    package: &'static str,
    bin: &'static str,
    /// A feature of the package that it is compiled with.
    feature: Option<&'static str>,
    /// What cargo is told besides the profile.
    config: &'static [&'static str],
    /// The id of the program that is unpacked before it, and whose bytes it shares; none for the one
    /// that the first field waits for.
    behind: Option<&'static str>,
}

/// What unpacks the programs: it comes first, and not packed itself.
const UNPACKER: &str = "phieu-unpack";

/// What `index.html` uses of it.
const UNPACKER_EXPORTS: [&str; 3] = ["memory", "place", "unpack"];

/// The page starts one of them: the first, or the later one where its address names it after the `#`.
const PROGRAMS: &[Source] = &[
    Source {
        id: "program",
        package: "phieu",
        bin: "phieu",
        feature: None,
        config: &[],
        behind: None,
    },
    Source {
        id: "collect",
        package: "phieu",
        bin: "phieu",
        feature: Some("collect"),
        // Every file that is taken in is hashed; the first program hashes one now and then, and the
        // fast code of it is four times as long.
        config: &["profile.release.package.sha2.opt-level=3"],
        behind: Some("program"),
    },
];

/// The style sheets whose names come before this are there before any program: the first words, and
/// those for browsers that cannot run it, are read in them.
const FIRST_STYLES: &str = "20";

/// The style sheet that only the program that rolls up needs.
const COLLECT_STYLES: &str = "60-collect.css";

/// The filled sheets that `src/examples.rs` offers.
const EXAMPLES: [&str; 2] = ["cell", "s4"];

pub struct Options {
    /// A template beside the ones of the repository, compiled in: benches measure with it.
    pub template: Option<PathBuf>,
    pub out: PathBuf,
}

impl Default for Options {
    fn default() -> Options {
        Options { template: None, out: page_file() }
    }
}

/// What was built, for the person and for the limits.
pub struct Built {
    pub out: PathBuf,
    sizes: Sizes,
}

/// Where the page of the repository stands.
pub fn page_file() -> PathBuf {
    root().join("dist/phieu.html")
}

pub fn build(options: &Options) -> Result<Built> {
    same_wasm_bindgen()?;
    add_target()?;
    let template = options.template.as_deref();
    // With a template of the caller's own the page is made to be measured: the first program alone.
    let sources = PROGRAMS.iter().filter(|source| template.is_none() || source.behind.is_none());
    let programs = sources.map(|source| compile(source, template)).collect::<Result<_>>()?;
    let page = Page {
        html: with_words(&read(&root().join("index.html"))?)?,
        first_styles: styles(|file| file < FIRST_STYLES)?,
        styles: styles(|file| file >= FIRST_STYLES && file != COLLECT_STYLES)?,
        later_styles: styles(|file| file == COLLECT_STYLES)?,
        unpacker: unpacker()?,
        programs,
        texts: texts()?,
    };
    let (html, sizes) = pack::pack(&page)?;
    if let Some(dir) = options.out.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(&options.out, html)
        .with_context(|| format!("cannot write {}", options.out.display()))?;
    let built = Built { out: options.out.clone(), sizes };
    // A page with a template of the caller's own is not the one that is given away.
    if template.is_none()
        && let Err(error) = built.sizes.check()
    {
        built.print();
        return Err(error);
    }
    Ok(built)
}

/// What the page does not need before the first field, in the order in which it looks for them: the few
/// words that a button may ask for; the forms and the catalogue with the texts of both languages, the
/// help, and the examples.
fn texts() -> Result<Vec<Texts>> {
    Ok(vec![("words", words()?), ("texts", long_texts()?)])
}

/// The page's markup with the Vietnamese words that it shows before the program does.
fn with_words(html: &str) -> Result<String> {
    let lines = read(&root().join("src/language/ui_words.txt"))?;
    let mut parts = html.split("{word:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').context("index.html: a word without an end")?;
        let start = format!("{name}.vi: ");
        let word = lines.lines().find_map(|line| line.strip_prefix(&start));
        let word = word.with_context(|| format!("index.html: there is no word `{name}`"))?;
        ensure!(!word.contains(['<', '&', '{']), "index.html: `{name}` would have to be escaped");
        out.push_str(word);
        out.push_str(rest);
    }
    Ok(out)
}

/// The English words, in the order in which `build.rs` names them; and what is said of files that are not
/// opened.
fn words() -> Result<Vec<(String, String)>> {
    let words = read(&root().join("src/language/ui_words.txt"))?;
    let lines = words.lines().filter(|line| !line.starts_with('#'));
    let english = lines.filter_map(|line| {
        let (name, text) = line.split_once(": ")?;
        name.ends_with(".en").then_some(text)
    });
    let english: Vec<&str> = english.collect();
    let refusals = read(&root().join("src/file/refusals.txt"))?;
    let refusals: Vec<&str> = refusals.lines().filter(|line| !line.starts_with('#')).collect();
    Ok(vec![("words".to_owned(), english.join("\n")), ("refusals".to_owned(), refusals.join("\n"))])
}

fn long_texts() -> Result<Vec<(String, String)>> {
    let list: serde_json::Value =
        serde_json::from_str(&read(&root().join("templates/list.json"))?)?;
    let catalogue = read(&root().join("templates/catalogue.json"))?;
    let help = read(&root().join("src/ui/help.json"))?;
    let mut texts = vec![("catalogue".to_owned(), catalogue), ("help".to_owned(), help)];
    for (kind, folder) in [("offered", "templates"), ("old", "templates/old")] {
        for name in list[kind].as_array().context("templates/list.json is no list of forms")? {
            let name = name.as_str().context("a form in templates/list.json is no name")?;
            texts.push((
                name.to_owned(),
                read(&root().join(folder).join(name).with_added_extension("json"))?,
            ));
        }
    }
    for name in EXAMPLES {
        let file = root().join(format!("tests/fixtures/{name}.phieu.json"));
        texts.push((format!("example/{name}"), read(&file)?));
    }
    Ok(texts)
}

impl Built {
    /// The sizes in one line.
    pub fn note(&self) -> String {
        self.sizes.note()
    }

    pub fn print(&self) {
        println!("{}", self.sizes);
        println!("page: {}", self.out.display());
    }
}

/// Adds the wasm target where rustup keeps the toolchain; another toolchain has to bring its own.
pub fn add_target() -> Result<()> {
    let installed = sysroot()?.join("lib/rustlib").join(TARGET).is_dir();
    if installed {
        return Ok(());
    }
    println!("adding the target {TARGET}");
    let added = Command::new("rustup").args(["target", "add", TARGET]).current_dir(root()).status();
    ensure!(
        added.is_ok_and(|status| status.success()),
        "the target {TARGET} is missing; `rustup target add {TARGET}` adds it"
    );
    Ok(())
}

fn same_wasm_bindgen() -> Result<()> {
    let lock = read(&root().join("Cargo.lock"))?;
    let lock: toml::Table = lock.parse().context("Cargo.lock")?;
    let packages = lock
        .get("package")
        .and_then(toml::Value::as_array)
        .context("Cargo.lock has no packages")?;
    let version = |name: &str| {
        packages
            .iter()
            .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name))
            .and_then(|package| package.get("version"))
            .and_then(toml::Value::as_str)
            .unwrap_or("none")
    };
    for name in ["wasm-bindgen", "wasm-bindgen-cli-support"] {
        ensure!(
            version(name) == WASM_BINDGEN,
            "Cargo.lock has {name} {}, but script and wasm must both be made by {WASM_BINDGEN}: \
             set the same exact version in Cargo.toml, xtask/Cargo.toml and xtask/src/build.rs",
            version(name)
        );
    }
    println!("wasm-bindgen {WASM_BINDGEN} on both sides");
    Ok(())
}

/// Compiles a program and makes the script that goes with it.
fn compile(source: &Source, template: Option<&Path>) -> Result<Program> {
    let mut target = vec!["--package", source.package, "--bin", source.bin];
    target.extend(source.feature.into_iter().flat_map(|feature| ["--features", feature]));
    target.extend(source.config.iter().flat_map(|config| ["--config", config]));
    let wasm = cargo(&target, source.bin, template)?;
    let mut output = bindgen(&wasm)?;
    let has_files = output.snippets().values().any(|files| !files.is_empty())
        || !output.local_modules().is_empty();
    ensure!(
        !has_files,
        "a crate brings JavaScript files of its own, which a single page cannot import"
    );
    let script = output.js().to_owned();
    let script = short_names(output.wasm_mut(), &script);
    let wasm = output.wasm_mut().emit_wasm();
    no_paths_of_this_machine(&wasm)?;
    Ok(Program { id: source.id, script, wasm, behind: source.behind })
}

/// Gives the functions that the program takes from its script names of two or three letters. Those
/// that wasm-bindgen gives are forty letters long, stand twice in the page, and half of each is a
/// hash that does not pack.
fn short_names(module: &mut walrus::Module, script: &str) -> String {
    let mut names = BTreeMap::new();
    for (n, import) in module.imports.iter_mut().enumerate() {
        let name = format!("${n}");
        names.insert(std::mem::replace(&mut import.name, name.clone()), name);
    }
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_letter) {
        let (before, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|c| !is_letter(c)).unwrap_or(word.len()));
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out + rest
}

/// Compiles what unpacks the programs. What it exports takes and gives numbers alone, so it needs
/// neither the script that wasm-bindgen makes nor what that script needs, which is most of it.
fn unpacker() -> Result<Vec<u8>> {
    let target = ["--package", UNPACKER, "--lib"];
    let mut output = bindgen(&cargo(&target, &UNPACKER.replace('-', "_"), None)?)?;
    let module = output.wasm_mut();
    let exports = module.exports.iter();
    let others = exports.filter(|export| !UNPACKER_EXPORTS.contains(&export.name.as_str()));
    for other in others.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(other);
    }
    // What the compiler was told of browsers; none of them reads it.
    module.customs.remove_raw("target_features");
    walrus::passes::gc::run(module);
    ensure!(module.imports.iter().next().is_none(), "the unpacker needs something of the page");
    let wasm = module.emit_wasm();
    no_paths_of_this_machine(&wasm)?;
    Ok(wasm)
}

/// The wasm of a cargo target.
fn cargo(target: &[&str], file: &str, template: Option<&Path>) -> Result<PathBuf> {
    // A folder of its own: the page's build then neither waits for nor disturbs native builds.
    let target_dir = root().join("target/page");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--release", "--target", TARGET])
        .args(target)
        .current_dir(root())
        .env("CARGO_TARGET_DIR", &target_dir)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags()?);
    match template {
        Some(file) => {
            let file = fs::canonicalize(file)
                .with_context(|| format!("no template at {}", file.display()))?;
            cargo.env("PHIEU_EXTRA_TEMPLATE", file);
        }
        None => {
            cargo.env_remove("PHIEU_EXTRA_TEMPLATE");
        }
    }
    ensure!(cargo.status()?.success(), "`{file}` does not compile");
    Ok(target_dir.join(TARGET).join("release").join(file).with_extension("wasm"))
}

fn bindgen(wasm: &Path) -> Result<Output> {
    Bindgen::new()
        .input_path(wasm)
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen")
}

/// Panic messages carry paths of source files: rename the folders of this machine, so that the same
/// tree gives the same bytes everywhere and nobody's home folder travels with the page.
fn rust_flags() -> Result<String> {
    let mut flags = Vec::new();
    for (from, to) in [(root().to_owned(), "phieu"), (cargo_home()?, "cargo"), (sysroot()?, "rust")]
    {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    Ok(flags.join("\u{1f}"))
}

fn no_paths_of_this_machine(wasm: &[u8]) -> Result<()> {
    for folder in [root().to_owned(), cargo_home()?] {
        let folder = folder.display().to_string();
        if wasm.windows(folder.len()).any(|window| window == folder.as_bytes()) {
            bail!("the program contains the path {folder}");
        }
    }
    Ok(())
}

fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(home) => Ok(home.into()),
        None => {
            Ok(PathBuf::from(std::env::var_os("HOME").context("HOME is not set")?).join(".cargo"))
        }
    }
}

fn sysroot() -> Result<PathBuf> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()).output()?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}

/// The style sheets of some names, in the order of the names.
fn styles(wanted: impl Fn(&str) -> bool) -> Result<String> {
    let dir = root().join("styles");
    let mut files: Vec<PathBuf> = Vec::new();
    if dir.is_dir() {
        for entry in fs::read_dir(&dir)? {
            files.push(entry?.path());
        }
    }
    files.retain(|file| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.ends_with(".css") && wanted(name)
    });
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
