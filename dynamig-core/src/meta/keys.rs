use aws_sdk_dynamodb::types::AttributeValue;

use super::item::{Item, text};
use crate::migration::{Direction, MigrationId};

/// The partition key of the meta table, a string.
pub(crate) const PK: &str = "pk";
/// The sort key of the meta table, a string.
pub(crate) const SK: &str = "sk";

/// The address of one row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

const MIGRATION: &str = "migration#";
const STEP: &str = "step#";
const TABLE: &str = "table#";
const SEGMENT: &str = "segment#";
const DOWN_SEGMENT: &str = "down-segment#";

impl Key {
    fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self {
            pk: pk.into(),
            sk: sk.into(),
        }
    }

    /// The summary of a namespace.
    pub(crate) fn head(namespace: &str) -> Self {
        Self::new(namespace, "head")
    }

    /// The lock of a namespace.
    pub(crate) fn lock(namespace: &str) -> Self {
        Self::new(namespace, "lock")
    }

    /// A migration's row. The version is padded so that the rows are sorted by it.
    pub(crate) fn migration(namespace: &str, id: &MigrationId) -> Self {
        Self::new(
            namespace,
            format!("{MIGRATION}{:020}_{}", id.version(), id.name()),
        )
    }

    /// The id in the sort key of a migration's row; none where the row is another.
    pub(crate) fn migration_id(sk: &str) -> Option<Result<MigrationId, crate::Error>> {
        sk.strip_prefix(MIGRATION).map(str::parse)
    }

    /// A table's row.
    pub(crate) fn table(namespace: &str, name: &str) -> Self {
        Self::new(namespace, format!("{TABLE}{name}"))
    }

    /// The logical name in the sort key of a table's row; none where the row is another.
    pub(crate) fn table_name(sk: &str) -> Option<&str> {
        sk.strip_prefix(TABLE)
    }

    /// A row of the audit log.
    pub(crate) fn log(namespace: &str, generation: u64, counter: u64) -> Self {
        Self::new(
            format!("{namespace}#log"),
            format!("{generation:020}#{counter:06}"),
        )
    }

    /// A row of the audit log for what is done without the lease.
    pub(crate) fn log_outside(namespace: &str, generation: u64, mark: &str) -> Self {
        Self::new(
            format!("{namespace}#log"),
            format!("{generation:020}#{mark}"),
        )
    }

    /// The stored result of a step of a migration.
    pub(crate) fn step(namespace: &str, id: &MigrationId, name: &str) -> Self {
        Self::new(Self::run(namespace, id), format!("{STEP}{name}"))
    }

    /// The name in the sort key of a step's row.
    pub(crate) fn step_name(sk: &str) -> &str {
        sk.strip_prefix(STEP).unwrap_or(sk)
    }

    /// The partition that holds what belongs to one migration's run.
    pub(crate) fn run(namespace: &str, id: &MigrationId) -> String {
        format!("{namespace}#run#{id}")
    }

    /// The row of an item migration's run: its lease, its parameters, and what people wish of it.
    pub(crate) fn control(namespace: &str, id: &MigrationId) -> Self {
        Self::new(Self::run(namespace, id), "control")
    }

    /// How far a run is in one segment of its table.
    pub(crate) fn segment(namespace: &str, id: &MigrationId, direction: Direction, n: u32) -> Self {
        let prefix = Self::segments(namespace, id, direction);
        Self {
            sk: format!("{}{n:06}", prefix.sk),
            ..prefix
        }
    }

    /// What the keys of a run's segments begin with.
    pub(crate) fn segments(namespace: &str, id: &MigrationId, direction: Direction) -> Self {
        let prefix = match direction {
            Direction::Up => SEGMENT,
            Direction::Down => DOWN_SEGMENT,
        };
        Self::new(Self::run(namespace, id), prefix)
    }

    /// An item that a run went past, by the hash of its key.
    pub(crate) fn failed(
        namespace: &str,
        id: &MigrationId,
        direction: Direction,
        item: &str,
    ) -> Self {
        let prefix = Self::all_failed(namespace, id, direction);
        Self {
            sk: format!("{}{item}", prefix.sk),
            ..prefix
        }
    }

    /// What the keys of the items that a run went past begin with.
    pub(crate) fn all_failed(namespace: &str, id: &MigrationId, direction: Direction) -> Self {
        let prefix = match direction {
            Direction::Up => "failed#",
            Direction::Down => "down-failed#",
        };
        Self::new(Self::run(namespace, id), prefix)
    }

    /// The number in the sort key of a segment's row.
    pub(crate) fn segment_number(sk: &str) -> Option<u32> {
        sk.rsplit('#').next()?.parse().ok()
    }

    /// The partition of the audit log.
    pub(crate) fn log_partition(namespace: &str) -> String {
        format!("{namespace}#log")
    }

    /// The key as the SDK takes it.
    pub(crate) fn item(&self) -> Item {
        Item::from([
            (PK.to_owned(), text(&self.pk)),
            (SK.to_owned(), text(&self.sk)),
        ])
    }

    /// The partition key as a value.
    pub(crate) fn value(partition: &str) -> AttributeValue {
        text(partition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_sorted_by_version_not_by_text() {
        let key = |version| Key::migration("shop", &MigrationId::new(version, "m")).sk;
        assert!(key(9) < key(10));
        assert_eq!(key(10), "migration#00000000000000000010_m");
    }

    #[test]
    fn a_migrations_sort_key_gives_back_its_id() {
        let id = MigrationId::new(20_260_801_090_000, "seed_plans");
        let read = Key::migration_id(&Key::migration("shop", &id).sk);
        assert_eq!(read.map(Result::ok), Some(Some(id)));
        assert!(Key::migration_id("head").is_none());
    }
}
