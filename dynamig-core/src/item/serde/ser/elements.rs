use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::ser::{SerializeSeq, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant};

use super::value::{NULL, ValueSerializer, wrapped};
use crate::item::serde::Fault;

/// Writes a list, where a `None` is NULL: the others keep their places.
pub(super) struct Elements {
    elements: Vec<AttributeValue>,
    variant: Option<&'static str>,
}

/// A type may claim any length before it has written an element.
const MOST_AT_ONCE: usize = 4096;

impl Elements {
    pub(super) fn new(length: Option<usize>, variant: Option<&'static str>) -> Self {
        Self {
            elements: Vec::with_capacity(length.unwrap_or_default().min(MOST_AT_ONCE)),
            variant,
        }
    }

    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        let written = value
            .serialize(ValueSerializer)
            .map_err(|fault| fault.at(self.elements.len()))?;
        self.elements.push(written.unwrap_or(NULL));
        Ok(())
    }

    fn finish(self) -> Option<AttributeValue> {
        let list = AttributeValue::L(self.elements);
        Some(match self.variant {
            Some(variant) => wrapped(variant, list),
            None => list,
        })
    }
}

macro_rules! written_by {
    ($($trait:ident $method:ident;)*) => { $(
        impl $trait for Elements {
            type Ok = Option<AttributeValue>;
            type Error = Fault;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
                self.push(value)
            }

            fn end(self) -> Result<Self::Ok, Fault> {
                Ok(self.finish())
            }
        }
    )* };
}

written_by! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}
