//! The size of an item in bytes.

pub(crate) use crate::item::{attribute_size as attribute, size as item};

/// The largest item.
pub(crate) const LARGEST_ITEM: usize = 400 * 1024;
