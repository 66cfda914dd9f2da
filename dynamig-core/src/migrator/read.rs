use futures_util::FutureExt as _;

use super::terms::{Goal, check_held};
use super::{DownOptions, Migrator, Observe, RedoOptions, ResetOptions, UpOptions};
use crate::error::{Code, Error};
use crate::history::{Head, History, LogRow, Status, StoredStep};
use crate::lease::LockRecord;
use crate::migration::{IsMigration, MigrationId};
use crate::plan::tables::TablePlan;
use crate::plan::{self, ItemRuns, Plan, Selection};
use crate::report::{self, Report};

/// Reading never writes, and creates nothing: on an empty account it says that there is no history yet.
impl Migrator {
    /// What `up` would do now, with a look at every declared table.
    ///
    /// # Errors
    /// What `up` would be refused for, tables that are not to be changed apart: the plan tells those.
    ///
    /// # Cost
    /// A Query of the namespace, a read unit for each 4 KB of its history; a DescribeTable for each declared table, and
    /// one request for each declared property that it does not tell. For the estimate of item migrations a DescribeTable
    /// for each other table that one is run over, and for one that is half way four GetItems at the most and a Query of its
    /// checkpoints. On a protected environment a DescribeTable and a DescribeContinuousBackups more for each of these, to
    /// warn of those without recovery; where that is not allowed, of all. Needs `dynamodb:DescribeTable`, and the like.
    pub async fn plan(&self, selection: &Selection) -> Result<Plan, Error> {
        let options = UpOptions::new()
            .select(selection.clone())
            .items(ItemRuns::Run);
        self.plan_with(&options.observe(Observe::Always)).await
    }

    /// What `up` with these options would do now.
    ///
    /// # Errors
    /// As [`plan`](Self::plan).
    pub async fn plan_with(&self, options: &UpOptions) -> Result<Plan, Error> {
        let history = self.history().await?;
        self.plan_of(&history, options).await
    }

    /// The same by a history that was read already.
    ///
    /// # Errors
    /// As [`plan`](Self::plan).
    ///
    /// # Cost
    /// As [`plan`](Self::plan), the Query apart; and what [`UpOptions::check_items`] costs.
    pub async fn plan_of(&self, history: &History, options: &UpOptions) -> Result<Plan, Error> {
        let mut plan = self.plan_migrations(history, options)?;
        let goal = Goal::Declared(options.part, options.adopting);
        let bring = self.bring(options);
        let client = self.control_client();
        let sighted = self.look_for(bring, goal, client.sdk(), history).await?;
        plan.tables = self.plan_tables(history, &sighted, goal);
        check_held(&plan, goal)?;
        let (how, deadline) = (&options.check_items, options.deadline);
        self.check_items(how, deadline, &mut plan.tables, &sighted)
            .boxed()
            .await?;
        let estimating = self.add_estimates(&mut plan, history, &sighted);
        estimating.boxed().await?;
        let no_pitr = options.no_pitr.as_deref();
        let looking = self.add_recovery(no_pitr, &mut plan, &sighted);
        looking.boxed().await?;
        Ok(plan)
    }

    /// What `up` would do to the declared tables alone, with a look at each.
    ///
    /// # Errors
    /// Where a table cannot be looked at. Tables that are not to be changed are told in the plan.
    ///
    /// # Cost
    /// A DescribeTable for each declared table, and one request for each declared property that it does not tell.
    pub async fn plan_of_tables(&self, history: &History) -> Result<TablePlan, Error> {
        let observed = self.look(self.control_client().sdk()).await?;
        Ok(self.plan_sighted(history, &observed, Goal::UP))
    }

    /// What `down` would do now.
    ///
    /// # Errors
    /// What `down` would be refused for, missing consent apart.
    ///
    /// # Cost
    /// As [`plan`](Self::plan).
    pub async fn plan_down(&self, options: &DownOptions) -> Result<Plan, Error> {
        let history = self.history().await?;
        let plan = plan::down(
            &self.registry,
            &history,
            &self.target(),
            &options.selection,
            options.strand,
        );
        let no_pitr = options.no_pitr.as_deref();
        self.estimated(plan?, &history, no_pitr).boxed().await
    }

    /// A plan that is about no tables, with what is told of its item migrations.
    async fn estimated(
        &self,
        mut plan: Plan,
        history: &History,
        no_pitr: Option<&str>,
    ) -> Result<Plan, Error> {
        self.add_estimates(&mut plan, history, &None).await?;
        self.add_recovery(no_pitr, &mut plan, &None).await?;
        Ok(plan)
    }

    /// What `redo` would do now.
    ///
    /// # Errors
    /// What `redo` would be refused for, missing consent apart.
    pub async fn plan_redo(&self, options: &RedoOptions) -> Result<Plan, Error> {
        let history = self.history().await?;
        let plan = plan::redo(
            &self.registry,
            &history,
            &self.target(),
            options.id.as_deref(),
            options.strand,
        );
        let no_pitr = options.no_pitr.as_deref();
        self.estimated(plan?, &history, no_pitr).boxed().await
    }

