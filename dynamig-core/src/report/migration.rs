use serde::Serialize;

use super::State;
use crate::history::{MigrationRow, Status};
use crate::migration::Migration;

/// One migration, linked or only recorded. Its form in JSON is a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MigrationReport {
    /// The id, `VERSION_name`.
    pub id: String,
    /// The version.
    pub version: u64,
    /// The name.
    pub name: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// What it runs over; none where it is not linked.
    pub kind: Option<&'static str>,
    /// Where it stands.
    pub state: State,
    /// Whether it is to be run although a migration with a higher version is applied.
    pub late: bool,
    /// The ids that it depends on.
    pub depends_on: Vec<String>,
    /// Whether it has a down.
    pub reversible: bool,
    /// The fingerprint of the linked code, else the recorded one; may be empty.
    pub fingerprint: String,
    /// When it was applied, or recorded as that, as an RFC 3339 instant in UTC.
    pub applied_at: Option<String>,
    /// Who applied it.
    pub applied_by: Option<String>,
    /// How long its function ran, in milliseconds.
    pub duration_ms: Option<u64>,
    /// How far an item migration is; none for migrations that run once.
    pub progress: Option<serde_json::Value>,
    /// The last error.
    pub error: Option<String>,
}

impl MigrationReport {
    /// A linked migration.
    pub(super) fn linked(migration: &Migration, row: Option<&MigrationRow>, state: State) -> Self {
        let id = migration.id();
        Self {
            id: id.to_string(),
            version: id.version(),
            name: id.name().to_owned(),
            description: migration.description().to_owned(),
            kind: Some(migration.kind().as_str()),
            state,
            late: false,
            depends_on: migration.depends_on().to_vec(),
            reversible: migration.is_reversible(),
            fingerprint: migration.fingerprint().to_owned(),
            applied_at: None,
            applied_by: None,
            duration_ms: None,
            progress: None,
            error: None,
        }
        .recorded(row)
    }

    /// A migration of which only the row is looked at.
    pub(super) fn unlinked(row: &MigrationRow, state: State) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.id.version(),
            name: row.id.name().to_owned(),
            description: row.description.clone(),
            kind: None,
            state,
            late: false,
            depends_on: Vec::new(),
            reversible: false,
            fingerprint: row.fingerprint.clone(),
            applied_at: None,
            applied_by: None,
            duration_ms: None,
            progress: None,
            error: None,
        }
        .recorded(Some(row))
    }

    fn recorded(mut self, row: Option<&MigrationRow>) -> Self {
        let Some(row) = row else {
            return self;
        };
        if matches!(row.status, Status::Applied | Status::Baselined) {
            self.applied_at.clone_from(&row.finished_at);
            self.applied_by.clone_from(&row.applied_by);
        }
        self.duration_ms = row.duration_ms;
        self.error.clone_from(&row.error);
        self
    }
}
