use crate::item::Attributes;
use crate::table::{Definition, Index, Role};

/// A table that is written to: its real name, the names of its key's attributes, and its indexes.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) table: String,
    pub(crate) partition: String,
    pub(crate) sort: Option<String>,
    /// What the model of cost needs; without them a write's cost on indexes is known only once it is told.
    pub(crate) indexes: Vec<Index>,
}

impl Target {
    /// The table of this real name, as it is declared or was looked at.
    pub(crate) fn of(real: &str, definition: &Definition) -> Self {
        let key = |role| {
            let key = definition.keys.iter().find(|key| key.role == role);
            key.map(|key| key.attribute.clone())
        };
        Self {
            table: real.to_owned(),
            partition: key(Role::Partition).unwrap_or_default(),
            sort: key(Role::Sort),
            indexes: definition.indexes.clone(),
        }
    }

    /// The names of the key's attributes, in their order.
    pub(crate) fn key_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.partition)
            .chain(&self.sort)
            .map(String::as_str)
    }

    /// Whether an attribute is part of the key.
    pub(crate) fn is_key(&self, name: &str) -> bool {
        self.partition == name || self.sort.as_deref() == Some(name)
    }

    /// The key of an item, as requests take it.
    pub(crate) fn key_of(&self, item: &Attributes) -> Attributes {
        self.key_names()
            .filter_map(|name| Some((name.to_owned(), item.get(name)?.clone())))
            .collect()
    }
}
