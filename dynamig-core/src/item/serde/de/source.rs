use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::Attributes;

/// A value that is read, or an element of a set.
#[derive(Clone, Copy)]
pub(super) enum Source<'de> {
    S(&'de str),
    N(&'de str),
    B(&'de [u8]),
    /// One of the bytes of a B.
    Byte(u8),
    Bool(bool),
    Null,
    L(&'de [AttributeValue]),
    M(&'de Attributes),
    Ss(&'de [String]),
    Ns(&'de [String]),
    Bs(&'de [Blob]),
    Unknown,
}

impl Source<'_> {
    /// Its type as DynamoDB abbreviates it.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::S(_) => "S",
            Self::N(_) => "N",
            Self::B(_) => "B",
            Self::Byte(_) => "byte",
            Self::Bool(_) => "BOOL",
            Self::Null => "NULL",
            Self::L(_) => "L",
            Self::M(_) => "M",
            Self::Ss(_) => "SS",
            Self::Ns(_) => "NS",
            Self::Bs(_) => "BS",
            Self::Unknown => "unknown to this release",
        }
    }
}

impl<'de> From<&'de AttributeValue> for Source<'de> {
    fn from(value: &'de AttributeValue) -> Self {
        match value {
            AttributeValue::S(text) => Self::S(text),
            AttributeValue::N(text) => Self::N(text),
            AttributeValue::B(bytes) => Self::B(bytes.as_ref()),
            AttributeValue::Bool(value) => Self::Bool(*value),
            AttributeValue::Null(_) => Self::Null,
            AttributeValue::L(elements) => Self::L(elements),
            AttributeValue::M(members) => Self::M(members),
            AttributeValue::Ss(texts) => Self::Ss(texts),
            AttributeValue::Ns(texts) => Self::Ns(texts),
            AttributeValue::Bs(all) => Self::Bs(all),
            _ => Self::Unknown,
        }
    }
}
