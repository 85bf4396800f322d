//! Writing JSON: pretty for files people may look into, compact for drafts written at every
//! keystroke. One serialiser does both, because each further one costs the page its size again.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{Result, Write};

/// The JSON of a value; indented by two spaces with a line break at its end when `pretty`.
///
/// A value whose keys are no strings gives an empty text; none of ours has such.
pub fn print<T: Serialize>(value: &T, pretty: bool) -> String {
    let mut out = Vec::with_capacity(4096);
    let layout = Layout { pretty, depth: 0, holds: false };
    if value.serialize(&mut Serializer::with_formatter(&mut out, layout)).is_err() {
        return String::new();
    }
    if pretty {
        out.push(b'\n');
    }
    String::from_utf8(out).unwrap_or_default()
}

struct Layout {
    pretty: bool,
    depth: usize,
    holds: bool,
}

impl Layout {
    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> Result<()> {
        self.depth += 1;
        self.holds = false;
        out.write_all(mark)
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.holds {
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
        if !self.pretty {
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
        self.next(out, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        out.write_all(if self.pretty { b": " } else { b":" })
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
}
