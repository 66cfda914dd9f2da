use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;

use super::failure::{Why, failure, panic_text};
use super::record::linked;
use super::redact::redacted;
use super::steps::{Place, Run};
use crate::context::{Context, Grant, Parts};
use crate::error::{BoxError, Error, chain};
use crate::event::Event;
use crate::history::{Change, Command, MigrationRow, Status};
use crate::migration::{Direction, Migration};
use crate::plan::Step;

/// How long a function may go on after it was asked to stop.
const GRACE: Duration = Duration::from_secs(4);
impl Run {
    /// Runs a migration's function, between the marks that it was started and that it ended.
    pub(super) async fn apply(&self, step: &Step, place: Place) -> Result<(), Error> {
        let migration = linked(step)?;
        let row = {
            let mut journal = self.journal.lock().await;
            let before = journal.history().row(&step.id).cloned();
            let starts_anew = before.as_ref().is_none_or(|row| {
                row.status == Status::Reverted || row.fingerprint != migration.fingerprint()
            });
            if starts_anew {
                journal.forget_steps(&step.id).await?;
            }
            let known = journal.row(&step.id).with_code(migration);
            let row = MigrationRow {
                attempts: known.attempts + 1,
                started_at: Some(journal.timestamp()),
                finished_at: None,
                duration_ms: None,
                applied_by: Some(self.applied_by.clone()),
                note: None,
                error: None,
                ..known
            };
            journal
                .write(Change::new(Command::Start, row.clone()))
                .await?;
            journal.start();
            row
        };
        self.emit_started(step, Direction::Up, place, row.attempts);
        self.call(migration, Direction::Up, place).await
    }

    /// Runs a migration's down. The migration counts as applied until that has returned.
    pub(super) async fn revert(&self, step: &Step, place: Place) -> Result<(), Error> {
        let migration = linked(step)?;
        let attempts = {
            let mut journal = self.journal.lock().await;
            let row = journal.row(&step.id);
            if !row.is_half_undone() {
                journal.forget_steps(&step.id).await?;
            }
            let attempts = row.attempts;
            let row = MigrationRow {
                note: Some(MigrationRow::DOWN_STARTED.to_owned()),
                error: None,
                ..row
            };
            journal.write(Change::new(Command::StartDown, row)).await?;
            journal.start();
            attempts
        };
        self.emit_started(step, Direction::Down, place, attempts);
        self.call(migration, Direction::Down, place).await
    }

    async fn call(
        &self,
        migration: &Migration,
        direction: Direction,
        place: Place,
    ) -> Result<(), Error> {
        let context = self.context(migration, direction).await;
        let started = tokio::time::Instant::now();
        let result = self.until_cancelled(&context, migration, direction).await;
        context.end();
        let elapsed = started.elapsed();
        // What was sent and not waited for may land late. Until then nothing is recorded, nothing else is run, and the
        // lock is not given away.
        context.quiet().await;
        let result = match result {
            // What was committed together with the mark is done, whatever the function said afterwards.
            Err(error) if context.is_committed() => {
                let text = redacted(&self.redact, &chain(&*error));
                self.events.emit(Event::Warned {
                    message: format!(
                        "migration {} failed after its transaction was committed: {text}",
                        migration.id()
                    ),
                    hint: None,
                });
                Ok(())
            }
            result => result,
        };
        match result {
            Ok(()) => {
                self.finished(&context, migration, direction, place, elapsed)
                    .await
            }
            Err(error) => self.failed(migration, direction, error, elapsed).await,
        }
    }

    /// The function's result; once the run is cancelled it has a few seconds to return by itself.
    async fn until_cancelled(
        &self,
        context: &Context,
        migration: &Migration,
        direction: Direction,
    ) -> Result<(), BoxError> {
        let Some(future) = migration.call(direction, context) else {
            return Err(format!("migration {} has no such function", migration.id()).into());
        };
        let caught = AssertUnwindSafe(future).catch_unwind();
        let too_long = async {
            self.cancellation.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            biased;
            result = caught => result.unwrap_or_else(|panic| Err(format!("panicked: {}", panic_text(&*panic)).into())),
            () = too_long => Err("it was interrupted".into()),
        }
    }

    async fn context(&self, migration: &Migration, direction: Direction) -> Context {
        let journal = self.journal.lock().await;
        let parts = Parts {
            client: self.client.clone(),
            cancellation: self.cancellation.clone(),
            settings: self.settings.clone(),
            dropped: self.dropped.clone(),
            events: self.events.clone(),
            direction,
            grant: Grant::Leased {
                lease: journal.lease().clone(),
                journal: self.journal.clone(),
            },
        };
        Context::new(migration, journal.store().address(), parts)
    }

    async fn finished(
        &self,
        context: &Context,
        migration: &Migration,
        direction: Direction,
        place: Place,
        elapsed: Duration,
    ) -> Result<(), Error> {
        if !context.is_committed() {
            let mut journal = self.journal.lock().await;
            let change = match direction {
                Direction::Up => Change::new(Command::Finish, journal.ended_row(migration.id())),
                Direction::Down => {
                    Change::new(Command::FinishDown, journal.reverted_row(migration.id()))
                }
            };
            journal.write(change).await?;
        }
        self.requests.add(context.requests());
        self.events.emit(Event::MigrationFinished {
            id: migration.id().clone(),
            direction,
            n: place.n,
            of: place.of,
            elapsed,
            requests: context.requests().total(),
        });
        Ok(())
    }

    async fn failed(
        &self,
        migration: &Migration,
        direction: Direction,
        error: BoxError,
        elapsed: Duration,
    ) -> Result<(), Error> {
        let id = migration.id();
        let text = redacted(&self.redact, &chain(&*error));
        let why = match self.cancellation.is_cancelled() {
            true => Why::Interrupted,
            false => Why::Failed,
        };
        let (command, note) = match direction {
            Direction::Up => (
                Command::Fail,
                matches!(why, Why::Interrupted).then_some("interrupted"),
            ),
            Direction::Down => (Command::FailDown, Some(MigrationRow::DOWN_FAILED)),
        };
        let mut journal = self.journal.lock().await;
        let row = MigrationRow {
            note: note.map(str::to_owned),
            error: Some(text.clone()),
            ..journal.ended_row(id)
        };
        journal.write(Change::new(command, row)).await?;
        self.events.emit(Event::MigrationFailed {
            id: id.clone(),
            direction,
            error: text.clone(),
            elapsed,
        });
        Err(failure(migration, direction, &text, why))
    }

    fn emit_started(&self, step: &Step, direction: Direction, place: Place, attempt: u64) {
        self.events.emit(Event::MigrationStarted {
            id: step.id.clone(),
            direction,
            n: place.n,
            of: place.of,
            attempt,
            late: step.late,
        });
    }
}