    /// What `reset` would do now.
    ///
    /// # Errors
    /// What `reset` would be refused for, missing consent apart.
    pub async fn plan_reset(&self, options: &ResetOptions) -> Result<Plan, Error> {
        let history = self.history().await?;
        let plan = plan::reset(&self.registry, &history, &self.target())?;
        let no_pitr = options.no_pitr.as_deref();
        self.estimated(plan, &history, no_pitr).boxed().await
    }

    /// The state of every migration and table that is linked or in the history. Tables are not looked at: of them it
    /// tells what is recorded.
    ///
    /// # Errors
    /// Where the history cannot be read, or belongs to another environment.
    ///
    /// # Cost
    /// A Query of the namespace, a read unit for each 4 KB of its history.
    pub async fn status(&self) -> Result<Report, Error> {
        Ok(self.report(&self.history().await?, &TablePlan::default()))
    }

    /// The same by a history that was read already, and by what a look at the tables found, where one was taken.
    #[must_use]
    pub fn report(&self, history: &History, tables: &TablePlan) -> Report {
        let (declared, target) = (self.registry.tables(), self.table_target(history, Goal::UP));
        let tables = report::tables(declared, &history.tables, tables, &target);
        report::states(&self.registry, history, &self.target()).with_tables(tables)
    }

    /// What is recorded, without regard to what is linked.
    ///
    /// # Errors
    /// As [`status`](Self::status).
    pub async fn read_history(&self) -> Result<History, Error> {
        self.history().await
    }

    /// The summary of the history; none before the first writing command.
    ///
    /// # Errors
    /// Where it cannot be read, or belongs to another environment.
    ///
    /// # Cost
    /// One GetItem.
    pub async fn head(&self) -> Result<Option<Head>, Error> {
        match self.store().head().await {
            Ok(Some(head)) => {
                self.check_owner(&head, None)?;
                Ok(Some(head))
            }
            Ok(None) => Ok(None),
            Err(error) if error.code() == Code::MetaTableMissing => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether a summary says that all that is linked is applied, baselined or skipped as it is written today, and that
    /// nothing else is recorded.
    #[must_use]
    pub fn is_settled(&self, head: &Head) -> bool {
        self.agrees(head)
    }

    /// The id that a person means by a full id, a version alone or a name alone: of a linked migration, or of a row.
    ///
    /// # Errors
    /// [`Code::UnknownMigration`], with the nearest match.
    pub fn find(&self, history: &History, text: &str) -> Result<MigrationId, Error> {
        self.known(history, text).map(|(id, _)| id)
    }

    /// The audit log, oldest first.
    ///
    /// # Errors
    /// Where it cannot be read.
    ///
    /// # Cost
    /// A Query of the log, a read unit for each 4 KB of it.
    pub async fn log(&self) -> Result<Vec<LogRow>, Error> {
        match self.store().log().await {
            Err(error) if error.code() == Code::MetaTableMissing => Ok(Vec::new()),
            log => log,
        }
    }

    /// The steps that a migration's functions have stored ([`Context::step`](crate::Context::step)): which, when, and how
    /// much. Their results stay in the table.
    ///
    /// They are kept until the migration is started anew, so those of an applied one are there too.
    ///
    /// # Errors
    /// Where they cannot be read.
    ///
    /// # Cost
    /// A Query of the steps, a read unit for each 4 KB of their results. Needs `dynamodb:Query` on the meta table.
    pub async fn steps(&self, id: &MigrationId) -> Result<Vec<StoredStep>, Error> {
        match self.store().steps(id).await {
            Err(error) if error.code() == Code::MetaTableMissing => Ok(Vec::new()),
            steps => steps,
        }
    }

    /// Who holds the lock, where anybody ever did.
    ///
    /// # Errors
    /// Where it cannot be read.
    ///
    /// # Cost
    /// One GetItem.
    pub async fn lock(&self) -> Result<Option<LockRecord>, Error> {
        match self.store().lock().await {
            Err(error) if error.code() == Code::MetaTableMissing => Ok(None),
            lock => lock,
        }
    }

    /// Whether a migration is applied: `migrator.is_applied::<seed_plans>()`. Baselined counts as applied, skipped
    /// does not.
    ///
    /// # Errors
    /// Where the history cannot be read.
    ///
    /// # Cost
    /// One GetItem; where it is not recorded under this id, a Query of the namespace too: a rename may have moved it.
    pub async fn is_applied<M: IsMigration>(&self) -> Result<bool, Error> {
        let id = M::ID.parse()?;
        Ok(matches!(
            self.recorded(&id).await?,
            Some(Status::Applied | Status::Baselined)
        ))
    }

    /// The state that is recorded of a migration, under whatever id. One GetItem, and a Query of the namespace where it
    /// has no row under its own.
    pub(super) async fn recorded(&self, id: &MigrationId) -> Result<Option<Status>, Error> {
        let read = async {
            let store = self.store();
            if let Some(row) = store.row(id).await? {
                return Ok(Some(row.status));
            }
            let linked = self.registry.by_id(id);
            let former: Vec<_> = linked.iter().flat_map(|one| one.former_ids()).collect();
            let history = store.read().await?.history;
            let row = history.row_elsewhere(id, &former);
            Ok::<_, Error>(row.map(|row| row.status.clone()))
        };
        match read.await {
            Err(error) if error.code() == Code::MetaTableMissing => Ok(None),
            status => status,
        }
    }
}
