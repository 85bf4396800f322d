//! The files received for a collection, what stands below a consolidated sheet, and remarks that
//! were written for units: a database of its own, since the journal is read whole whenever the page
//! opens, and these may be many.

use super::journal::{begin, settled};
#[cfg(feature = "collect")]
use crate::drafts::Record;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "phieu-received";
const STORE: &str = "files";

/// The key of what stands below a sheet.
fn below(slot: &str) -> String {
    format!("{slot}/below")
}

/// The key of the remarks on what units sent.
fn remarks(slot: &str) -> String {
    format!("{slot}/remarks")
}

/// The beginning of the keys of a slot's files.
fn files(slot: &str) -> String {
    format!("{slot}/file/")
}

/// A key for one more file of a slot; keys sort as the files came.
pub fn key(slot: &str, nth: usize, random: &str) -> String {
    format!("{}{nth:07}{}", files(slot), random.get(..6).unwrap_or_default())
}

/// A file that is kept, or to be kept.
pub struct File {
    /// Where.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What is in it, as the browser has it.
    pub bytes: Uint8Array,
}

/// A file that the database is looking for already, while the program does something else.
pub struct Asked {
    key: String,
    request: IdbRequest,
    answer: JsFuture,
}

impl Asked {
    /// Where it is kept.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The file.
    ///
    /// # Errors
    /// What the browser says, or nothing where there is no such file.
    pub async fn file(self) -> Result<File, JsValue> {
        self.answer.await?;
        file(self.key, &self.request.result()?)
    }
}

async fn open() -> Result<IdbDatabase, JsValue> {
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

/// The database, while many files are written or read.
pub struct Received {
    database: IdbDatabase,
}

/// An open connection would stand in the way of removing everything.
impl Drop for Received {
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Received {
    /// Opens it.
    ///
    /// # Errors
    /// What the browser says, as where it keeps nothing.
    pub async fn open() -> Result<Received, JsValue> {
        Ok(Received { database: open().await? })
    }

    fn store(&self) -> Result<IdbObjectStore, JsValue> {
        self.database
            .transaction_with_str_and_mode(STORE, IdbTransactionMode::Readonly)?
            .object_store(STORE)
    }

    /// Removes what is kept in these ranges and keeps these values, all of it or nothing; the answer
    /// comes when it is on the disk.
    fn write(&self, ranges: &[JsValue], values: &[(JsValue, String)]) -> Result<Promise, JsValue> {
        let (transaction, store) = begin(&self.database, STORE, "readwrite")?;
        for range in ranges {
            store.delete(range)?;
        }
        for (value, key) in values {
            store.put_with_key(value, &key.as_str().into())?;
        }
        Ok(super::journal::promise(&transaction, "complete", &["error", "abort"]))
    }

    /// Keeps files, all or none of them; the answer comes when they are on the disk.
    ///
    /// # Errors
    /// What the browser says, as when there is no more room.
    pub fn put(&self, files: &[File]) -> Result<Promise, JsValue> {
        let values =
            files.iter().map(|file| Ok((value(&file.name, &file.bytes)?, file.key.clone())));
        self.write(&[], &values.collect::<Result<Vec<_>, JsValue>>()?)
    }

    /// The keys of all that is kept.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn all_keys(&self) -> Result<Vec<String>, JsValue> {
        keys(self.store()?.get_all_keys()?).await
    }

    #[cfg(feature = "collect")]
    /// What is kept under a key, whatever it is.
    ///
    /// # Errors
    /// What the browser says, or nothing where nothing is.
    pub async fn record(&self, key: &str) -> Result<Record, JsValue> {
        let request = self.store()?.get(&key.into())?;
        settled(&request, "success", &["error"]).await?;
        let value = request.result()?;
        let key = key.to_owned();
        Ok(match value.as_string() {
            Some(text) => Record { key, name: None, bytes: text.into_bytes() },
            None => {
                let File { name, bytes, .. } = file(key.clone(), &value)?;
                Record { key, name: Some(name), bytes: bytes.to_vec() }
            }
        })
    }

    /// The keys of the files kept for a slot, as they came.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn keys(&self, slot: &str) -> Result<Vec<String>, JsValue> {
        let start = files(slot);
        let range = IdbKeyRange::bound(&start.as_str().into(), &format!("{start}~").into())?;
        keys(self.store()?.get_all_keys_with_key(&range)?).await
    }

    /// Asks for a file by its key.
    ///
    /// # Errors
    /// What the browser says.
    pub fn ask(&self, key: &str) -> Result<Asked, JsValue> {
        let request = self.store()?.get(&key.into())?;
        let answer = settled(&request, "success", &["error"]);
        Ok(Asked { key: key.to_owned(), request, answer })
    }

    /// Removes a file.
    pub async fn remove(&self, key: &str) {
        if let Ok(removed) = self.write(&[key.into()], &[]) {
            let _ = JsFuture::from(removed).await;
        }
    }

    async fn text(&self, key: String) -> Result<Option<String>, JsValue> {
        let request = self.store()?.get(&key.into())?;
        settled(&request, "success", &["error"]).await?;
        Ok(request.result()?.as_string())
    }

    async fn put_text(&self, key: String, text: &str) -> Result<(), JsValue> {
        let written = self.write(&[], &[(text.into(), key)])?;
        JsFuture::from(written).await.map(|_| ())
    }

    /// What stands below a slot's sheet.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn below(&self, slot: &str) -> Result<Option<String>, JsValue> {
        self.text(below(slot)).await
    }

    /// Keeps what stands below a slot's sheet.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn put_below(&self, slot: &str, text: &str) -> Result<(), JsValue> {
        self.put_text(below(slot), text).await
    }

    /// The remarks on what units sent.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn remarks(&self, slot: &str) -> Result<Option<String>, JsValue> {
        self.text(remarks(slot)).await
    }

    /// Keeps the remarks on what units sent.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn put_remarks(&self, slot: &str, text: &str) -> Result<(), JsValue> {
        self.put_text(remarks(slot), text).await
    }
}

