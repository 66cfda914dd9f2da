use super::terms::{Goal, Terms, check_terms};
use super::{Migrator, RunReport, UpOptions};
use crate::error::Error;
use crate::history::History;
use crate::item_check::CheckItems;
use crate::plan::Plan;

impl Migrator {
    /// What `up` reports where there is nothing to do by a plan that was made without the lock, of this history; none
    /// where there is something.
    ///
    /// # Errors
    /// What `up` would be refused for.
    pub fn conclude(
        &self,
        options: &UpOptions,
        history: &History,
        plan: &Plan,
    ) -> Result<Option<RunReport>, Error> {
        let terms = self.terms(options);
        check_terms(plan, &terms)?;
        let releases = terms.releases() && self.released(history).next().is_some();
        if !plan.is_empty() || releases || !self.is_recorded(&plan.tables) {
            return Ok(None);
        }
        self.warn(plan);
        let was_looked_at = !plan.tables.ownership.is_empty();
        Ok(Some(RunReport {
            warnings: plan.warnings.clone(),
            plan: plan.clone(),
            ..self.idle_report(was_looked_at.then_some(&plan.tables))
        }))
    }

    pub(super) fn terms<'a>(&self, options: &'a UpOptions) -> Terms<'a> {
        Terms {
            name: "up",
            consent: options.consent,
            deadline: options.deadline,
            agreed: options.agreed.as_ref(),
            saved: options.saved.as_ref(),
            tables: self.bring(options),
            goal: Goal::Declared(options.part, options.adopting),
            checked: match &options.check_items {
                CheckItems::Found(found) => found.clone(),
                CheckItems::No | CheckItems::Scan(_) => Vec::new(),
            },
            limits: options.limits(),
            no_pitr: options.no_pitr.as_deref(),
            reason: None,
        }
    }
}
