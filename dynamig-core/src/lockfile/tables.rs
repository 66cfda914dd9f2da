use super::{Lock, TableEntry};
use crate::registry::Registry;

/// A table that is declared otherwise than it is locked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableDifference {
    /// Declared, and not locked.
    Added(String),
    /// Locked, and no longer declared.
    Removed(String),
    /// Locked with another hash or revision.
    Changed(String),
}

impl TableDifference {
    /// The table's logical name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Added(name) | Self::Removed(name) | Self::Changed(name) => name,
        }
    }

    /// What became of it, in a word.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Changed(_) => "changed",
        }
    }
}

/// The tables that a registry declares otherwise than they are locked, by name.
#[must_use]
pub fn compare_tables(lock: &Lock, registry: &Registry) -> Vec<TableDifference> {
    let now = Lock::of(registry).tables;
    let declared = now
        .iter()
        .filter_map(|(name, entry)| match lock.tables.get(name) {
            None => Some(TableDifference::Added(name.clone())),
            Some(locked) if locked != entry => Some(TableDifference::Changed(name.clone())),
            Some(_) => None,
        });
    let is_gone = |(name, _): &(&String, &TableEntry)| !now.contains_key(*name);
    let gone = lock.tables.iter().filter(is_gone);
    let gone = gone.map(|(name, _)| TableDifference::Removed(name.clone()));
    let mut differences: Vec<_> = declared.chain(gone).collect();
    differences.sort_by(|one, other| one.name().cmp(other.name()));
    differences
}
