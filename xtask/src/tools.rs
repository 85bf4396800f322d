//! Programs from outside: found, or installed, or asked for in one line.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Result, anyhow};

/// A program that is not ours.
pub struct Tool {
    /// The environment variable that overrules every search, and that the browser tests read.
    pub variable: &'static str,
    names: &'static [&'static str],
    usual: &'static [&'static str],
    /// Debian packages that bring it.
    packages: &'static [&'static str],
}

pub const CHROMIUM: Tool = Tool {
    variable: "PHIEU_CHROMIUM",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
    ],
    usual: &[
        "/usr/lib/chromium/chromium",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    // A machine without any font prints boxes: the Vietnamese letters need one.
    packages: &["chromium", "fonts-dejavu-core"],
};

pub const FIREFOX: Tool = Tool {
    variable: "PHIEU_FIREFOX",
    names: &["firefox-esr", "firefox"],
    usual: &[
        "/usr/lib/firefox-esr/firefox-esr",
        "/Applications/Firefox.app/Contents/MacOS/firefox",
    ],
    packages: &["firefox-esr", "fonts-dejavu-core"],
};

pub const PDFTOTEXT: Tool = Tool {
    variable: "PHIEU_PDFTOTEXT",
    names: &["pdftotext"],
    usual: &[],
    packages: &["poppler-utils"],
};

pub const PDFTOPPM: Tool = Tool {
    variable: "PHIEU_PDFTOPPM",
    names: &["pdftoppm"],
    usual: &[],
    packages: &["poppler-utils"],
};

pub const SOFFICE: Tool = Tool {
    variable: "PHIEU_SOFFICE",
    names: &["soffice", "libreoffice"],
    usual: &[
        "/usr/lib/libreoffice/program/soffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ],
    packages: &["unzip", "libreoffice-writer", "libreoffice-calc"],
};

pub const NODE: Tool = Tool {
    variable: "PHIEU_NODE",
    names: &["node", "nodejs"],
    usual: &[],
    packages: &["nodejs", "npm"],
};

pub const NPM: Tool =
    Tool { variable: "PHIEU_NPM", names: &["npm"], usual: &[], packages: &["npm"] };

/// Everything the browser tests drive.
pub const ALL: [&Tool; 7] = [&CHROMIUM, &FIREFOX, &PDFTOTEXT, &PDFTOPPM, &SOFFICE, &NODE, &NPM];

impl Tool {
    /// Finds the program; where that fails and we may, installs it.
    pub fn find_or_install(&self) -> Result<PathBuf> {
        if let Some(path) = self.find() {
            return Ok(path);
        }
        if may_install() {
            install(self.packages);
            if let Some(path) = self.find() {
                return Ok(path);
            }
        }
        Err(anyhow!(
            "{} is missing: install it (Debian: apt-get install {}) or set {} to its path",
            self.names[0],
            self.packages.join(" "),
            self.variable
        ))
    }

    fn find(&self) -> Option<PathBuf> {
        if let Some(path) = std::env::var_os(self.variable) {
            return Some(path.into());
        }
        self.names
            .iter()
            .find_map(|name| on_path(name))
            .or_else(|| self.usual.iter().map(PathBuf::from).find(|path| path.is_file()))
    }
}

/// The program of that name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// Only root of a Debian machine, which is what a build machine is, gets programs installed unasked.
fn may_install() -> bool {
    on_path("apt-get").is_some() && is_root()
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| String::from_utf8_lossy(&id.stdout).trim() == "0")
}

fn install(packages: &[&str]) {
    static UPDATED: OnceLock<()> = OnceLock::new();
    let apt = |args: &[&str]| {
        println!("apt-get {}", args.join(" "));
        // Whether it worked is seen by looking for the program again.
        let _ = Command::new("apt-get")
            .args(["-qq", "-o", "Dpkg::Use-Pty=0"])
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .status();
    };
    UPDATED.get_or_init(|| apt(&["update"]));
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat());
}

/// What a program says of its version, for the log of a run.
pub fn version(program: &Path, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    let Ok(output) = output else { return "does not start".to_owned() };
    let said = if output.stdout.is_empty() { output.stderr } else { output.stdout };
    String::from_utf8_lossy(&said).lines().next().unwrap_or_default().to_owned()
}
