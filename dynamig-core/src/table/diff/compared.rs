use std::collections::BTreeSet;

use super::{Change, Property, keys, settings, throughput};
use crate::table::{Definition, Index, Observed, Scope, TableRow};

/// A declared table beside the live one.
#[derive(Clone, Copy)]
pub(crate) struct Compared<'a> {
    pub(crate) declared: &'a Definition,
    pub(crate) observed: &'a Observed,
    /// What the history knows of it.
    pub(crate) row: Option<&'a TableRow>,
    /// Properties that are left to somebody else.
    pub(crate) ignored: &'a BTreeSet<Property>,
}

impl<'a> Compared<'a> {
    /// Everything in which they differ.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        keys::compare(self, &mut changes);
        throughput::compare(self, &mut changes);
        settings::compare(self, &mut changes);
        changes.retain(|change| !self.ignored.contains(&change.property()));
        changes
    }

    /// Whether an index of this name was ever declared.
    pub(crate) fn was_declared(&self, index: &str) -> bool {
        self.row.is_some_and(|row| row.indexes.contains(index))
    }

    /// The declared global indexes that are there as declared, each beside the live one.
    pub(crate) fn kept_indexes(&self) -> impl Iterator<Item = (&'a Index, &'a Index)> {
        let (declared, observed) = (self.declared, self.observed);
        let indexes = declared.indexes.iter();
        indexes.filter_map(move |index| {
            let live = keys::live(observed, &index.name)?;
            let same = keys::is_same(index, declared, live, &observed.definition);
            (same && index.scope == Scope::Global).then_some((index, live))
        })
    }
}
