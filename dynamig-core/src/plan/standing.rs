use std::collections::{BTreeMap, BTreeSet};

use crate::history::{Command, History, MigrationRow, Status, transition};
use crate::migration::{Kind, Migration, MigrationId, fingerprint};
use crate::registry::Registry;

/// What the history says of one linked migration.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'a> {
    pub(crate) migration: &'a Migration,
    /// Its row, under whatever id it is.
    pub(crate) row: Option<&'a MigrationRow>,
    pub(crate) is: Is,
}

/// What is left to do with a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    /// To be run: it never was, or it was undone.
    Pending,
    /// Nothing: applied, baselined or skipped.
    Settled,
    /// To be run again: it was running when its process died, or it failed.
    Interrupted,
    /// Nothing that this program can do: the row's form or state is none that it can continue, or a newer revision of
    /// the code, or one under a newer name, was started.
    Held,
    /// To be told apart: the row is another's that looks like this migration under a former name.
    Suspect,
}

impl<'a> Standing<'a> {
    /// Each linked migration's, in version order.
    pub(crate) fn all(registry: &'a Registry, history: &'a History) -> Vec<Self> {
        let rows = Rows::of(registry, history);
        let migrations = registry.in_order();
        migrations
            .map(|migration| {
                let (row, is) = rows.of_migration(migration);
                Self { migration, row, is }
            })
            .collect()
    }

    /// Whether `up` has to run it.
    pub(crate) fn is_pending(&self) -> bool {
        matches!(self.is, Is::Pending | Is::Interrupted)
    }

    /// Whether its down can be run: from the end or, where it is run over items, from wherever it or its up stopped.
    pub(crate) fn is_undoable(&self) -> bool {
        let stopped = [Status::Reverting, Status::Cancelled, Status::Failed];
        let is_half_way = self.row.is_some_and(|row| stopped.contains(&row.status));
        self.is == Is::Settled || (is_half_way && self.migration.kind() == Kind::Items)
    }

    /// The id that its row is still under, where the migration has another by now.
    pub(crate) fn former(&self) -> Option<&'a MigrationId> {
        let id = &self.row?.id;
        let mut former = self.migration.former_ids();
        former.any(|former| former == *id).then_some(id)
    }

    /// The id that a newer program gave its row.
    pub(crate) fn moved_to(&self) -> Option<&'a MigrationId> {
        let id = &self.row?.id;
        let own = self.is == Is::Suspect || id == self.migration.id() || self.former().is_some();
        (!own).then_some(id)
    }

    /// Whether the code is not what the row was recorded with, and no higher revision says that this is meant.
    pub(crate) fn is_edited(&self) -> bool {
        self.row.is_some_and(|row| {
            fingerprint::differ(&row.fingerprint, self.migration.fingerprint())
                && self.migration.revision() <= row.revision
        })
    }
}

impl Is {
    fn of(row: &MigrationRow) -> Self {
        if row.is_newer() {
            Self::Held
        } else if row.status.is_settled() {
            Self::Settled
        } else if transition(Some(&row.status), Command::Start).is_none() {
            Self::Held
        } else if row.status == Status::Reverted {
            Self::Pending
        } else {
            Self::Interrupted
        }
    }
}

/// The history's rows, by whose they are.
struct Rows<'a> {
    history: &'a History,
    /// Rows whose id is not linked, and that no linked migration has as a former id.
    unclaimed: Vec<&'a MigrationRow>,
    /// Rows that a newer program gave another id, by the ids that they had, or have for older programs.
    moved: BTreeMap<&'a MigrationId, &'a MigrationRow>,
}

impl<'a> Rows<'a> {
    fn of(registry: &'a Registry, history: &'a History) -> Self {
        let mut claimed: BTreeSet<MigrationId> = BTreeSet::new();
        for migration in registry.all() {
            claimed.extend(migration.former_ids());
        }
        let unlinked = |row: &&MigrationRow| registry.by_id(&row.id).is_none();
        let unlinked = history.rows.iter().filter(unlinked);
        let unclaimed: Vec<_> = unlinked.filter(|row| !claimed.contains(&row.id)).collect();
        let former = |row: &&'a MigrationRow| {
            let row = *row;
            row.renamed_from.iter().map(move |id| (id, row))
        };
        let moved = unclaimed.iter().flat_map(former);
        Self {
            history,
            moved: moved.collect(),
            unclaimed,
        }
    }

    /// The row under the migration's own id, a former one, or the one that a newer program gave it; and what it says.
    fn of_migration(&self, migration: &Migration) -> (Option<&'a MigrationRow>, Is) {
        let former = || migration.former_ids().find_map(|id| self.history.row(&id));
        let moved = || {
            let newer = |id: &MigrationId| self.moved.get(id).copied();
            newer(migration.id()).or_else(|| migration.former_ids().find_map(|id| newer(&id)))
        };
        if let Some(row) = self.history.row(migration.id()).or_else(former) {
            let is = match Is::of(row) {
                // Half of what a newer program did is its own to finish. What was undone, anybody may do.
                Is::Interrupted if row.revision > migration.revision() => Is::Held,
                is => is,
            };
            (Some(row), is)
        } else if let Some(row) = moved() {
            // Only a program that knows today's id runs it: this one would write a second row.
            let is = match Is::of(row) {
                Is::Settled => Is::Settled,
                Is::Pending | Is::Interrupted | Is::Held | Is::Suspect => Is::Held,
            };
            (Some(row), is)
        } else {
            let suspect = self.suspect(migration);
            (suspect, suspect.map_or(Is::Pending, |_| Is::Suspect))
        }
    }

    /// The row that may be the migration's under a former id that nobody declared.
    fn suspect(&self, migration: &Migration) -> Option<&'a MigrationRow> {
        let fingerprint = migration.fingerprint();
        let alike = |row: &&&MigrationRow| {
            row.id.version() == migration.id().version()
                || (!fingerprint.is_empty() && row.fingerprint == fingerprint)
        };
        self.unclaimed.iter().find(alike).copied()
    }
}
