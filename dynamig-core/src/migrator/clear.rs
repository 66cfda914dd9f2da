use std::collections::BTreeMap;

use futures_util::FutureExt as _;
use futures_util::future::join_all;

use super::bring::Bringing;
use super::session::Session;
use super::terms::{Bring, Goal, Terms, check_refusals};
use super::{Consent, Migrator};
use crate::control_plane::{Looks, Sight, observe_all};
use crate::error::{Code, Error};
use crate::history::{Change, Command, History, MigrationRow};
use crate::migration::MigrationId;
use crate::plan::Hazard;
use crate::plan::tables::{TablePlan, TableStep, fresh, is_forgotten};
use crate::rewrite::Limits;

/// What a namespace loses to begin anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cleared {
    /// The migrations whose rows are removed.
    pub migrations: Vec<MigrationId>,
    /// The tables that are deleted, by their logical names.
    pub tables: Vec<String>,
}

impl Migrator {
    /// Deletes every table that this namespace manages, declared or not, and removes the rows of tables and migrations, so
    /// that the environment is fresh again; runs nothing. Released tables, those that are only compared, and those that
    /// migrations made by themselves stay. The audit log stays too, and tells of each row. Run again where it was
    /// interrupted.
    ///
    /// # Errors
    /// [`Code::WrongTarget`] on a protected environment; [`Code::ConsentNeeded`] without consent to destroy;
    /// [`Code::TableRecreated`] where a table is not the one that was known.
    ///
    /// # Cost
    /// The lease, a DescribeTable and a DeleteTable for a table, and one transaction a row. Needs `dynamodb:DeleteTable`,
    /// and `UpdateTable` where a table is protected.
    pub async fn clear_namespace(&self, consent: Consent) -> Result<Cleared, Error> {
        self.check_clearing(consent)?;
        let history = self.history().await?;
        if history.rows.is_empty() && self.forgotten(&history).is_empty() {
            return Ok(Cleared::default());
        }
        self.exclusively("fresh", async |session| {
            self.clear(&session, consent).boxed().await
        })
        .await
    }

    /// What [`clear_namespace`](Self::clear_namespace) would delete and remove now.
    ///
    /// # Errors
    /// Where a table cannot be looked at, or is not the one that was known.
    ///
    /// # Cost
    /// A Query of the namespace, and a DescribeTable for each table with a row.
    pub async fn plan_clear(&self) -> Result<Cleared, Error> {
        let history = self.history().await?;
        let plan = self.plan_clearing(&history).boxed().await?;
        Ok(cleared(&history, &plan))
    }

    fn check_clearing(&self, consent: Consent) -> Result<(), Error> {
        let namespace = self.settings.namespace();
        if self.settings.is_protected() {
            let message = "a protected environment is not cleared as a whole";
            return Err(Error::new(Code::WrongTarget, message).hint(
                "`mark ID forgotten` removes one row, and `contract` deletes tables that are declared dropped",
            ));
        }
        if !consent.covers(Hazard::Destructive) {
            let message = format!("clearing namespace `{namespace}` needs consent");
            return Err(
                Error::new(Code::ConsentNeeded, message).hint("pass `Consent::Destructive`")
            );
        }
        Ok(())
    }

    /// The tables whose rows go, by their logical names.
    fn forgotten(&self, history: &History) -> Vec<String> {
        let rows = history.tables.values();
        let forgotten = rows.filter(|row| is_forgotten(row, self.registry.tables()));
        forgotten.map(|row| row.name.clone()).collect()
    }

    async fn plan_clearing(&self, history: &History) -> Result<TablePlan, Error> {
        let sight = |name: String| {
            let real = self.settings.table_name(&name)?;
            let looks = Looks::default();
            Ok::<_, Error>(Sight { name, real, looks })
        };
        let sights = self.forgotten(history).into_iter().map(sight);
        let sights = sights.collect::<Result<Vec<_>, _>>()?;
        let observed = observe_all(self.control_client().sdk(), &sights).await?;
        let (tables, target) = (self.registry.tables(), self.table_target(history, Goal::UP));
        let plan = fresh(tables, &observed, &history.tables, &target);
        check_refusals(&plan.refusals)?;
        Ok(plan)
    }

    async fn clear(&self, session: &Session, consent: Consent) -> Result<Cleared, Error> {
        let terms = Terms {
            name: "fresh",
            consent,
            deadline: None,
            agreed: None,
            saved: None,
            tables: Bring::Nothing,
            goal: Goal::UP,
            checked: Vec::new(),
            limits: Limits::default(),
            no_pitr: None,
            reason: None,
        };
        let bringing = Bringing::new(self, session, self.cancellation.clone(), &terms).await;
        let history = session.journal.lock().await.history().clone();
        let plan = self.plan_clearing(&history).await?;
        delete(&bringing, session, self.forgotten(&history), &plan).await?;
        forget(session, &history.rows).await?;
        Ok(cleared(&history, &plan))
    }
}

/// Deletes tables, as the plan says, and removes their rows. Each goes as far as it can, whatever becomes of the others.
async fn delete(
    bringing: &Bringing<'_>,
    session: &Session,
    forgotten: Vec<String>,
    plan: &TablePlan,
) -> Result<(), Error> {
    let rows = forgotten.into_iter().map(|name| (name, Vec::new()));
    let mut chains: BTreeMap<String, Vec<&TableStep>> = rows.collect();
    for step in &plan.steps {
        chains.entry(step.table.clone()).or_default().push(step);
    }
    let of = plan.steps.len();
    let deleting = chains.into_iter().map(|(name, steps)| {
        async move {
            for step in steps {
                bringing.step(step, of).await?;
            }
            let mut journal = session.journal.lock().await;
            journal.forget_table(&name, "fresh").await
        }
        .boxed()
    });
    let deleted = join_all(deleting.collect::<Vec<_>>()).await;
    deleted.into_iter().collect()
}

/// Removes the rows of migrations.
async fn forget(session: &Session, rows: &[MigrationRow]) -> Result<(), Error> {
    let mut journal = session.journal.lock().await;
    for row in rows {
        let change = Change::new(Command::MarkForgotten, journal.row(&row.id));
        let change = change.because(Some("fresh".to_owned()));
        journal.write(change).await?;
    }
    Ok(())
}

fn cleared(history: &History, plan: &TablePlan) -> Cleared {
    let mut tables: Vec<_> = plan.steps.iter().map(|step| step.table.clone()).collect();
    tables.dedup();
    Cleared {
        migrations: history.rows.iter().map(|row| row.id.clone()).collect(),
        tables,
    }
}
