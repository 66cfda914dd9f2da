use std::time::Duration;

use futures_util::FutureExt as _;

use super::session::{Patience, Session};
use super::{Consent, Migrator, RunReport, UpOptions};
use crate::cancellation::Cancellation;
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::{History, Reading};
use crate::lease::LockRecord;
use crate::plan::{self, Plan, Selection, Step};
use crate::runner::{Run, run};

/// What kind of plan is made under the lock.
pub(super) type Make<'a> = dyn Fn(&History) -> Result<Plan, Error> + Send + Sync + 'a;

/// How a plan is carried out.
pub(super) struct Terms<'a> {
    pub(super) name: &'static str,
    pub(super) consent: Consent,
    pub(super) deadline: Option<Duration>,
    pub(super) agreed: Option<&'a Plan>,
}

impl Migrator {
    /// Applies every pending migration, and waits for whoever is at it already. What a program calls when it starts.
    ///
    /// # Errors
    /// The first thing that stands in the way; what was applied before it stays applied and recorded.
    ///
    /// # Cost
    /// Where nothing is to be done: one GetItem, whatever the number of migrations. Else a Query of the history, a
    /// lease that is renewed six times a lease, and two transactions of four small rows a migration. Needs
    /// `dynamodb:GetItem`, `Query`, `UpdateItem`, `PutItem`, `DeleteItem` and `ConditionCheckItem` on the meta table,
    /// and `CreateTable`, `DescribeTable` and `UpdateContinuousBackups` on it the first time.
    pub async fn up(&self) -> Result<RunReport, Error> {
        self.up_with(&UpOptions::new()).await
    }

    /// Applies pending migrations.
    ///
    /// # Errors
    /// As [`up`](Self::up); and what the options refuse.
    pub async fn up_with(&self, options: &UpOptions) -> Result<RunReport, Error> {
        self.settings.require_namespace()?;
        self.settings.check()?;
        let store = self.store();
        let mut account = None;
        match store.head().await {
            Ok(Some(head)) => {
                self.check_owner(&head, None)?;
                if self.agrees(&head) && options.selection == Selection::All {
                    return Ok(RunReport::default());
                }
            }
            Ok(None) => {}
            Err(error) if error.code() == Code::MetaTableMissing => {
                account = self.ensure_meta_table().await?
            }
            Err(error) => return Err(error),
        }
        let make = |history: &History| {
            plan::up(&self.registry, history, &self.target(), &options.selection)
        };
        let terms = Terms {
            name: "up",
            consent: options.consent,
            deadline: options.deadline,
            agreed: options.agreed.as_ref(),
        };
        // What there is to do is first looked at without the lock: an older program, or one that has only warnings,
        // does not hold up the others.
        match preview(&store.read().await?, &make)? {
            Some(plan) if plan.is_empty() => {
                self.warn(&plan);
                return Ok(RunReport {
                    warnings: plan.warnings,
                    ..RunReport::default()
                });
            }
            Some(plan) => check_terms(&plan, &terms)?,
            None => {}
        }
        self.carry_out(&terms, account, &make).await
    }

    /// Applies one migration, by its id, its version or its name, where everything that it depends on is applied.
    ///
    /// # Errors
    /// As [`up`](Self::up).
    pub async fn run_only(&self, id: &str) -> Result<RunReport, Error> {
        self.up_with(&UpOptions::new().select(Selection::Only(id.to_owned())))
            .await
    }

    /// Takes the lock, makes the plan, and carries it out.
    pub(super) async fn carry_out(
        &self,
        terms: &Terms<'_>,
        account: Option<String>,
        make: &Make<'_>,
    ) -> Result<RunReport, Error> {
        let patience = if terms.name == "up" {
            Patience::UntilNothingToDo(make)
        } else {
            Patience::ForTheLock
        };
        let Some(lease) = self.enter(terms.name, patience).boxed().await? else {
            return Ok(RunReport::default());
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
        let plan = make(session.journal.lock().await.history())?;
        check_terms(&plan, terms)?;
        self.warn(&plan);
        let mut report = RunReport {
            warnings: plan.warnings.clone(),
            ..RunReport::default()
        };
        let stop = self.stop_signal();
        let run_parts = Run {
            client: self.client.clone(),
            journal: session.journal,
            settings: self.settings.clone(),
            events: self.events.clone(),
            cancellation: stop.clone(),
            requests: report.requests.clone(),
            redact: self.redact.clone(),
            applied_by: self.identity.label(),
        };
        let running = run(&run_parts, &plan, &mut report.done).boxed();
        self.stopping(&stop, terms.deadline, running).await?;
        report.plan = plan;
        Ok(report)
    }

    /// The run's own cancellation: a deadline stops this run, not the next.
    fn stop_signal(&self) -> Cancellation {
        Cancellation::new()
    }

    /// Polls a run, and passes on the wish to stop: the caller's, or the deadline's.
    async fn stopping(
        &self,
        stop: &Cancellation,
        deadline: Option<Duration>,
        running: impl Future<Output = Result<(), Error>>,
    ) -> Result<(), Error> {
        let wish = async {
            tokio::select! {
                () = self.cancellation.cancelled() => {}
                () = sleep_or_never(deadline) => {}
            }
            stop.cancel();
            std::future::pending::<()>().await;
        };
        tokio::select! {
            result = running => result,
            () = wish => Err(Error::new(Code::Internal, "the wish to stop has ended")),
        }
    }

    pub(super) fn warn(&self, plan: &Plan) {
        for warning in &plan.warnings {
            let hint = Some(warning.hint.clone());
            self.events.emit(Event::Warned {
                message: warning.message.clone(),
                hint,
            });
        }
    }
}

/// The plan as it looks without the lock. None where nothing is left to this program but what somebody else was running,
/// or where a migration seems to have been interrupted and a person would have to decide, but somebody holds the lock:
/// most likely it is that one who is at it.
fn preview(reading: &Reading, make: &Make<'_>) -> Result<Option<Plan>, Error> {
    let is_held = reading.lock.as_ref().is_some_and(LockRecord::is_held);
    match make(&reading.history) {
        Err(error)
            if is_held
                && matches!(
                    error.code(),
                    Code::ManualDecision | Code::EditedWhileRunning
                ) =>
        {
            Ok(None)
        }
        Ok(plan) if is_held && plan.is_empty() && !plan.awaited.is_empty() => Ok(None),
        plan => plan.map(Some),
    }
}

async fn sleep_or_never(deadline: Option<Duration>) {
    match deadline {
        Some(deadline) => tokio::time::sleep(deadline).await,
        None => std::future::pending().await,
    }
}

/// Refuses steps that nobody agreed to.
pub(super) fn check_terms(plan: &Plan, terms: &Terms<'_>) -> Result<(), Error> {
    if let Some(step) = plan
        .steps
        .iter()
        .find(|step| !terms.consent.covers(step.hazard))
    {
        let Step { id, action, .. } = step;
        return Err(Error::new(
            Code::ConsentNeeded,
            format!("`{}` of migration {id} needs consent on a protected environment", action.as_str()),
        )
        .hint("add `--allow destructive` and `--confirm ENV`, or `.consent(Consent::Destructive)` in a program"));
    }
    let Some(agreed) = terms.agreed else {
        return Ok(());
    };
    match plan.beyond(agreed) {
        None => Ok(()),
        Some(step) => Err(Error::new(
            Code::PlanChanged,
            format!(
                "the plan has changed meanwhile: `{}` of migration {} is new in it",
                step.action.as_str(),
                step.id
            ),
        )
        .hint("nothing was changed; look at the new plan and run the command again")),
    }
}
