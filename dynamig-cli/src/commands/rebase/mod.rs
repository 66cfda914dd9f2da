//! `rebase ID…`: gives migrations of a branch new versions, behind all others.

mod edit;
mod guard;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::time::SystemTime;

use dynamig::lockfile::{Entry, Lock, LockFile, Mode, read};
use dynamig::{Code, Migration, MigrationId, Registry};
use serde::Serialize;

use crate::failure::Failure;
use crate::link::Linked;
use crate::lock;
use crate::source::{Changes, Renumbering, Written, version};

/// Give migrations that are applied nowhere new versions, so that they come last
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct RebaseArgs {
    /// The migrations, with those that depend on them; they keep their order
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
}

/// What was changed.
#[derive(Debug, Serialize)]
pub(crate) struct RebaseReport {
    pub(crate) renumbered: Vec<Renumbered>,
    pub(crate) written: Vec<Written>,
    /// What nothing here can know.
    pub(crate) notes: Vec<String>,
}

/// A former id and today's.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Renumbered {
    pub(crate) from: String,
    pub(crate) to: String,
}

/// Gives the migrations new versions, in the order of the old ones: in their sources, in the names of their files and
/// modules, and in dynamig.lock.
pub(crate) fn run(
    args: &RebaseArgs,
    linked: &Linked,
    namespace: &str,
    registry: &Registry,
    mode: Mode,
    now: SystemTime,
) -> Result<RebaseReport, Failure> {
    let moved = named(args, registry)?;
    guard::refuse_left_behind(&moved, registry)?;
    let notes = guard::refuse_merged(&moved, linked, namespace)?;
    let to = renumbering(&moved, registry, now);

    let mut changes = Changes::default();
    edit::sources(
        &moved,
        &to,
        &linked.workspace_root,
        &linked.manifest_dir,
        &mut changes,
    )?;
    lock_file(linked, namespace, &to, mode, &mut changes)?;
    let written = changes.make()?;
    Ok(RebaseReport {
        renumbered: to
            .iter()
            .map(|(from, to)| Renumbered {
                from: from.to_string(),
                to: to.to_string(),
            })
            .collect(),
        written,
        notes,
    })
}

/// The migrations that were named, in the order of their versions, each once.
fn named<'r>(args: &RebaseArgs, registry: &'r Registry) -> Result<Vec<&'r Migration>, Failure> {
    let mut moved = args
        .ids
        .iter()
        .map(|text| registry.find(text))
        .collect::<Result<Vec<_>, _>>()?;
    moved.sort_by_key(|migration| migration.id());
    moved.dedup_by_key(|migration| migration.id());
    Ok(moved)
}

fn renumbering(moved: &[&Migration], registry: &Registry, now: SystemTime) -> Renumbering {
    let mut version = version::next(registry.in_order().map(|one| one.id().version()), now);
    let mut to = Renumbering::new();
    for migration in moved {
        let id = migration.id();
        to.insert(id.clone(), MigrationId::new(version, id.name()));
        version = version::after(version);
    }
    to
}

/// Renumbers the entries of dynamig.lock: the program that is linked now still has the former ids.
fn lock_file(
    linked: &Linked,
    namespace: &str,
    to: &Renumbering,
    mode: Mode,
    changes: &mut Changes,
) -> Result<(), Failure> {
    let path = lock::path(&linked.workspace_root);
    let Some(file) = read(&path)? else {
        return Ok(());
    };
    let Some(lock) = file.get(namespace) else {
        return Ok(());
    };
    let new = renumbered(lock, to);
    if new == *lock {
        return Ok(());
    }
    if mode == Mode::Locked {
        return Err(Failure::new(
            Code::LockOutdated,
            "dynamig.lock has the former ids, and may not be written",
        )
        .hint("run it without `--locked`, and not under `CI`"));
    }
    let was = file_text(&path)?;
    changes.replace(path, was, LockFile::with(file, namespace, new).render());
    Ok(())
}

fn file_text(path: &Path) -> Result<String, Failure> {
    Ok(crate::source::read_if_there(path)?.unwrap_or_default())
}

fn renumbered(lock: &Lock, to: &Renumbering) -> Lock {
    let new = |id: &MigrationId| to.get(id).unwrap_or(id).clone();
    let entries = lock.migrations.iter().map(|(id, entry)| {
        let mut depends_on: Vec<_> = entry.depends_on.iter().map(new).collect();
        depends_on.sort();
        let entry = Entry {
            depends_on,
            ..entry.clone()
        };
        (new(id), entry)
    });
    Lock {
        migrations: entries.collect(),
        tables: lock.tables.clone(),
    }
}
