use aws_sdk_dynamodb::Client;
use futures_util::FutureExt as _;

use super::tables::Sighted;
use super::terms::{Bring, Goal, Make, Terms};
use super::{Migrator, Observe, RunReport, UpOptions, UpPart};
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::{History, Reading};
use crate::lease::LockRecord;
use crate::plan::tables::Adopting;
use crate::plan::{self, ItemRuns, Plan, Selection, Target};

/// What the first look found.
#[derive(PartialEq, Eq)]
enum FirstLook {
    NothingToDo,
    /// There may be something to do.
    Unsettled,
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
        if let Some(saved) = &options.saved {
            saved.check_code(&self.registry, &self.settings)?;
        }
        if self.first_look(options).await? == FirstLook::NothingToDo {
            return Ok(self.idle_report(None));
        }
        let make = |history: &History| self.plan_migrations(history, options);
        let mut terms = self.terms(options);
        // What there is to do is first looked at without the lock: an older program, or one that has only warnings,
        // does not hold up the others. Nothing is created for one that is refused.
        let begun = self.begun().boxed().await?;
        let is_first = begun.is_none();
        let reading = begun.unwrap_or_default();
        let looking = self.look_first(options, &mut terms, &reading, &make);
        let concluded = looking.boxed().await?;
        let account = match is_first {
            true => self.ensure_meta_table().boxed().await?,
            false => None,
        };
        match concluded {
            Some(report) => Ok(report),
            None => self.carry_out(&terms, account, &make).boxed().await,
        }
    }

    /// Refuses what can be refused without the lock. Answers what there is to report where nothing is to be done.
    async fn look_first(
        &self,
        options: &UpOptions,
        terms: &mut Terms<'_>,
        reading: &Reading,
        make: &Make<'_>,
    ) -> Result<Option<RunReport>, Error> {
        let Some(mut plan) = preview(reading, make)? else {
            return Ok(None);
        };
        let (client, history) = (self.control_client(), &reading.history);
        let sighted = self
            .look_for(terms.tables, terms.goal, client.sdk(), history)
            .await?;
        plan.tables = self.plan_tables(history, &sighted, terms.goal);
        let checking = self.check_saved_terms(terms, &plan, history, sighted.as_ref());
        checking.boxed().await?;
        let checking = self.check_first(options, terms, &mut plan, history, &sighted);
        checking.boxed().await?;
        self.conclude(options, history, &plan)
    }

    /// The history and its lock; none where there is no meta table yet.
    async fn begun(&self) -> Result<Option<Reading>, Error> {
        match self.store().read().await {
            Ok(reading) => {
                if let Some(head) = &reading.history.head {
                    self.check_owner(head, None)?;
                }
                Ok(Some(reading))
            }
            Err(error) if error.code() == Code::MetaTableMissing => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What is looked at before the lock is taken, and once.
    async fn check_first(
        &self,
        options: &UpOptions,
        terms: &mut Terms<'_>,
        plan: &mut Plan,
        history: &History,
        sighted: &Sighted,
    ) -> Result<(), Error> {
        let checking = self.check_items_first(options, terms, &mut plan.tables, sighted);
        checking.boxed().await?;
        let checking = self.check_production(terms, plan, sighted);
        checking.boxed().await?;
        let checking = self.check_limits(options, plan, history, sighted);
        checking.boxed().await
    }

    /// What is done to migrations; nothing where only tables are to gain.
    pub(super) fn plan_migrations(
        &self,
        history: &History,
        options: &UpOptions,
    ) -> Result<Plan, Error> {
        let target = Target {
            items: options.items,
            ..self.target()
        };
        let registry = &self.registry;
        let mut plan = plan::up(registry, history, &target, &options.selection)?;
        if options.part == UpPart::Expand {
            plan.steps.clear();
            plan.awaited.clear();
        }
        Ok(plan)
    }

    /// Looks whether there may be something to do. One GetItem, save where the tables are looked at in any case: then
    /// the history is read whole, at once.
    async fn first_look(&self, options: &UpOptions) -> Result<FirstLook, Error> {
        let looks = self.bring(options) == Bring::Always && !self.registry.tables().is_empty();
        if looks || options.saved.is_some() {
            return Ok(FirstLook::Unsettled);
        }
        match self.store().head().await {
            Ok(Some(head)) => {
                self.check_owner(&head, None)?;
                let is_done = self.agrees(&head) && options.selection == Selection::All;
                Ok(match is_done {
                    true => FirstLook::NothingToDo,
                    false => FirstLook::Unsettled,
                })
            }
            Err(error) if error.code() != Code::MetaTableMissing => Err(error),
            Ok(None) | Err(_) => Ok(FirstLook::Unsettled),
        }
    }

    pub(super) fn bring(&self, options: &UpOptions) -> Bring {
        match (&options.selection, options.observe) {
            (Selection::Only(_), _) => Bring::Nothing,
            (_, Observe::Always) => Bring::Always,
            _ if options.adopting > Adopting::No => Bring::Always,
            (_, Observe::WhenUnrecorded) => Bring::WhenUnrecorded,
        }
    }

    /// Looks at the tables, where the terms want it.
    pub(super) async fn look_for(
        &self,
        bring: Bring,
        goal: Goal,
        client: &Client,
        history: &History,
    ) -> Result<Sighted, Error> {
        Ok(match bring {
            Bring::Nothing => None,
            Bring::WhenUnrecorded if self.tables_are_recorded(history) => None,
            Bring::WhenUnrecorded | Bring::Always => {
                Some(self.look_to(goal, client, history).boxed().await?)
            }
        })
    }

    /// Applies one migration, by its id, its version or its name, where everything that it depends on is applied; an item
    /// migration too, whatever the options say of those. What they select does not count.
    ///
    /// [`RunReport::failed`] has each item that it went past, by this process and those before it.
    ///
    /// # Errors
    /// As [`up_with`](Self::up_with). Which items failed is known then too: [`failed_items`](Self::failed_items).
    pub async fn run_only(&self, id: &str, options: &UpOptions) -> Result<RunReport, Error> {
        let only = options.clone().select(Selection::Only(id.to_owned()));
        let mut report = self.up_with(&only.items(ItemRuns::Run)).boxed().await?;
        for id in &report.done {
            let migration = self.registry.by_id(id);
            if migration.is_some_and(|migration| migration.items().is_some()) {
                report.failed = self.failed_items(id).boxed().await?;
            }
        }
        Ok(report)
    }

    pub(super) fn warn(&self, plan: &Plan) {
        for note in &plan.tables.notes {
            let message = format!("table `{}`: {}", note.table, note.message);
            self.events.emit(Event::TableNoted {
                kind: note.kind,
                message,
            });
        }
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
