use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures_util::FutureExt as _;

use super::bring::Bringing;
use super::enter::Patience;
use super::session::Session;
use super::terms::{Make, Terms, check_terms};
use super::{Migrator, RunReport};
use crate::cancellation::Cancellation;
use crate::context::Requests;
use crate::error::{Code, Error};
use crate::migration::MigrationId;
use crate::plan::Plan;
use crate::runner::{Run, run};
use crate::table::Observed;

/// Carrying out a plan, under the lock.
impl Migrator {
    /// Takes the lock, makes the plan, and carries it out.
    pub(super) async fn carry_out(
        &self,
        terms: &Terms<'_>,
        account: Option<String>,
        make: &Make<'_>,
    ) -> Result<RunReport, Error> {
        // What another hand does meanwhile is no end of a saved plan: it is refused then.
        let patience = if terms.name == "up" && terms.saved.is_none() {
            Patience::UntilNothingToDo(make)
        } else {
            Patience::ForTheLock
        };
        let Some(lease) = self.enter(terms.name, patience).boxed().await? else {
            return Ok(self.idle_report(None));
        };
        self.under(lease, account, async |session| {
            self.run_plan(session, terms, make).await
        })
        .boxed()
        .await
    }

    async fn run_plan(
        &self,
        session: Session,
        terms: &Terms<'_>,
        make: &Make<'_>,
    ) -> Result<RunReport, Error> {
        // The run's own: a deadline stops this run, not the next.
        let stop = Cancellation::new();
        let running = self.run_until(session, terms, make, &stop).boxed();
        self.stopping(&stop, terms.deadline, running).await
    }

    async fn run_until(
        &self,
        session: Session,
        terms: &Terms<'_>,
        make: &Make<'_>,
        stop: &Cancellation,
    ) -> Result<RunReport, Error> {
        let bringing = Bringing::new(self, &session, stop.clone(), terms).await;
        let history = session.journal.lock().await.history().clone();
        let mut plan = make(&history)?;
        let sighted = bringing.look(terms.tables, &history).await?;
        let tables = self.plan_tables(&history, &sighted, terms.goal);
        plan.tables = tables.checked(&terms.checked);
        self.check_saved_terms(terms, &plan, &history, sighted.as_ref())
            .await?;
        check_terms(&plan, terms)?;
        if let Some(saved) = terms.saved {
            session.journal.lock().await.carry_out(saved.id());
        }
        self.warn(&plan);
        let mut report = RunReport {
            warnings: plan.warnings.clone(),
            ..RunReport::default()
        };
        let dropped = self.dropped(&history, &sighted);
        let parts = self.parts(&session, stop, dropped, report.requests.clone());
        if terms.releases() {
            report.released = bringing.release().await?;
        }
        let (observed, done) = (sighted.as_ref(), &mut report.done);
        take(&bringing, &parts, &plan, observed, done)
            .boxed()
            .await?;
        report.tables = self.table_runs(sighted.map(|_| &plan.tables), &bringing.changed());
        report.plan = plan;
        Ok(report)
    }

    /// What migrations are run with.
    fn parts(
        &self,
        session: &Session,
        stop: &Cancellation,
        dropped: BTreeSet<String>,
        requests: Requests,
    ) -> Run {
        Run {
            client: self.client.clone(),
            journal: session.journal.clone(),
            settings: self.settings.clone(),
            dropped: dropped.into(),
            events: self.events.clone(),
            cancellation: stop.clone(),
            requests,
            redact: self.redact.clone(),
            applied_by: self.identity.label(),
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
            result = running => result,
            () = wish => Err(Error::new(Code::Internal, "the wish to stop has ended")),
        }
    }
}

/// Takes a plan's steps: tables first, then migrations, then what waited for these.
async fn take(
    bringing: &Bringing<'_>,
    parts: &Run,
    plan: &Plan,
    observed: Option<&BTreeMap<String, Observed>>,
    done: &mut Vec<MigrationId>,
) -> Result<(), Error> {
    if let Some(observed) = observed {
        bringing.bring(&plan.tables, observed).await?;
    }
    run(parts, plan, done).await?;
    if plan.tables.is_empty() {
        return Ok(());
    }
    bringing.finish().await
}
