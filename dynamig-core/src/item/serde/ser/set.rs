use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::kind::kind;
use crate::item::serde::Fault;

/// The sets of DynamoDB. Serde has no word for them, so they are passed on as newtypes of these names, which other
/// formats look through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Set {
    Strings,
    Numbers,
    Binaries,
}

impl Set {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Strings => "$dynamig::SS",
            Self::Numbers => "$dynamig::NS",
            Self::Binaries => "$dynamig::BS",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        if !name.starts_with('$') {
            return None;
        }
        [Self::Strings, Self::Numbers, Self::Binaries]
            .into_iter()
            .find(|set| set.name() == name)
    }

    /// Makes a set of a list. DynamoDB has no empty set: nothing is there instead.
    pub(super) fn of(
        self,
        written: Option<AttributeValue>,
    ) -> Result<Option<AttributeValue>, Fault> {
        let elements = match written {
            None => return Ok(None),
            Some(AttributeValue::L(elements)) if elements.is_empty() => return Ok(None),
            Some(AttributeValue::L(elements)) => elements,
            Some(other) => {
                return Err(Fault::new(format!(
                    "is to be a set, and is written as {} instead of a list",
                    kind(&other)
                )));
            }
        };
        match self {
            Self::Strings => collect(elements, text).map(AttributeValue::Ss),
            Self::Numbers => collect(elements, number).map(AttributeValue::Ns),
            Self::Binaries => collect(elements, binary).map(AttributeValue::Bs),
        }
        .map(Some)
    }
}

fn collect<T>(
    elements: Vec<AttributeValue>,
    of: impl Fn(AttributeValue) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    elements
        .into_iter()
        .enumerate()
        .map(|(index, element)| of(element).map_err(|fault| fault.at(index)))
        .collect()
}

fn text(element: AttributeValue) -> Result<String, Fault> {
    match element {
        AttributeValue::S(text) => Ok(text),
        other => Err(no_element(&other, "S")),
    }
}

fn number(element: AttributeValue) -> Result<String, Fault> {
    match element {
        AttributeValue::N(text) => Ok(text),
        other => Err(no_element(&other, "N")),
    }
}

fn binary(element: AttributeValue) -> Result<Blob, Fault> {
    match element {
        AttributeValue::B(bytes) => Ok(bytes),
        // What serde makes of a `Vec<u8>`.
        AttributeValue::L(elements) => elements
            .iter()
            .map(|element| match element {
                AttributeValue::N(text) => text.parse().map_err(|_| no_element(element, "B")),
                other => Err(no_element(other, "B")),
            })
            .collect::<Result<Vec<u8>, Fault>>()
            .map(Blob::new),
        other => Err(no_element(&other, "B")),
    }
}

fn no_element(found: &AttributeValue, expected: &str) -> Fault {
    Fault::new(format!(
        "is written as {}, in a set of {expected}",
        kind(found)
    ))
}
