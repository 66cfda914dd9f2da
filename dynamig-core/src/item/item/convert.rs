use std::sync::Arc;

use super::Item;
use crate::item::Attributes;
use crate::item::equal::same;

impl Item {
    /// An item without attributes, to be filled: new content, see [`Item`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Its attributes, copied only where they are shared.
    pub(super) fn into_attributes(self) -> Attributes {
        let mut attributes = Arc::unwrap_or_clone(self.scanned);
        for (name, value) in self.changed {
            match value {
                Some(value) => drop(attributes.insert(name, value)),
                None => drop(attributes.remove(&name)),
            }
        }
        attributes
    }
}

/// New content, see [`Item`].
impl From<Attributes> for Item {
    fn from(attributes: Attributes) -> Self {
        Self::scanned(Arc::new(attributes))
    }
}

/// Looks at everything.
impl From<Item> for Attributes {
    fn from(item: Item) -> Self {
        item.note_everything();
        item.into_attributes()
    }
}

/// Whether the attributes are the same, numbers by their worth and sets without order. Looks at everything of both.
impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && other.iter().all(|(name, value)| {
                self.now(name)
                    .is_some_and(|other_value| same(value, other_value))
            })
    }
}
