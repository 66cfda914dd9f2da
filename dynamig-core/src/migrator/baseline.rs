use futures_util::FutureExt as _;

use super::record_options::check_agreed;
use super::session::Session;
use super::terms::{Goal, check_refusals};
use super::{BaselineOptions, Baselined, Migrator, UpPart};
use crate::error::{Code, Error};
use crate::history::{Change, Command, History, MigrationRow};
use crate::migration::Migration;
use crate::plan;
use crate::plan::tables::{Adopting, Adoption, adopt};
use crate::table::{Declaration, Observed, TableRow};

/// What is to be recorded, with all that the rows need.
struct Adopted {
    migrations: Vec<Migration>,
    tables: Adoption,
    observed: std::collections::BTreeMap<String, Observed>,
}

impl Migrator {
    /// Records pending migrations as baselined, without running them: for an environment that already is as they
    /// would make it. Where the options say so, declared tables that are there are taken over as well, as they are: what
    /// they differ in, the next `up` does.
    ///
    /// # Errors
    /// What [`plan::baseline`] refuses: a migration that was started here, or that would lack what it depends on.
    /// [`Code::PlanChanged`] where something would be recorded that nobody agreed to. A table that cannot be taken over,
    /// or that belongs to a stack.
    ///
    /// # Cost
    /// The lease, and one transaction for a migration or a table. Tables are looked at as for [`plan`](Self::plan), and
    /// their tags too, which needs `dynamodb:ListTagsOfResource`.
    pub async fn baseline(&self, options: &BaselineOptions) -> Result<Baselined, Error> {
        let preview = self
            .adopted(&self.history().await?, options)
            .boxed()
            .await?;
        check_refusals(&preview.tables.plan.refusals)?;
        preview.check(options)?;
        if preview.told().is_empty() {
            return Ok(preview.told());
        }
        self.exclusively("baseline", async |session| {
            self.record(&session, options).boxed().await
        })
        .await
    }

    /// What [`baseline`](Self::baseline) would record now. Tables that cannot be taken over are told in its plan.
    ///
    /// # Errors
    /// As [`baseline`](Self::baseline), save for tables.
    ///
    /// # Cost
    /// A Query of the namespace, a read unit for each 4 KB of its history, and the look at tables where they are to be
    /// taken over.
    pub async fn plan_baseline(&self, options: &BaselineOptions) -> Result<Baselined, Error> {
        let history = self.history().await?;
        Ok(self.adopted(&history, options).boxed().await?.told())
    }

    async fn record(
        &self,
        session: &Session,
        options: &BaselineOptions,
    ) -> Result<Baselined, Error> {
        let mut journal = session.journal.lock().await;
        let adopted = self.adopted(journal.history(), options).await?;
        check_refusals(&adopted.tables.plan.refusals)?;
        adopted.check(options)?;
        for table in self.changeable() {
            let before = journal.history().tables.get(table.name());
            if let Some(row) = adopted.row(table, before) {
                let row = TableRow {
                    looked_at: Some(journal.timestamp()),
                    ..row
                };
                journal.write_table("adopt-table", row, None).await?;
            }
        }
        for migration in &adopted.migrations {
            let (row, from) = journal.linked_row(migration);
            let row = MigrationRow {
                seq: Some(journal.history().next_seq()),
                finished_at: Some(journal.timestamp()),
                applied_by: Some(self.identity.label()),
                ..row
            };
            let change = Change::new(Command::Baseline, row).moved_from(from);
            journal.write(change).await?;
        }
        Ok(adopted.told())
    }

    async fn adopted(
        &self,
        history: &History,
        options: &BaselineOptions,
    ) -> Result<Adopted, Error> {
        let (registry, target) = (&self.registry, self.target());
        let mut adopted = Adopted {
            migrations: plan::baseline(registry, history, &target, &options.selection)?,
            tables: Adoption::default(),
            observed: Default::default(),
        };
        if options.adopting > Adopting::No {
            let goal = Goal::Declared(UpPart::Whole, options.adopting);
            let client = self.control_client();
            adopted.observed = self.look_to(goal, client.sdk(), history).await?;
            let (tables, observed) = (registry.tables(), &adopted.observed);
            let target = self.table_target(history, goal);
            adopted.tables = adopt(tables, observed, &history.tables, &target);
        }
        Ok(adopted)
    }
}

impl Adopted {
    fn told(&self) -> Baselined {
        Baselined {
            migrations: self.migrations.iter().map(|one| one.id().clone()).collect(),
            tables: self.tables.clone(),
        }
    }

    /// Refuses what nobody agreed to.
    fn check(&self, options: &BaselineOptions) -> Result<(), Error> {
        let Some(agreed) = &options.agreed else {
            return Ok(());
        };
        check_agreed(&self.migrations, Some(&agreed.migrations))?;
        let mut adopted = self.tables.adopted.iter();
        match adopted.find(|table| !agreed.tables.adopted.contains(table)) {
            None => Ok(()),
            Some(table) => {
                let message =
                    format!("the plan has changed meanwhile: table `{table}` is new in it");
                Err(Error::new(Code::PlanChanged, message)
                    .hint("nothing was changed; look at the new plan and run the command again"))
            }
        }
    }

    /// The row of a table that is taken over: on the way to what is declared, or there already.
    fn row(&self, table: &Declaration, before: Option<&TableRow>) -> Option<TableRow> {
        let name = table.name();
        let observed = self.observed.get(name)?;
        if !self.tables.adopted.iter().any(|adopted| adopted == name) {
            return None;
        }
        let row = TableRow::claimed(before, table, Some(observed));
        let differs = self.tables.plan.steps.iter().any(|step| step.table == name);
        Some(match differs {
            true => row,
            false => row.settled(table, observed),
        })
    }
}
