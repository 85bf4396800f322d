//! Reading JSON into our types by way of a tree.
//!
//! serde_json reads text straight into a type, which is faster and costs the page about 3 KB for
//! each of some hundred types: its parser stands in the code once for every one of them, and every
//! struct is prepared to come as a list as well. Through a tree the parser stands there once.
//! The tree also knows where in the file a fault is, as keys that a person can follow.

use super::print::print;
use crate::shared::Arc;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected,
    IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::{Deserialize, Serialize, Serializer, forward_to_deserialize_any};
use std::borrow::Cow;
use std::fmt;

/// Why a text does not read as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What, as serde says it.
    pub message: String,
    /// Where: keys from the outermost object inwards; empty for a fault of the text itself.
    pub path: Vec<String>,
}

/// Reads a text as a type.
///
/// # Errors
/// What is wrong and where.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let tree: Json = serde_json::from_str(text).map_err(Error::custom)?;
    from_outside(T::deserialize(Tree(&tree)))
}

/// The place of a fault from the outermost key inwards; it was noted from inside.
fn from_outside<T>(read: Result<T, Error>) -> Result<T, Error> {
    read.map_err(|mut error| {
        error.path.reverse();
        error
    })
}

impl Error {
    /// The same fault seen from one step further out.
    fn within(mut self, key: &str) -> Error {
        self.path.push(key.to_owned());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Error {
        Error { message: message.to_string(), path: Vec::new() }
    }

    // What serde says itself brings the printing of floats into the page, which is 12 KB of code.
    fn invalid_type(found: Unexpected, expected: &dyn Expected) -> Error {
        Error::custom(format_args!("invalid type: {}, expected {expected}", named(found)))
    }

    fn invalid_value(found: Unexpected, expected: &dyn Expected) -> Error {
        Error::custom(format_args!("invalid value: {}, expected {expected}", named(found)))
    }
}

/// What was found instead, in the words of serde.
fn named(found: Unexpected) -> String {
    match found {
        Unexpected::Bool(value) => format!("boolean `{value}`"),
        Unexpected::Unsigned(value) => format!("integer `{value}`"),
        Unexpected::Signed(value) => format!("integer `{value}`"),
        Unexpected::Str(value) => format!("string {value:?}"),
        Unexpected::Seq => "sequence".to_owned(),
        Unexpected::Map => "map".to_owned(),
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Float(_) => "a number with a decimal point".to_owned(),
        _ => "something else".to_owned(),
    }
}

/// A JSON value; an object keeps its order and a key that stands twice. Texts are those of the file,
/// unless there is a backslash in them.
enum Json<'a> {
    Null,
    Bool(bool),
    Natural(u64),
    Negative(i64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Key<'a>, Json<'a>)>),
}

/// The name of a value in an object.
struct Key<'a>(Cow<'a, str>);

/// JSON that is given on as it came: its keys in their order, and nothing in it understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw(Arc<str>);

/// By this name a place in the tree is asked for its text.
const RAW: &str = "raw";

impl Raw {
    /// The JSON in a text; none where it is no JSON.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(text: &str) -> Option<Raw> {
        serde_json::from_str(text).ok()
    }

    /// Reads it as a type.
    ///
    /// # Errors
    /// What is wrong and where in it.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        read(&self.0)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
                Ok(Raw(text.into()))
            }
            // By another way than the tree, of which the page has none.
            #[cfg(not(target_arch = "wasm32"))]
            fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Raw, D::Error> {
                Ok(Raw(print(&Json::deserialize(json)?, false).into()))
            }
        }
        deserializer.deserialize_newtype_struct(RAW, Text)
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json: Json = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        json.serialize(serializer)
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Natural(value) => serializer.serialize_u64(*value),
            Json::Negative(value) => serializer.serialize_i64(*value),
            // None of our types has one, so what has one was refused; printing them is 12 KB of code.
            Json::Null | Json::Float(_) => serializer.serialize_unit(),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(list) => serializer.collect_seq(list),
            Json::Object(entries) => {
                serializer.collect_map(entries.iter().map(|(Key(key), value)| (key, value)))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'de>, D::Error> {
        struct Name;
        impl<'de> Visitor<'de> for Name {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }
            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }
            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Name)
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json<'de>, D::Error> {
        struct Grow;
        impl<'de> Visitor<'de> for Grow {
            type Value = Json<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_unit<E>(self) -> Result<Json<'de>, E> {
                Ok(Json::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
                Ok(Json::Bool(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
                Ok(Json::Natural(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
                Ok(Json::Negative(value))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
                Ok(Json::Float(value))
            }
            fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Owned(value.to_owned())))
            }
            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Borrowed(value)))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json<'de>, A::Error> {
                let mut out = Vec::new();
                while let Some(value) = list.next_element()? {
                    out.push(value);
                }
                Ok(Json::List(out))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json<'de>, A::Error> {
                let mut out = Vec::new();
                while let Some(entry) = object.next_entry()? {
                    out.push(entry);
                }
                Ok(Json::Object(out))
            }
        }
        deserializer.deserialize_any(Grow)
    }
}

/// A place in the tree, read as some type.
#[derive(Clone, Copy)]
struct Tree<'a>(&'a Json<'a>);

