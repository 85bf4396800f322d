//! Forms that somebody writes: whether one is whole, and a blank sheet that carries it.

use super::options::Blank;
use super::roll_up::{output, random_id, said_period};
use super::{GOOD, Stop, TO_SEE, data, folder, said, say};
use crate::file::{self, Library, Refusal};
use crate::language::{Lang, Words};
use crate::roll_up::starter;
use crate::sheet::{Expected, Sheet};
use crate::template::{CATALOGUE, Problem, Template, advice, authored};
use std::path::Path;

/// The text of a file that is a form and no sheet, also where a comma is missing in it.
pub fn text(bytes: &[u8]) -> Option<String> {
    let text = file::text_of(bytes).ok()?;
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    (has("sections") && !has("phieu") && !has("phieu_backup")).then(|| text.into_owned())
}

/// The form in a text, put together with the catalogue, and all that is wrong with it.
fn read(text: &str, library: &Library) -> Result<Template, Vec<Problem>> {
    let template = authored(text, CATALOGUE)?;
    let known = library.find(&template.id, &template.version);
    if known.is_some() && !library.brings(&template) {
        let place = format!("{} {}", template.id, template.version);
        let what = "is the id and version of another form, which the page brings along; give this one an id or a version of its own";
        return Err(vec![Problem { place, what: what.to_owned() }]);
    }
    Ok(template)
}

/// Says whether a form is whole, and what is to be mended in it.
pub fn check(path: &Path, text: &str, library: &Library, lang: Lang) -> u8 {
    let (headline, lines) = match read(text, library) {
        Ok(template) => {
            let lines = advice(&template);
            (whole(&template, lines.len()), lines)
        }
        Err(problems) => (faulty(problems.len()), problems),
    };
    let mut out = format!("{}: {}\n", path.display(), headline.get(lang));
    for Problem { place, what } in &lines {
        out.push_str(&format!("  {place}: {what}\n"));
    }
    data(&out);
    if lines.is_empty() { GOOD } else { TO_SEE }
}

fn whole(template: &Template, to_see: usize) -> Words {
    let (id, version) = (&template.id, &template.version);
    let (sections, items) = (template.sections.len(), template.written().count());
    let mut words = Words::new(
        format!("mẫu phiếu {id} {version} đầy đủ: {sections} mục, {items} nội dung"),
        format!("form {id} {version} is whole: {sections} sections, {items} questions"),
    );
    if to_see > 0 {
        words.vi.push_str(&format!("; {to_see} điểm cần xem (chi tiết bằng tiếng Anh)"));
        words.en.push_str(&format!("; {to_see} to look at"));
    }
    words
}

fn faulty(faults: usize) -> Words {
    Words::new(
        format!("mẫu phiếu chưa dùng được, {faults} chỗ phải sửa (chi tiết bằng tiếng Anh)"),
        format!("the form cannot be used yet, {faults} to mend"),
    )
}

/// Writes a blank sheet that carries its form.
///
/// # Errors
/// Why it was not written.
pub fn blank(options: &Blank, lang: Lang) -> Result<u8, Stop> {
    let Blank { form, output: path, unit, period, force } = options;
    if !force && !super::options::is_output(path) && path.exists() {
        return Err(said::there_already(path));
    }
    let library = Library::builtin();
    let bytes = folder::read(form).map_err(|error| said::not_read(form, &error))?;
    let text = text(&bytes).ok_or_else(|| {
        let form = form.display();
        Words::new(
            format!("{form} không phải mẫu phiếu. Hãy chọn tệp mẫu, trong đó có “sections”."),
            format!("{form} is no form. Choose a form's file, which has “sections”."),
        )
    })?;
    let template = read(&text, &library).map_err(|problems| {
        let (form, faults) = (form.display(), faulty(problems.len()));
        Words::new(
            format!("{form}: {}. Hãy chạy: phieu check {form}", faults.vi),
            format!("{form}: {}. Run: phieu check {form}", faults.en),
        )
    })?;
    let period = period.as_deref().map(said_period).transpose()?.unwrap_or_default();
    let from = Sheet { period, ..Sheet::default() };
    let name = unit.clone().unwrap_or_default();
    let line = Expected { id: String::new(), name, code: String::new() };
    let sheet = starter(&line, &from, &template, random_id());
    output(path, &template, &sheet, None, &library)?;
    say(&match lang {
        Lang::Vi => format!("Đã ghi phiếu trống, kèm mẫu bên trong: {}", path.display()),
        Lang::En => format!("The blank sheet, with its form inside: {}", path.display()),
    });
    Ok(GOOD)
}

/// What a refused file is, where it is a form.
pub fn instead_of(refusal: &Refusal, bytes: &[u8]) -> Option<String> {
    match refusal {
        Refusal::FormFile => file::text_of(bytes).ok().map(|text| text.into_owned()),
        Refusal::Broken { .. } | Refusal::CutShort | Refusal::TooDeep => text(bytes),
        _ => None,
    }
}
