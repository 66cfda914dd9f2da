use super::{Entry, Lock, TableDifference, compare_tables};
use crate::migration::MigrationId;
use crate::registry::Registry;

/// What a registry has other than its lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// Linked, and not locked.
    pub added: Vec<MigrationId>,
    /// Locked, and no longer linked.
    pub missing: Vec<MigrationId>,
    /// Locked under a former id of a linked one: former, then today's.
    pub renamed: Vec<(MigrationId, MigrationId)>,
    /// Locked otherwise.
    pub changed: Vec<Change>,
    /// Tables that are declared otherwise.
    pub tables: Vec<TableDifference>,
}

/// A migration that is linked otherwise than it is locked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The migration.
    pub id: MigrationId,
    /// What changed, by its name in the file.
    pub fields: Vec<&'static str>,
}

impl Difference {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A line for each.
    pub(super) fn lines(&self) -> Vec<String> {
        let added = self.added.iter().map(|id| format!("{id} is new"));
        let missing = self.missing.iter().map(|id| format!("{id} is not linked"));
        let renamed = self.renamed.iter();
        let renamed = renamed.map(|(from, to)| format!("{from} is called {to} now"));
        let changed = self.changed.iter();
        let changed =
            changed.map(|one| format!("{} has another {}", one.id, one.fields.join(" and ")));
        let tables = self.tables.iter().map(|one| {
            let name = one.name();
            match one {
                TableDifference::Added(_) => format!("table {name} is new"),
                TableDifference::Removed(_) => format!("table {name} is no longer declared"),
                TableDifference::Changed(_) => format!("table {name} is declared otherwise"),
            }
        });
        let migrations = added.chain(missing).chain(renamed).chain(changed);
        migrations.chain(tables).collect()
    }
}

/// What a registry has other than its lock.
#[must_use]
pub fn compare(lock: &Lock, registry: &Registry) -> Difference {
    let now = Lock::of(registry);
    let mut difference = Difference {
        tables: compare_tables(lock, registry),
        ..Difference::default()
    };
    for (id, linked) in &now.migrations {
        match lock.migrations.get(id) {
            Some(locked) => difference.changed.extend(locked.changed_to(id, linked)),
            None => match former(lock, registry, id) {
                Some(former) => difference.renamed.push((former, id.clone())),
                None => difference.added.push(id.clone()),
            },
        }
    }
    let is_missing = |id: &&MigrationId| {
        !now.migrations.contains_key(id) && !difference.renamed.iter().any(|(from, _)| from == *id)
    };
    difference.missing = lock.migrations.keys().filter(is_missing).cloned().collect();
    difference
}

/// The former id under which a migration is locked.
fn former(lock: &Lock, registry: &Registry, id: &MigrationId) -> Option<MigrationId> {
    let mut former = registry.by_id(id)?.former_ids();
    former.find(|id| lock.migrations.contains_key(id))
}

impl Entry {
    fn changed_to(&self, id: &MigrationId, linked: &Self) -> Option<Change> {
        let fields = [
            ("depends_on", self.depends_on != linked.depends_on),
            ("revision", self.revision != linked.revision),
            ("fingerprint", self.fingerprint != linked.fingerprint),
        ];
        let differing = fields.into_iter().filter(|(_, differs)| *differs);
        let fields: Vec<_> = differing.map(|(name, _)| name).collect();
        let id = id.clone();
        (!fields.is_empty()).then_some(Change { id, fields })
    }
}
