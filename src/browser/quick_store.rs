//! localStorage: written in the input event itself. Shared by every local page in Chromium, so
//! only keys of ours are touched and nothing is ever cleared whole.

use crate::drafts::{Quick, ROOT};
use std::cell::OnceCell;
use web_sys::Storage;

/// The browser checks at every asking whether the page may have it, so it is asked once.
fn storage() -> Option<Storage> {
    thread_local! {
        static STORAGE: OnceCell<Storage> = const { OnceCell::new() };
    }
    STORAGE.with(|known| {
        if let Some(storage) = known.get() {
            return Some(storage.clone());
        }
        let storage = super::window()?.local_storage().ok().flatten()?;
        Some(known.get_or_init(|| storage).clone())
    })
}

/// All texts of ours.
pub fn all() -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let length = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..length)
        .filter_map(|i| storage.key(i).ok().flatten())
        .filter(|key| key.starts_with(ROOT))
        .collect();
    keys.into_iter()
        .filter_map(|key| {
            let text = storage.get_item(&key).ok().flatten()?;
            Some((key, text))
        })
        .collect()
}

/// Writes; whether the storage took it.
pub fn set(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// For what is decided elsewhere.
pub struct Local;

impl Quick for Local {
    fn get(&self, key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    fn set(&self, key: &str, text: &str) -> bool {
        set(key, text)
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(key);
        }
    }
}
