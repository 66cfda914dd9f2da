//! Writing: from a serde type to attribute values.

mod elements;
mod float;
mod members;
mod name;
mod set;
mod value;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use super::Fault;
use crate::item::Attributes;
use crate::item::kind::kind;
use value::ValueSerializer;

pub(super) use set::Set;

/// Writes a type as a value; none where there is nothing to write, as of `Option::None`.
pub(crate) fn write_value<T: Serialize + ?Sized>(
    value: &T,
) -> Result<Option<AttributeValue>, Fault> {
    value.serialize(ValueSerializer)
}

/// Writes a type as the attributes of an item.
pub(crate) fn write_attributes<T: Serialize + ?Sized>(item: &T) -> Result<Attributes, Fault> {
    match write_value(item)? {
        Some(AttributeValue::M(attributes)) => Ok(attributes),
        None | Some(AttributeValue::Null(_)) => Ok(Attributes::new()),
        Some(other) => Err(Fault::new(format!(
            "is written as {}, and an item is a map (M)",
            kind(&other)
        ))),
    }
}
