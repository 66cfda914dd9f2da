use std::collections::BTreeSet;

use super::Manage;
use crate::table::diff::Property;

/// What one place says of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableLayer {
    /// Its real name.
    pub name: Option<String>,
    /// How much of it is dynamig's.
    pub manage: Option<Manage>,
    /// The properties that are neither compared nor changed.
    pub ignore: BTreeSet<Property>,
}

impl TableLayer {
    /// This one, completed by a lower one.
    #[must_use]
    pub(super) fn over(self, lower: Self) -> Self {
        Self {
            name: self.name.or(lower.name),
            manage: self.manage.or(lower.manage),
            ignore: match self.ignore.is_empty() {
                true => lower.ignore,
                false => self.ignore,
            },
        }
    }
}
