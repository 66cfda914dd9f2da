use std::collections::BTreeMap;

use super::Migrator;
use super::terms::Goal;
use crate::error::Error;
use crate::history::History;
use crate::plan::tables::ComparedTable;
use crate::plan::{self, Plan, Selection};
use crate::report::{self, Report};
use crate::saved::State;
use crate::table::{Billing, Observed, Scaled};

/// The same as against the environment, from a state that somebody has saved: no request is sent, and the client is not
/// used.
impl Migrator {
    /// What `up` would do, were everything still as the state tells.
    ///
    /// # Errors
    /// As [`plan`](Self::plan); where the state is of another target; and [`Code::TableUnlooked`](crate::Code::TableUnlooked)
    /// where it does not tell of a declared table.
    pub fn plan_from(&self, state: &State, selection: &Selection) -> Result<Plan, Error> {
        let sighted = self.check_state(state)?;
        let mut plan = plan::up(&self.registry, &state.history, &self.target(), selection)?;
        if self.looks_at_tables(selection) {
            plan.tables = self.plan_sighted(&state.history, &sighted, Goal::UP);
        }
        self.add_estimates_from(&mut plan, &state.tables)?;
        self.add_recovery_from(&mut plan, &state.tables)?;
        Ok(plan)
    }

    /// In what the declared tables differed.
    ///
    /// # Errors
    /// Where the state is of another target, or does not tell of a declared table.
    pub fn diff_from(&self, state: &State) -> Result<Vec<ComparedTable>, Error> {
        let sighted = self.check_state(state)?;
        Ok(self.compare(&state.history, &sighted))
    }

    /// Where every migration stood.
    ///
    /// # Errors
    /// Where the state is of another target.
    pub fn status_from(&self, state: &State) -> Result<Report, Error> {
        self.check_target(state)?;
        Ok(report::states(
            &self.registry,
            &state.history,
            &self.target(),
        ))
    }

    /// In what the declared tables differ from what is there: everything, also what waits for `contract`, and what `up`
    /// may not or does not change. Nothing of migrations.
    ///
    /// # Errors
    /// Where the history or a table cannot be looked at.
    ///
    /// # Cost
    /// As [`plan`](Self::plan).
    pub async fn diff(&self) -> Result<Vec<ComparedTable>, Error> {
        let history = self.history().await?;
        let observed = self.look(self.control_client().sdk()).await?;
        Ok(self.compare(&history, &observed))
    }

    /// The declared tables as the state tells of them, as far as somebody who plans would have looked.
    pub(super) fn check_state(&self, state: &State) -> Result<BTreeMap<String, Observed>, Error> {
        self.check_target(state)?;
        let mut sighted = state.sighted(self.registry.tables(), &self.settings)?;
        for table in self.registry.tables() {
            if let Some(live) = sighted.get_mut(table.name()) {
                self.sight(table)?.looks.forget_the_rest(live);
                let is_scaled = live.definition.billing() == Billing::Provisioned;
                if !is_scaled || !self.asks_for_scaling(table) {
                    live.scaled = Scaled::No;
                }
            }
        }
        Ok(sighted)
    }

    fn check_target(&self, state: &State) -> Result<(), Error> {
        state.target.check(&self.settings)?;
        match &state.history.head {
            Some(head) => self.check_owner(head, None),
            None => Ok(()),
        }
    }

    fn compare(
        &self,
        history: &History,
        observed: &BTreeMap<String, Observed>,
    ) -> Vec<ComparedTable> {
        let (tables, rows) = (self.registry.tables(), &history.tables);
        plan::tables::compare(
            tables,
            observed,
            rows,
            &self.table_target(history, Goal::UP),
        )
    }
}
