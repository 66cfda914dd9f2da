use futures_util::FutureExt as _;

use super::Migrator;
use super::run_lease::Until;
use super::session::{LeaseOf, Session};
use super::terms::Terms;
use crate::cancellation::Cancellation;
use crate::error::{Code, Error};
use crate::history::{Change, Command, History, MigrationRow, Status};
use crate::lease::{Lease, Look};
use crate::migration::{Direction, Migration, MigrationId};
use crate::plan::{Action, Step};
use crate::rewrite::{FailedItem, RunRows};

/// An item migration that is to run once the lock is given back.
pub(super) struct Begun {
    pub(super) migration: Migration,
    pub(super) direction: Direction,
    /// Its lease; none where another process holds that, or held it when it was last heard of.
    lease: Option<Lease>,
}

/// An item migration that this process has ended.
pub(super) struct Done {
    pub(super) id: MigrationId,
    /// The items that it went past.
    pub(super) failed: Vec<FailedItem>,
}

impl Migrator {
    /// Begins an item migration: takes its lease, and records under the lock that it runs. From then on nobody can take
    /// away what it depends on. Where another process has the lease, that has recorded it.
    pub(super) async fn begin_items(
        &self,
        step: &Step,
        session: &Session,
        terms: &Terms<'_>,
    ) -> Result<Begun, Error> {
        let direction = match step.action {
            Action::Revert => Direction::Down,
            _ => Direction::Up,
        };
        let Some(migration) = step.migration.clone() else {
            let message = format!("step {} of the plan has no migration", step.n);
            return Err(Error::new(Code::Internal, message));
        };
        let of = LeaseOf::Run(step.id.clone());
        let mut contention = self.contention(&of, migration_run(direction));
        let lease = match contention.look().await? {
            Look::Held(..) => None,
            Look::Free(seen) => {
                let floor = self.store().read().await?.generation;
                contention.take(seen.as_ref(), floor).await?
            }
        };
        if let Some(lease) = &lease {
            let started = self
                .start_run(&migration, direction, session, lease, terms.no_pitr)
                .boxed();
            if let Err(error) = started.await {
                // Else it would be waited out by the next who wants it.
                let _the_first_error_counts = lease.release().await;
                return Err(error);
            }
        }
        Ok(Begun {
            migration,
            direction,
            lease,
        })
    }

    /// Records that it runs, in this order: what an earlier run has left is forgotten first, so that whoever goes on after
    /// a crash in between does not take it for this one's.
    async fn start_run(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        lease: &Lease,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        let history = session.journal.lock().await.history().clone();
        if !goes_on(&history, migration, direction) {
            self.run_rows(migration.id(), direction, lease)
                .forget()
                .await?;
        }
        self.record_start(migration, direction, session, reason)
            .await
    }

    /// The rows of a run, under its lease.
    pub(super) fn run_rows(
        &self,
        id: &MigrationId,
        direction: Direction,
        lease: &Lease,
    ) -> RunRows {
        RunRows {
            client: self.meta_client().under(lease.guard()),
            address: self.address(),
            id: id.clone(),
            direction,
            generation: lease.generation(),
        }
    }

    async fn record_start(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        let mut journal = session.journal.lock().await;
        let known = journal.row(migration.id());
        let row = MigrationRow {
            attempts: known.attempts + 1,
            started_at: Some(journal.timestamp()),
            finished_at: None,
            duration_ms: None,
            applied_by: Some(self.identity.label()),
            note: None,
            error: None,
            ..match direction {
                Direction::Up => known.with_code(migration),
                Direction::Down => known,
            }
        };
        let change = Change::new(start(direction), row);
        let reason = reason.map(str::to_owned);
        journal.write(change.because(reason)).await
    }

    /// Runs a begun item migration under its own lease, to its end or until the run is to stop. Returns it where this
    /// process ended it; where another one holds the lease, waits for what becomes of it.
    pub(super) async fn run_items(
        &self,
        begun: Begun,
        terms: &Terms<'_>,
        account: Option<String>,
        stop: &Cancellation,
    ) -> Result<Option<Done>, Error> {
        let Begun {
            migration,
            direction,
            lease,
        } = begun;
        let taken_over = lease.is_none();
        let lease = match lease {
            Some(lease) => lease,
            // A process that died between taking the lease and recording the start has left it as it was: whoever gets to
            // it starts it.
            None => {
                let (run, until) = (migration_run(direction), Until::NoStart(start(direction)));
                match self.enter_run(migration.id(), run, until).boxed().await? {
                    Some(lease) => lease,
                    None => return Ok(None),
                }
            }
        };
        let of = LeaseOf::Run(migration.id().clone());
        let work = async |session: Session| {
            let history = session.history(terms.saved).await;
            if taken_over {
                if !is_under_way(&history, &migration, direction) {
                    return Ok(None);
                }
                self.record_start(&migration, direction, &session, terms.no_pitr)
                    .await?;
            }
            let failed = self
                .rewrite(&migration, direction, session, terms.limits, stop)
                .boxed();
            Ok(Some(Done {
                id: migration.id().clone(),
                failed: failed.await?,
            }))
        };
        self.under(lease, of, account, work).boxed().await
    }
}

/// What a run's lease is wanted for, for those who wait.
fn migration_run(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    }
}

/// The command that records that it runs in this direction.
fn start(direction: Direction) -> Command {
    match direction {
        Direction::Up => Command::Start,
        Direction::Down => Command::StartReverting,
    }
}

/// Whether there is a run in this direction that has begun and not ended.
pub(super) fn goes_on(history: &History, migration: &Migration, direction: Direction) -> bool {
    let status = history.row(migration.id()).map(|row| &row.status);
    match direction {
        Direction::Up => matches!(status, Some(Status::Running | Status::Failed)),
        Direction::Down => matches!(status, Some(Status::Reverting)),
    }
}

/// Whether the history says that the migration is still on its way in this direction.
fn is_under_way(history: &History, migration: &Migration, direction: Direction) -> bool {
    let status = history.row(migration.id()).map(|row| &row.status);
    match direction {
        Direction::Up => matches!(status, Some(Status::Running)),
        Direction::Down => matches!(status, Some(Status::Reverting)),
    }
}
