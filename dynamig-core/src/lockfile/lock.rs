use std::collections::BTreeMap;

use crate::migration::{Migration, MigrationId};
use crate::registry::Registry;
use crate::table::Declaration;

/// What is locked of a namespace: a section of the file for its migrations, and one for its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The migrations, in the order of their ids.
    pub migrations: BTreeMap<MigrationId, Entry>,
    /// The declared tables, by their logical names.
    pub tables: BTreeMap<String, TableEntry>,
}

/// What is locked of a migration: one line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The ids that it depends on, sorted.
    pub depends_on: Vec<MigrationId>,
    /// Its revision.
    pub revision: u32,
    /// Its fingerprint; may be empty.
    pub fingerprint: String,
}

/// What is locked of a declared table: one line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    /// Its revision.
    pub revision: u32,
    /// The hash of what it is declared to be.
    pub hash: String,
}

impl Lock {
    /// What a registry's lock has to be.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let entries = registry.in_order();
        let entries = entries.map(|one| (one.id().clone(), Entry::of(one)));
        Self {
            migrations: entries.collect(),
            tables: registry.tables().iter().map(TableEntry::of).collect(),
        }
    }
}

impl TableEntry {
    fn of(table: &Declaration) -> (String, Self) {
        let entry = Self {
            revision: table.revision,
            hash: table.hash(),
        };
        (table.name().to_owned(), entry)
    }
}

impl Entry {
    fn of(migration: &Migration) -> Self {
        let texts = migration.depends_on().iter();
        let mut depends_on: Vec<MigrationId> = texts.filter_map(|text| text.parse().ok()).collect();
        depends_on.sort();
        depends_on.dedup();
        Self {
            depends_on,
            revision: migration.revision(),
            fingerprint: migration.fingerprint().to_owned(),
        }
    }
}
