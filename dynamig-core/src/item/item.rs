use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attributes, Difference, ReadSet};

/// An item with its exact attribute values, that remembers what was looked at.
///
/// What a function looks at is what its answer rests on: the write goes out on the condition that these attributes are
/// still as they were read. A clone shares that memory.
#[derive(Clone, Debug, Default)]
pub struct Item {
    scanned: Arc<Attributes>,
    /// What was set, and, where there is no value, removed.
    changed: BTreeMap<String, Option<AttributeValue>>,
    reads: Arc<Mutex<ReadSet>>,
}

impl Item {
    /// The item as it was read.
    pub(crate) fn scanned(scanned: Arc<Attributes>) -> Self {
        Self {
            scanned,
            ..Self::default()
        }
    }

    /// An attribute's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AttributeValue> {
        self.reads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .add(name);
        match self.changed.get(name) {
            Some(changed) => changed.as_ref(),
            None => self.scanned.get(name),
        }
    }

    /// Sets an attribute.
    pub fn set(&mut self, name: impl Into<String>, value: AttributeValue) {
        self.changed.insert(name.into(), Some(value));
    }

    /// Removes an attribute.
    pub fn remove(&mut self, name: impl Into<String>) {
        self.changed.insert(name.into(), None);
    }

    /// What the function has looked at so far.
    pub(crate) fn read_set(&self) -> ReadSet {
        self.reads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What differs from the item as it was read.
    pub(crate) fn changed_from(self, _before: &Self) -> Difference {
        let mut difference = Difference::default();
        for (name, value) in self.changed {
            match (value, self.scanned.get(&name)) {
                (Some(value), Some(was)) if value == *was => {}
                (Some(value), _) => drop(difference.set.insert(name, value)),
                (None, Some(_)) => drop(difference.remove.insert(name)),
                (None, None) => {}
            }
        }
        difference
    }
}
