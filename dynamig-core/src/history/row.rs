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
    const RENAMED_FROM: &str = "renamed from ";
    /// The note while a down runs, or where its process died.
    pub(crate) const DOWN_STARTED: &str = "down started";
    /// The note where a down failed.
    pub(crate) const DOWN_FAILED: &str = "down failed";

    /// The note of a row that was moved to a new id.
    pub(crate) fn renamed_note(from: &MigrationId) -> String {
        format!("{}{from}", Self::RENAMED_FROM)
    }

    /// The id that the row had before, where its note tells one.
    pub(crate) fn former_id(&self) -> Option<&str> {
        self.notes().next()?.strip_prefix(Self::RENAMED_FROM)
    }

    /// The same with another note; the row's former id stays in it, because an older program, which has that id, knows
    /// the row by it.
    pub(crate) fn noted(self, note: Option<&str>) -> Self {
        let former = self
            .former_id()
            .map(|id| format!("{}{id}", Self::RENAMED_FROM));
        let notes: Vec<_> = former.as_deref().into_iter().chain(note).collect();
        Self {
            note: (!notes.is_empty()).then(|| notes.join("; ")),
            ..self
        }
    }

    /// Whether a down of it was started and has not ended well.
    pub(crate) fn is_half_undone(&self) -> bool {
        let downs = [Self::DOWN_STARTED, Self::DOWN_FAILED];
        self.notes().any(|note| downs.contains(&note))
    }

    fn notes(&self) -> impl Iterator<Item = &str> {
        self.note.as_deref().unwrap_or_default().split("; ")
    }

    /// Whether a newer release wrote it in a form, or a state, that this one does not know.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.schema > Self::SCHEMA || matches!(self.status, Status::Other(_))
    }
}
