use super::Migrator;
use super::session::Session;
use crate::error::{Code, Error, chain};
use crate::estimate::MicroDollars;
use crate::event::Event;
use crate::history::{Change, Command, MigrationRow};
use crate::migration::{Direction, Migration, MigrationId};
use crate::rewrite::{ItemPhase, Limits, Reached, Rewrite};
use crate::runner::redacted;

/// How a run is recorded.
impl Migrator {
    pub(super) async fn finished(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        run: &Rewrite,
    ) -> Result<(), Error> {
        let mut journal = session.journal.lock().await;
        let id = migration.id();
        let change = match direction {
            Direction::Up => Change::new(Command::Finish, journal.ended_row(id)),
            Direction::Down => Change::new(Command::FinishDown, journal.reverted_row(id)),
        };
        journal.write(change).await?;
        self.events.emit(Event::ItemsFinished {
            id: id.clone(),
            direction,
            progress: run.progress(),
        });
        Ok(())
    }

    /// Records why it failed, and gives the error back; or what stood in the way of recording it.
    pub(super) async fn failed(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        error: Error,
    ) -> Error {
        if error.code() == Code::LeaseLost {
            return error;
        }
        let id = migration.id();
        let text = redacted(&self.redact, &chain(&error));
        let command = match direction {
            Direction::Up => Command::Fail,
            Direction::Down => Command::FailDown,
        };
        let mut journal = session.journal.lock().await;
        let row = MigrationRow {
            error: Some(text.clone()),
            ..journal.ended_row(id)
        };
        if let Err(unrecorded) = journal.write(Change::new(command, row)).await {
            return unrecorded.caused_by(error);
        }
        self.events.emit(Event::ItemsFailed {
            id: id.clone(),
            direction,
            error: text,
        });
        error
    }
}

/// Whether a run that ended so is left as it is recorded.
pub(super) fn is_left(code: Code) -> bool {
    matches!(
        code,
        Code::LeaseLost | Code::Interrupted | Code::Cancelled | Code::LimitReached
    )
}

/// It stays running, or paused: whoever takes its lease next goes on from the checkpoints.
pub(super) fn drained(migration: &Migration, run: &Rewrite) -> Error {
    let progress = run.progress();
    let (id, scanned) = (migration.id(), progress.counts.scanned);
    if progress.phase == ItemPhase::Collecting {
        let message = format!(
            "migration {id} was stopped when its function had been called for {scanned} items, and nothing was written"
        );
        return Error::new(Code::Interrupted, message)
            .hint("run the same command again: it starts at the first item");
    }
    let message = format!("migration {id} was stopped after {scanned} items");
    Error::new(Code::Interrupted, message)
        .hint("everything up to there is checkpointed; run the same command again to go on")
}

/// It stays running: the same limit stops it again at once, and with a higher one it goes on.
pub(super) fn limited(migration: &Migration, run: &Rewrite, reached: Reached) -> Error {
    let id = migration.id();
    let progress = run.progress();
    limit_reached(
        id,
        reached,
        run.account.limits(),
        (progress.phase, progress.counts.scanned),
        run.account.cost(run.spent()),
    )
}

/// The same of a run that nobody is at.
pub(super) fn limit_reached(
    id: &MigrationId,
    reached: Reached,
    limits: Limits,
    (phase, scanned): (ItemPhase, u64),
    cost: MicroDollars,
) -> Error {
    let (why, flag) = match (reached, limits) {
        (
            Reached::Cost,
            Limits {
                cost: Some(most), ..
            },
        ) => (
            format!("it has cost {cost}, and may cost {most}"),
            "--max-cost",
        ),
        (
            Reached::Items,
            Limits {
                items: Some(most), ..
            },
        ) => (format!("it may scan {most}"), "--max-items"),
        (Reached::Cost, _) => ("it may cost no more".to_owned(), "--max-cost"),
        (Reached::Items, _) => ("it may scan no more".to_owned(), "--max-items"),
    };
    let message = format!("migration {id} has reached its limit after {scanned} items: {why}");
    Error::new(Code::LimitReached, message).hint(match phase {
        ItemPhase::Collecting => format!(
            "nothing was written; with a higher `{flag}`, or without one, it starts at the first item"
        ),
        ItemPhase::Streaming | ItemPhase::Writing => format!(
            "everything up to there is checkpointed; with a higher `{flag}`, or without one, it goes on"
        ),
    })
}

pub(super) fn cancelled(migration: &Migration, run: &Rewrite) -> Error {
    let id = migration.id();
    let hint = match run.progress().phase {
        ItemPhase::Collecting => {
            format!("nothing was written; `resume {id}` has the next `up` start at the first item")
        }
        ItemPhase::Streaming | ItemPhase::Writing => {
            format!("`resume {id}` has it go on from its checkpoints with the next `up`")
        }
    };
    Error::new(Code::Cancelled, format!("migration {id} was cancelled")).hint(hint)
}
