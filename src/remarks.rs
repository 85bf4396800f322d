//! Remarks (*nhận xét*): the body above gives a unit's file back with them; the unit takes them into
//! its sheet, answers and sends again.
//!
//! *Invariant:* giving back changes nothing that the unit said, and taking in changes nothing that
//! the unit has said since.

use crate::file::{self, Library, Opened, PastRecord, Saved, Written};
use crate::language::{Words, name_key};
use crate::sheet::below::short;
use crate::sheet::{Edit, Sheet, apply};
use crate::template::Template;

/// Why a file is not given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody says who gives it back.
    Unnamed,
    /// There is no remark, or one about an item that the form does not have.
    NoRemark,
    /// It is not as it was saved: what was remarked on would not be what the unit has.
    Altered,
    /// What was made does not read back as what was to be written.
    Unverified,
}

/// The file of a unit as the body above gives it back, with remarks as (item, text); blank ones
/// are left out. `chance` makes the remarks' names.
///
/// # Errors
/// [`Why`] it is not given back.
pub fn returned(
    opened: &Opened,
    remarks: &[(String, String)],
    by: &str,
    chance: &str,
    library: &Library,
) -> Result<Written, Why> {
    let template = &*opened.template;
    if by.trim().is_empty() {
        return Err(Why::Unnamed);
    }
    if opened.altered {
        return Err(Why::Altered);
    }
    let revision = opened.saved.revision;
    let said = remarks.iter().filter(|(_, text)| !text.trim().is_empty());
    let mut sheet = Sheet { reread: Vec::new(), ..opened.sheet.clone() };
    for (at, (item, text)) in said.enumerate() {
        // By name they stand in the order in which they were made.
        let id = format!("{revision:04}-{at:03}-{chance}");
        let (item, by, text) = (item.clone(), by.trim().to_owned(), text.clone());
        sheet = apply(&sheet, template, &Edit::Remark { id: id.clone(), item, by, text });
        if !sheet.remarks.contains_key(&id) {
            return Err(Why::NoRemark);
        }
    }
    if sheet.remarks.len() == opened.sheet.remarks.len() {
        return Err(Why::NoRemark);
    }
    let written = file::give_back(template, &sheet, &opened.saved, by.trim(), library);
    if file::verify(&written, &sheet, library) { Ok(written) } else { Err(Why::Unverified) }
}

/// A name for the file that is given back, other than that of the file that came.
pub fn name(opened: &Opened) -> String {
    format!("{}_nhan-xet{}", file::stem(&opened.sheet, &opened.template), file::ENDING)
}

impl Why {
    /// What is wrong and what to do, in plain sentences.
    pub fn words(self) -> Words {
        match self {
            Why::Unnamed => Words::new(
                "Hãy ghi tên đơn vị của mình trước, để cấp dưới biết ai nhận xét.",
                "Name your own unit first, so that the unit below knows who remarks.",
            ),
            Why::NoRemark => Words::new(
                "Chưa có nhận xét nào. Hãy viết ít nhất một nhận xét rồi trả lại.",
                "There is no remark yet. Write at least one.",
            ),
            Why::Altered => Words::new(
                "Tệp này không còn như lúc đơn vị lưu, nên nhận xét có thể không khớp với phiếu của đơn vị. Hãy đề nghị đơn vị gửi lại tệp.",
                "This file is not as the unit saved it, so remarks may not fit what the unit has. Ask the unit to send it again.",
            ),
            Why::Unverified => Words::new(
                "Tệp vừa tạo không đọc lại được đúng như phiếu, nên không được tải về. Hãy báo cho người phát hành trang này.",
                "The file just made does not read back as the sheet, so it was not offered. Tell whoever gave you this page.",
            ),
        }
    }
}

/// A kept sheet after a returned file of it was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The sheet with the remarks; all else is as it was.
    pub sheet: Sheet,
    /// What the next file continues.
    pub saved: Saved,
}

/// Takes the remarks of a returned file into the sheet that is kept of it. None wherever something
/// of the file would get lost that way; it opens beside then.
///
/// That is so unless the file gives back one that the sheet was saved as, with nothing but remarks
/// added, and the program that reads it reads what the one that wrote it read.
pub fn taken_in(
    template: &Template,
    sheet: &Sheet,
    saved: &Saved,
    file: &Opened,
    library: &Library,
) -> Option<Taken> {
    // A sheet that was filled over for another unit answers no remarks about the first.
    let name = |sheet: &Sheet| name_key(sheet.unit.name.text());
    let is_ours = file.sheet.id == sheet.id
        && file.sheet.template == sheet.template
        && name(&file.sheet) == name(sheet);
    if !is_ours || file.saved.returned_by.is_empty() || file.altered || !file.reread.is_empty() {
        return None;
    }
    let known = |past: &PastRecord| {
        past.fingerprint == short(&saved.fingerprint)
            || saved.history.iter().any(|ours| ours.fingerprint == past.fingerprint)
    };
    let mut after = sheet.clone();
    for (id, remark) in &file.sheet.remarks {
        match after.remarks.get_mut(id) {
            None => {
                after.remarks.insert(id.clone(), remark.clone());
            }
            Some(ours) => {
                if (&ours.item, &ours.by, &ours.text) != (&remark.item, &remark.by, &remark.text) {
                    return None;
                }
                if !ours.is_answered() {
                    ours.answer.clone_from(&remark.answer);
                }
            }
        }
    }
    if known(&file.saved.past()) {
        return Some(Taken { sheet: after, saved: saved.clone() });
    }
    let basis = file.saved.history.iter().rev().find(|past| past.returned_by.is_empty())?;
    if !known(basis) {
        return None;
    }
    if after == *sheet {
        return None;
    }
    let continues = file.saved.history.iter().any(|past| *past == saved.past());
    if continues {
        let mut bare = file.sheet.clone();
        bare.remarks.retain(|id, _| sheet.remarks.contains_key(id));
        let unchanged = file::content(template, &bare, library) == saved.content;
        return unchanged.then(|| Taken { sheet: after, saved: file.saved.clone() });
    }
    // The sheet was saved again after that file was sent: the next file continues both.
    let mut saved = saved.clone();
    for past in file.saved.history.iter().cloned().chain([file.saved.past()]) {
        if !saved.history.iter().any(|ours| ours.fingerprint == past.fingerprint) {
            let at = saved.history.partition_point(|ours| ours.revision <= past.revision);
            saved.history.insert(at, past);
        }
    }
    Some(Taken { sheet: after, saved })
}
