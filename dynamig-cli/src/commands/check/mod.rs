//! `check`: what is linked, held against itself, against dynamig.lock, and against what it was.

mod base;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use dynamig::lockfile::{self, FILE_NAME, Lock, Mode};
use dynamig::plan::{self, WarningKind};
use dynamig::settings::Variables;
use dynamig::table::Declaration;
use dynamig::{Migration, Registry};
use serde::Serialize;

use crate::failure::Failure;
use crate::link::Linked;
use crate::lock::{self, Git, Kept};

/// Check what is linked: against itself, against dynamig.lock, and against what it was
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct CheckArgs {
    /// Refuse edits of migrations since this commit; the default under CI: where the branch left the default one
    #[arg(long, value_name = "REF")]
    pub(crate) base: Option<String>,
}

/// What was looked at, and what was found.
#[derive(Debug, Serialize)]
pub(crate) struct CheckReport {
    pub(crate) namespace: String,
    pub(crate) migrations: Vec<Checked>,
    /// The declared tables, by name.
    pub(crate) tables: Vec<CheckedTable>,
    /// Tables that are declared otherwise than dynamig.lock had them before this command, or than a base has them.
    pub(crate) table_changes: Vec<TableChange>,
    #[serde(rename = "lock_file")]
    pub(crate) lock: LockState,
    /// None where no base was looked at.
    pub(crate) base: Option<BaseState>,
    #[serde(skip)]
    pub(crate) errors: Vec<Failure>,
    pub(crate) warnings: Vec<Warning>,
}

/// A linked migration.
#[derive(Debug, Serialize)]
pub(crate) struct Checked {
    pub(crate) id: String,
    pub(crate) version: u64,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) depends_on: Vec<String>,
    pub(crate) reversible: bool,
    pub(crate) revision: u32,
    pub(crate) fingerprint: String,
    pub(crate) package: String,
    pub(crate) place: String,
}

/// A declared table.
#[derive(Debug, Serialize)]
pub(crate) struct CheckedTable {
    pub(crate) name: String,
    pub(crate) revision: u32,
    pub(crate) hash: String,
    pub(crate) package: String,
    pub(crate) place: String,
}

/// A table that is declared otherwise than it was.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct TableChange {
    pub(crate) table: String,
    /// `added`, `removed` or `changed`.
    pub(crate) change: &'static str,
    /// Where it was otherwise: dynamig.lock, or a base's name.
    pub(crate) since: String,
}

/// Where `dynamig.lock` is, and what was done to it; nothing where it is refused.
#[derive(Debug, Serialize)]
pub(crate) struct LockState {
    pub(crate) path: PathBuf,
    pub(crate) state: Option<Kept>,
}

/// The commit that it was held against.
#[derive(Debug, Serialize)]
pub(crate) struct BaseState {
    pub(crate) name: String,
    pub(crate) commit: String,
    /// How many migrations the lock file of that commit has for this namespace; none where it has no such file.
    pub(crate) migrations: Option<usize>,
}

/// What should be looked at and stops nothing.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Warning {
    /// What kind of thing it is, where it has a name: the rule of a table's that warns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<WarningKind>,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// Checks a registry that is free of contradictions: making it has shown that.
///
/// An error is returned only where the check itself cannot be made; what is wrong is in the report.
pub(crate) fn run(
    args: &CheckArgs,
    linked: &Linked,
    namespace: &str,
    registry: &Registry,
    mode: Mode,
    variables: &Variables,
) -> Result<CheckReport, Failure> {
    let mut report = CheckReport {
        namespace: namespace.to_owned(),
        migrations: registry.in_order().map(Checked::from).collect(),
        tables: registry.tables().iter().map(CheckedTable::from).collect(),
        table_changes: Vec::new(),
        lock: LockState {
            path: lock::path(&linked.workspace_root),
            state: None,
        },
        base: None,
        errors: Vec::new(),
        warnings: registry.warnings().into_iter().map(Warning::from).collect(),
    };
    let git = Git(&linked.workspace_root);
    let base = match &args.base {
        Some(reference) => Some(git.named(reference)?),
        None if variables.is_ci() => report.merge_base(git)?,
        None => None,
    };
    if let Some(base) = base {
        report.hold_against(&base, registry);
    }
    report.changed_since_locked(registry);
    match lock::keep(&linked.workspace_root, namespace, registry, mode) {
        Ok(kept) => report.lock.state = Some(kept),
        Err(failure) => report.errors.push(failure),
    }
    Ok(report)
}

impl CheckReport {
    /// Tells the tables that are declared otherwise than the file has them. A file that cannot be read is an error of
    /// whoever keeps it.
    fn changed_since_locked(&mut self, registry: &Registry) {
        let file = lockfile::read(&self.lock.path).ok().flatten();
        if let Some(lock) = file.as_ref().and_then(|file| file.get(&self.namespace)) {
            self.table_changes(lock, registry, FILE_NAME);
        }
    }

    fn table_changes(&mut self, lock: &Lock, registry: &Registry, since: &str) {
        let changes = lockfile::compare_tables(lock, registry).into_iter();
        self.table_changes.extend(changes.map(|one| TableChange {
            table: one.name().to_owned(),
            change: one.as_str(),
            since: since.to_owned(),
        }));
    }
}

impl From<&Declaration> for CheckedTable {
    fn from(table: &Declaration) -> Self {
        Self {
            name: table.name().to_owned(),
            revision: table.revision,
            hash: table.hash(),
            package: table.package.clone(),
            place: table.place.clone(),
        }
    }
}

impl From<&Migration> for Checked {
    fn from(migration: &Migration) -> Self {
        Self {
            id: migration.id().to_string(),
            version: migration.id().version(),
            name: migration.id().name().to_owned(),
            description: migration.description().to_owned(),
            depends_on: migration.depends_on().to_vec(),
            reversible: migration.is_reversible(),
            revision: migration.revision(),
            fingerprint: migration.fingerprint().to_owned(),
            package: migration.package().to_owned(),
            place: migration.place(),
        }
    }
}

impl From<plan::Warning> for Warning {
    fn from(warning: plan::Warning) -> Self {
        Self {
            code: Some(warning.kind),
            message: warning.message,
            hint: warning.hint,
        }
    }
}
