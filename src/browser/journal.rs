//! The journal: IndexedDB with strict durability, so that what it has confirmed survives a killed
//! browser (DESIGN section 6). One write under way at a time for each key, the newest wins.

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
    waiting: BTreeMap<String, (Option<String>, Vec<Answer>)>,
    writing: bool,
}

impl Journal {
    /// Whether it could not be opened, so that it keeps nothing.
    pub fn is_closed(&self) -> bool {
        self.inner.borrow().closed
    }

    /// Opens the database and gives all texts in it.
    pub async fn open(&self) -> Vec<(String, String)> {
        match open_database().await {
            Ok(database) => {
                let all = read_all(&database).await.unwrap_or_default();
                self.inner.borrow_mut().database = Some(database);
                self.write_next();
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

    /// All texts in it.
    pub async fn all(&self) -> Vec<(String, String)> {
        let database = self.inner.borrow().database.clone();
        match database {
            Some(database) => read_all(&database).await.unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// Writes a text, or removes the key; `answer` hears what the journal says.
    pub fn write(&self, key: &str, text: Option<String>, answer: Option<Answer>) {
        {
            let mut inner = self.inner.borrow_mut();
            if inner.closed {
                drop(inner);
                if let Some(answer) = answer {
                    answer(false);
                }
                return;
            }
            let entry = inner.waiting.entry(key.to_owned()).or_insert((None, Vec::new()));
            entry.0 = text;
            entry.1.extend(answer);
        }
        self.write_next();
    }

    /// Writes a text and waits for the journal's answer.
    pub async fn put(&self, key: &str, text: &str) -> bool {
        let database = self.inner.borrow().database.clone();
        match database {
            Some(database) => {
                write_batch(&database, &[(key.to_owned(), Some(text.to_owned()))]).await.is_ok()
            }
            None => false,
        }
    }

    fn write_next(&self) {
        let (database, batch) = {
            let mut inner = self.inner.borrow_mut();
            let Some(database) = inner.database.clone() else { return };
            if inner.writing || inner.waiting.is_empty() {
                return;
            }
            inner.writing = true;
            (database, std::mem::take(&mut inner.waiting))
        };
        let journal = self.clone();
        spawn_local(async move {
            let mut answers = Vec::new();
            let mut texts = Vec::new();
            for (key, (text, waiting)) in batch {
                texts.push((key, text));
                answers.extend(waiting);
            }
            let kept = write_batch(&database, &texts).await.is_ok();
            journal.inner.borrow_mut().writing = false;
            answers.into_iter().for_each(|answer| answer(kept));
            journal.write_next();
        });
    }

    /// Removes every text of ours.
    pub async fn clear(&self) {
        let database = self.inner.borrow().database.clone();
        if let Some(database) = database {
            let all = read_all(&database).await.unwrap_or_default();
            let gone: Vec<(String, Option<String>)> =
                all.into_iter().map(|(key, _)| (key, None)).collect();
            let _ = write_batch(&database, &gone).await;
        }
    }
}

/// A promise that settles with an event of an IndexedDB object.
fn settled(target: &JsValue, good: &str, bad: &[&str]) -> JsFuture {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
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
    });
    JsFuture::from(promise)
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
fn begin(database: &IdbDatabase, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let transaction: IdbTransaction =
        transaction.call3(database, &STORE.into(), &mode.into(), &options)?.dyn_into()?;
    let store = transaction.object_store(STORE)?;
    Ok((transaction, store))
}

async fn write_batch(
    database: &IdbDatabase,
    texts: &[(String, Option<String>)],
) -> Result<(), JsValue> {
    let (transaction, store) = begin(database, "readwrite")?;
    for (key, text) in texts {
        match text {
            Some(text) => store.put_with_key(&text.as_str().into(), &key.as_str().into())?,
            None => store.delete(&key.as_str().into())?,
        };
    }
    settled(&transaction, "complete", &["error", "abort"]).await?;
    Ok(())
}

async fn read_all(database: &IdbDatabase) -> Result<Vec<(String, String)>, JsValue> {
    let (_, store) = begin(database, "readonly")?;
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
