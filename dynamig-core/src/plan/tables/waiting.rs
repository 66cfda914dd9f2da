//! Which migrations the indexes of a table wait for.

use std::collections::{BTreeMap, BTreeSet};

use super::live::Live;
use super::waits;
use crate::migration::MigrationId;
use crate::table::Index;
use crate::table::diff::{Change, keys};

/// The migrations that each index waits for, by its name.
pub(super) type Waiting = BTreeMap<String, BTreeSet<MigrationId>>;

/// An index waits for the migration that it names, and, where it shares an attribute of another type with a live index
/// that is made again, for all that this one waits for: the attribute has one type in a table.
pub(super) fn waiting(live: &Live<'_>) -> Waiting {
    let after = &live.declaration.after.indexes;
    let own = live.made().map(|index| {
        let own = waits(after.get(&index.name), live.target);
        (index.name.clone(), own.into_iter().collect())
    });
    let mut waiting: Waiting = own.collect();
    // Each round hands waits on by one index at least, so there are no more rounds than indexes.
    for _ in 0..waiting.len() {
        for made in live.made() {
            for other in made_again(live).filter(|other| clashes(live, made, other)) {
                let more = waiting.get(&other.name).cloned().unwrap_or_default();
                waiting.entry(made.name.clone()).or_default().extend(more);
            }
        }
    }
    waiting
}

/// The live forms of the indexes that are made again.
fn made_again<'l>(live: &'l Live<'_>) -> impl Iterator<Item = &'l Index> {
    live.globals().filter(|index| {
        live.changes
            .iter()
            .any(|change| matches!(change, Change::OtherIndex { name, .. } if *name == index.name))
    })
}

/// Whether an index cannot be made while a live one is there: they share an attribute, with two types.
pub(super) fn clashes(live: &Live<'_>, made: &Index, other: &Index) -> bool {
    let shared = other
        .keys
        .iter()
        .filter(|key| made.keys.iter().any(|one| one.attribute == key.attribute));
    let shared: Vec<_> = shared.cloned().collect();
    keys::types_differ(&shared, live.compared.declared, &live.observed().definition)
}
