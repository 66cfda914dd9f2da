use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::ItemFault;
use super::kind::fmt_kinds;

/// What is to change in an item, by the names of its top-level attributes. Its `Debug` shows names and types, never values.
#[derive(Clone, Default, PartialEq)]
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

    /// Refuses to remove what an item cannot be without.
    ///
    /// # Errors
    /// Where it removes an attribute of this key.
    pub fn leaves_key<'k>(&self, key: impl IntoIterator<Item = &'k str>) -> Result<(), ItemFault> {
        match key.into_iter().find(|name| self.remove.contains(*name)) {
            None => Ok(()),
            Some(name) => Err(ItemFault::Answer(format!(
                "attribute `{name}` is of the key and is not in the answer: keep it, or answer `Outcome::Delete`"
            ))),
        }
    }
}

impl fmt::Debug for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("set ")?;
        fmt_kinds(
            f,
            self.set.iter().map(|(name, value)| (name.as_str(), value)),
        )?;
        write!(f, ", remove {:?}", self.remove)
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
