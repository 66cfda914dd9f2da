use futures_util::FutureExt as _;

use super::Migrator;
use super::item_outcome::{cancelled, drained, is_left, limited};
use super::session::Session;
use crate::cancellation::Cancellation;
use crate::error::Error;
use crate::event::Event;
use crate::history::Change;
use crate::migration::{Direction, Migration};
use crate::rewrite::{Edits, Ended, FailedItem, Limits, Rewrite, Unpaused, Wish};

/// Running an item migration.
impl Migrator {
    /// Runs an item migration to its end, under its lease, and records how it ended.
    pub(super) async fn rewrite(
        &self,
        migration: &Migration,
        direction: Direction,
        session: Session,
        limits: Limits,
        stop: &Cancellation,
    ) -> Result<Vec<FailedItem>, Error> {
        session.journal.lock().await.start();
        let begin = self.begin_rewrite(migration, direction, &session, limits, stop);
        let run = match begin.boxed().await {
            Ok(run) => match run.account.reached() {
                Some(reached) => return Err(limited(migration, &run, reached)),
                None => run,
            },
            Err(error) => return Err(self.failed(migration, direction, &session, error).await),
        };
        let started = Event::ItemsStarted {
            id: migration.id().clone(),
            direction,
            table: run.items.table.clone(),
            progress: run.progress(),
        };
        self.events.emit(started);
        let ended = self.go(migration, &session, &run).boxed().await;
        run.context.end();
        run.context.quiet().await;
        match ended {
            // Nothing may be written any more, or nothing is to be: it stays as it is recorded.
            Err(error) if is_left(error.code()) => Err(error),
            Err(error) => Err(self.failed(migration, direction, &session, error).await),
            Ok(()) => {
                self.finished(migration, direction, &session, &run).await?;
                Ok(run.failures.told())
            }
        }
    }

    /// Prepares a run, by what its checkpoints tell.
    async fn begin_rewrite(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        limits: Limits,
        stop: &Cancellation,
    ) -> Result<Rewrite, Error> {
        let preparing = self.prepare(migration, direction, session, stop, Edits::Refused);
        let mut run = preparing.boxed().await?;
        run.account.limit(limits);
        run.begin_account(&run.count().await?);
        Ok(run)
    }

    /// Goes on until every item is dealt with, however often people have it pause.
    async fn go(
        &self,
        migration: &Migration,
        session: &Session,
        run: &Rewrite,
    ) -> Result<(), Error> {
        loop {
            let wish = match run.go().boxed().await? {
                Ended::Finished => return Ok(()),
                Ended::Drained => {
                    return Err(match run.account.reached() {
                        Some(reached) => limited(migration, run, reached),
                        None => drained(migration, run),
                    });
                }
                Ended::Wished(wish) => wish,
            };
            self.carry_out_wish(migration, wish, session, run).await?;
            if wish != Wish::Pause {
                return Err(cancelled(migration, run));
            }
            match run.paused().await? {
                Unpaused::ToStop => return Err(drained(migration, run)),
                Unpaused::Resumed => {
                    self.carry_out_wish(migration, Wish::Resume, session, run)
                        .await?;
                    run.begin_account(&run.count().await?);
                }
                Unpaused::Cancelled => {
                    self.carry_out_wish(migration, Wish::Cancel, session, run)
                        .await?;
                    return Err(cancelled(migration, run));
                }
            }
        }
    }

    /// Records what a person wished, and that it is done.
    async fn carry_out_wish(
        &self,
        migration: &Migration,
        wish: Wish,
        session: &Session,
        run: &Rewrite,
    ) -> Result<(), Error> {
        let mut journal = session.journal.lock().await;
        let row = journal.row(migration.id());
        journal.write(Change::new(wish.command(), row)).await?;
        run.rows.done(wish).await?;
        self.events.emit(Event::ItemsWished {
            id: migration.id().clone(),
            wish: wish.as_str(),
        });
        Ok(())
    }
}
