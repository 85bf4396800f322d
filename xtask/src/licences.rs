//! Licences and sources of every dependency, against `deny.toml`.
//!
//! The file has cargo-deny's format, so that cargo-deny can be used with it, but the check needs
//! nothing installed and no network.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::{browsers, root, tools};

struct Rules {
    licences: BTreeSet<String>,
    registries: BTreeSet<String>,
}

pub fn check() -> Result<String> {
    let rules = rules()?;
    let mut faults = Vec::new();
    let crates = check_crates(&rules, &mut faults)?;
    let packages = check_npm(&rules, &mut faults)?;
    for fault in &faults {
        println!("{fault}");
    }
    ensure!(faults.is_empty(), "faults: {}; the first: {}", faults.len(), faults[0]);
    let advisories = advisories()?;
    Ok(format!("{crates} crates, {packages} npm packages of the tests; advisories {advisories}"))
}

fn rules() -> Result<Rules> {
    let text = fs::read_to_string(root().join("deny.toml")).context("deny.toml")?;
    let table: toml::Table = text.parse().context("deny.toml")?;
    let list = |section: &str, key: &str| -> Result<BTreeSet<String>> {
        let values =
            table.get(section).and_then(|section| section.get(key)).and_then(toml::Value::as_array);
        let values = values.with_context(|| format!("deny.toml has no {section}.{key}"))?;
        Ok(values.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect())
    };
    Ok(Rules {
        licences: list("licenses", "allow")?,
        registries: list("sources", "allow-registry")?,
    })
}

fn check_crates(rules: &Rules, faults: &mut Vec<String>) -> Result<usize> {
    ensure!(
        root().join("Cargo.lock").is_file(),
        "Cargo.lock is missing: the versions would not be fixed"
    );
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(root())
        .output()?;
    if !output.status.success() {
        bail!("cargo metadata --locked: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let mut seen = 0;
    for package in packages {
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        if let Some(fault) = licence_fault(rules, text(&package["license"])) {
            faults.push(format!("{name}: {fault}"));
        }
        // Without a source it is a member of this workspace, or a folder that others do not have.
        let Some(source) = package["source"].as_str() else {
            let manifest = text(&package["manifest_path"]);
            if !manifest.starts_with(&root().display().to_string()) {
                faults.push(format!("{name}: stands outside the repository"));
            }
            continue;
        };
        seen += 1;
        if !source
            .strip_prefix("registry+")
            .is_some_and(|registry| rules.registries.contains(registry))
        {
            faults.push(format!("{name}: comes from {source}"));
        }
    }
    Ok(seen)
}

/// The packages that drive the browsers do not travel with the page, but they run on our machines.
fn check_npm(rules: &Rules, faults: &mut Vec<String>) -> Result<usize> {
    let lock = browsers::folder().join("package-lock.json");
    let lock: Value =
        serde_json::from_str(&fs::read_to_string(&lock).context("package-lock.json")?)?;
    let packages = lock["packages"].as_object().context("package-lock.json has no packages")?;
    let mut seen = 0;
    for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
        seen += 1;
        if let Some(fault) = licence_fault(rules, text(&package["license"])) {
            faults.push(format!("npm {path}: {fault}"));
        }
        if package["integrity"].as_str().is_none() {
            faults.push(format!("npm {path}: has no checksum in package-lock.json"));
        }
    }
    Ok(seen)
}

fn licence_fault(rules: &Rules, licence: &str) -> Option<String> {
    if licence.is_empty() {
        return Some("names no licence".to_owned());
    }
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
        return Some(format!("`{licence}` is no licence expression"));
    };
    let allowed = expression.evaluate(|licence| rules.licences.contains(&licence.to_string()));
    (!allowed).then(|| format!("`{licence}` is not allowed by deny.toml"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Known faults of dependencies. The database lives on the network, so a machine without one skips it.
fn advisories() -> Result<&'static str> {
    if tools::on_path("cargo-deny").is_none() {
        return Ok("skipped: cargo-deny is not installed");
    }
    let output =
        Command::new("cargo-deny").args(["check", "advisories"]).current_dir(root()).output()?;
    if output.status.success() {
        return Ok("checked");
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("failed to fetch")
        || said.contains("failed to open advisory")
        || said.contains("database")
    {
        return Ok("skipped: database cannot be reached");
    }
    bail!("cargo-deny: {}", said.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_allowed_licence_of_several_is_enough() {
        let rules =
            Rules { licences: BTreeSet::from(["MIT".to_owned()]), registries: BTreeSet::new() };
        for (licence, fault) in [
            ("MIT OR Apache-2.0", false),
            ("MIT/Apache-2.0", false),
            ("MIT AND Apache-2.0", true),
            ("GPL-3.0-only", true),
            ("", true),
            ("see the file", true),
        ] {
            assert_eq!(licence_fault(&rules, licence).is_some(), fault, "{licence}");
        }
    }
}
