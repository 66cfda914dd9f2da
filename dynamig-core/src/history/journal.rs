use std::sync::Arc;
use std::time::Duration;

use super::store::Store;
use super::{Head, History, MigrationRow, Recovery, Status};
use crate::clock::Clock;
use crate::identity::Identity;
use crate::lease::Lease;
use crate::migration::{Migration, MigrationId};
use crate::random::Random;

/// The history under a lease: what was read after the lock was taken, and each change since.
#[derive(Debug)]
pub(crate) struct Journal {
    pub(super) store: Store,
    pub(super) lease: Arc<Lease>,
    pub(super) history: History,
    /// What a new head says of the namespace.
    pub(super) head: Head,
    /// What the head says of the meta table's recovery from now on.
    pub(super) recovery: Recovery,
    pub(super) identity: Identity,
    pub(super) clock: Clock,
    pub(super) random: Random,
    pub(super) counter: u64,
    /// Whether nobody knows what became of the last change.
    pub(super) in_doubt: bool,
    /// The saved plan that is carried out, by its id: the log tells it of each change.
    pub(super) plan: Option<String>,
    /// The item migration whose run the lease is for; none: it is the namespace's.
    pub(super) run: Option<MigrationId>,
    /// When the function that runs was started.
    started: Option<Duration>,
}

/// What a journal is made of.
#[derive(Debug)]
pub(crate) struct JournalParts {
    pub(crate) store: Store,
    pub(crate) lease: Arc<Lease>,
    /// What was read after the lock was taken.
    pub(crate) history: History,
    /// What a new head says of the namespace.
    pub(crate) head: Head,
    /// What is known by now of the meta table's recovery.
    pub(crate) recovery: Recovery,
    pub(crate) identity: Identity,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    /// The item migration whose run the lease is for; none: it is the namespace's.
    pub(crate) run: Option<MigrationId>,
}

impl Journal {
    pub(crate) fn new(parts: JournalParts) -> Self {
        let JournalParts {
            store,
            lease,
            history,
            head,
            recovery,
            identity,
            clock,
            random,
            run,
        } = parts;
        Self {
            store,
            lease,
            history,
            head,
            recovery,
            identity,
            clock,
            random,
            counter: 0,
            in_doubt: false,
            plan: None,
            run,
            started: None,
        }
    }

    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    pub(crate) fn lease(&self) -> &Arc<Lease> {
        &self.lease
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// The row of a change to come: the one that is there, or a new one.
    pub(crate) fn row(&self, id: &MigrationId) -> MigrationRow {
        self.history
            .row(id)
            .cloned()
            .unwrap_or_else(|| MigrationRow::new(id.clone(), Status::Reverted))
    }

    /// The row of a linked migration, for what a person says of it without a run, and the id that it moves from. It says
    /// what the linked code is, except where a newer revision, or a newer name, says more.
    pub(crate) fn linked_row(&self, migration: &Migration) -> (MigrationRow, Option<MigrationId>) {
        let id = migration.id();
        let former: Vec<_> = migration.former_ids().collect();
        let elsewhere = match self.history.row(id) {
            Some(_) => None,
            None => self.history.row_elsewhere(id, &former).cloned(),
        };
        let (row, from) = match elsewhere {
            None => (self.row(id), None),
            Some(row) if former.contains(&row.id) => {
                let from = row.id.clone();
                (row.moved_to(migration), Some(from))
            }
            Some(row) => return (row, None),
        };
        match row.revision > migration.revision() {
            true => (row, from),
            false => (row.with_code(migration), from),
        }
    }

    /// The row of a migration whose function was started by this process and has ended, well or not.
    pub(crate) fn ended_row(&self, id: &MigrationId) -> MigrationRow {
        let elapsed = self
            .started
            .map(|started| self.clock.now().saturating_sub(started));
        MigrationRow {
            finished_at: Some(self.clock.timestamp()),
            duration_ms: elapsed
                .map(|elapsed| u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)),
            error: None,
            note: None,
            ..self.row(id)
        }
    }

    /// The row of a migration that is undone: it has no place in the order of application any more.
    pub(crate) fn reverted_row(&self, id: &MigrationId) -> MigrationRow {
        MigrationRow {
            seq: None,
            ..self.ended_row(id)
        }
    }

    /// The time of day, for a row.
    pub(crate) fn timestamp(&self) -> String {
        self.clock.timestamp()
    }

    /// What is written from now on is done by a saved plan.
    pub(crate) fn carry_out(&mut self, plan: &str) {
        self.plan = Some(plan.to_owned());
    }

    /// The next function starts now.
    pub(crate) fn start(&mut self) {
        self.started = Some(self.clock.now());
    }
}
