//! Sentences with slots: `Đơn vị có {models.total} mô hình[, trong đó {models.level}].`
//!
//! `{name}` is a slot; `[ … ]` falls away when a slot inside it is blank. A sentence of which a
//! slot outside brackets is blank is not said at all.

/// A sentence cut into its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Slot(String),
    Optional(Vec<Piece>),
}

impl Pattern {
    /// Cuts a sentence into its pieces; brackets do not nest, an unclosed one ends with the text.
    pub fn parse(text: &str) -> Pattern {
        let mut pieces = Vec::new();
        let mut optional: Option<Vec<Piece>> = None;
        let mut rest = text;
        while let Some(at) = rest.find(['{', '[', ']']) {
            let (before, from) = rest.split_at(at);
            let into = optional.as_mut().unwrap_or(&mut pieces);
            if !before.is_empty() {
                into.push(Piece::Text(before.to_owned()));
            }
            let mark = &from[..1];
            rest = &from[1..];
            match mark {
                "{" => {
                    let end = rest.find('}').unwrap_or(rest.len());
                    into.push(Piece::Slot(rest[..end].to_owned()));
                    rest = rest.get(end + 1..).unwrap_or("");
                }
                "[" => optional = Some(Vec::new()),
                _ => pieces.extend(optional.take().map(Piece::Optional)),
            }
        }
        let into = optional.as_mut().unwrap_or(&mut pieces);
        if !rest.is_empty() {
            into.push(Piece::Text(rest.to_owned()));
        }
        pieces.extend(optional.map(Piece::Optional));
        Pattern(pieces)
    }

    /// The names of its slots.
    pub fn slots(&self) -> Vec<&str> {
        fn collect<'a>(pieces: &'a [Piece], out: &mut Vec<&'a str>) {
            for piece in pieces {
                match piece {
                    Piece::Text(_) => {}
                    Piece::Slot(name) => out.push(name),
                    Piece::Optional(inner) => collect(inner, out),
                }
            }
        }
        let mut out = Vec::new();
        collect(&self.0, &mut out);
        out
    }

    /// The sentence with its slots filled; none when one outside brackets is blank.
    pub fn fill(&self, mut slot: impl FnMut(&str) -> Option<String>) -> Option<String> {
        fill(&self.0, &mut slot)
    }

    /// The text again, with every slot's name changed.
    #[must_use]
    pub fn rename(&self, rename: &dyn Fn(&str) -> String) -> String {
        fn write(pieces: &[Piece], rename: &dyn Fn(&str) -> String, out: &mut String) {
            for piece in pieces {
                match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::Slot(name) => {
                        out.push('{');
                        out.push_str(&rename(name));
                        out.push('}');
                    }
                    Piece::Optional(inner) => {
                        out.push('[');
                        write(inner, rename, out);
                        out.push(']');
                    }
                }
            }
        }
        let mut out = String::new();
        write(&self.0, rename, &mut out);
        out
    }
}

fn fill(pieces: &[Piece], slot: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Slot(name) => out.push_str(&slot(name)?),
            Piece::Optional(inner) => {
                if let Some(text) = fill(inner, slot) {
                    out.push_str(&text);
                }
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_parts_fall_away() {
        let pattern = Pattern::parse("Có {n} mô hình[, trong đó {cut}][ ({rate})].");
        let fill = |n: Option<&str>, cut: Option<&str>| {
            pattern.fill(|slot| match slot {
                "n" => n.map(str::to_owned),
                "cut" => cut.map(str::to_owned),
                _ => None,
            })
        };
        assert_eq!(
            fill(Some("290"), Some("03 cấp tỉnh")).as_deref(),
            Some("Có 290 mô hình, trong đó 03 cấp tỉnh.")
        );
        assert_eq!(fill(Some("290"), None).as_deref(), Some("Có 290 mô hình."));
        assert_eq!(fill(None, None), None);
        assert_eq!(pattern.slots(), ["n", "cut", "rate"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_pattern(text in "[a-z{}\\[\\]ệ ]{0,30}") {
            let _ = Pattern::parse(&text).fill(|_| Some("x".to_owned()));
        }
    }
}
