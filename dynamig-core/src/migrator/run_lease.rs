use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::Migrator;
use super::enter::{Patience, Waiting};
use super::session::LeaseOf;
use super::wish::is_done;
use crate::error::{Code, Error};
use crate::history::{Command, Status, transition};
use crate::lease::{Lease, LockRecord, Look};
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
    /// There is nothing to have: no run was ever begun. A process that is at one is not waited for, and whether it is shows
    /// when it renews the lease; one that has died is waited out.
    NoRun,
}

/// Between two looks at a run that another process is at.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// The same, for a person who waits until a process does something within two seconds.
const SHORT_PAUSE: Duration = Duration::from_millis(250);

/// Taking the lease of a run.
impl Migrator {
    /// Does something while nobody runs these migrations over their items: holds the lease of each that was ever run.
    ///
    /// The leases come before the lock, because they may take long. Nobody who has the lock waits for one of them.
    pub(super) fn beside_no_run<'a, T: Send + 'a>(
        &'a self,
        ids: &'a [MigrationId],
        run: &'a str,
        work: BoxFuture<'a, Result<T, Error>>,
    ) -> BoxFuture<'a, Result<T, Error>> {
        let work = async move {
            let Some((id, others)) = ids.split_first() else {
                return work.await;
            };
            let work = self.beside_no_run(others, run, work);
            match self.enter_run(id, run, Until::NoRun).await {
                Ok(Some(lease)) => {
                    let of = LeaseOf::Run(id.clone());
                    self.under(lease, of, None, async |_| work.await).await
                }
                Ok(None) => work.await,
                // Nothing was ever recorded.
                Err(error) if error.code() == Code::MetaTableMissing => work.await,
                Err(error) => Err(error),
            }
        };
        work.boxed()
    }

    /// Waits for the lease of a run, and takes it; none where the wait came to its other end. `run` is what it is wanted
    /// for, for those who wait.
    ///
    /// # Errors
    /// [`Code::LockTimeout`]; and [`Code::LockHeld`] where a process is at a run that is not waited for.
    pub(super) async fn enter_run(
        &self,
        id: &MigrationId,
        run: &str,
        until: Until,
    ) -> Result<Option<Lease>, Error> {
        let mut contention = self.contention(&LeaseOf::Run(id.clone()), run);
        let mut waiting = Waiting::since(self.clock.now(), Patience::ForTheLock);
        let mut last: Option<Box<LockRecord>> = None;
        loop {
            match contention.look().await? {
                Look::Free(None) if until == Until::NoRun => return Ok(None),
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
                    if until == Until::NoRun && last.is_some_and(|last| renewed(&last, &holder)) {
                        return Err(at_work(id, &holder));
                    }
                    let pause = pause.min(until.longest_pause());
                    self.wait_a_while(pause, &holder, &mut waiting).await?;
                    last = Some(holder);
                }
            }
        }
    }
}

impl Until {
    /// Whether this state of the migration ends the wait.
    fn comes_with(self, status: Option<&Status>) -> bool {
        match self {
            Self::Had | Self::NoRun => false,
            Self::NoStart(start) => transition(status, start).is_none(),
            Self::Done(wish) => is_done(status, wish),
        }
    }

    fn longest_pause(self) -> Duration {
        match self {
            Self::Done(_) => SHORT_PAUSE,
            Self::Had | Self::NoStart(_) | Self::NoRun => LONGEST_PAUSE,
        }
    }
}

/// Whether a holder has renewed its lease between two looks, which only a process that lives does.
fn renewed(before: &LockRecord, now: &LockRecord) -> bool {
    before.owner == now.owner && before.version != now.version
}

fn at_work(id: &MigrationId, holder: &LockRecord) -> Error {
    let LockRecord {
        actor,
        host,
        pid,
        run,
        ..
    } = holder;
    let message =
        format!("{actor} on {host} (process {pid}, `{run}`) is at the items of migration {id}");
    Error::new(Code::LockHeld, message).hint(format!(
        "wait until it ends, or end it: `cancel {id}`, or stop its process; then run the same command again"
    ))
}
