use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attributes, Difference};

/// A write to this or another table, that a function wants besides what becomes of its item.
///
/// A put does nothing where an item with the key is there, and an update or a delete nothing where none is: a function
/// that runs again on an item does no harm.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The table's logical name.
    pub(crate) table: String,
    pub(crate) kind: WriteKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum WriteKind {
    /// Puts an item where none is.
    Put(Attributes),
    /// Changes an item that is there.
    Update(Attributes, Difference),
    /// Deletes an item.
    Delete(Attributes),
}

impl Write {
    /// Puts an item, where none is with its key. The table is named as declared.
    #[must_use]
    pub fn put(table: impl Into<String>, item: Attributes) -> Self {
        Self {
            table: table.into(),
            kind: WriteKind::Put(item),
        }
    }

    /// Changes the item with this key, where there is one: [`set`](Self::set) and [`remove`](Self::remove) say how.
    #[must_use]
    pub fn update(table: impl Into<String>, key: Attributes) -> Self {
        Self {
            table: table.into(),
            kind: WriteKind::Update(key, Difference::default()),
        }
    }

    /// Deletes the item with this key, where there is one.
    #[must_use]
    pub fn delete(table: impl Into<String>, key: Attributes) -> Self {
        Self {
            table: table.into(),
            kind: WriteKind::Delete(key),
        }
    }

    /// Sets an attribute of what is updated or put.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: AttributeValue) -> Self {
        match &mut self.kind {
            WriteKind::Put(item) => drop(item.insert(name.into(), value)),
            WriteKind::Update(_, difference) => {
                let name = name.into();
                difference.remove.remove(&name);
                difference.set.insert(name, value);
            }
            // A key is all that a delete has.
            WriteKind::Delete(_) => {}
        }
        self
    }

    /// Removes an attribute of what is updated.
    #[must_use]
    pub fn remove(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        match &mut self.kind {
            WriteKind::Put(item) => drop(item.remove(&name)),
            WriteKind::Update(_, difference) => {
                difference.set.remove(&name);
                difference.remove.insert(name);
            }
            WriteKind::Delete(_) => {}
        }
        self
    }
}
