//! A look over a JSON text that serde's does not give: where in it a fault stands, which keys
//! stand twice, whether it was cut short. Used only when a file is not as we write it.

use crate::json;
use std::collections::BTreeSet;

/// What a text looks like from outside.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// The keys of the outermost object, each with its value's text, cut to 40 bytes.
    pub keys: Vec<(String, String)>,
    /// Whether the outermost value is a list.
    pub list: bool,
    /// The first fault.
    pub fault: Option<Fault>,
}

/// A fault of the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It ends in the middle.
    CutShort,
    /// It is no JSON, from this byte on.
    Broken(usize),
    /// Values stand in values more than [`DEPTH`] times.
    TooDeep,
    /// A key stands twice in one object; its path.
    Twice(Vec<String>),
    /// A whole number of more digits than any that is computed with; its path.
    Number(Vec<String>),
}

/// How deep values may stand in values; our files need 12.
pub(crate) const DEPTH: usize = 64;

/// Numbers of more digits than this do not fit what we compute with.
const MAX_DIGITS: usize = 18;

/// Looks over a text.
pub(crate) fn scan(text: &str) -> Outline {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        text,
        pos: 0,
        path: Vec::new(),
        depth: 0,
        out: Outline::default(),
    };
    let end = scanner.value().and_then(|()| {
        scanner.space();
        if scanner.pos == scanner.bytes.len() { Ok(()) } else { Err(Fault::Broken(scanner.pos)) }
    });
    let mut out = scanner.out;
    if let Err(fault) = end {
        out.fault = Some(fault);
    }
    out
}

/// The line of a byte, from 1.
pub(crate) fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

struct Scanner<'a> {
    bytes: &'a [u8],
    text: &'a str,
    pos: usize,
    path: Vec<String>,
    depth: usize,
    out: Outline,
}

type Step = Result<(), Fault>;

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.pos += 1;
        }
    }

    /// A fault that does not stop the look; the first counts.
    fn note(&mut self, fault: Fault) {
        self.out.fault.get_or_insert(fault);
    }

    fn value(&mut self) -> Step {
        self.space();
        match self.peek() {
            None => Err(Fault::CutShort),
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => {
                self.out.list |= self.depth == 0;
                self.nested(Self::list)
            }
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(_) => Err(Fault::Broken(self.pos)),
        }?;
        Ok(())
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Step) -> Step {
        self.pos += 1;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Fault::TooDeep);
        }
        inner(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn object(&mut self) -> Step {
        let mut keys = BTreeSet::new();
        loop {
            self.space();
            match self.peek() {
                Some(b'}') if keys.is_empty() => break,
                Some(b'"') => {}
                None => return Err(Fault::CutShort),
                Some(_) => return Err(Fault::Broken(self.pos)),
            }
            let key = self.string()?;
            self.path.push(key.clone());
            if !keys.insert(key.clone()) {
                self.note(Fault::Twice(self.path.clone()));
            }
            self.space();
            self.expect(b':')?;
            self.space();
            let start = self.pos;
            self.value()?;
            if self.depth == 1 {
                let end = self.pos.min(start + 40);
                let cut = String::from_utf8_lossy(&self.bytes[start..end]).into_owned();
                self.out.keys.push((key, cut));
            }
            self.path.pop();
            self.space();
            match self.peek() {
                Some(b',') => self.pos += 1,
                Some(b'}') => break,
                None => return Err(Fault::CutShort),
                Some(_) => return Err(Fault::Broken(self.pos)),
            }
        }
        self.pos += 1;
        Ok(())
    }

    fn list(&mut self) -> Step {
        let mut first = true;
        loop {
            self.space();
            if first && self.peek() == Some(b']') {
                break;
            }
            first = false;
            self.value()?;
            self.space();
            match self.peek() {
                Some(b',') => self.pos += 1,
                Some(b']') => break,
                None => return Err(Fault::CutShort),
                Some(_) => return Err(Fault::Broken(self.pos)),
            }
        }
        self.pos += 1;
        Ok(())
    }

    fn expect(&mut self, byte: u8) -> Step {
        match self.peek() {
            Some(b) if b == byte => {
                self.pos += 1;
                Ok(())
            }
            None => Err(Fault::CutShort),
            Some(_) => Err(Fault::Broken(self.pos)),
        }
    }

    /// A string; its value, for keys.
    fn string(&mut self) -> Result<String, Fault> {
        let start = self.pos;
        self.pos += 1;
        loop {
            match self.peek() {
                None => return Err(Fault::CutShort),
                Some(b'"') => break,
                Some(b'\\') => self.pos += 2,
                Some(b) if b < 0x20 => return Err(Fault::Broken(self.pos)),
                Some(_) => self.pos += 1,
            }
        }
        self.pos += 1;
        let raw = self.text.get(start..self.pos).unwrap_or_default();
        let plain = raw.trim_matches('"');
        if plain.contains('\\') {
            Ok(json::read(raw).unwrap_or_else(|_| plain.to_owned()))
        } else {
            Ok(plain.to_owned())
        }
    }

    fn number(&mut self) -> Step {
        let start = self.pos;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.pos += 1;
        }
        let raw = &self.bytes[start..self.pos];
        if raw.iter().filter(|b| b.is_ascii_digit()).count() > MAX_DIGITS {
            self.note(Fault::Number(self.path.clone()));
        }
        if self.pos == self.bytes.len() && self.depth > 0 { Err(Fault::CutShort) } else { Ok(()) }
    }

    fn word(&mut self, word: &str) -> Step {
        let rest = &self.bytes[self.pos..];
        if rest.starts_with(word.as_bytes()) {
            self.pos += word.len();
            return Ok(());
        }
        Err(if word.as_bytes().starts_with(rest) {
            Fault::CutShort
        } else {
            Fault::Broken(self.pos)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<Fault> {
        scan(text).fault
    }

    #[test]
    fn faults_are_told_apart() {
        assert_eq!(fault(r#"{"a": [1, "x", {"b": null}], "c": {}} "#), None);
        for cut in ["", "{", r#"{"a"#, r#"{"a": [1, tr"#, r#"{"a": 12"#, r#"{"a": "b\"#] {
            assert_eq!(fault(cut), Some(Fault::CutShort), "{cut}");
        }
        assert_eq!(fault(r#"{"a" 1}"#), Some(Fault::Broken(5)));
        assert_eq!(fault("{} x"), Some(Fault::Broken(3)));
        assert_eq!(fault(&"[".repeat(100)), Some(Fault::TooDeep));
        let path = |p: &[&str]| p.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(fault(r#"{"a":{"b":1,"\u0062":2}}"#), Some(Fault::Twice(path(&["a", "b"]))));
        let long = r#"{"a":{"b":1234567890123456789}}"#;
        assert_eq!(fault(long), Some(Fault::Number(path(&["a", "b"]))));
    }

    proptest::proptest! {
        /// What it says of a text's soundness is what serde says.
        #[test]
        fn sound_as_serde_says(text in r#"[\{\}\[\],:"a1-9 truefalsn\\]{0,24}"#) {
            let sound = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            let fault = scan(&text).fault;
            if sound {
                proptest::prop_assert!(matches!(fault, None | Some(Fault::Twice(_) | Fault::Number(_))));
            }
        }
    }
}
