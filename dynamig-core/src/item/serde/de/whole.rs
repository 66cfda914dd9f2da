use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::members::Members;
use super::variant::Variant;
use crate::item::ReadSet;
use crate::item::serde::Fault;

/// The attributes that a type looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fields {
    Nothing,
    /// Those of a struct, be they there or not.
    Named(&'static [&'static str]),
    /// What a map, or a struct with a flattened one, looks at.
    Everything,
}

impl From<Fields> for ReadSet {
    fn from(fields: Fields) -> Self {
        match fields {
            Fields::Nothing => Self::default(),
            Fields::Named(names) => {
                Self::Attributes(names.iter().map(|&name| name.to_owned()).collect())
            }
            Fields::Everything => Self::Everything,
        }
    }
}

/// A whole item, that notes what is asked of it.
pub(super) struct Whole<'a, I> {
    attributes: I,
    fields: &'a mut Fields,
}

impl<'a, I> Whole<'a, I> {
    pub(super) fn new(attributes: I, fields: &'a mut Fields) -> Self {
        Self { attributes, fields }
    }
}

impl<'de, I> Deserializer<'de> for Whole<'_, I>
where
    I: Iterator<Item = (&'de str, &'de AttributeValue)>,
{
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        *self.fields = Fields::Everything;
        visitor.visit_map(Members::new(self.attributes))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        *self.fields = Fields::Named(names);
        visitor.visit_map(Members::new(self.attributes))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        *self.fields = Fields::Everything;
        visitor.visit_enum(Variant::of(self.attributes)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf seq tuple tuple_struct map
        identifier
    }
}