impl Tree<'_> {
    #[inline(never)]
    fn refuse(self, wanted: &str) -> Error {
        let found = match self.0 {
            Json::Null => Unexpected::Unit,
            Json::Bool(value) => Unexpected::Bool(*value),
            Json::Natural(value) => Unexpected::Unsigned(*value),
            Json::Negative(value) => Unexpected::Signed(*value),
            Json::Float(value) => Unexpected::Float(*value),
            Json::Text(value) => Unexpected::Str(value),
            Json::List(_) => Unexpected::Seq,
            Json::Object(_) => Unexpected::Map,
        };
        Error::custom(format_args!("invalid type: {}, expected {wanted}", named(found)))
    }
}

impl<'de> Deserializer<'de> for Tree<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(*value),
            Json::Natural(value) => visitor.visit_u64(*value),
            Json::Negative(value) => visitor.visit_i64(*value),
            Json::Float(value) => visitor.visit_f64(*value),
            Json::Text(value) => visitor.visit_str(value),
            Json::List(list) => visitor.visit_seq(List(list)),
            Json::Object(object) => visitor.visit_map(Object { rest: object, value: None }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Json::Bool(value) => visitor.visit_bool(*value),
            _ => Err(self.refuse("true or false")),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Json::Natural(value) => visitor.visit_u64(*value),
            Json::Negative(value) => visitor.visit_i64(*value),
            _ => Err(self.refuse("a whole number")),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Json::Text(value) => visitor.visit_str(value),
            _ => Err(self.refuse("a text")),
        }
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Json::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == RAW {
            return visitor.visit_str(&print(self.0, false));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Json::List(list) => visitor.visit_seq(List(list)),
            _ => Err(self.refuse("a list")),
        }
    }
    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Json::Object(object) => visitor.visit_map(Object { rest: object, value: None }),
            _ => Err(self.refuse("an object")),
        }
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Json::Text(name) => visitor.visit_enum(Variant { name, value: None }),
            Json::Object(object) => match object.as_slice() {
                [(Key(name), value)] => visitor.visit_enum(Variant { name, value: Some(value) }),
                _ => Err(self.refuse("an object with one key")),
            },
            _ => Err(self.refuse("a name, or an object with one key")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
    }
}

struct List<'a>(&'a [Json<'a>]);

impl<'de> SeqAccess<'de> for List<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(None) };
        self.0 = rest;
        seed.deserialize(Tree(first)).map(Some)
    }
}

struct Object<'a> {
    rest: &'a [(Key<'a>, Json<'a>)],
    value: Option<(&'a str, &'a Json<'a>)>,
}

impl<'de> MapAccess<'de> for Object<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(((Key(key), value), rest)) = self.rest.split_first() else { return Ok(None) };
        self.rest = rest;
        self.value = Some((key, value));
        seed.deserialize(key.as_ref().into_deserializer())
            .map(Some)
            .map_err(|error: Error| error.within(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some((key, value)) = self.value.take() else {
            return Err(Error::custom("a value without its key"));
        };
        seed.deserialize(Tree(value)).map_err(|error| error.within(key))
    }
}

struct Variant<'a> {
    name: &'a str,
    value: Option<&'a Json<'a>>,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Error;
    type Variant = Variant<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let variant = seed
            .deserialize(self.name.into_deserializer())
            .map_err(|error: Error| error.within(self.name))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.value {
            None => Ok(()),
            Some(value) => Err(Tree(value).refuse("nothing").within(self.name)),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        let value = self.value.unwrap_or(&Json::Null);
        seed.deserialize(Tree(value)).map_err(|error| error.within(self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        let value = self.value.unwrap_or(&Json::Null);
        Tree(value).deserialize_seq(visitor).map_err(|error| error.within(self.name))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let value = self.value.unwrap_or(&Json::Null);
        Tree(value).deserialize_map(visitor).map_err(|error| error.within(self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    struct Thing {
        name: String,
        #[serde(default)]
        many: Vec<Kind>,
        maybe: Option<u32>,
        #[serde(default)]
        by: BTreeMap<String, (i64, bool)>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        Held(u8),
        Named { at: u16 },
    }

    /// The same as serde_json reads, for every shape that our types have.
    #[test]
    fn reads_as_serde_json_does() {
        for text in [
            r#"{"name":"ệ","many":["plain",{"held":7},{"named":{"at":3}}],"maybe":null}"#,
            r#"{"name":"a","maybe":5,"by":{"x":[-3,true]}}"#,
            r#"{"n\u0061me":"\"\n\u1ec7","many":["pl\u0061in"],"by":{"\\":[1,false]}}"#,
        ] {
            assert_eq!(read::<Thing>(text), Ok(serde_json::from_str(text).unwrap()));
        }
        for wrong in [
            r#"{"name":1}"#,
            r#"{"name":"a","other":1}"#,
            r#"{}"#,
            r#"{"name":"a","name":"b"}"#,
            r#"{"name":"a","maybe":-1}"#,
            r#"{"name":"a","many":["none"]}"#,
            "[",
        ] {
            assert!(read::<Thing>(wrong).is_err(), "{wrong}");
            assert!(serde_json::from_str::<Thing>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_fault_says_where_it_is() {
        let path = |text: &str| read::<Thing>(text).unwrap_err().path;
        assert_eq!(path(r#"{"name":"a","by":{"x":[1,2]}}"#), ["by", "x"]);
        assert_eq!(path(r#"{"name":"a","many":[{"named":{"at":"b"}}]}"#), ["many", "named", "at"]);
        assert_eq!(path(r#"{"name":"a","wrong":0}"#), ["wrong"]);
    }
}
