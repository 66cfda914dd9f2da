use std::collections::BTreeSet;

use futures_util::FutureExt as _;

use super::bring::Bringing;
use super::item_run::{Begun, Done};
use super::session::Session;
use super::tables::Sighted;
use super::terms::{Bring, Make, Terms, check_terms};
use super::{Migrator, RunReport};
use crate::cancellation::Cancellation;
use crate::error::{Code, Error};
use crate::history::{History, MigrationRow, Status};
use crate::migration::MigrationId;
use crate::plan::tables::TableStep;
use crate::plan::{Action, Plan, Step};
use crate::runner::{Ran, Run, run};
use crate::table::Call;

/// A command from its first step to its last, over as many times under the lock as item migrations make it.
pub(super) struct Rounds<'a> {
    terms: &'a Terms<'a>,
    make: &'a Make<'a>,
    /// What was done so far; none before the first round.
    pub(super) report: Option<RunReport>,
    /// What is left of the first round's plan, the item migration first that ended the last round.
    left: Vec<Step>,
    /// The rows of what is left as they were when the lock was given back.
    rows: Vec<Option<MigrationRow>>,
    /// The item migration that this process ended since then, and where that left it.
    ended: Option<(MigrationId, Status)>,
    /// What was done to tables.
    changed: Vec<TableStep>,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(terms: &'a Terms<'a>, make: &'a Make<'a>) -> Self {
        Self {
            terms,
            make,
            report: None,
            left: Vec::new(),
            rows: Vec::new(),
            ended: None,
            changed: Vec::new(),
        }
    }

    /// The item migration that was begun has ended; none where another process had it. What that made of it shows under
    /// the lock.
    pub(super) fn ran(&mut self, done: Option<Done>) {
        let Some(done) = done else { return };
        if let Some(report) = &mut self.report {
            report.done.push(done.id);
            report.failed.extend(done.failed);
        }
        if !self.left.is_empty() {
            let step = self.left.remove(0);
            self.rows.remove(0);
            self.ended = Some(match step.action {
                Action::Revert => (step.id, Status::Reverted),
                _ => (step.id, Status::Applied),
            });
        }
    }

    /// The lock is given back before these steps.
    fn leave(&mut self, left: &[Step], history: &History) {
        self.ended = None;
        self.left = left.to_vec();
        let rows = left.iter().map(|step| history.row(&step.id).cloned());
        self.rows = rows.collect();
    }

    /// The tables that were made, by their logical names.
    fn created(&self) -> impl Iterator<Item = String> {
        let made = |step: &&TableStep| matches!(step.call, Call::Create(_));
        let made = self.changed.iter().filter(made);
        made.map(|step| step.table.clone())
    }

    /// Tables are looked at again only where something of them may have been left for the end.
    fn brings(&self) -> Bring {
        match &self.report {
            Some(report) if report.plan.tables.is_empty() => Bring::Nothing,
            Some(_) | None => self.terms.tables,
        }
    }

    /// What is left of the plan. `up` makes it anew, because others may have applied some of it meanwhile; what goes back
    /// does not go on where anybody touched what it is about.
    fn again(&self, history: &History) -> Result<Vec<Step>, Error> {
        if self.terms.name == "up" {
            let left: BTreeSet<_> = self.left.iter().map(|step| &step.id).collect();
            let steps = (self.make)(history)?.steps.into_iter();
            return Ok(steps.filter(|step| left.contains(&step.id)).collect());
        }
        for (step, before) in self.left.iter().zip(&self.rows) {
            let now = history.row(&step.id);
            // `redo` goes on with the migration that it has just undone.
            let is_as_left = match &self.ended {
                Some((id, status)) if *id == step.id => now.map(|row| &row.status) == Some(status),
                _ => now == before.as_ref(),
            };
            if !is_as_left {
                let message = format!(
                    "migration {} was changed by somebody else meanwhile",
                    step.id
                );
                return Err(Error::new(Code::PlanChanged, message).hint(
                    "what was done is recorded; look at `status`, and run the command again",
                ));
            }
        }
        Ok(self.left.clone())
    }
}

impl Migrator {
    /// Goes on under the lock, up to an item migration that is to run, or to the end.
    pub(super) async fn round(
        &self,
        session: Session,
        rounds: &mut Rounds<'_>,
        stop: &Cancellation,
    ) -> Result<Option<Begun>, Error> {
        let bringing = Bringing::new(self, &session, stop.clone(), rounds.terms).await;
        let history = session.history(rounds.terms.saved).await;
        let sighted = bringing.look(rounds.brings(), &history).await?;
        let steps = match &rounds.report {
            None => {
                let first = self.first_round(rounds, &bringing, &history, &sighted);
                first.boxed().await?
            }
            Some(_) => rounds.again(&history)?,
        };
        rounds.changed.append(&mut bringing.changed());
        let dropped = self.dropped(&history, &sighted);
        let parts = self.run_parts(&session, rounds, dropped, stop);
        let report = rounds.report.get_or_insert_default();
        if let Ran::Until(at) = run(&parts, &steps, &mut report.done).boxed().await? {
            let begun = self.begin_items(&steps[at], &session, rounds.terms);
            let begun = begun.boxed().await?;
            let history = session.journal.lock().await.history().clone();
            rounds.leave(&steps[at..], &history);
            return Ok(Some(begun));
        }
        if !report.plan.tables.is_empty() {
            bringing.finish().boxed().await?;
            rounds.changed.append(&mut bringing.changed());
        }
        let plan = sighted.map(|_| &report.plan.tables);
        report.tables = self.table_runs(plan, &rounds.changed);
        Ok(None)
    }

    /// What functions are run with.
    fn run_parts(
        &self,
        session: &Session,
        rounds: &mut Rounds<'_>,
        dropped: BTreeSet<String>,
        stop: &Cancellation,
    ) -> Run {
        Run {
            client: self.client.clone(),
            journal: session.journal.clone(),
            settings: self.settings.clone(),
            empty: rounds.created().chain(dropped.iter().cloned()).collect(),
            dropped: dropped.into(),
            events: self.events.clone(),
            cancellation: stop.clone(),
            requests: rounds.report.get_or_insert_default().requests.clone(),
            redact: self.redact.clone(),
            applied_by: self.identity.label(),
        }
    }

    /// Makes the plan, and brings the tables to what the migrations are to meet.
    async fn first_round(
        &self,
        rounds: &mut Rounds<'_>,
        bringing: &Bringing<'_>,
        history: &History,
        sighted: &Sighted,
    ) -> Result<Vec<Step>, Error> {
        let terms = rounds.terms;
        let mut plan: Plan = (rounds.make)(history)?;
        let tables = self.plan_tables(history, sighted, terms.goal);
        plan.tables = tables.checked(&terms.checked);
        self.check_saved_terms(terms, &plan, history, sighted.as_ref())
            .await?;
        check_terms(&plan, terms)?;
        let checking = self.check_production(terms, &plan, sighted);
        self.tell_unrecoverable(&checking.boxed().await?);
        self.warn(&plan);
        let mut released = Vec::new();
        if terms.releases() {
            released = bringing.release().await?;
        }
        if let Some(observed) = sighted {
            bringing.bring(&plan.tables, observed).await?;
        }
        let steps = plan.steps.clone();
        rounds.report = Some(RunReport {
            warnings: plan.warnings.clone(),
            plan,
            released,
            ..RunReport::default()
        });
        Ok(steps)
    }
}
