//! The tests in real browsers: Node runs them from `tests/browser`, this finds what they need.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{build, root, tools};

pub fn folder() -> PathBuf {
    root().join("tests/browser")
}

/// The names of all test files, without their ending.
pub fn tests() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder()).context("tests/browser")? {
        let name = entry?.file_name();
        if let Some(name) = name.to_str().and_then(|name| name.strip_suffix(".test.mjs")) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Finds or installs every program, and names its version.
pub fn tools() -> Result<String> {
    let mut missing = Vec::new();
    for tool in tools::ALL {
        match tool.find_or_install() {
            Ok(path) => {
                let argument = if tool.variable.contains("PDF") { "-v" } else { "--version" };
                println!("{}: {}", path.display(), tools::version(&path, argument));
            }
            Err(error) => {
                println!("{error}");
                missing.push(error.to_string());
            }
        }
    }
    ensure!(missing.is_empty(), "{}", missing.join("; "));
    Ok(String::new())
}

/// Runs one test file in every browser that `PHIEU_BROWSERS` names, or in all.
pub fn run(test: &str) -> Result<String> {
    node(&["--test", "--test-reporter=spec", &format!("{test}.test.mjs")])
        .with_context(|| format!("tests/browser/{test}.test.mjs"))?;
    Ok(String::new())
}

/// Pictures of the page, for the documents and for a look before a release.
pub fn screenshots(names: &[String]) -> Result<()> {
    script("screenshots.mjs", names)
}

/// Rolling up in the page, beside decoding and parsing the same files.
pub fn roll_up_bench(folders: &[String]) -> Result<()> {
    script("../../benches/roll_up/browser.mjs", folders)
}

/// The printed reports of the sheets made from published ones.
pub fn examples(names: &[String]) -> Result<()> {
    script("examples.mjs", names)
}

fn script(file: &str, names: &[String]) -> Result<()> {
    let mut args = vec![file];
    args.extend(names.iter().map(String::as_str));
    node(&args)
}

fn node(args: &[&str]) -> Result<()> {
    install_packages()?;
    let node = tools::NODE.find_or_install()?;
    let mut command = Command::new(node);
    command.args(args).current_dir(folder()).env("PHIEU_PAGE", build::page_file());
    if args.iter().any(|arg| arg.contains("rollup")) {
        command.env("PHIEU_PROVINCE", province()?);
    }
    for tool in tools::ALL {
        // A program that is missing fails the tests that use it, not the others.
        if let Ok(path) = tool.find_or_install() {
            command.env(tool.variable, path);
        }
    }
    ensure!(command.status()?.success(), "node {} failed", args.join(" "));
    Ok(())
}

/// A made-up province of files, with what must come of them; the same one each time.
fn province() -> Result<PathBuf> {
    let out = root().join("target/province");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "province", "--"])
        .arg(&out)
        .args(["--case", "s4", "--seed", "7", "--units", "200"])
        .current_dir(root())
        .status()?;
    ensure!(status.success(), "the province was not made");
    Ok(out)
}

/// `npm ci`, when what is installed is not what package-lock.json says.
pub fn install_packages() -> Result<()> {
    let lock = fs::read(folder().join("package-lock.json")).context("package-lock.json")?;
    let installed = folder().join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = tools::NPM.find_or_install()?;
    // No package of ours needs its install script, and none is to run unread.
    let status = Command::new(npm)
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(folder())
        .status()?;
    ensure!(status.success(), "npm ci failed");
    fs::write(installed, lock)?;
    Ok(())
}
