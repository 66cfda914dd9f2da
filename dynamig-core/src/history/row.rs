use super::Status;
use crate::migration::MigrationId;

/// What the history knows of one migration: one row of the meta table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MigrationRow {
    /// The migration.
    pub id: MigrationId,
    /// Its state.
    pub status: Status,
    /// Why it is in that state, in a word, for example `empty`.
    pub note: Option<String>,
    /// The order of application, from 1; rows that were never applied have none.
    pub seq: Option<u64>,
    /// How often its function was started.
    pub attempts: u64,
    /// The fingerprint of the code that was last started or recorded.
    pub fingerprint: String,
    /// The revision of the code that was last started or recorded.
    pub revision: u32,
    /// The description of the code that was last started or recorded.
    pub description: String,
    /// When its function was last started, as an RFC 3339 instant in UTC. For people: never compared.
    pub started_at: Option<String>,
    /// When it last ended, as an RFC 3339 instant in UTC. For people: never compared.
    pub finished_at: Option<String>,
    /// How long its function ran, in milliseconds.
    pub duration_ms: Option<u64>,
    /// Who ran it.
    pub applied_by: Option<String>,
    /// The release of dynamig that wrote the row.
    pub tool_version: String,
    /// The generation of the lease under which the row was written.
    pub generation: u64,
    /// The last error, cut to 1 KB.
    pub error: Option<String>,
    /// The schema of the row: a newer one is never written over.
    pub schema: u32,
}

impl MigrationRow {
    /// The schema of rows that this release writes.
    pub const SCHEMA: u32 = 1;

    /// A row for a migration that has none yet.
    #[must_use]
    pub fn new(id: MigrationId, status: Status) -> Self {
        Self {
            id,
            status,
            note: None,
            seq: None,
            attempts: 0,
            fingerprint: String::new(),
            revision: 1,
            description: String::new(),
            started_at: None,
            finished_at: None,
            duration_ms: None,
            applied_by: None,
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            generation: 0,
            error: None,
            schema: Self::SCHEMA,
        }
    }

    /// What a note begins with that tells the row's former id.
    pub(crate) const RENAMED_FROM: &str = "renamed from ";

    /// The note of a row that was moved to a new id.
    pub(crate) fn renamed_note(from: &MigrationId) -> String {
        format!("{}{from}", Self::RENAMED_FROM)
    }

    /// The same with another note; one that tells the row's former id stays, because an older program, which has that
    /// id, knows the row by it.
    pub(crate) fn noted(self, note: Option<&str>) -> Self {
        let is_former = |note: &String| note.starts_with(Self::RENAMED_FROM);
        let kept = self.note.clone().filter(is_former);
        Self {
            note: kept.or_else(|| note.map(str::to_owned)),
            ..self
        }
    }

    /// Whether a newer release wrote it in a form, or a state, that this one does not know.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.schema > Self::SCHEMA || matches!(self.status, Status::Other(_))
    }
}
