use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Serialize, Serializer};

use super::elements::Elements;
use super::float::{f32_text, f64_text};
use super::members::{Absence, Members};
use super::set::Set;
use crate::item::Attributes;
use crate::item::serde::Fault;

/// Writes one value; `None` where it is to be absent.
#[derive(Clone, Copy)]
pub(super) struct ValueSerializer;

type Written = Result<Option<AttributeValue>, Fault>;

macro_rules! integers {
    ($($method:ident $type:ty;)*) => { $(
        fn $method(self, number: $type) -> Written {
            Ok(Some(AttributeValue::N(number.to_string())))
        }
    )* };
}

impl Serializer for ValueSerializer {
    type Ok = Option<AttributeValue>;
    type Error = Fault;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Elements;
    type SerializeTupleVariant = Elements;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    integers! {
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_i64 i64;
        serialize_i128 i128;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_u64 u64;
        serialize_u128 u128;
    }

    fn serialize_f32(self, number: f32) -> Written {
        f32_text(number).map(|text| Some(AttributeValue::N(text)))
    }

    fn serialize_f64(self, number: f64) -> Written {
        f64_text(number).map(|text| Some(AttributeValue::N(text)))
    }

    fn serialize_bool(self, value: bool) -> Written {
        Ok(Some(AttributeValue::Bool(value)))
    }

    fn serialize_char(self, value: char) -> Written {
        Ok(Some(AttributeValue::S(value.to_string())))
    }

    fn serialize_str(self, text: &str) -> Written {
        Ok(Some(AttributeValue::S(text.to_owned())))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Written {
        Ok(Some(AttributeValue::B(Blob::new(bytes))))
    }

    fn serialize_none(self) -> Written {
        Ok(None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        Ok(Some(AttributeValue::Null(true)))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Written {
        let written = value.serialize(self)?;
        match Set::named(name) {
            Some(set) => set.of(written),
            None => Ok(written),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let written = value
            .serialize(self)
            .map_err(|fault| fault.within(variant))?;
        Ok(Some(wrapped(variant, written.unwrap_or(NULL))))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Elements, Fault> {
        Ok(Elements::new(length, None))
    }

    fn serialize_tuple(self, length: usize) -> Result<Elements, Fault> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Elements, Fault> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Elements, Fault> {
        Ok(Elements::new(Some(length), Some(variant)))
    }

    /// A map that knows its length has its keys with or without values; one that does not is a struct with flattened
    /// fields, whose `None`s are absent as a struct's are.
    fn serialize_map(self, length: Option<usize>) -> Result<Members, Fault> {
        Ok(match length {
            Some(length) => Members::new(length, None, Absence::Null),
            None => Members::new(0, None, Absence::LeftOut),
        })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Members, Fault> {
        Ok(Members::new(length, None, Absence::LeftOut))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Members, Fault> {
        Ok(Members::new(length, Some(variant), Absence::LeftOut))
    }
}

/// What is written where nothing is there and something has to be.
pub(super) const NULL: AttributeValue = AttributeValue::Null(true);

/// A variant with content: a map whose one member is named as the variant.
pub(super) fn wrapped(variant: &str, content: AttributeValue) -> AttributeValue {
    AttributeValue::M(Attributes::from([(variant.to_owned(), content)]))
}
