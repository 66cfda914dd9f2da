use std::sync::Arc;

use super::{Attributes, Difference, Item, ItemFault, ReadSet};

/// A type that the function of an item migration can take: [`Item`], or a type of serde's.
///
/// Only dynamig implements it.
pub trait Shape: Sized + Send {
    /// What has to be remembered of the item until the function has answered.
    #[doc(hidden)]
    type Before: Send;

    /// Reads an item.
    #[doc(hidden)]
    fn read(scanned: Arc<Attributes>) -> Result<(Self, Self::Before), ItemFault>;

    /// What differs between the item as it was read and what the function made of it.
    #[doc(hidden)]
    fn difference(self, before: &Self::Before) -> Result<Difference, ItemFault>;

    /// What the function has looked at.
    #[doc(hidden)]
    fn reads(before: &Self::Before) -> ReadSet;
}

impl Shape for Item {
    type Before = Self;

    fn read(scanned: Arc<Attributes>) -> Result<(Self, Self), ItemFault> {
        let item = Self::scanned(scanned);
        Ok((item.clone(), item))
    }

    fn difference(self, before: &Self) -> Result<Difference, ItemFault> {
        Ok(self.changed_from(before))
    }

    fn reads(before: &Self) -> ReadSet {
        before.read_set()
    }
}
