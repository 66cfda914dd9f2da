//! Arbitrary items, and a type that reads and writes any of them as far as serde has words for it.

use std::collections::BTreeMap;
use std::fmt;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use proptest::collection::{btree_set, hash_map, vec};
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::item::Attributes;

/// Numbers up to 38 digits, with and without a fraction and an exponent.
pub(in crate::item) fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        "-?[1-9][0-9]{0,37}",
        "-?[0-9]{1,19}\\.[0-9]{1,19}",
        "-?[1-9]\\.[0-9]{1,10}E[+-][0-9]{1,2}",
    ]
}

fn leaf() -> impl Strategy<Value = AttributeValue> {
    prop_oneof![
        ".{0,8}".prop_map(AttributeValue::S),
        number().prop_map(AttributeValue::N),
        vec(any::<u8>(), 0..6).prop_map(|bytes| AttributeValue::B(Blob::new(bytes))),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        btree_set(".{0,4}", 1..4).prop_map(|set| AttributeValue::Ss(set.into_iter().collect())),
        btree_set(any::<i32>(), 1..4)
            .prop_map(|set| { AttributeValue::Ns(set.iter().map(ToString::to_string).collect()) }),
        btree_set(vec(any::<u8>(), 0..3), 1..4)
            .prop_map(|set| AttributeValue::Bs(set.into_iter().map(Blob::new).collect())),
    ]
}

pub(in crate::item) fn value() -> impl Strategy<Value = AttributeValue> {
    leaf().prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            hash_map("[a-d]{1,2}", inner, 0..4).prop_map(AttributeValue::M),
        ]
    })
}

pub(in crate::item) fn item() -> impl Strategy<Value = Attributes> {
    hash_map("[a-h]{1,2}", value(), 0..6)
}

/// What serde's model tells of a value: sets are lists to it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::item) enum Any {
    Nothing,
    Bool(bool),
    Unsigned(u128),
    Signed(i128),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Any>),
    Map(BTreeMap<String, Any>),
}

impl Serialize for Any {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Unsigned(number) => serializer.serialize_u128(*number),
            Self::Signed(number) => serializer.serialize_i128(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Self::List(elements) => elements.serialize(serializer),
            Self::Map(members) => members.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

struct AnyVisitor;

macro_rules! visits {
    ($($method:ident $type:ty, $value:ident => $made:expr;)*) => { $(
        fn $method<E>(self, $value: $type) -> Result<Any, E> {
            Ok($made)
        }
    )* };
}

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    visits! {
        visit_bool bool, value => Any::Bool(value);
        visit_u64 u64, number => Any::Unsigned(number.into());
        visit_i64 i64, number => Any::Signed(number.into());
        visit_u128 u128, number => Any::Unsigned(number);
        visit_i128 i128, number => Any::Signed(number);
        visit_f64 f64, number => Any::Float(number);
        visit_str &str, text => Any::Text(text.to_owned());
        visit_bytes &[u8], bytes => Any::Bytes(bytes.to_vec());
    }

    fn visit_unit<E>(self) -> Result<Any, E> {
        Ok(Any::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Any, A::Error> {
        let mut all = Vec::new();
        while let Some(element) = elements.next_element()? {
            all.push(element);
        }
        Ok(Any::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Any, A::Error> {
        let mut all = BTreeMap::new();
        while let Some((name, value)) = members.next_entry()? {
            all.insert(name, value);
        }
        Ok(Any::Map(all))
    }
}
