use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::AttributeValue;

/// What is to change in an item, by the names of its top-level attributes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The attributes that get a value.
    pub set: BTreeMap<String, AttributeValue>,
    /// The attributes that go.
    pub remove: BTreeSet<String>,
}

impl Difference {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.remove.is_empty()
    }

    /// The names of what changes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.set.keys().chain(&self.remove).map(String::as_str)
    }
}

/// The top-level attributes that a function has looked at, be they there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadSet {
    /// These.
    Attributes(BTreeSet<String>),
    /// All that there are, and that there are no others.
    Everything,
}

impl Default for ReadSet {
    fn default() -> Self {
        Self::Attributes(BTreeSet::new())
    }
}

impl ReadSet {
    /// Notes an attribute.
    pub fn add(&mut self, name: &str) {
        if let Self::Attributes(names) = self
            && !names.contains(name)
        {
            names.insert(name.to_owned());
        }
    }

    /// All that either looked at.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Attributes(mut names), Self::Attributes(others)) => {
                names.extend(others);
                Self::Attributes(names)
            }
            (_, _) => Self::Everything,
        }
    }
}
