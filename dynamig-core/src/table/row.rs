use std::collections::{BTreeMap, BTreeSet};

use super::diff::{Property, kms};
use super::{Budget, Declaration, Encryption, Observed, Presence};

/// What the history knows of one table: one row of the meta table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct TableRow {
    /// The table's logical name.
    pub name: String,
    /// The hashes of the declarations that it was brought to, the last one last, 50 at the most.
    pub hashes: Vec<String>,
    /// The hash of the declaration that it was brought to last, to the end; none while it is on the way.
    pub brought: Option<String>,
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
    /// What the declared name of the KMS key stood for when the table was brought to it: an alias, an id or an ARN, to
    /// the ARN that AWS told.
    pub keys: BTreeMap<String, String>,
    /// When dynamig itself spent of the budgets that AWS grants the table and does not tell of, in seconds since 1970,
    /// the last one last. A hint for people: what AWS answers counts.
    pub spent: BTreeMap<Budget, Vec<i64>>,
    /// The CloudFormation stack that owned the table when it was adopted.
    pub stack: Option<String>,
    /// The declared properties that the engine lacks.
    pub skipped: Vec<String>,
    /// The generation of the lease under which the row was written.
    pub generation: u64,
    /// The schema of the row: a newer one is never written over.
    pub schema: u32,
}

/// What dynamig is to a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(from = "String", into = "String")]
pub enum TableState {
    /// It may change it.
    Managed,
    /// It only compares it.
    Verified,
    /// It managed it once; the table is no longer declared and left alone.
    Released,
    /// It deleted it, as declared.
    Dropped,
    /// A state of a newer release.
    Other(String),
}

impl TableState {
    /// The state as the row tells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Managed => "managed",
            Self::Verified => "verified",
            Self::Released => "released",
            Self::Dropped => "dropped",
            Self::Other(state) => state,
        }
    }
}

impl From<&str> for TableState {
    fn from(state: &str) -> Self {
        match state {
            "managed" => Self::Managed,
            "verified" => Self::Verified,
            "released" => Self::Released,
            "dropped" => Self::Dropped,
            other => Self::Other(other.to_owned()),
        }
    }
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
            brought: None,
            revision: 0,
            package: String::new(),
            state,
            indexes: BTreeSet::new(),
            id: None,
            created: None,
            looked_at: None,
            keys: BTreeMap::new(),
            spent: BTreeMap::new(),
            stack: None,
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

    /// Whether this declaration is an older program's: the table was brought to it, and then to another one. A revision
    /// above the row's says that going back is meant.
    #[must_use]
    pub fn outdates(&self, declaration: &Declaration) -> bool {
        let hash = declaration.hash();
        self.hash() != Some(hash.as_str())
            && self.hashes.contains(&hash)
            && declaration.revision <= self.revision
    }

    /// Whether the table is on its way to this declaration.
    #[must_use]
    pub fn is_bound_for(&self, declaration: &Declaration) -> bool {
        self.state == TableState::Managed && self.hash() == Some(declaration.hash().as_str())
    }

    /// Whether the table was brought to this declaration, or to a newer one.
    #[must_use]
    pub fn is_at(&self, declaration: &Declaration) -> bool {
        self.brought == Some(declaration.hash()) || self.outdates(declaration)
    }

    /// Whether the row says all that is to be said of a table to which nothing is to be done: of one that was to be
    /// dropped and is gone, that too; of one that was released and is declared again, that it is managed.
    #[must_use]
    pub fn tells_of(&self, declaration: &Declaration, observed: Option<&Observed>) -> bool {
        let is_gone = declaration.presence == Presence::Dropped && observed.is_none();
        let is_its = observed.is_none_or(|observed| self.other_than(observed).is_none());
        let is_told = match self.state {
            TableState::Dropped => true,
            TableState::Released => false,
            _ => !is_gone,
        };
        self.outdates(declaration) || (self.is_at(declaration) && is_told && is_its)
    }

