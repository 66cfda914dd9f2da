use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};

use super::source::Source;
use crate::item::serde::Fault;

/// A variant with content: a map whose one member is named as the variant.
pub(super) struct Variant<'de> {
    name: &'de str,
    content: &'de AttributeValue,
}

impl<'de> Variant<'de> {
    pub(super) fn of(
        mut members: impl Iterator<Item = (&'de str, &'de AttributeValue)>,
    ) -> Result<Self, Fault> {
        match (members.next(), members.next()) {
            (Some((name, content)), None) => Ok(Self { name, content }),
            (_, _) => Err(Fault::new(
                "is no variant of an enum, which is a map of one member named as the variant",
            )),
        }
    }

    fn read<T>(self, read: impl FnOnce(Source<'de>) -> Result<T, Fault>) -> Result<T, Fault> {
        read(Source::from(self.content)).map_err(|fault| fault.within(self.name))
    }
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let name = seed.deserialize(BorrowedStrDeserializer::<Fault>::new(self.name))?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        self.read(<()>::deserialize)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        self.read(|content| seed.deserialize(content))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.read(|content| content.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read(|content| content.deserialize_map(visitor))
    }
}
