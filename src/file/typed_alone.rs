//! Reading a file without what its cells were read as.
//!
//! A cell keeps what was typed and, beside it, what that was read as when the file was written; on
//! opening, what was typed is read again (docs/file-format.md). Whoever adds thousands of files up
//! needs the one alone, and the other is most of the work: it may have six shapes, of which each is
//! tried. So the value of `read` behind `typed` is passed over, but for what came from other units. All
//! else is handed on as it is.

use serde::de::value::UnitDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, IntoDeserializer,
    MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::cell::Cell;
use std::fmt;

/// Reads a value from a text.
///
/// # Errors
/// What serde finds; the text is then read the long way, which says it in words.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Passing(&mut json))?;
    json.end()?;
    Ok(value)
}

/// Hands on what it wraps: a deserializer, a visitor, the access to parts.
struct Passing<T>(T);

/// Sends a call to the wrapped deserializer, with the visitor wrapped.
macro_rules! hand_on {
    ($($method:ident($($name:ident: $kind:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $kind,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($name,)* Passing(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Passing<D> {
    type Error = D::Error;

    hand_on! {
        deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32()
        deserialize_i64() deserialize_i128() deserialize_u8() deserialize_u16() deserialize_u32()
        deserialize_u64() deserialize_u128() deserialize_f32() deserialize_f64() deserialize_char()
        deserialize_str() deserialize_string() deserialize_bytes() deserialize_byte_buf()
        deserialize_option() deserialize_unit() deserialize_seq() deserialize_map()
        deserialize_identifier() deserialize_ignored_any()
        deserialize_unit_struct(name: &'static str) deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(len: usize) deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }
}

/// Hands a plain value on to the wrapped visitor.
macro_rules! visit {
    ($($method:ident: $kind:ty),*) => {
        $(fn $method<E: serde::de::Error>(self, value: $kind) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Passing<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.expecting(f)
    }

    visit! {
        visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_str: &str,
        visit_borrowed_str: &'de str, visit_string: String
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Passing(inner))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Passing(inner))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Passing(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Entries { entries, key: Key::Other, passes: false })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Passing(variant))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Passing<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Passing(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Passing<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Passing(seed))
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Passing<A> {
    type Error = A::Error;
    type Variant = Passing<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (value, variant) = self.0.variant_seed(seed)?;
        Ok((value, Passing(variant)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Passing<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Passing(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(len, Passing(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, Passing(visitor))
    }
}

/// Which key was read last.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Key {
    #[default]
    Other,
    Typed,
    Read,
    /// What other units gave: totals, in whose lists a cell is kept with all that it was read as.
    Others,
}

/// The entries of an object, of which `read` behind `typed` is passed over.
struct Entries<A> {
    entries: A,
    key: Key,
    passes: bool,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let key = Cell::new(Key::Other);
        let out = self.entries.next_key_seed(Noting { inner: seed, key: &key })?;
        self.passes = self.key == Key::Typed && key.get() == Key::Read;
        self.key = key.get();
        Ok(out)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        if self.key == Key::Others {
            return self.entries.next_value_seed(seed);
        }
        if !self.passes {
            return self.entries.next_value_seed(Passing(seed));
        }
        self.entries.next_value::<IgnoredAny>()?;
        let nothing: UnitDeserializer<A::Error> = ().into_deserializer();
        seed.deserialize(nothing)
    }
}

/// A key that is noted as it is handed on.
struct Noting<'a, T> {
    inner: T,
    key: &'a Cell<Key>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Noting<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Noting { inner: deserializer, key: self.key })
    }
}

/// Keys are texts, whatever type they become.
macro_rules! note {
    ($($method:ident($($name:ident: $kind:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $kind,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($name,)* Noting { inner: visitor, key: self.key })
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Noting<'_, D> {
    type Error = D::Error;

    note! {
        deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32()
        deserialize_i64() deserialize_i128() deserialize_u8() deserialize_u16() deserialize_u32()
        deserialize_u64() deserialize_u128() deserialize_f32() deserialize_f64() deserialize_char()
        deserialize_str() deserialize_string() deserialize_bytes() deserialize_byte_buf()
        deserialize_option() deserialize_unit() deserialize_seq() deserialize_map()
        deserialize_identifier() deserialize_ignored_any()
        deserialize_unit_struct(name: &'static str) deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(len: usize) deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }
}

impl<T> Noting<'_, T> {
    fn note(&self, key: &str) {
        self.key.set(match key {
            "typed" => Key::Typed,
            "read" => Key::Read,
            "collected" | "below" => Key::Others,
            _ => Key::Other,
        });
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Noting<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<V::Value, E> {
        self.note(key);
        self.inner.visit_str(key)
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, key: &'de str) -> Result<V::Value, E> {
        self.note(key);
        self.inner.visit_borrowed_str(key)
    }

    fn visit_string<E: serde::de::Error>(self, key: String) -> Result<V::Value, E> {
        self.note(&key);
        self.inner.visit_string(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Envelope;
    use crate::file::envelope::Ordered;
    use crate::kinds::CellRecord;

    #[test]
    fn only_what_was_read_is_passed_over() {
        let cell = |text| read::<CellRecord>(text).map(|cell| (cell.typed, cell.read));
        assert_eq!(cell(r#"{"typed": "5", "read": 5}"#).unwrap(), ("5".to_owned(), None));
        let odd = r#"{"typed": "5", "read": {"any": [{"thing": 1.5e3}]}}"#;
        assert_eq!(cell(odd).unwrap(), ("5".to_owned(), None));
        assert!(cell(r#"{"typed": "5", "red": 5}"#).is_err());
        assert!(cell(r#"{"typed": "5", "read": }"#).is_err());
        let below = r#"{"below": {"typed": "5", "read": 5}}"#;
        let below = read::<Ordered<CellRecord>>(below).unwrap();
        assert!(below.0.iter().all(|(_, cell)| cell.read.is_some()));
        // A code of the form may be called so.
        let codes = read::<Ordered<Ordered<u32>>>(r#"{"read": {"typed": 1}, "b": {"read": 2}}"#);
        assert_eq!(codes.unwrap().0.len(), 2);
        assert!(read::<Envelope>("{}").is_err());
    }
}
