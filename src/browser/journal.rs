//! The journal: IndexedDB with strict durability, so that what it has confirmed survives a killed
//! browser (DESIGN section 6). One write under way at a time; of what waits for it, the newest text of
//! each key is written.

use crate::kinds::parts::map;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

const DATABASE: &str = "phieu";
const STORE: &str = "texts";

/// So many milliseconds a draft may wait for its write, so that a person who types causes five
/// writes a second and not one at every key. A killed browser costs the journal that much.
const SOON: i32 = 200;

/// What a write reports: whether the journal holds it.
pub type Answer = Box<dyn FnOnce(bool)>;

/// The journal of this page.
#[derive(Clone, Default)]
pub struct Journal {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Default)]
struct Inner {
    database: Option<IdbDatabase>,
    /// Opening failed: every write is refused at once.
    closed: bool,
    /// What is to be written, newest text for each key; none to remove it.
    waiting: BTreeMap<String, Waiting>,
    writing: bool,
    /// Whether a call of `flush` is on its way.
    called: bool,
}

/// A text to be written, none to remove the key; and who wants to hear of it.
type Waiting = (Option<String>, Vec<Answer>);

impl Journal {
    /// Whether it could not be opened, so that it keeps nothing.
    pub fn is_closed(&self) -> bool {
        self.inner.borrow().closed
    }

    fn is_opening(&self) -> bool {
        let inner = self.inner.borrow();
        !inner.closed && inner.database.is_none()
    }

    /// Opens the database and gives all texts in it.
    pub async fn open(&self) -> Vec<(String, String)> {
        match open_database().await {
            Ok(database) => {
                let all = read_all(&database).await.unwrap_or_default();
                self.inner.borrow_mut().database = Some(database);
                self.flush();
                all
            }
            Err(_) => {
                let waiting = {
                    let mut inner = self.inner.borrow_mut();
                    inner.closed = true;
                    std::mem::take(&mut inner.waiting)
                };
                for (_, (_, answers)) in waiting {
                    answers.into_iter().for_each(|answer| answer(false));
                }
                Vec::new()
            }
        }
    }

    /// All texts in it, those that are on their way there too; once it was opened.
    pub async fn all(&self) -> Vec<(String, String)> {
        while self.is_opening() {
            super::clock::turn().await;
        }
        self.flush();
        let (database, waiting) = {
            let inner = self.inner.borrow();
            let waiting = inner.waiting.iter().map(|(key, (text, _))| (key.clone(), text.clone()));
            (inner.database.clone(), map(waiting))
        };
        // The database itself reads after a write that was begun before.
        let mut all = match database {
            Some(database) => read_all(&database).await.unwrap_or_default(),
            None => Vec::new(),
        };
        all.retain(|(key, _)| !waiting.contains_key(key));
        all.extend(waiting.into_iter().filter_map(|(key, text)| Some((key, text?))));
        all
    }

    /// Writes a text within a moment, or a newer one of the key if there is one by then.
    pub fn write_soon(&self, key: &str, text: String, answer: Option<Answer>) {
        if !self.put_down(key, Some(text), answer) {
            return;
        }
        if !std::mem::replace(&mut self.inner.borrow_mut().called, true) {
            let journal = self.clone();
            super::clock::after(SOON, move || {
                journal.inner.borrow_mut().called = false;
                journal.flush();
            });
        }
    }

    /// Puts a text down for the next write; false where there will be none.
    fn put_down(&self, key: &str, text: Option<String>, answer: Option<Answer>) -> bool {
        let mut inner = self.inner.borrow_mut();
        if inner.closed {
            drop(inner);
            if let Some(answer) = answer {
                answer(false);
            }
            return false;
        }
        let entry = inner.waiting.entry(key.to_owned()).or_default();
        entry.0 = text;
        entry.1.extend(answer);
        true
    }

    /// Writes and removes all of these or none, and waits for the journal's answer.
    pub async fn commit(&self, changes: impl Iterator<Item = (&String, Option<&String>)>) -> bool {
        let mut last: Option<(&String, Option<&String>)> = None;
        for change in changes {
            if let Some((key, text)) = last.replace(change) {
                self.put_down(key, text.cloned(), None);
            }
        }
        let Some((key, text)) = last else { return true };
        let answer = Promise::new(&mut |resolve: Function, _| {
            let answer = move |kept: bool| {
                let _ = resolve.call1(&JsValue::NULL, &kept.into());
            };
            self.put_down(key, text.cloned(), Some(Box::new(answer)));
        });
        self.flush();
        JsFuture::from(answer).await.is_ok_and(|kept| kept.is_truthy())
    }

