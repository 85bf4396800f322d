//! The files received for a collection, what stands below a consolidated sheet, and remarks that
//! were written for units: a database of its own, since the journal is read whole whenever the page
//! opens, and these may be many.

use super::journal::settled;
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
        let value = self.request.result()?;
        let name = Reflect::get(&value, &"name".into())?.as_string().unwrap_or_default();
        let bytes = Reflect::get(&value, &"bytes".into())?.dyn_into()?;
        Ok(File { key: self.key, name, bytes })
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

    fn store(&self, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        self.database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
    }

    /// Keeps files, all or none of them; the answer comes when the browser has taken them.
    ///
    /// # Errors
    /// What the browser says, as when there is no more room.
    pub fn put(&self, files: &[File]) -> Result<Promise, JsValue> {
        let transaction =
            self.database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
        let store = transaction.object_store(STORE)?;
        for file in files {
            let value = Object::new();
            Reflect::set(&value, &"name".into(), &file.name.as_str().into())?;
            Reflect::set(&value, &"bytes".into(), &file.bytes)?;
            store.put_with_key(&value, &file.key.as_str().into())?;
        }
        Ok(super::journal::promise(&transaction, "complete", &["error", "abort"]))
    }

    /// The keys of the files kept for a slot, as they came.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn keys(&self, slot: &str) -> Result<Vec<String>, JsValue> {
        let start = files(slot);
        let range = IdbKeyRange::bound(&start.as_str().into(), &format!("{start}~").into())?;
        let request = self.store(IdbTransactionMode::Readonly)?.get_all_keys_with_key(&range)?;
        settled(&request, "success", &["error"]).await?;
        let keys: Array = request.result()?.into();
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    /// Asks for a file by its key.
    ///
    /// # Errors
    /// What the browser says.
    pub fn ask(&self, key: &str) -> Result<Asked, JsValue> {
        let request = self.store(IdbTransactionMode::Readonly)?.get(&key.into())?;
        let answer = settled(&request, "success", &["error"]);
        Ok(Asked { key: key.to_owned(), request, answer })
    }

    /// Removes a file.
    pub async fn remove(&self, key: &str) {
        if let Ok(store) = self.store(IdbTransactionMode::Readwrite)
            && let Ok(request) = store.delete(&key.into())
        {
            let _ = settled(&request, "success", &["error"]).await;
        }
    }

    async fn text(&self, key: String) -> Result<Option<String>, JsValue> {
        let request = self.store(IdbTransactionMode::Readonly)?.get(&key.into())?;
        settled(&request, "success", &["error"]).await?;
        Ok(request.result()?.as_string())
    }

    async fn put_text(&self, key: String, text: &str) -> Result<(), JsValue> {
        let store = self.store(IdbTransactionMode::Readwrite)?;
        let request = store.put_with_key(&text.into(), &key.into())?;
        settled(&request, "success", &["error"]).await?;
        Ok(())
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

/// Removes all that is kept for a slot.
pub async fn forget(slot: &str) {
    // `0` is the sign after `/`.
    let range = IdbKeyRange::bound(&format!("{slot}/").into(), &format!("{slot}0").into());
    if let (Ok(range), Ok(kept)) = (range, Received::open().await)
        && let Ok(store) = kept.store(IdbTransactionMode::Readwrite)
        && let Ok(request) = store.delete(&range)
    {
        let _ = settled(&request, "success", &["error"]).await;
    }
}

/// Removes everything of ours: the whole database.
pub async fn clear() {
    let factory = super::window().and_then(|window| window.indexed_db().ok().flatten());
    if let Some(Ok(request)) = factory.map(|factory| factory.delete_database(DATABASE)) {
        let _ = JsFuture::from(super::journal::promise(&request, "success", &["error", "blocked"]))
            .await;
    }
}
