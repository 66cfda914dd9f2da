use std::borrow::Cow;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::Item;
use crate::item::Attributes;

/// Looking at attributes one by one. What is asked for is noted, whether it is there or not.
impl Item {
    /// An attribute's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AttributeValue> {
        self.note(name);
        self.now(name)
    }

    /// Whether there is an attribute of this name, NULL included.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether an attribute is NULL. One that is absent is not.
    #[must_use]
    pub fn is_null(&self, name: &str) -> bool {
        matches!(self.get(name), Some(AttributeValue::Null(_)))
    }

    /// An attribute's text (S); none where it is absent or of another type. [`value`](Self::value) fails on another type.
    #[must_use]
    pub fn string(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_s().ok().map(String::as_str)
    }

    /// An attribute's number (N) as its exact text; none where it is absent or of another type.
    ///
    /// ```
    /// let item = dynamig::Item::new().with("visits", 41);
    /// let visits: u64 = item.number("visits").unwrap_or("0").parse()?;
    /// assert_eq!(visits + 1, 42);
    /// # Ok::<(), std::num::ParseIntError>(())
    /// ```
    #[must_use]
    pub fn number(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_n().ok().map(String::as_str)
    }

    /// An attribute's BOOL; none where it is absent or of another type.
    #[must_use]
    pub fn boolean(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool().ok().copied()
    }

    /// An attribute's bytes (B); none where it is absent or of another type.
    #[must_use]
    pub fn binary(&self, name: &str) -> Option<&[u8]> {
        self.get(name)?.as_b().ok().map(AsRef::as_ref)
    }

    /// An attribute's list (L); none where it is absent or of another type.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&[AttributeValue]> {
        self.get(name)?.as_l().ok().map(Vec::as_slice)
    }

    /// An attribute's map (M); none where it is absent or of another type.
    #[must_use]
    pub fn map(&self, name: &str) -> Option<&Attributes> {
        self.get(name)?.as_m().ok()
    }

    /// An attribute's set of strings (SS); none where it is absent or of another type.
    #[must_use]
    pub fn string_set(&self, name: &str) -> Option<&[String]> {
        self.get(name)?.as_ss().ok().map(Vec::as_slice)
    }

    /// An attribute's set of numbers (NS) as their exact texts; none where it is absent or of another type.
    #[must_use]
    pub fn number_set(&self, name: &str) -> Option<&[String]> {
        self.get(name)?.as_ns().ok().map(Vec::as_slice)
    }

    /// An attribute's set of binaries (BS); none where it is absent or of another type.
    #[must_use]
    pub fn binary_set(&self, name: &str) -> Option<&[Blob]> {
        self.get(name)?.as_bs().ok().map(Vec::as_slice)
    }
}

/// Looking at the whole item: the answer rests on every attribute, and on there being no others.
impl Item {
    /// Every attribute, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &AttributeValue)> {
        self.note_everything();
        self.pairs()
    }

    /// The name of every attribute, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// How many attributes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there is no attribute.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All attributes as the SDK takes them. Copies them where something was changed.
    #[must_use]
    pub fn attributes(&self) -> Cow<'_, Attributes> {
        self.note_everything();
        if self.changed.is_empty() {
            return Cow::Borrowed(&self.scanned);
        }
        Cow::Owned(
            self.pairs()
                .map(|(name, value)| (name.to_owned(), value.clone()))
                .collect(),
        )
    }
}
