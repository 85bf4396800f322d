//! `phieu check`: what is to be looked at in each sheet, and in each form.

use super::said::not_read;
use super::{GOOD, NOTHING, TO_SEE, data, folder, form};
use crate::checks::{Finding, Gravity};
use crate::file::{self, Library, Opened};
use crate::language::{Lang, Words};
use crate::review::review;
use crate::roll_up::across;
use crate::sheet::Place;
use std::path::{Path, PathBuf};

/// Says of each file what is to be looked at. The worst of them makes the exit code.
pub fn run(files: &[PathBuf], lang: Lang) -> u8 {
    let library = Library::builtin();
    let mut worst = GOOD;
    for path in files {
        worst = worst.max(look(path, &library, lang).unwrap_or_else(|words| {
            data(&format!("{}: {}\n", path.display(), words.get(lang)));
            NOTHING
        }));
    }
    worst
}

fn look(path: &Path, library: &Library, lang: Lang) -> Result<u8, Words> {
    let bytes = folder::read(path).map_err(|error| not_read(path, &error))?;
    match file::read(&bytes, library) {
        Ok(opened) => Ok(tell(path, &opened, lang)),
        Err(refusal) => match form::instead_of(&refusal, &bytes) {
            Some(text) => Ok(form::check(path, &text, library, lang)),
            None => Err(refusal.words()),
        },
    }
}

fn tell(path: &Path, opened: &Opened, lang: Lang) -> u8 {
    let (template, sheet) = (&opened.template, &opened.sheet);
    let reviewed = review(template, sheet);
    let findings = reviewed.findings(template);
    let (kept, open): (Vec<&Finding>, Vec<&Finding>) =
        findings.into_iter().partition(|finding| finding.kept.is_some());
    let notices = if sheet.below.units.is_empty() { Vec::new() } else { across(template, sheet) };
    let to_see = open.len() + notices.len() + usize::from(opened.altered);
    let headline = match lang {
        Lang::Vi => format!("{to_see} điểm cần xem"),
        Lang::En => format!("{to_see} to look at"),
    };
    let mut out = format!("{}: {headline}\n", path.display());
    let mut line = |place: &str, words: &str, more: &str| {
        out.push_str(&format!("  {place}: {words}{more}\n"));
    };
    if opened.altered {
        let words = Words::new(
            "Tệp đã bị sửa ngoài chương trình sau khi lưu. Hãy đề nghị đơn vị lưu lại từ trang phiếu.",
            "The file was changed outside the program after it was saved. Ask the unit to save it again.",
        );
        line("fingerprint", words.get(lang), "");
    }
    for finding in open {
        line(&place(finding), &finding.said(lang), gravity(finding.gravity, lang));
    }
    for notice in &notices {
        line(&format!("{}.{}", notice.item, notice.field), notice.words.get(lang), "");
    }
    for finding in kept {
        let reason = finding.kept.as_deref().unwrap_or_default();
        let reason = match lang {
            Lang::Vi => format!(" (đơn vị giữ nguyên, lý do: {reason})"),
            Lang::En => format!(" (kept by the unit, because: {reason})"),
        };
        line(&place(finding), &finding.said(lang), &reason);
    }
    data(&out);
    if to_see == 0 { GOOD } else { TO_SEE }
}

/// Where: `unit_name`, `B2.attendance members/done`.
fn place(finding: &Finding) -> String {
    match &finding.place {
        Place::Head(field) => field.code().to_owned(),
        Place::Answer { item, field, cell } => {
            let (item, cell) = (format!("{item}.{field}"), cell.path());
            format!("{item} {cell}").trim_end().to_owned()
        }
        other => other.dom_id(),
    }
}

fn gravity(gravity: Gravity, lang: Lang) -> &'static str {
    match (gravity, lang) {
        (Gravity::Missing, Lang::Vi) => " (còn thiếu)",
        (Gravity::Missing, Lang::En) => " (missing)",
        _ => "",
    }
}
