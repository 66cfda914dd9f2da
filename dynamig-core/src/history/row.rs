use super::Status;
use crate::migration::{Migration, MigrationId};

/// What the history knows of one migration: one row of the meta table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    /// The ids that it had before, as far as any code that was started or recorded knew them, today's code's first and
    /// [`FORMER_IDS`](Self::FORMER_IDS) at the most. A program that still has one of them knows the row by it.
    pub renamed_from: Vec<MigrationId>,
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
    /// The last error, cut to 1 KB. Stays out of what is saved in files: it is a user's text.
    #[serde(skip)]
    pub error: Option<String>,
    /// The schema of the row: a newer one is never written over.
    pub schema: u32,
}

/// The most of a description that a row keeps, in bytes.
const DESCRIPTION_LIMIT: usize = 500;

impl MigrationRow {
    /// The schema of rows that this release writes.
    pub const SCHEMA: u32 = 1;
    /// How many former ids a row keeps.
    pub const FORMER_IDS: usize = 20;

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
            renamed_from: Vec::new(),
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

    /// The note of an item migration whose table had no items.
    pub(crate) const EMPTY: &str = "empty";
    /// The note while a down runs, or where its process died.
    pub(crate) const DOWN_STARTED: &str = "down started";
    /// The note where a down failed.
    pub(crate) const DOWN_FAILED: &str = "down failed";

    /// The same with what the linked code says of itself. Former ids that only the row knows stay in it: programs that
    /// have them may still be about.
    pub(crate) fn with_code(self, migration: &Migration) -> Self {
        Self {
            fingerprint: migration.fingerprint().to_owned(),
            revision: migration.revision(),
            description: cut(migration.description(), DESCRIPTION_LIMIT),
            ..self.known_to(migration)
        }
    }

    /// The same under the id that its migration has by now.
    pub(crate) fn moved_to(mut self, migration: &Migration) -> Self {
        let former = std::mem::replace(&mut self.id, migration.id().clone());
        self.renamed_from.insert(0, former);
        self.known_to(migration)
    }

    fn known_to(mut self, migration: &Migration) -> Self {
        let mut all: Vec<MigrationId> = Vec::new();
        for id in migration.former_ids().chain(self.renamed_from) {
            if id != self.id && !all.contains(&id) {
                all.push(id);
            }
        }
        all.truncate(Self::FORMER_IDS);
        self.renamed_from = all;
        self
    }

    /// What there is to remark on it, in words: its former ids, and the note.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        let former: Vec<_> = self.renamed_from.iter().map(ToString::to_string).collect();
        let renamed = (!former.is_empty()).then(|| format!("renamed from {}", former.join(", ")));
        let parts: Vec<_> = renamed.into_iter().chain(self.note.clone()).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// Whether a down of it was started and has not ended well.
    pub(crate) fn is_half_undone(&self) -> bool {
        let downs = [Self::DOWN_STARTED, Self::DOWN_FAILED];
        self.note
            .as_deref()
            .is_some_and(|note| downs.contains(&note))
    }

    /// Whether a newer release wrote it in a form, or a state, that this one does not know.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.schema > Self::SCHEMA || matches!(self.status, Status::Other(_))
    }
}

/// The first `limit` bytes of a text, or a little less, so that no character is cut.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    text[..text.floor_char_boundary(limit)].to_owned()
}
