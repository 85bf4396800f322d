//! The fingerprint of a file: SHA-256 of its bytes with the fingerprint's own 64 digits as zeros.
//!
//! It shows damage and hand edits, not forgery: whoever can change a file can also compute it.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// How many digits a fingerprint has.
pub(crate) const DIGITS: usize = 64;

/// What stands in the fingerprint's place while it is computed.
pub(crate) const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The SHA-256 of a text in parts, as 64 hexadecimal digits.
pub(crate) fn sha256(parts: &[&str]) -> String {
    hex(parts.iter().fold(Sha256::new(), |sha, part| sha.chain_update(part)))
}

/// The fingerprint that a text should have, if the digits of `stated` are its own: their first
/// place in the text counts as zeros. `None` where they do not stand in it.
pub(crate) fn of(text: &str, stated: &str) -> Option<String> {
    let at = text.find(stated).filter(|_| is_one(stated))?;
    let (before, rest) = text.split_at(at);
    let after = rest.get(DIGITS..)?;
    Some(hex(Sha256::new().chain_update(before).chain_update(ZEROS).chain_update(after)))
}

/// Whether a text has the shape of a fingerprint: 64 digits 0–9, a–f.
pub(crate) fn is_one(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn hex(sha: Sha256) -> String {
    let mut out = String::with_capacity(DIGITS);
    for byte in sha.finalize() {
        // Writing into a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The short form that people compare on paper: the first eight digits, as `A1B2-C3D4`.
///
/// Empty for a text shorter than eight characters; it is no fingerprint then.
pub fn short(fingerprint: &str) -> String {
    match (fingerprint.get(..4), fingerprint.get(4..8)) {
        (Some(a), Some(b)) => format!("{a}-{b}").to_ascii_uppercase(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(&["a", "bc"]), abc);
        assert_eq!(short(abc), "BA78-16BF");
        assert_eq!(short(""), "");
        assert_eq!(of(&format!("a{abc}b"), abc), Some(sha256(&["a", ZEROS, "b"])));
        assert_eq!(of("abc", abc), None);
        assert_eq!(of("abc", ""), None);
    }
}
