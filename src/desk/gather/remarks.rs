//! Remarks on what units sent, from the first letter until the file that carries them was made, and
//! what was sent so. They stay on this machine: in no file that goes upward, and in nothing that is
//! compared with one. They are kept under a key of their own, so that writing one does not write the
//! whole collection at every key.

use super::{Gather, Task, change, said};
use crate::desk::{Desk, Effect, Notice};
use crate::json;
use crate::shared::Arc;
use crate::sheet::Contribution;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The remarks of this body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Not sent yet, by the unit's sheet and the item.
    pub waiting: BTreeMap<(String, String), String>,
    /// Sent, in the order in which that happened.
    pub sent: Vec<Sent>,
    /// Whether the machine holds them.
    pub state: State,
}

/// A remark that stands in a file that was made to be sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The unit's sheet.
    pub sheet: String,
    /// The item.
    pub item: String,
    /// What.
    pub text: String,
    /// When the file was made, in ISO form.
    pub at: String,
    /// The fingerprint of the unit's file that it is about; "" where it was not kept.
    #[serde(default)]
    pub about: String,
}

/// Whether the machine holds the remarks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// All of them, or there are none.
    #[default]
    Kept,
    /// On their way.
    Waiting,
    /// The storage refused.
    Refused,
    /// What is kept cannot be read; nothing is written over it.
    Unreadable,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Waiting {
    sheet: String,
    item: String,
    text: String,
}

/// As the machine keeps them.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Record {
    waiting: Vec<Waiting>,
    sent: Vec<Sent>,
}

impl Remarks {
    /// Those for a unit that were not sent, as (item, text); blank ones are none.
    pub fn waiting_for(&self, sheet: &str) -> Vec<(String, String)> {
        let mine = self.waiting.iter().filter(|((of, _), text)| of == sheet && is_said(text));
        mine.map(|((_, item), text)| (item.clone(), text.clone())).collect()
    }

    /// How many wait for each unit, by its sheet.
    pub fn counts(&self) -> BTreeMap<&str, usize> {
        let mut out = BTreeMap::new();
        for ((sheet, _), _) in self.waiting.iter().filter(|(_, text)| is_said(text)) {
            *out.entry(sheet.as_str()).or_default() += 1;
        }
        out
    }

    /// The units to which remarks were sent, by their places, and whether another file of theirs
    /// counts since.
    pub fn sent_to(&self, units: &[Arc<Contribution>]) -> Vec<(usize, bool)> {
        let about: BTreeMap<&str, &str> = self
            .sent
            .iter()
            .filter(|one| !one.about.is_empty())
            .map(|one| (one.sheet.as_str(), one.about.as_str()))
            .collect();
        let units = units.iter().enumerate();
        units
            .filter_map(|(at, unit)| {
                Some((at, *about.get(unit.sheet.as_str())? != unit.fingerprint))
            })
            .collect()
    }

    /// As a collection saves them; none where nothing was said.
    pub fn said(&self) -> Option<String> {
        let none = self.sent.is_empty() && !self.waiting.values().any(|text| is_said(text));
        (!none).then(|| self.text())
    }

    fn text(&self) -> String {
        let waiting = self.waiting.iter().filter(|(_, text)| is_said(text));
        let waiting = waiting.map(|((sheet, item), text)| Waiting {
            sheet: sheet.clone(),
            item: item.clone(),
            text: text.clone(),
        });
        json::print(&Record { waiting: waiting.collect(), sent: self.sent.clone() }, false)
    }
}

fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

/// What was kept is read. What was written here meanwhile stays.
pub(super) fn read(desk: &mut Desk, text: &str) {
    let Ok(record) = json::read::<Record>(text) else {
        change(desk, |gather| gather.remarks.state = State::Unreadable);
        desk.notice = Notice::wrong(said(|w| w.remarks_lost));
        return;
    };
    change(desk, |gather| {
        for Waiting { sheet, item, text } in record.waiting {
            gather.remarks.waiting.entry((sheet, item)).or_insert(text);
        }
        for one in record.sent {
            if !gather.remarks.sent.contains(&one) {
                gather.remarks.sent.push(one);
            }
        }
    });
}

/// Those of a collection that was opened come to what is here, and are kept.
pub(super) fn bring(desk: &mut Desk, text: &str) -> Vec<Effect> {
    match json::read::<Record>(text) {
        Ok(_) => {
            read(desk, text);
            keep(desk)
        }
        // What is kept here already can be read all the same.
        Err(_) => {
            desk.notice = Notice::wrong(said(|w| w.remarks_lost));
            vec![]
        }
    }
}

/// The storage answered about the newest state or an earlier one.
pub(super) fn answered(desk: &mut Desk, text: &str, kept: bool) {
    change(desk, |gather| {
        if gather.remarks.state == State::Waiting {
            gather.remarks.state = match kept {
                false => State::Refused,
                true if gather.remarks.text() == text => State::Kept,
                true => State::Waiting,
            };
        }
    });
}

/// Writes or changes a remark.
pub(super) fn write(desk: &mut Desk, key: (String, String), text: String) -> Vec<Effect> {
    edit(desk, |remarks| {
        remarks.waiting.insert(key, text);
    })
}

/// Those of a unit stand in a file now.
pub(super) fn sent(desk: &mut Desk, sheet: &str, about: &str, at: &str) -> Vec<Effect> {
    edit(desk, |remarks| {
        for (item, text) in remarks.waiting_for(sheet) {
            let (sheet, at, about) = (sheet.to_owned(), at.to_owned(), about.to_owned());
            remarks.sent.push(Sent { sheet, item, text, at, about });
        }
        remarks.waiting.retain(|(of, _), _| of != sheet);
    })
}

/// A remark that was sent is written once more, to be changed and sent again.
pub(super) fn again(desk: &mut Desk, one: &Sent) -> Vec<Effect> {
    edit(desk, |remarks| {
        let text = remarks.waiting.entry((one.sheet.clone(), one.item.clone())).or_default();
        if !is_said(text) {
            text.clone_from(&one.text);
        } else if !text.contains(one.text.trim()) {
            *text = format!("{}\n{text}", one.text);
        }
        remarks.sent.retain(|sent| sent != one);
    })
}

fn edit(desk: &mut Desk, edit: impl FnOnce(&mut Remarks)) -> Vec<Effect> {
    change(desk, |gather| edit(&mut gather.remarks));
    keep(desk)
}

fn keep(desk: &mut Desk) -> Vec<Effect> {
    let (Some(open), Some(gather)) = (&desk.open, &desk.gather) else { return vec![] };
    if gather.remarks.state == State::Unreadable {
        return vec![];
    }
    let (slot, text) = (open.slot.clone(), gather.remarks.text());
    change(desk, |gather: &mut Gather| gather.remarks.state = State::Waiting);
    vec![Effect::Gather(Task::KeepRemarks { slot, text })]
}