/// The keys of all that is kept.
///
/// # Errors
/// What the browser says.
pub async fn all_keys() -> Result<Vec<String>, JsValue> {
    Received::open().await?.all_keys().await
}

fn range(slot: &str) -> Result<JsValue, JsValue> {
    // `0` is the sign after `/`.
    let range = IdbKeyRange::bound(&format!("{slot}/").into(), &format!("{slot}0").into());
    range.map(JsValue::from)
}

/// Removes all that is kept for a slot.
pub async fn forget(slot: &str) {
    if let (Ok(range), Ok(received)) = (range(slot), Received::open().await)
        && let Ok(removed) = received.write(&[range], &[])
    {
        let _ = JsFuture::from(removed).await;
    }
}

/// Removes all that is kept for these slots, and keeps these records: all of it or nothing.
///
/// # Errors
/// What the browser says, as when there is no more room.
#[cfg(feature = "collect")]
pub async fn change(forget: &[String], records: &[Record]) -> Result<(), JsValue> {
    let ranges = forget.iter().map(|slot| range(slot)).collect::<Result<Vec<_>, _>>()?;
    let values = records.iter().map(|record| {
        let value = match &record.name {
            Some(name) => value(name, &Uint8Array::from(record.bytes.as_slice()))?,
            None => String::from_utf8_lossy(&record.bytes).as_ref().into(),
        };
        Ok((value, record.key.clone()))
    });
    let values = values.collect::<Result<Vec<_>, JsValue>>()?;
    let received = Received::open().await?;
    JsFuture::from(received.write(&ranges, &values)?).await.map(|_| ())
}

/// A file as the database has it.
fn value(name: &str, bytes: &Uint8Array) -> Result<JsValue, JsValue> {
    let value = Object::new();
    Reflect::set(&value, &"name".into(), &name.into())?;
    Reflect::set(&value, &"bytes".into(), bytes)?;
    Ok(value.into())
}

fn file(key: String, value: &JsValue) -> Result<File, JsValue> {
    let name = Reflect::get(value, &"name".into())?.as_string().unwrap_or_default();
    let bytes = Reflect::get(value, &"bytes".into())?.dyn_into()?;
    Ok(File { key, name, bytes })
}

async fn keys(request: IdbRequest) -> Result<Vec<String>, JsValue> {
    settled(&request, "success", &["error"]).await?;
    let keys: Array = request.result()?.into();
    Ok(keys.iter().filter_map(|key| key.as_string()).collect())
}

/// Removes everything of ours: the whole database.
pub async fn clear() {
    let factory = super::window().and_then(|window| window.indexed_db().ok().flatten());
    if let Some(Ok(request)) = factory.map(|factory| factory.delete_database(DATABASE)) {
        let _ = JsFuture::from(super::journal::promise(&request, "success", &["error", "blocked"]))
            .await;
    }
}
