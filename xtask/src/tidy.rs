//! Tidiness of the repository: what no compiler sees.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::root;

/// Folders in which every file is one thing of a list, so a forgotten `mod` loses that thing silently.
const LISTS: [&str; 3] = ["src/kinds", "src/checks", "src/ui/kinds"];

/// Where people's and machines' folders begin.
const HOMES: [&str; 4] = ["home", "root", "work", "Users"];

pub fn check() -> Result<String> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output()?;
    ensure!(
        listed.status.success(),
        "git ls-files: {}",
        String::from_utf8_lossy(&listed.stderr).trim()
    );
    let listed = String::from_utf8(listed.stdout)?;
    let mut faults = Vec::new();
    let mut files = 0;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        files += 1;
        // A file that is tracked but deleted in the working tree, or not text, has nothing to say here.
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        for (number, line) in (1..).zip(text.lines()) {
            if names_a_home(line) {
                faults.push(format!("{name}:{number}: a path of one machine"));
            }
            if name.starts_with("src/ui/") && has_inline_style(line) {
                faults.push(format!(
                    "{name}:{number}: an inline style, which the page's policy refuses"
                ));
            }
        }
    }
    for dir in LISTS {
        not_registered(dir, &mut faults)?;
    }
    for fault in &faults {
        println!("{fault}");
    }
    ensure!(faults.is_empty(), "faults: {}; the first: {}", faults.len(), faults[0]);
    Ok(format!("{files} files"))
}

fn names_a_home(line: &str) -> bool {
    HOMES.iter().any(|home| {
        let path = format!("/{home}/");
        line.match_indices(&path).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + path.len()..].chars().next();
            before.is_none_or(|c| !(c.is_alphanumeric() || "_.~-}>".contains(c)))
                && after.is_some_and(|c| c.is_ascii_alphanumeric())
        })
    })
}

fn has_inline_style(line: &str) -> bool {
    [" style=", "\"style\""].iter().any(|sign| line.contains(sign))
}

fn not_registered(dir: &str, faults: &mut Vec<String>) -> Result<()> {
    let dir_path = root().join(dir);
    if !dir_path.is_dir() {
        return Ok(());
    }
    let Ok(list) = fs::read_to_string(dir_path.join("mod.rs")) else {
        faults.push(format!("{dir} has no mod.rs"));
        return Ok(());
    };
    for entry in fs::read_dir(&dir_path)? {
        let path = entry?.path();
        let Some(name) = module_name(&path) else { continue };
        if name != "mod" && !declares(&list, &name) {
            faults.push(format!("{dir}/{name}.rs is not in {dir}/mod.rs"));
        }
    }
    Ok(())
}

/// The module that a path is the file or the folder of.
fn module_name(path: &Path) -> Option<String> {
    let is_module = path.extension().is_some_and(|extension| extension == "rs")
        || path.join("mod.rs").is_file();
    let name = path.file_stem()?.to_str()?;
    is_module.then(|| name.to_owned())
}

/// By a `mod` line, or as `name::Type,` in the list of a macro that writes the `mod` line.
fn declares(list: &str, name: &str) -> bool {
    let declaration = format!("mod {name};");
    let listed = format!("{name}::");
    list.lines().map(str::trim).any(|line| {
        let in_list = line.starts_with(&listed) && line.ends_with(',');
        in_list
            || line.strip_suffix(&declaration).is_some_and(|before| {
                before.is_empty()
                    || before == "pub "
                    || (before.starts_with("pub(") && before.ends_with(") "))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_one_machine_are_seen() {
        let home = HOMES[0];
        for (line, seen) in [
            (format!("see /{home}/an/file"), true),
            (format!("\"/{home}/an\""), true),
            (format!("https://a.example/{home}/an"), false),
            (format!("/{home}/…"), false),
            (format!("src/{home}/x"), false),
        ] {
            assert_eq!(names_a_home(&line), seen, "{line}");
        }
    }

    #[test]
    fn only_a_real_declaration_registers() {
        for (list, is_there) in [
            ("mod share;", true),
            ("pub mod share;", true),
            ("pub(crate) mod share;", true),
            ("// mod share;", false),
            ("mod shares;", false),
            ("    share::Share,", true),
            ("use shares::Share;", false),
        ] {
            assert_eq!(declares(list, "share"), is_there, "{list}");
        }
    }
}
