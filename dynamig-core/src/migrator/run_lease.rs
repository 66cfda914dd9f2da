use std::time::Duration;

use super::Migrator;
use super::enter::{Patience, Waiting};
use super::session::LeaseOf;
use super::wish::is_done;
use crate::error::Error;
use crate::history::{Command, Status, transition};
use crate::lease::{Lease, Look};
use crate::migration::MigrationId;
use crate::rewrite::Wish;

/// What ends the wait for the lease of a run, besides having it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// Nothing: it is needed in any case.
    Had,
    /// What it is wanted for does not follow any more on what is recorded: whoever has it is done, or has given up.
    NoStart(Command),
    /// Whoever has it has done what was wished.
    Done(Wish),
}

/// Between two looks at a run that another process is at.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// The same, for a person who waits until a process does something within two seconds.
const SHORT_PAUSE: Duration = Duration::from_millis(250);

/// Taking the lease of a run.
impl Migrator {
    /// Waits for the lease of a run, and takes it; none where the wait came to its other end. `run` is what it is wanted
    /// for, for those who wait.
    pub(super) async fn enter_run(
        &self,
        id: &MigrationId,
        run: &str,
        until: Until,
    ) -> Result<Option<Lease>, Error> {
        let mut contention = self.contention(&LeaseOf::Run(id.clone()), run);
        let mut waiting = Waiting::since(self.clock.now(), Patience::ForTheLock);
        loop {
            match contention.look().await? {
                Look::Free(seen) => {
                    let floor = self.store().read().await?.generation;
                    if let Some(lease) = contention.take(seen.as_ref(), floor).await? {
                        return Ok(Some(lease));
                    }
                }
                Look::Held(pause, holder) => {
                    let row = self.store().row(id).await?;
                    if until.comes_with(row.map(|row| row.status).as_ref()) {
                        return Ok(None);
                    }
                    let pause = pause.min(until.longest_pause());
                    self.wait_a_while(pause, &holder, &mut waiting).await?;
                }
            }
        }
    }
}

impl Until {
    /// Whether this state of the migration ends the wait.
    fn comes_with(self, status: Option<&Status>) -> bool {
        match self {
            Self::Had => false,
            Self::NoStart(start) => transition(status, start).is_none(),
            Self::Done(wish) => is_done(status, wish),
        }
    }

    fn longest_pause(self) -> Duration {
        match self {
            Self::Done(_) => SHORT_PAUSE,
            Self::Had | Self::NoStart(_) => LONGEST_PAUSE,
        }
    }
}
