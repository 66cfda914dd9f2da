use std::collections::BTreeSet;

/// What the history knows of one table: one row of the meta table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableRow {
    /// The table's logical name.
    pub name: String,
    /// The hashes of the declarations that it was brought to, the last one last, 50 at the most.
    pub hashes: Vec<String>,
    /// The highest revision that it was brought to.
    pub revision: u32,
    /// The package that declares it.
    pub package: String,
    /// Whether dynamig may change it.
    pub state: TableState,
    /// Every index that was ever declared.
    pub indexes: BTreeSet<String>,
    /// The table's id when it was last looked at, where the engine tells one.
    pub id: Option<String>,
    /// When the table was created, in seconds since 1970.
    pub created: Option<i64>,
    /// When it was last looked at, as an RFC 3339 instant in UTC. For people: never compared.
    pub looked_at: Option<String>,
    /// The declared properties that the engine lacks.
    pub skipped: Vec<String>,
    /// The generation of the lease under which the row was written.
    pub generation: u64,
    /// The schema of the row: a newer one is never written over.
    pub schema: u32,
}

/// What dynamig is to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableState {
    /// It may change it.
    Managed,
    /// It only compares it.
    Verified,
    /// It managed it once; the table is no longer declared and left alone.
    Released,
    /// It deleted it, as declared.
    Dropped,
}

impl TableRow {
    /// The schema of rows that this release writes.
    pub const SCHEMA: u32 = 1;
    /// The most hashes that a row keeps.
    pub const HASHES: usize = 50;

    /// A row for a table that has none yet.
    #[must_use]
    pub fn new(name: impl Into<String>, state: TableState) -> Self {
        Self {
            name: name.into(),
            hashes: Vec::new(),
            revision: 0,
            package: String::new(),
            state,
            indexes: BTreeSet::new(),
            id: None,
            created: None,
            looked_at: None,
            skipped: Vec::new(),
            generation: 0,
            schema: Self::SCHEMA,
        }
    }

    /// The hash of the declaration that it was last brought to.
    #[must_use]
    pub fn hash(&self) -> Option<&str> {
        self.hashes.last().map(String::as_str)
    }
}
