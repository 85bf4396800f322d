//! The two stores of a page in memory, changed as the shell changes those of the browser.

use phieu::drafts::{self, Changes, Done, Quick, Record, Texts, Wish};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A store, with room for so many bytes of keys and texts; none means without end.
#[derive(Debug, Default)]
pub struct Memory {
    pub texts: RefCell<BTreeMap<String, String>>,
    pub room: Option<usize>,
    /// Takes every text and keeps none.
    pub forgets: bool,
}

impl Memory {
    pub fn all(&self) -> Texts {
        self.texts.borrow().clone().into_iter().collect()
    }
}

impl Quick for Memory {
    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, text: &str) -> bool {
        let mut texts = self.texts.borrow_mut();
        let others = texts.iter().filter(|(k, _)| *k != key);
        let used: usize = others.map(|(k, v)| k.len() + v.len()).sum();
        if self.room.is_some_and(|room| used + key.len() + text.len() > room) {
            return false;
        }
        if !self.forgets {
            texts.insert(key.to_owned(), text.to_owned());
        }
        true
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }
}

/// Both stores.
#[derive(Debug, Default)]
pub struct Stores {
    pub local: Memory,
    pub journal: Memory,
    /// The journal takes nothing.
    pub refuses: bool,
    /// What is kept below the sheets.
    pub received: RefCell<Vec<Record>>,
    /// No more of that is taken.
    pub is_full: bool,
}

impl Stores {
    /// Stores whose journal takes nothing, and whose other store has this much room.
    pub fn without_journal(room: Option<usize>) -> Stores {
        let local = Memory { room, ..Memory::default() };
        Stores { local, refuses: true, ..Stores::default() }
    }

    /// Writes a text into both, whatever stands there.
    pub fn put(&self, key: &str, text: &str) {
        self.local.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        if !self.refuses {
            self.journal.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        }
    }

    /// The text that counts.
    pub fn get(&self, key: &str) -> Option<String> {
        let all = drafts::newest(&self.local.all(), &self.journal.all());
        all.into_iter().find(|(k, _)| k == key).map(|(_, text)| text)
    }

    /// The keys of both.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            self.local.all().into_iter().chain(self.journal.all()).map(|(key, _)| key).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// A backup of all, as the shell puts its parts together.
    pub fn backup(&self) -> String {
        let texts = drafts::newest(&self.local.all(), &self.journal.all());
        let mut out = drafts::backup(&texts);
        let received = self.received.borrow();
        let below = received.iter().filter(|record| drafts::is_below(&record.key, &texts));
        for (nth, record) in below.enumerate() {
            out += &drafts::backup_record(record.clone(), nth == 0);
        }
        out + drafts::backup_end()
    }

    /// What a wish would change.
    pub fn changes(&self, wish: Wish) -> Changes {
        drafts::changes(wish, &self.local.all(), &self.journal.all())
    }

    /// What is kept below the sheets.
    pub fn below(&self) -> Vec<String> {
        self.received.borrow().iter().map(|record| record.key.clone()).collect()
    }

    /// Does it as the shell does; what was done, or nothing where a text was refused.
    pub fn wish(&self, wish: Wish) -> Option<Done> {
        let changes = self.changes(wish);
        self.carry_out(&changes).then_some(changes.done)
    }

    /// Carries changes out: the journal takes all of them or none.
    pub fn carry_out(&self, changes: &Changes) -> bool {
        if self.is_full && !changes.receive.is_empty() {
            return false;
        }
        let mut received = self.received.borrow_mut();
        let gone =
            |key: &str| changes.forget.iter().any(|slot| key.starts_with(&format!("{slot}/")));
        received.retain(|record| !gone(&record.key));
        for record in &changes.receive {
            received.retain(|known| known.key != record.key);
            received.push(record.clone());
        }
        drop(received);
        if !self.refuses {
            let mut texts = self.journal.texts.borrow_mut();
            for (key, text) in changes.for_journal() {
                match text {
                    Some(text) => texts.insert(key.clone(), text.clone()),
                    None => texts.remove(key),
                };
            }
        }
        changes.finish(!self.refuses, &self.local)
    }
}
