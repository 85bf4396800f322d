//! The browser's Back and Forward go through the pages that were seen, instead of leaving the sheet:
//! on a phone, Back is what a thumb finds first.

use crate::browser::{clock, history};
use crate::desk::View;
use std::cell::RefCell;
use std::rc::Rc;

/// The pages seen since the program began, in the order of the browser's history. Cheap to copy.
#[derive(Clone)]
pub struct Trail(Rc<RefCell<Seen>>);

struct Seen {
    /// By what these entries are told from those of an earlier load of the page.
    load: String,
    views: Vec<View>,
    at: usize,
}

impl Seen {
    fn entry(&self) -> String {
        format!("{}/{}", self.load, self.at)
    }
}

impl Trail {
    /// Begins with a page.
    pub fn new(view: View) -> Trail {
        let seen = Seen { load: clock::random_id(), views: vec![view], at: 0 };
        history::replace(&seen.entry());
        Trail(Rc::new(RefCell::new(seen)))
    }

    /// A page is shown: one more entry, unless it is the one that the browser went to.
    pub fn shown(&self, view: &View) {
        let mut seen = self.0.borrow_mut();
        if seen.views.get(seen.at) == Some(view) {
            return;
        }
        seen.at += 1;
        let at = seen.at;
        seen.views.truncate(at);
        seen.views.push(view.clone());
        history::push(&seen.entry());
    }

    /// The page of an entry that the browser went to; none where it is not one of these.
    pub fn went(&self, entry: &str) -> Option<View> {
        let mut seen = self.0.borrow_mut();
        let at = entry.strip_prefix(&seen.load)?.strip_prefix('/')?.parse::<usize>().ok()?;
        let view = seen.views.get(at)?.clone();
        seen.at = at;
        Some(view)
    }
}
