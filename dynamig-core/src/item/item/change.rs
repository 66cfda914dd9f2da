use std::collections::btree_map::Entry;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Item;
use crate::item::IntoValue;

/// Changing attributes. What is set to what it was does not count as changed.
impl Item {
    /// Sets an attribute.
    pub fn set(&mut self, name: impl Into<String>, value: impl IntoValue) {
        self.changed.insert(name.into(), Some(value.into_value()));
    }

    /// The same item with an attribute set.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl IntoValue) -> Self {
        self.set(name, value);
        self
    }

    /// Removes an attribute.
    pub fn remove(&mut self, name: impl Into<String>) {
        self.changed.insert(name.into(), None);
    }

    /// Removes an attribute and gives its value, which is looked at thereby.
    pub fn take(&mut self, name: &str) -> Option<AttributeValue> {
        self.note(name);
        match self.changed.insert(name.to_owned(), None) {
            Some(changed) => changed,
            None => self.scanned.get(name).cloned(),
        }
    }

    /// An attribute's value to change in place, which is looked at thereby. Copies this attribute.
    ///
    /// ```
    /// use aws_sdk_dynamodb::types::AttributeValue;
    /// use dynamig::Item;
    ///
    /// let mut item = Item::new().with("tags", vec![AttributeValue::S("new".into())]);
    /// if let Some(AttributeValue::L(tags)) = item.get_mut("tags") {
    ///     tags.push(AttributeValue::S("sale".into()));
    /// }
    /// assert_eq!(item.list("tags").map(<[_]>::len), Some(2));
    /// ```
    pub fn get_mut(&mut self, name: &str) -> Option<&mut AttributeValue> {
        self.note(name);
        match self.changed.entry(name.to_owned()) {
            Entry::Occupied(changed) => changed.into_mut().as_mut(),
            Entry::Vacant(unchanged) => {
                let value = self.scanned.get(name)?.clone();
                unchanged.insert(Some(value)).as_mut()
            }
        }
    }
}