    /// Writes what waits, now; or once the write that is under way has ended.
    pub fn flush(&self) {
        let (database, batch) = {
            let mut inner = self.inner.borrow_mut();
            let Some(database) = inner.database.clone() else { return };
            if inner.writing || inner.waiting.is_empty() {
                return;
            }
            inner.writing = true;
            (database, std::mem::take(&mut inner.waiting))
        };
        let mut answers = Vec::new();
        let mut texts = Vec::new();
        for (key, (text, waiting)) in batch {
            texts.push((key, text));
            answers.extend(waiting);
        }
        // Begun at once: a page that is being left does not come back for it.
        let begun = begin_batch(&database, &texts);
        let journal = self.clone();
        spawn_local(async move {
            let kept = match begun {
                Ok(transaction) => ended(&transaction).await.is_ok(),
                Err(_) => false,
            };
            journal.inner.borrow_mut().writing = false;
            answers.into_iter().for_each(|answer| answer(kept));
            journal.flush();
        });
    }
}

/// A promise that settles with an event of an IndexedDB object.
pub(super) fn settled(target: &JsValue, good: &str, bad: &[&str]) -> JsFuture {
    JsFuture::from(promise(target, good, bad))
}

/// The same, for whoever waits later.
pub(super) fn promise(target: &JsValue, good: &str, bad: &[&str]) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let on = |name: &str, function: Function| {
            let call = Closure::once_into_js(move || {
                let _ = function.call0(&JsValue::NULL);
            });
            let _ = Reflect::set(target, &format!("on{name}").into(), &call);
        };
        on(good, resolve);
        for name in bad {
            on(name, reject.clone());
        }
    })
}

async fn open_database() -> Result<IdbDatabase, JsValue> {
    let factory = super::window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let upgrading = request.clone();
    let upgrade = Closure::once_into_js(move || {
        if let Ok(database) = upgrading.result().and_then(|r| r.dyn_into::<IdbDatabase>()) {
            let _ = database.create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    settled(&request, "success", &["error", "blocked"]).await?;
    request.result()?.dyn_into()
}

/// A transaction that is on the disk when it says so; Firefox knows the option from 126 on and
/// ignores it before.
pub(super) fn begin(
    database: &IdbDatabase,
    store: &str,
    mode: &str,
) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let transaction: IdbTransaction =
        transaction.call3(database, &store.into(), &mode.into(), &options)?.dyn_into()?;
    let store = transaction.object_store(store)?;
    Ok((transaction, store))
}

#[allow(deprecated, reason = "web-sys marks `commit`, which the standard and all browsers keep")]
fn begin_batch(
    database: &IdbDatabase,
    texts: &[(String, Option<String>)],
) -> Result<IdbTransaction, JsValue> {
    let (transaction, store) = begin(database, STORE, "readwrite")?;
    for (key, text) in texts {
        match text {
            Some(text) => store.put_with_key(&text.as_str().into(), &key.as_str().into())?,
            None => store.delete(&key.as_str().into())?,
        };
    }
    // Nothing more follows; saying so spares the wait for the answers of the single steps.
    transaction.commit()?;
    Ok(transaction)
}

async fn ended(transaction: &IdbTransaction) -> Result<(), JsValue> {
    settled(transaction, "complete", &["error", "abort"]).await?;
    Ok(())
}

async fn read_all(database: &IdbDatabase) -> Result<Vec<(String, String)>, JsValue> {
    let (_, store) = begin(database, STORE, "readonly")?;
    let keys = store.get_all_keys()?;
    let texts = store.get_all()?;
    let both: [&IdbRequest; 2] = [&keys, &texts];
    let (first, second) =
        (settled(both[0], "success", &["error"]), settled(both[1], "success", &["error"]));
    first.await?;
    second.await?;
    let (keys, texts): (Array, Array) = (keys.result()?.into(), texts.result()?.into());
    Ok(keys
        .iter()
        .zip(texts.iter())
        .filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?)))
        .collect())
}
