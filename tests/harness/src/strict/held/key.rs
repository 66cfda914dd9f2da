use serde_json::Value;

use crate::strict::asked::{list, text};

/// An element of a key schema; what a hostile request leaves out is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::strict) struct Key {
    pub(in crate::strict) attribute: String,
    pub(in crate::strict) role: String,
}

impl Key {
    pub(in crate::strict) fn is_hash(&self) -> bool {
        self.role == "HASH"
    }

    pub(in crate::strict) fn is_range(&self) -> bool {
        self.role == "RANGE"
    }
}

/// The key schema of a table or an index.
pub(in crate::strict) fn keys(owner: &Value) -> Vec<Key> {
    let word = |value: &Value| text(value).unwrap_or_default().to_owned();
    list(&owner["KeySchema"])
        .iter()
        .map(|key| Key {
            attribute: word(&key["AttributeName"]),
            role: word(&key["KeyType"]),
        })
        .collect()
}

/// The attributes that a request or a description defines: name and type.
pub(in crate::strict) fn definitions(body: &Value) -> Vec<(String, String)> {
    list(&body["AttributeDefinitions"])
        .iter()
        .filter_map(|definition| {
            let name = text(&definition["AttributeName"])?;
            let kind = text(&definition["AttributeType"])?;
            Some((name.to_owned(), kind.to_owned()))
        })
        .collect()
}
