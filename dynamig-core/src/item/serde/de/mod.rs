//! Reading: from attribute values to a serde type.

mod element;
mod members;
mod name;
mod number;
mod source;
mod value;
mod variant;
mod whole;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Deserialize;

use super::Fault;
use source::Source;
use whole::Whole;

pub(crate) use whole::Fields;

/// Reads a type from an item, and tells which attributes it looked at, also where it does not fit.
pub(crate) fn read_attributes<'de, T: Deserialize<'de>>(
    attributes: impl Iterator<Item = (&'de str, &'de AttributeValue)>,
) -> (Result<T, Fault>, Fields) {
    let mut fields = Fields::Nothing;
    let read = T::deserialize(Whole::new(attributes, &mut fields));
    (read, fields)
}

/// Reads a type from one value.
pub(crate) fn read_value<'de, T: Deserialize<'de>>(value: &'de AttributeValue) -> Result<T, Fault> {
    T::deserialize(Source::from(value))
}
