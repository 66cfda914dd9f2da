//! What holds of the whole: from an item that was read, over a function's answer, to what is written.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod any;
mod decisions;
#[cfg(feature = "test")]
mod engine;
mod items;
mod laws;
mod shapes;

use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attributes, Difference, ItemFault, ReadSet, Shape};

/// What a function that changes a value like this makes of an item, and what it looked at.
pub(super) fn changed<T: Shape>(
    original: &Attributes,
    change: impl FnOnce(&mut T),
) -> Result<(Difference, ReadSet), ItemFault> {
    let (mut value, before) = T::read(Arc::new(original.clone()))?;
    change(&mut value);
    let difference = value.difference(&before)?;
    Ok((difference, T::reads(&before)))
}

/// The difference alone.
pub(super) fn difference<T: Shape>(
    original: &Attributes,
    change: impl FnOnce(&mut T),
) -> Result<Difference, ItemFault> {
    changed(original, change).map(|(difference, _)| difference)
}

/// What an item is after a difference was written to it.
pub(super) fn applied(original: &Attributes, difference: Difference) -> Attributes {
    let mut item = original.clone();
    item.extend(difference.set);
    item.retain(|name, _| !difference.remove.contains(name));
    item
}

pub(super) fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(super) fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

pub(super) fn list(elements: impl IntoIterator<Item = AttributeValue>) -> AttributeValue {
    AttributeValue::L(elements.into_iter().collect())
}

pub(super) fn strings(texts: &[&str]) -> AttributeValue {
    AttributeValue::Ss(texts.iter().map(|&text| text.to_owned()).collect())
}

pub(super) fn map<const N: usize>(members: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(attributes(members))
}

pub(super) fn attributes<const N: usize>(members: [(&str, AttributeValue); N]) -> Attributes {
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub(super) const NULL: AttributeValue = AttributeValue::Null(true);
