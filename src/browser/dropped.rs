//! What a person drops: files, and folders with all that is in them.
//!
//! From a page on the disk Chromium opens a dropped folder by its handle alone, and Firefox, which has
//! no handles, by its entry. Both tell what is a folder only while the event lasts.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList};

/// Of more things dropped at once none is taken for a folder: asking about each takes time.
const LOOKED_INTO: u32 = 50;

/// What was dropped.
pub struct Dropped {
    /// As the browser lists it; a folder stands there as a file that cannot be read.
    pub files: FileList,
    parts: Vec<Part>,
}

enum Part {
    Handle(Promise),
    Entry(JsValue),
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(of: &JsValue, name: &str, with: &Array) -> Result<JsValue, JsValue> {
    let function: Function = get(of, name).dyn_into()?;
    Reflect::apply(&function, of, with)
}

/// The answer of a function that calls back.
async fn called_back(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |well: Function, badly: Function| {
        let with = Array::of2(&well, &badly);
        if let Err(error) = call(of, name, &with) {
            let _ = badly.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await
}

impl Dropped {
    /// What an event carries.
    pub fn of(data: &DataTransfer) -> Option<Dropped> {
        let files = data.files()?;
        let items = get(data, "items");
        let count = if files.length() > LOOKED_INTO { 0 } else { files.length() };
        let part = |at: u32| {
            let item = Reflect::get_u32(&items, at).unwrap_or(JsValue::UNDEFINED);
            let handle = call(&item, "getAsFileSystemHandle", &Array::new());
            match handle.and_then(JsCast::dyn_into) {
                Ok(promise) => Part::Handle(promise),
                Err(_) => {
                    let entry = call(&item, "webkitGetAsEntry", &Array::new());
                    Part::Entry(entry.unwrap_or(JsValue::NULL))
                }
            }
        };
        Some(Dropped { parts: (0..count).map(part).collect(), files })
    }

    /// All files, in place of each folder those in it; none where nothing is a folder. What cannot be
    /// looked into stays as it is.
    pub async fn with_folders(&self) -> Option<Vec<File>> {
        let mut out = Vec::new();
        let mut any = false;
        for (at, part) in (0..).zip(&self.parts) {
            let inside = match part {
                Part::Handle(promise) => match JsFuture::from(promise.clone()).await {
                    Ok(handle) if get(&handle, "kind") == "directory" => in_handle(handle).await,
                    _ => Err(JsValue::NULL),
                },
                Part::Entry(entry) if get(entry, "isDirectory").is_truthy() => {
                    in_entry(entry.clone()).await
                }
                Part::Entry(_) => Err(JsValue::NULL),
            };
            match inside {
                Ok(files) => {
                    any = true;
                    out.extend(files);
                }
                Err(_) => out.extend(self.files.get(at)),
            }
        }
        any.then_some(out)
    }
}

async fn in_handle(folder: JsValue) -> Result<Vec<File>, JsValue> {
    let (mut folders, mut out) = (vec![folder], Vec::new());
    while let Some(folder) = folders.pop() {
        let values = call(&folder, "values", &Array::new())?;
        loop {
            let next = call(&values, "next", &Array::new())?;
            let next = JsFuture::from(Promise::resolve(&next)).await?;
            if get(&next, "done").is_truthy() {
                break;
            }
            let one = get(&next, "value");
            if get(&one, "kind") == "directory" {
                folders.push(one);
            } else {
                let file = call(&one, "getFile", &Array::new())?;
                out.push(JsFuture::from(Promise::resolve(&file)).await?.dyn_into()?);
            }
        }
    }
    Ok(out)
}

async fn in_entry(folder: JsValue) -> Result<Vec<File>, JsValue> {
    let (mut folders, mut out) = (vec![folder], Vec::new());
    while let Some(folder) = folders.pop() {
        let reader = call(&folder, "createReader", &Array::new())?;
        // A reader gives some entries at a time, and an empty list when there are no more.
        loop {
            let some: Array = called_back(&reader, "readEntries").await?.dyn_into()?;
            if some.length() == 0 {
                break;
            }
            for one in some.iter() {
                if get(&one, "isDirectory").is_truthy() {
                    folders.push(one);
                } else {
                    out.push(called_back(&one, "file").await?.dyn_into()?);
                }
            }
        }
    }
    Ok(out)
}
