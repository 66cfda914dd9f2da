use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::migration::{Migration, MigrationId};
use crate::registry::Registry;

/// The content of a `dynamig.lock`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The migrations, in the order of their ids.
    pub migrations: BTreeMap<MigrationId, Entry>,
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

/// The version of the format.
pub(super) const VERSION: u32 = 1;

const HEADER: &str = "\
# The migrations that this workspace's program links, one a line. Written by `cargo dynamig`; commit it.
# A conflict here is where the migrations of two branches are reviewed together: keep the lines of both sides.
";

impl Lock {
    /// What a registry's lock has to be.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let entries = registry.in_order();
        let entries = entries.map(|one| (one.id().clone(), Entry::of(one)));
        Self {
            migrations: entries.collect(),
        }
    }

    /// The file's text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = format!("{HEADER}version = {VERSION}\n\n[migrations]\n");
        for (id, entry) in &self.migrations {
            let dependencies: Vec<_> = entry
                .depends_on
                .iter()
                .map(|id| format!("\"{id}\""))
                .collect();
            let _infallible = writeln!(
                text,
                "{id} = {{ depends_on = [{}], revision = {}, fingerprint = {} }}",
                dependencies.join(", "),
                entry.revision,
                toml::Value::from(entry.fingerprint.as_str()),
            );
        }
        text
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
