use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use super::Values;
use super::value::json;
use crate::item::{Attributes, attribute_size, kind};
use crate::rewrite::Intent;

/// An attribute that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AttributeChange {
    /// Its name.
    pub name: String,
    /// What it is; none where it is not there.
    pub was: Option<AttributeForm>,
    /// What it would be; none where it would go.
    pub becomes: Option<AttributeForm>,
}

/// What is told of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AttributeForm {
    /// Its type, as DynamoDB abbreviates it.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The size of the attribute in bytes, its name included, as DynamoDB counts it.
    pub bytes: usize,
    /// The value as the AWS command line takes it, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// What a write would change, in the order of the names.
pub(super) fn changes(intent: &Intent, after: &Attributes, values: Values) -> Vec<AttributeChange> {
    let names = intent.changes().into_iter();
    let change = |name: &str| AttributeChange {
        name: name.to_owned(),
        was: form(name, intent.scanned().get(name), values),
        becomes: form(name, after.get(name), values),
    };
    names.map(change).collect()
}

fn form(name: &str, value: Option<&AttributeValue>, values: Values) -> Option<AttributeForm> {
    let value = value?;
    Some(AttributeForm {
        kind: kind(value),
        bytes: attribute_size(name, value),
        value: match values {
            Values::Hidden => None,
            Values::Shown => Some(json(value).to_string()),
        },
    })
}

impl fmt::Display for AttributeChange {
    /// `email_lower: none -> S of 27 bytes`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.name)?;
        let told = |form: &Option<AttributeForm>| {
            form.as_ref()
                .map_or_else(|| "none".to_owned(), ToString::to_string)
        };
        write!(f, "{} -> {}", told(&self.was), told(&self.becomes))
    }
}

impl fmt::Display for AttributeForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => f.write_str(value),
            None => write!(f, "{} of {} bytes", self.kind, self.bytes),
        }
    }
}
