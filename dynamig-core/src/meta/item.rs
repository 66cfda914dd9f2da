use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;

/// A row as the SDK gives it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// A row that holds something else than it should. Never ignored: whoever reads it stops.
#[derive(Debug, thiserror::Error)]
#[error("attribute `{attribute}` is missing or not a {expected}")]
pub(crate) struct Unreadable {
    pub(crate) attribute: String,
    pub(crate) expected: &'static str,
}

/// Reads the attributes of one row.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(&'a Item);

pub(crate) fn reader(item: &Item) -> Reader<'_> {
    Reader(item)
}

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn texts(values: &[impl ToString]) -> AttributeValue {
    let values = values.iter().map(|value| text(value.to_string()));
    AttributeValue::L(values.collect())
}

pub(crate) fn text_map(values: &BTreeMap<String, String>) -> AttributeValue {
    let values = values.iter().map(|(key, value)| (key.clone(), text(value)));
    AttributeValue::M(values.collect())
}

pub(crate) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

impl<'a> Reader<'a> {
    pub(crate) fn text(self, attribute: &str) -> Result<&'a str, Unreadable> {
        self.optional_text(attribute)?
            .ok_or_else(|| unreadable(attribute, "string"))
    }

    pub(crate) fn optional_text(self, attribute: &str) -> Result<Option<&'a str>, Unreadable> {
        match self.0.get(attribute) {
            None => Ok(None),
            Some(AttributeValue::S(text)) => Ok(Some(text)),
            Some(_) => Err(unreadable(attribute, "string")),
        }
    }

    /// A list of strings that each say a `T`; empty where there is none.
    pub(crate) fn optional_list<T: FromStr>(
        self,
        attribute: &str,
        expected: &'static str,
    ) -> Result<Vec<T>, Unreadable> {
        let values = match self.0.get(attribute) {
            None => return Ok(Vec::new()),
            Some(AttributeValue::L(values)) => values,
            Some(_) => return Err(unreadable(attribute, expected)),
        };
        let parsed = values.iter().map(|value| value.as_s().ok()?.parse().ok());
        parsed
            .collect::<Option<_>>()
            .ok_or_else(|| unreadable(attribute, expected))
    }

    /// A map of strings; empty where there is none.
    pub(crate) fn optional_map(
        self,
        attribute: &str,
        expected: &'static str,
    ) -> Result<BTreeMap<String, String>, Unreadable> {
        let values = match self.0.get(attribute) {
            None => return Ok(BTreeMap::new()),
            Some(AttributeValue::M(values)) => values.iter(),
            Some(_) => return Err(unreadable(attribute, expected)),
        };
        let pairs = values.map(|(key, value)| Some((key.clone(), value.as_s().ok()?.clone())));
        pairs
            .collect::<Option<_>>()
            .ok_or_else(|| unreadable(attribute, expected))
    }

    pub(crate) fn number<T: FromStr>(self, attribute: &str) -> Result<T, Unreadable> {
        self.optional_number(attribute)?
            .ok_or_else(|| unreadable(attribute, "number"))
    }

    pub(crate) fn optional_number<T: FromStr>(
        self,
        attribute: &str,
    ) -> Result<Option<T>, Unreadable> {
        match self.0.get(attribute) {
            None => Ok(None),
            Some(AttributeValue::N(digits)) => digits
                .parse()
                .map(Some)
                .map_err(|_| unreadable(attribute, "whole number in range")),
            Some(_) => Err(unreadable(attribute, "number")),
        }
    }
}

fn unreadable(attribute: &str, expected: &'static str) -> Unreadable {
    Unreadable {
        attribute: attribute.to_owned(),
        expected,
    }
}
