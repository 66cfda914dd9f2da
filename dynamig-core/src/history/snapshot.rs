use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{MigrationRow, Recovery, Status};
use crate::migration::MigrationId;
use crate::table::{TableRow, TableState};

/// The history of a namespace as it was read at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct History {
    /// The summary row; none before the first writing command.
    pub head: Option<Head>,
    /// The migrations' rows, in the order of their ids.
    pub rows: Vec<MigrationRow>,
    /// The tables' rows, by logical name.
    pub tables: BTreeMap<String, TableRow>,
}

/// The summary of a namespace: rewritten with each change of its history, and all that a no-op reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Head {
    /// The digest of the settled migrations: [`digest`].
    pub digest: String,
    /// The digest of the tables that dynamig has a hand in: [`tables_digest`]; empty where there are none.
    pub tables: String,
    /// The tables that dynamig has no hand in any more, because they were released or dropped, each with the hash of the
    /// declaration that it was last brought to; an empty one where it was on the way.
    pub former_tables: BTreeMap<String, String>,
    /// How many rows are in a state that a person or a later run has to settle.
    pub unsettled: u64,
    /// How many of the settled were recorded as applied without running.
    pub baselined: u64,
    /// How many of the settled are not meant for this environment.
    pub skipped: u64,
    /// How often the head was written.
    pub counter: u64,
    /// The environment that was named when the namespace was created; empty: none.
    pub environment: String,
    /// The AWS account, where known; empty: not known.
    pub account: String,
    /// The AWS region; empty: not known.
    pub region: String,
    /// The table prefix.
    pub prefix: String,
    /// The package that owns the migrations; empty: not known.
    pub package: String,
    /// What is known of the meta table's point-in-time recovery.
    pub recovery: Recovery,
    /// The schema of the row.
    pub schema: u32,
}

impl Head {
    /// The schema of the head that this release writes.
    pub const SCHEMA: u32 = 1;

    /// Whether each of these tables, given in the order of their names with the hashes of their declarations, was brought
    /// to its declaration, and dynamig has a hand in no other. A table that one program has released, and another still
    /// declares as it is, is as it is to be for both: else the two would take it from each other at every start.
    #[must_use]
    pub fn has_tables<'a>(&self, declared: impl IntoIterator<Item = (&'a str, &'a str)>) -> bool {
        let is_former = |(name, hash): &(&str, &str)| {
            let former = self.former_tables.get(*name);
            former.is_some_and(|former| former == hash)
        };
        let declared = declared.into_iter();
        tables_digest(declared.filter(|table| !is_former(table))) == self.tables
    }
}

impl History {
    /// The row of a migration.
    #[must_use]
    pub fn row(&self, id: &MigrationId) -> Option<&MigrationRow> {
        let at = self.rows.binary_search_by(|row| row.id.cmp(id)).ok()?;
        self.rows.get(at)
    }

    /// The row of a migration that has none under its own id: one under a former id of it, else one that a newer
    /// program gave another id to, and that tells one of these as its former.
    pub(crate) fn row_elsewhere(
        &self,
        id: &MigrationId,
        former: &[MigrationId],
    ) -> Option<&MigrationRow> {
        let tells = |row: &&MigrationRow| {
            let mut told = row.renamed_from.iter();
            told.any(|old| old == id || former.contains(old))
        };
        let older = former.iter().find_map(|id| self.row(id));
        older.or_else(|| self.rows.iter().find(tells))
    }

    /// Puts a row in its place, over the one with the same id.
    pub fn set(&mut self, row: MigrationRow) {
        match self.rows.binary_search_by(|other| other.id.cmp(&row.id)) {
            Ok(at) => self.rows[at] = row,
            Err(at) => self.rows.insert(at, row),
        }
    }

    /// Takes a row out.
    pub fn remove(&mut self, id: &MigrationId) {
        self.rows.retain(|row| row.id != *id);
    }

    /// Whether no migration was ever recorded: the environment is fresh.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of the next migration in the order of application.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.rows
            .iter()
            .filter_map(|row| row.seq)
            .max()
            .unwrap_or(0)
            + 1
    }

    /// How many rows wait for a person or for a later run: neither settled nor reverted.
    #[must_use]
    pub fn unsettled(&self) -> u64 {
        let open = |row: &&MigrationRow| !row.status.is_settled() && row.status != Status::Reverted;
        self.rows.iter().filter(open).count() as u64
    }

    /// How many rows are in a state.
    #[must_use]
    pub fn count(&self, status: &Status) -> u64 {
        self.rows.iter().filter(|row| row.status == *status).count() as u64
    }

    /// The digest of the settled migrations.
    #[must_use]
    pub fn digest(&self) -> String {
        let settled = self.rows.iter().filter(|row| row.status.is_settled());
        digest(settled.map(|row| (&row.id, row.fingerprint.as_str())))
    }

    /// The digest of the tables that dynamig has a hand in, as they were brought to what is declared.
    #[must_use]
    pub fn tables_digest(&self) -> String {
        let is_ours =
            |row: &&TableRow| matches!(row.state, TableState::Managed | TableState::Verified);
        tables_digest(self.tables.values().filter(is_ours).map(brought))
    }

    /// The tables that dynamig has no hand in any more, with the hashes that they were last brought to.
    #[must_use]
    pub fn former_tables(&self) -> BTreeMap<String, String> {
        let is_former =
            |row: &&TableRow| matches!(row.state, TableState::Released | TableState::Dropped);
        let former = self.tables.values().filter(is_former).map(brought);
        former
            .map(|(name, hash)| (name.to_owned(), hash.to_owned()))
            .collect()
    }
}

/// A table's name, and the hash that it was last brought to; empty where it is on the way.
fn brought(row: &TableRow) -> (&str, &str) {
    (&row.name, row.brought.as_deref().unwrap_or_default())
}

/// A digest of tables, given in the order of their names with the hashes of their declarations; empty for none.
pub fn tables_digest<'a>(tables: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut tables = tables.into_iter().peekable();
    if tables.peek().is_none() {
        return String::new();
    }
    hashed(tables.map(|(name, hash)| format!("{name} {hash}\n")))
}

/// A digest of migrations, given in the order of their ids with their fingerprints. The history's equals the
/// registry's when everything that is linked is settled, and nothing else is.
pub fn digest<'a>(migrations: impl IntoIterator<Item = (&'a MigrationId, &'a str)>) -> String {
    hashed(
        migrations
            .into_iter()
            .map(|(id, fingerprint)| format!("{id} {fingerprint}\n")),
    )
}

fn hashed(lines: impl Iterator<Item = String>) -> String {
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(line);
    }
    let mut text = String::from("1:");
    for byte in hasher.finalize().iter().take(16) {
        let _infallible = write!(text, "{byte:02x}");
    }
    text
}
