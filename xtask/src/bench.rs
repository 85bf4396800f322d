//! `cargo xtask bench`: our page beside plain HTML and other form libraries, see benches/README.md.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{browsers, build, root, tools};

/// The forms that `benches/template.mjs` writes.
const FORMS: [&str; 3] = ["bench100", "bench1000", "bench1000one"];

/// Makes every page, measures, and leaves `result.json` and `result.md` in target/bench.
pub fn bench() -> Result<()> {
    let folder = root().join("target/bench");
    let node = tools::NODE.find_or_install()?;
    let script = |name: &str| {
        let mut command = Command::new(&node);
        command.arg(root().join("benches").join(name)).arg(&folder);
        command
    };
    run(script("template.mjs"))?;
    for form in FORMS {
        let template = Some(folder.join(form).with_extension("json"));
        let out = folder.join(format!("phieu-{form}.html"));
        build::build(&build::Options { template, out })?;
    }
    // Last, so that the next build of the page finds its own work done.
    let out = folder.join("phieu-own.html");
    build::build(&build::Options { template: None, out })?.print();
    browsers::install_packages()?;
    install_peers(folder.join("peers"))?;
    let mut measure = script("measure.mjs");
    measure.env(tools::CHROMIUM.variable, tools::CHROMIUM.find_or_install()?);
    run(measure)
}

/// The other libraries, in the versions of package-lock.json. They are measured, never shipped.
fn install_peers(folder: PathBuf) -> Result<()> {
    fs::create_dir_all(&folder)?;
    let given = root().join("benches/peers");
    let lock = fs::read(given.join("package-lock.json")).context("benches/peers")?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    for file in ["package.json", "package-lock.json"] {
        fs::copy(given.join(file), folder.join(file))?;
    }
    let mut npm = Command::new(tools::NPM.find_or_install()?);
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder);
    run(npm)?;
    Ok(fs::write(installed, lock)?)
}

fn run(mut command: Command) -> Result<()> {
    let status = command.status();
    ensure!(status.is_ok_and(|status| status.success()), "{command:?} failed");
    Ok(())
}