    /// Where the live table is not the one that was known, by what the two are told apart: the id that the known one had,
    /// and that of this one; or when each was created, in seconds since 1970.
    #[must_use]
    pub fn other_than(&self, observed: &Observed) -> Option<(String, String)> {
        let (was, is) = match (&self.id, &observed.id) {
            (Some(was), Some(is)) => (was.clone(), is.clone()),
            (None, _) | (_, None) => (self.created?.to_string(), observed.created?.to_string()),
        };
        (was != is).then_some((was, is))
    }

    /// The row as it has to be before the first call that changes the table, so that a run that dies goes on: an older
    /// program is outdated from then on, and an index that is made is known to have been declared.
    #[must_use]
    pub fn claimed(
        row: Option<&Self>,
        declaration: &Declaration,
        observed: Option<&Observed>,
    ) -> Self {
        let new = || Self::new(declaration.name(), TableState::Managed);
        let mut row = row.cloned().unwrap_or_else(new);
        let hash = declaration.hash();
        row.brought = None;
        row.hashes.retain(|former| *former != hash);
        row.hashes.push(hash);
        let forgotten = row.hashes.len().saturating_sub(Self::HASHES);
        row.hashes.drain(..forgotten);
        row.revision = row.revision.max(declaration.revision);
        declaration.package.clone_into(&mut row.package);
        row.state = TableState::Managed;
        let indexes = &declaration.definition.indexes;
        row.indexes
            .extend(indexes.iter().map(|index| index.name.clone()));
        match observed {
            Some(observed) => row.seen(observed),
            None => {
                (row.id, row.created, row.stack) = (None, None, None);
                row.keys.clear();
                row.spent.clear();
            }
        }
        row
    }

    /// The row once the table is as declared. An index that is neither declared nor there is forgotten: who makes one
    /// of its name later has one of their own.
    #[must_use]
    pub fn settled(mut self, declaration: &Declaration, observed: &Observed) -> Self {
        self.seen(observed);
        let (declared, live) = (
            &declaration.definition.indexes,
            &observed.definition.indexes,
        );
        self.indexes
            .retain(|name| declared.iter().chain(live).any(|index| index.name == *name));
        self.brought = Some(declaration.hash());
        let declared = declaration.definition.encryption.on();
        let live = observed.definition.encryption.on();
        if let (Some(declared), Some(arn)) = (declared, live.and_then(|live| live.key.as_ref())) {
            self.keyed(declared, arn);
        }
        self
    }

    /// The row of a table that was deleted as declared.
    #[must_use]
    pub fn dropped(mut self) -> Self {
        self.state = TableState::Dropped;
        self.brought = self.hash().map(str::to_owned);
        (self.id, self.created, self.stack) = (None, None, None);
        self.keys.clear();
        self.spent.clear();
        self
    }

    /// Notes what the name of a KMS key stands for, as the table shows it.
    pub(crate) fn keyed(&mut self, named: &Encryption, arn: &str) {
        self.keys = BTreeMap::from([(kms::name(named).to_owned(), arn.to_owned())]);
    }

    /// Notes that dynamig spent of a budget.
    pub(crate) fn spend(&mut self, budget: Budget, at: i64) {
        let spent = self.spent.entry(budget).or_default();
        spent.push(at);
        let forgotten = spent.len().saturating_sub(Budget::KEPT);
        spent.drain(..forgotten);
    }

    /// The row of a table that is no longer declared: it is left alone.
    #[must_use]
    pub fn released(mut self) -> Self {
        self.state = TableState::Released;
        self
    }

    fn seen(&mut self, observed: &Observed) {
        self.id.clone_from(&observed.id);
        self.created = observed.created;
        // Only its tags tell whose it is.
        if !observed.unlooked.contains(&Property::Tags) {
            self.stack.clone_from(&observed.stack);
        }
    }
}

impl From<String> for TableState {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<TableState> for String {
    fn from(state: TableState) -> Self {
        state.as_str().to_owned()
    }
}
