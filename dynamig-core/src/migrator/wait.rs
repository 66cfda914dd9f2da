use std::time::Duration;

use super::Migrator;
use crate::error::{Code, Error};
use crate::history::Status;
use crate::migration::{IsMigration, MigrationId};

impl Migrator {
    /// Waits until somebody has applied a migration: `migrator.wait_until_applied::<seed_plans>(Duration::from_secs(60))`.
    ///
    /// # Errors
    /// [`Code::MigrationFailed`] where it failed or was cancelled; [`Code::Timeout`] where it is not applied in time.
    ///
    /// # Cost
    /// What [`is_applied`](Self::is_applied) costs, at once, then at growing intervals, at the most every five seconds.
    pub async fn wait_until_applied<M: IsMigration>(&self, limit: Duration) -> Result<(), Error> {
        self.wait_for(&M::ID.parse()?, Some(limit)).await
    }

    /// Waits until somebody has applied a migration, by its id; without a limit as long as that takes.
    ///
    /// # Errors
    /// As [`wait_until_applied`](Self::wait_until_applied).
    pub async fn wait_for(&self, id: &MigrationId, limit: Option<Duration>) -> Result<(), Error> {
        let started = self.clock.now();
        let mut pause = Duration::from_millis(100);
        loop {
            match self.recorded(id).await? {
                Some(Status::Applied | Status::Baselined | Status::Skipped) => return Ok(()),
                Some(status @ (Status::Failed | Status::Cancelled)) => {
                    return Err(Error::new(
                        Code::MigrationFailed,
                        format!("migration {id} is {status}"),
                    )
                    .hint(format!("`show {id}` says why")));
                }
                // Not there yet, whatever a newer release calls it.
                _ => {}
            }
            let waited = self.clock.now().saturating_sub(started);
            if limit.is_some_and(|limit| waited >= limit) {
                return Err(Error::new(
                    Code::Timeout,
                    format!(
                        "migration {id} was not applied within {limit:?}",
                        limit = limit.unwrap_or_default()
                    ),
                )
                .hint("`lock show` says who is at it"));
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.cancellation.cancelled() => {
                    return Err(Error::new(Code::Interrupted, format!("stopped while waiting for migration {id}")));
                }
            }
            pause = (pause * 2).min(Duration::from_secs(5));
        }
    }
}
