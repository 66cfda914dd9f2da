//! `check`: what is linked, held against itself, against dynamig.lock, and against what it was.

mod base;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use dynamig::lockfile::Mode;
use dynamig::settings::Variables;
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
        lock: LockState {
            path: lock::path(&linked.workspace_root),
            state: None,
        },
        base: None,
        errors: Vec::new(),
        warnings: Vec::new(),
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
    match lock::keep(&linked.workspace_root, namespace, registry, mode) {
        Ok(kept) => report.lock.state = Some(kept),
        Err(failure) => report.errors.push(failure),
    }
    Ok(report)
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
