use std::any::Any;
use std::collections::BTreeSet;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;

use super::record::{cut, linked, recorded};
use super::steps::{Place, Run};
use crate::context::{Context, Fence, FenceParts, Parts};
use crate::error::{BoxError, Code, Error, chain};
use crate::event::Event;
use crate::history::{Change, Command, MigrationRow, Status};
use crate::migration::{Direction, Migration};
use crate::plan::Step;

/// How long a function may go on after it was asked to stop.
const GRACE: Duration = Duration::from_secs(4);
/// The most of an error that a row keeps, in bytes.
const ERROR_LIMIT: usize = 1024;

/// Takes out of an error's text what must not be stored or shown.
#[derive(Clone)]
pub(crate) struct Redact(Arc<dyn Fn(&str) -> String + Send + Sync>);

impl Redact {
    /// Uses a function of the caller's.
    pub(crate) fn with(redact: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(redact))
    }

    /// Leaves texts as they are.
    pub(crate) fn nothing() -> Self {
        Self::with(str::to_owned)
    }
}

impl fmt::Debug for Redact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redact")
    }
}

/// A text as it may be stored: redacted, then cut to 1 KB.
pub(crate) fn redacted(redact: &Redact, text: &str) -> String {
    cut(&(redact.0)(text), ERROR_LIMIT)
}

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
            let known = recorded(migration, journal.row(&step.id));
            let row = MigrationRow {
                attempts: known.attempts + 1,
                started_at: Some(journal.timestamp()),
                finished_at: None,
                duration_ms: None,
                applied_by: Some(self.applied_by.clone()),
                error: None,
                ..known.noted(None)
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
                error: None,
                ..row.noted(Some(MigrationRow::DOWN_STARTED))
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
        let future = match direction {
            Direction::Up => migration.up(context),
            Direction::Down => match migration.down(context) {
                Some(down) => down,
                None => return Err(format!("migration {} has no down", migration.id()).into()),
            },
        };
        let caught = AssertUnwindSafe(future).catch_unwind();
        let too_long = async {
            self.cancellation.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            biased;
            result = caught => result.unwrap_or_else(|panic| Err(panic_text(&*panic).into())),
            () = too_long => Err("it was interrupted".into()),
        }
    }

    async fn context(&self, migration: &Migration, direction: Direction) -> Context {
        let journal = self.journal.lock().await;
        let real = |tables: &[String]| {
            tables
                .iter()
                .map(|name| self.settings.real_name(name))
                .collect::<BTreeSet<_>>()
        };
        let requests = crate::context::Requests::default();
        let fence = Fence::new(FenceParts {
            guard: journal.lease().guard().clone(),
            cancellation: self.cancellation.clone(),
            touches: migration.touches().map(real),
            own_tables: journal
                .store()
                .address()
                .tables()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            data_attempt: self.settings.attempt_timeout_data_plane(),
            control_attempt: self.settings.attempt_timeout_control_plane(),
            requests: requests.clone(),
        });
        Context::new(Parts {
            client: self.client.clone(),
            fence,
            cancellation: self.cancellation.clone(),
            settings: self.settings.clone(),
            events: self.events.clone(),
            requests,
            id: migration.id().clone(),
            direction,
            journal: self.journal.clone(),
        })
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
                Direction::Up => Change::new(Command::Finish, journal.applied_row(migration.id())),
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
        let interrupted = self.cancellation.is_cancelled();
        let (command, note) = match direction {
            Direction::Up => (Command::Fail, interrupted.then_some("interrupted")),
            Direction::Down => (Command::FailDown, Some(MigrationRow::DOWN_FAILED)),
        };
        let mut journal = self.journal.lock().await;
        let row = MigrationRow {
            error: Some(text.clone()),
            ..journal.ended_row(id).noted(note)
        };
        journal.write(Change::new(command, row)).await?;
        self.events.emit(Event::MigrationFailed {
            id: id.clone(),
            direction,
            error: text.clone(),
            elapsed,
        });
        Err(failure(
            migration,
            direction,
            &text,
            interrupted_or_not(interrupted),
        ))
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

/// Why a function did not return well.
#[derive(Clone, Copy)]
enum Why {
    Interrupted,
    Failed,
}

fn interrupted_or_not(interrupted: bool) -> Why {
    if interrupted {
        Why::Interrupted
    } else {
        Why::Failed
    }
}

/// The text is in the sentence, redacted and cut: the original error may hold what must not be shown.
fn failure(migration: &Migration, direction: Direction, text: &str, why: Why) -> Error {
    let id = migration.id();
    let place = migration.place();
    match (why, direction) {
        (Why::Interrupted, _) => Error::new(
            Code::Interrupted,
            format!("migration {id} was interrupted: {text}"),
        )
        .hint("run the same command again: it runs again from its start"),
        (Why::Failed, Direction::Up) => Error::new(
            Code::MigrationFailed,
            format!("migration {id} failed: {text}"),
        )
        .hint(format!(
            "mend {place} or what it met, then run `up` again: it runs again from its start"
        )),
        (Why::Failed, Direction::Down) => Error::new(
            Code::MigrationFailed,
            format!("the down of migration {id} failed: {text}"),
        )
        .hint(format!(
            "it still counts as applied; mend {place} or what it met, then run `down` again"
        )),
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("panicked: {}", text.unwrap_or("without a message"))
}
