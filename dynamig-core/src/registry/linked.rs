use std::collections::BTreeMap;

use super::check;
use crate::__private::{Registered, RegisteredTable};
use crate::error::{Code, Error};
use crate::history::{History, digest};
use crate::migration::{Migration, MigrationId};
use crate::plan::{Standing, Warning, warned_tables};
use crate::table::Declaration;

/// The migrations of one namespace, in version order, and its tables, free of contradictions.
///
/// Making one reads nothing and costs microseconds a migration.
#[derive(Clone, Debug)]
pub struct Registry {
    migrations: Vec<Migration>,
    tables: Vec<Declaration>,
}

impl Registry {
    /// Everything that the program links.
    ///
    /// # Errors
    /// [`Code::NothingLinked`](crate::Code::NothingLinked) where that is nothing, and
    /// [`Code::InvalidRegistry`](crate::Code::InvalidRegistry) with the list of all faults: duplicate ids or versions,
    /// dependencies that are unknown, not older, or another namespace's, contradicting former ids, ids and tables that
    /// break a rule, and tables that are declared twice or wait for what is not linked.
    pub fn linked() -> Result<Self, Error> {
        Self::linked_except(&BTreeMap::new())
    }

    /// Everything that the program links, except the migrations of foreign packages: those whose migrations another
    /// namespace runs, given as package → namespace.
    ///
    /// # Errors
    /// As [`linked`](Self::linked); [`Code::Configuration`](crate::Code::Configuration) where no migration of a foreign
    /// package is linked, because a misspelt package would be run here.
    pub fn linked_except(foreign: &BTreeMap<String, String>) -> Result<Self, Error> {
        let migrations = inventory::iter::<Registered>.into_iter();
        let tables = inventory::iter::<RegisteredTable>.into_iter();
        let tables: Result<Vec<_>, _> = tables
            .map(|&RegisteredTable(of)| of.declaration())
            .collect();
        Self::checked(
            migrations.map(|&Registered(of)| of.into()),
            tables?,
            foreign,
        )
    }

    /// Exactly these migrations, and no tables.
    ///
    /// # Errors
    /// As [`linked`](Self::linked).
    pub fn of(migrations: impl IntoIterator<Item = Migration>) -> Result<Self, Error> {
        Self::of_except(migrations, &BTreeMap::new())
    }

    /// Exactly these tables, and no migrations.
    ///
    /// # Errors
    /// As [`linked`](Self::linked).
    pub fn of_tables(tables: impl IntoIterator<Item = Declaration>) -> Result<Self, Error> {
        Self::checked([], tables, &BTreeMap::new())
    }

    /// Exactly the tables of a directory's definition files, or of one file, and no migrations.
    ///
    /// ```no_run
    /// use dynamig::{Migrator, Registry, Settings};
    ///
    /// # async fn start(client: aws_sdk_dynamodb::Client) -> Result<(), dynamig::Error> {
    /// let registry = Registry::of_directory("tables".as_ref())?;
    /// let report = Migrator::with_registry(client, Settings::new("shop")?, registry).up().await?;
    /// for table in &report.tables {
    ///     println!("{}: {} {:?}", table.name, table.outcome.as_str(), table.done);
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As [`linked`](Self::linked), and as [`table::files::read`](crate::table::files::read).
    #[cfg(feature = "files")]
    pub fn of_directory(path: &std::path::Path) -> Result<Self, Error> {
        Self::of_tables(crate::table::files::read(path)?)
    }

    /// The same with these tables besides.
    ///
    /// # Errors
    /// As [`linked`](Self::linked).
    pub fn with_tables(self, tables: impl IntoIterator<Item = Declaration>) -> Result<Self, Error> {
        let tables = self.tables.into_iter().chain(tables);
        Self::checked(self.migrations, tables, &BTreeMap::new())
    }

    /// These migrations, except those of foreign packages.
    ///
    /// # Errors
    /// As [`linked_except`](Self::linked_except).
    pub fn of_except(
        migrations: impl IntoIterator<Item = Migration>,
        foreign: &BTreeMap<String, String>,
    ) -> Result<Self, Error> {
        Self::checked(migrations, [], foreign)
    }

    fn checked(
        migrations: impl IntoIterator<Item = Migration>,
        tables: impl IntoIterator<Item = Declaration>,
        foreign: &BTreeMap<String, String>,
    ) -> Result<Self, Error> {
        let (left_out, mut ours): (Vec<_>, Vec<_>) = migrations
            .into_iter()
            .partition(|migration| foreign.contains_key(migration.package()));
        // Places settle the order of duplicates, so that messages do not depend on the linker.
        ours.sort_by_cached_key(|migration| (migration.id().clone(), migration.place()));
        let is_ours = |table: &Declaration| !foreign.contains_key(&table.package);
        let mut tables: Vec<_> = tables.into_iter().filter(is_ours).collect();
        tables.sort_by_cached_key(|table| (table.name().to_owned(), table.place.clone()));
        check::check(&ours, &left_out, &tables, foreign)?;
        Ok(Self {
            migrations: ours,
            tables,
        })
    }

    /// No migrations at all: for what looks at the history alone, whatever is linked.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            migrations: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// The migration with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Migration> {
        self.by_id(&id.parse().ok()?)
    }

    /// The one migration that a person means by a full id, a version alone, or a name alone.
    ///
    /// # Errors
    /// [`Code::UnknownMigration`](crate::Code::UnknownMigration) where there is none, with the nearest, or where there
    /// are several.
    pub fn find(&self, text: &str) -> Result<&Migration, Error> {
        let id = super::find(self.migrations.iter().map(Migration::id), text)?;
        self.by_id(id).ok_or_else(|| {
            Error::new(
                Code::Internal,
                format!("migration {id} was found and is gone"),
            )
        })
    }

    /// All migrations, sorted by version.
    #[must_use]
    pub fn all(&self) -> &[Migration] {
        &self.migrations
    }

    /// All declared tables, sorted by name.
    #[must_use]
    pub fn tables(&self) -> &[Declaration] {
        &self.tables
    }

    /// The declared table with this logical name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Declaration> {
        let found = self.tables.binary_search_by(|table| table.name().cmp(name));
        self.tables.get(found.ok()?)
    }

    /// What should be thought about in the declared tables, though they keep every rule: DM290 and above.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        warned_tables(&self.tables)
    }

    /// The migrations in the order in which `up` runs them: by version, so that everything follows what it depends on.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = &Migration> + Clone {
        self.migrations.iter()
    }

    /// What `up` has still to run, in its order: all that is neither settled nor in a state that only a person, or a
    /// newer release, can leave.
    #[must_use]
    pub fn pending<'a>(&'a self, history: &'a History) -> Vec<&'a Migration> {
        let standings = Standing::all(self, history).into_iter();
        standings
            .filter(Standing::is_pending)
            .map(|standing| standing.migration)
            .collect()
    }

    /// The digest of all migrations: that of a history in which exactly these are settled, as they are written today.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(
            self.in_order()
                .map(|migration| (migration.id(), migration.fingerprint())),
        )
    }

    pub(crate) fn by_id(&self, id: &MigrationId) -> Option<&Migration> {
        let found = self
            .migrations
            .binary_search_by(|migration| migration.id().cmp(id));
        self.migrations.get(found.ok()?)
    }
}
