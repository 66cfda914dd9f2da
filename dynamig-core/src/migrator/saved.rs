use std::collections::BTreeMap;

use futures_util::FutureExt as _;

use super::tables::Sighted;
use super::terms::{Bring, Goal, Terms, check_agreed};
use super::{Migrator, Observe, UpOptions};
use crate::error::Error;
use crate::history::History;
use crate::item_check::CheckItems;
use crate::plan::{self, Plan, Selection};
use crate::saved::{Moment, SavedPlan, State};
use crate::table::Observed;

/// Plans that are saved, and carried out later.
impl Migrator {
    /// What `up` would do now, and the same to save: [`UpOptions::saved`] carries out this and nothing else. What a look
    /// at items finds is told in the plan, and not saved.
    ///
    /// # Errors
    /// As [`plan`](Self::plan).
    ///
    /// # Cost
    /// As [`plan`](Self::plan); and what [`UpOptions::check_items`] costs.
    pub async fn save_plan(
        &self,
        selection: &Selection,
        check: &CheckItems,
    ) -> Result<(Plan, SavedPlan), Error> {
        let (plan, history, sighted) = self.planned(selection, check, None).boxed().await?;
        let saved = self.saved(&plan, selection, &history, sighted.as_ref())?;
        Ok((plan, saved))
    }

    /// The same from a state, without a request.
    ///
    /// # Errors
    /// As [`plan_from`](Self::plan_from).
    pub fn save_plan_from(
        &self,
        state: &State,
        selection: &Selection,
    ) -> Result<(Plan, SavedPlan), Error> {
        let plan = self.plan_from(state, selection)?;
        let sighted = match self.looks_at_tables(selection) {
            true => Some(self.check_state(state)?),
            false => None,
        };
        let saved = self.saved(&plan, selection, &state.history, sighted.as_ref())?;
        Ok((plan, saved))
    }

    /// Whether a plan for this selection is about tables too.
    pub(super) fn looks_at_tables(&self, selection: &Selection) -> bool {
        self.bring(&looking(selection)) != Bring::Nothing
    }

    fn saved(
        &self,
        plan: &Plan,
        selection: &Selection,
        history: &History,
        sighted: Option<&BTreeMap<String, Observed>>,
    ) -> Result<SavedPlan, Error> {
        let (target, made_at) = (self.saved_target(history), self.clock.timestamp());
        SavedPlan::new(
            plan,
            selection,
            target,
            made_at,
            &self.moment(history, sighted),
        )
    }

    fn moment<'a>(
        &'a self,
        history: &'a History,
        sighted: Option<&'a BTreeMap<String, Observed>>,
    ) -> Moment<'a> {
        Moment {
            registry: &self.registry,
            settings: &self.settings,
            history,
            sighted,
        }
    }

    /// What is left to do of a saved plan.
    ///
    /// # Errors
    /// As [`plan`](Self::plan); and [`Code::PlanChanged`](crate::Code::PlanChanged) where what it was made from was moved by another hand.
    ///
    /// # Cost
    /// As [`plan`](Self::plan); and a Query of the log, where the history has moved; and what
    /// [`UpOptions::check_items`] costs. Of the options nothing counts but that, and [`UpOptions::no_pitr`].
    pub async fn plan_saved(&self, saved: &SavedPlan, options: &UpOptions) -> Result<Plan, Error> {
        saved.check_code(&self.registry, &self.settings)?;
        let no_pitr = options.no_pitr.as_deref();
        let planning = self.planned(saved.selection(), &options.check_items, no_pitr);
        let (plan, history, sighted) = planning.boxed().await?;
        self.check_saved(saved, &plan, &history, sighted.as_ref())
            .await?;
        Ok(plan)
    }

    /// A plan, and what it is made from.
    async fn planned(
        &self,
        selection: &Selection,
        check: &CheckItems,
        no_pitr: Option<&str>,
    ) -> Result<(Plan, History, Sighted), Error> {
        let history = self.history().boxed().await?;
        let mut plan = plan::up(&self.registry, &history, &self.target(), selection)?;
        let client = self.control_client();
        let bring = self.bring(&looking(selection));
        let sighted = self
            .look_for(bring, Goal::UP, client.sdk(), &history)
            .boxed()
            .await?;
        plan.tables = self.plan_tables(&history, &sighted, Goal::UP);
        self.check_items(check, None, &mut plan.tables, &sighted)
            .boxed()
            .await?;
        let estimating = self.add_estimates(&mut plan, &history, &sighted);
        estimating.boxed().await?;
        let looking = self.add_recovery(no_pitr, &mut plan, &sighted);
        looking.boxed().await?;
        Ok((plan, history, sighted))
    }

    /// Refuses to carry out a saved plan, where the terms have one, that does not hold any more.
    pub(super) async fn check_saved_terms(
        &self,
        terms: &Terms<'_>,
        plan: &Plan,
        history: &History,
        sighted: Option<&BTreeMap<String, Observed>>,
    ) -> Result<(), Error> {
        match terms.saved {
            Some(saved) => self.check_saved(saved, plan, history, sighted).await,
            None => Ok(()),
        }
    }

    /// One Query of the log, where the history has moved.
    async fn check_saved(
        &self,
        saved: &SavedPlan,
        plan: &Plan,
        history: &History,
        sighted: Option<&BTreeMap<String, Observed>>,
    ) -> Result<(), Error> {
        let log = match saved.is_untouched(history) {
            true => Vec::new(),
            false => self.log().await?,
        };
        let agreed = saved.agreed(&self.moment(history, sighted), &log)?;
        check_agreed(plan, &agreed)
    }
}

/// As a plan is made that is to be kept: of what is there, not of what the history says of it.
fn looking(selection: &Selection) -> UpOptions {
    UpOptions::new()
        .select(selection.clone())
        .observe(Observe::Always)
}
