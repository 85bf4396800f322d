//! Offering a file for download, and reading a chosen one.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// Offers a text as a file.
///
/// # Errors
/// What the browser says.
pub fn download(name: &str, text: &str, kind: &str) -> Result<(), JsValue> {
    offer(name, &Array::of1(&text.into()), kind)
}

/// Offers bytes as a file.
///
/// # Errors
/// What the browser says.
pub fn download_bytes(name: &str, bytes: &[u8], kind: &str) -> Result<(), JsValue> {
    offer(name, &Array::of1(&Uint8Array::from(bytes)), kind)
}

/// Offers texts and bytes, one after the other, as a file.
///
/// # Errors
/// What the browser says.
pub fn offer(name: &str, parts: &Array, kind: &str) -> Result<(), JsValue> {
    let document = super::document().ok_or(JsValue::NULL)?;
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let blob = Blob::new_with_blob_sequence_and_options(parts, &bag)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.set_hidden(true);
    document.body().ok_or(JsValue::NULL)?.append_child(&anchor)?;
    anchor.click();
    anchor.remove();
    // Firefox begins the download after the click: the address must outlive it.
    let release = wasm_bindgen::closure::Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&url);
    });
    if let Some(window) = super::window() {
        let _ = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000);
    }
    Ok(())
}

/// The bytes of a chosen file.
///
/// # Errors
/// What the browser says, as when the file was moved meanwhile.
pub async fn bytes(file: &File) -> Result<Vec<u8>, JsValue> {
    Ok(Reading::of(file).bytes().await?.to_vec())
}

/// A chosen file that the browser is reading already, while the program does something else.
pub struct Reading(JsFuture);

impl Reading {
    /// Asks for a file.
    pub fn of(file: &File) -> Reading {
        Reading(JsFuture::from(file.array_buffer()))
    }

    /// Its bytes, as the browser has them.
    ///
    /// # Errors
    /// What the browser says, as when the file was moved meanwhile.
    pub async fn bytes(self) -> Result<Uint8Array, JsValue> {
        Ok(Uint8Array::new(&self.0.await?))
    }
}
