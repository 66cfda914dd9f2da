use std::time::Duration;

use futures_util::FutureExt as _;

use super::enter::Patience;
use super::round::Rounds;
use super::session::LeaseOf;
use super::terms::{Make, Terms};
use super::{Migrator, RunReport};
use crate::cancellation::Cancellation;
use crate::error::{Code, Error};

/// Carrying out a plan.
impl Migrator {
    /// Takes the lock, makes the plan, and carries it out. The lock is given back while an item migration runs, which has
    /// a lease of its own, and is taken again for what comes after it.
    pub(super) async fn carry_out(
        &self,
        terms: &Terms<'_>,
        account: Option<String>,
        make: &Make<'_>,
    ) -> Result<RunReport, Error> {
        // The run's own: a deadline stops this run, not the next.
        let stop = Cancellation::new();
        let running = self.rounds(terms, account, make, &stop).boxed();
        self.stopping(&stop, terms.deadline, running).await
    }

    async fn rounds(
        &self,
        terms: &Terms<'_>,
        account: Option<String>,
        make: &Make<'_>,
        stop: &Cancellation,
    ) -> Result<RunReport, Error> {
        let mut rounds = Rounds::new(terms, make);
        loop {
            // What another hand does meanwhile is no end of a saved plan: it is refused then.
            let patience = if terms.name == "up" && terms.saved.is_none() {
                Patience::UntilNothingToDo(make)
            } else {
                Patience::ForTheLock
            };
            let Some(lease) = self.enter(terms.name, patience).boxed().await? else {
                return Ok(rounds.report.unwrap_or_else(|| self.idle_report(None)));
            };
            let work = async |session| self.round(session, &mut rounds, stop).await;
            let under = self.under(lease, LeaseOf::Namespace, account.clone(), work);
            let Some(begun) = under.boxed().await? else {
                return Ok(rounds.report.unwrap_or_default());
            };
            let done = self.run_items(begun, terms, account.clone(), stop);
            let done = done.boxed().await?;
            rounds.ran(done);
        }
    }

    /// Polls a run, and passes on the wish to stop: the caller's, or the deadline's.
    pub(super) async fn stopping<T>(
        &self,
        stop: &Cancellation,
        deadline: Option<Duration>,
        running: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let wish = async {
            tokio::select! {
                () = self.cancellation.cancelled() => {}
                () = tokio::time::sleep(deadline.unwrap_or_default()), if deadline.is_some() => {}
            }
            stop.cancel();
            std::future::pending::<()>().await;
        };
        tokio::select! {
            // What is to stop does not first begin something else.
            biased;
            () = wish => Err(Error::new(Code::Internal, "the wish to stop has ended")),
            result = running => result,
        }
    }
}
