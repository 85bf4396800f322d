//! Writing JSON: pretty for files people may look into, compact for drafts written at every
//! keystroke. One serialiser does both, because each further one costs the page its size again.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{ErrorKind, Result, Write};

/// The JSON of a value; indented by two spaces with a line break at its end when `pretty`.
///
/// What stands in [`ROWS`] has one line for each entry, as a table has: it is read by comparing the
/// lines, and a consolidated file has one for every unit.
///
/// A value whose keys are no strings gives an empty text; none of ours has such.
pub fn print<T: Serialize>(value: &T, pretty: bool) -> String {
    let mut out = Out::Text(Vec::with_capacity(4096));
    match (put(value, pretty, &mut out), out) {
        (Ok(()), Out::Text(text)) => String::from_utf8(text).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Whether a value prints, indented, as this text; nothing is printed for that.
pub fn prints_as<T: Serialize>(value: &T, text: &str) -> bool {
    let mut out = Out::Same(text.as_bytes());
    put(value, true, &mut out).is_ok() && matches!(out, Out::Same([]))
}

fn put<T: Serialize>(value: &T, pretty: bool, out: &mut Out) -> Result<()> {
    let layout = Layout { pretty, depth: 0, holds: false, in_key: false, flat_below: usize::MAX };
    value.serialize(&mut Serializer::with_formatter(&mut *out, layout))?;
    if pretty { out.write_all(b"\n") } else { Ok(()) }
}

/// Where a value is printed to: one type, so that the serialiser stands in the page once.
enum Out<'a> {
    /// A text that grows.
    Text(Vec<u8>),
    /// A text that is there already, without what was found to be the same.
    Same(&'a [u8]),
}

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Out::Text(text) => text.extend_from_slice(bytes),
            Out::Same(rest) => *rest = rest.strip_prefix(bytes).ok_or(ErrorKind::InvalidData)?,
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// The keys of a file under which entries have a line each, and how deep the entries stand.
const ROWS: [(&str, usize); 2] = [("history", 2), ("below", 3)];

struct Layout {
    pretty: bool,
    depth: usize,
    holds: bool,
    in_key: bool,
    /// Deeper than this everything stands in one line.
    flat_below: usize,
}

impl Layout {
    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> Result<()> {
        self.depth += 1;
        self.holds = false;
        out.write_all(mark)
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> Result<()> {
        let flat = self.depth > self.flat_below;
        self.depth -= 1;
        if self.holds && !flat {
            self.line(out)?;
        }
        out.write_all(mark)
    }

    fn next<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.line(out)
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> Result<()> {
        if !self.pretty || self.depth > self.flat_below {
            return Ok(());
        }
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.begin(out, b"[")
    }
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.end(out, b"]")
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.next(out, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.holds = true;
        Ok(())
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.begin(out, b"{")
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.end(out, b"}")
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.in_key = true;
        self.next(out, first)
    }
    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.in_key = false;
        Ok(())
    }
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> Result<()> {
        if self.in_key && self.depth == 1 {
            let rows = ROWS.iter().find(|(key, _)| *key == text);
            self.flat_below = rows.map_or(usize::MAX, |(_, depth)| *depth);
        }
        out.write_all(text.as_bytes())
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        let spaced = self.pretty && self.depth <= self.flat_below;
        out.write_all(if spaced { b": " } else { b":" })
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.holds = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_library_prints() {
        let value = serde_json::json!({"a": [1, {}, [], {"b": "ế\n"}], "c": {"d": null}});
        assert_eq!(print(&value, false), serde_json::to_string(&value).unwrap());
        assert_eq!(print(&value, true), serde_json::to_string_pretty(&value).unwrap() + "\n");
    }

    #[test]
    fn what_prints_as_a_text_is_told() {
        let value = serde_json::json!({"a": [1, {"b": "ế\n"}]});
        let text = print(&value, true);
        assert!(prints_as(&value, &text));
        let not =
            ["".to_owned(), text.replace('1', "2"), text.clone() + "\n", text.replace("]", "")];
        for not in not {
            assert!(!prints_as(&value, &not), "{not}");
        }
        assert!(!prints_as(&value, text.trim_end()));
    }

    #[test]
    fn rows_have_a_line_each() {
        let value =
            serde_json::json!({"below": {"units": [{"a": {"b": 1}}, {"a": {}}]}, "z": {"y": 1}});
        let lines = "{\n  \"below\": {\n    \"units\": [\n      {\"a\":{\"b\":1}},\n      {\"a\":{}}\n    ]\n  },\n  \"z\": {\n    \"y\": 1\n  }\n}\n";
        assert_eq!(print(&value, true), lines);
    }
}
