use futures_util::FutureExt as _;

use super::terms::{check_held, check_terms};
use super::{ContractOptions, Migrator, RunReport};
use crate::error::Error;
use crate::history::History;
use crate::plan::{self, Plan};

impl Migrator {
    /// Takes away from tables what is no longer wanted: indexes that are no longer declared, what is declared off, what
    /// is declared lower, and tables that are declared dropped, after a backup. Run it when no older version of the
    /// application is about any more.
    ///
    /// What was interrupted goes on when it is run again.
    ///
    /// # Errors
    /// [`Code::Unsettled`](crate::Code::Unsettled) where a migration is not settled, or `up` has something left to do to
    /// a table; [`Code::ConsentNeeded`](crate::Code::ConsentNeeded) for what nobody agreed to; a table that is not
    /// dynamig's to change; what AWS refuses.
    ///
    /// # Cost
    /// A Query of the namespace, and a look at every declared table as for [`plan`](Self::plan). Where something is to be
    /// done: the lease, the calls, and two transactions a table. Needs `dynamodb:UpdateTable`, `DeleteTable`,
    /// `CreateBackup`, `UpdateTimeToLive`, `UpdateContinuousBackups`, `UntagResource` and `DeleteResourcePolicy` on the
    /// tables, as far as the plan has such steps. A backup is paid for by its size until somebody deletes it.
    pub async fn contract(&self, options: &ContractOptions) -> Result<RunReport, Error> {
        self.settings.require_namespace()?;
        self.settings.check()?;
        options.check()?;
        let make = |history: &History| plan::contract(&self.registry, history);
        let terms = options.terms();
        let history = self.history().boxed().await?;
        let mut plan = make(&history)?;
        let sighted = Some(self.look(self.control_client().sdk()).boxed().await?);
        plan.tables = self.plan_tables(&history, &sighted, terms.goal);
        check_terms(&plan, &terms)?;
        let is_recorded = history.head.is_none() || self.is_recorded(&plan.tables);
        if plan.is_empty() && is_recorded {
            self.warn(&plan);
            let mut report = self.idle_report(sighted.map(|_| &plan.tables));
            report.warnings.clone_from(&plan.warnings);
            report.plan = plan;
            return Ok(report);
        }
        self.carry_out(&terms, None, &make).boxed().await
    }

    /// What [`contract`](Self::contract) would do now.
    ///
    /// # Errors
    /// What it would be refused for, missing consent and tables that are not to be changed apart: the plan tells those.
    ///
    /// # Cost
    /// As [`plan`](Self::plan).
    pub async fn plan_contract(&self, options: &ContractOptions) -> Result<Plan, Error> {
        options.check()?;
        let goal = options.terms().goal;
        let history = self.history().boxed().await?;
        let mut plan = plan::contract(&self.registry, &history)?;
        let sighted = Some(self.look(self.control_client().sdk()).boxed().await?);
        plan.tables = self.plan_tables(&history, &sighted, goal);
        check_held(&plan, goal)?;
        Ok(plan)
    }
}
