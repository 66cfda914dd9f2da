use std::collections::BTreeMap;

use futures_util::FutureExt as _;

use super::Migrator;
use super::item_parameters::segments;
use super::item_rates::{RAMP, item_rates};
use super::item_run::goes_on;
use super::tables::Sighted;
use crate::control_plane::{Looks, observe};
use crate::error::{Code, Error};
use crate::estimate::{Basis, Forecast, NoFigures, estimate};
use crate::history::History;
use crate::migration::{Direction, Items, Migration};
use crate::plan::{Action, Plan, Step};
use crate::rewrite::{ItemProgress, Wishes};
use crate::table::{Call, Observed};

/// What is known of a table that an item migration is run over.
type Known = Result<Observed, NoFigures>;

/// The estimates of item migrations.
impl Migrator {
    /// Puts into a plan what its item migrations will cost. One DescribeTable for each of their tables that nobody looked at
    /// yet; and for each run that is half way, four GetItems at the most and a Query of its checkpoints.
    pub(super) async fn add_estimates(
        &self,
        plan: &mut Plan,
        history: &History,
        sighted: &Sighted,
    ) -> Result<(), Error> {
        let mut looked_at: BTreeMap<String, Known> = BTreeMap::new();
        for at in 0..plan.steps.len() {
            let Some(items) = plan.steps[at].items().cloned() else {
                continue;
            };
            if !looked_at.contains_key(&items.table) {
                let known = self.known_table(plan, &items, sighted).boxed().await?;
                looked_at.insert(items.table.clone(), known);
            }
            let step = &plan.steps[at];
            let (under_way, wishes) = match begun(step, history) {
                true => (
                    self.item_progress(&step.id).boxed().await?,
                    self.wishes_of(&step.id).boxed().await?,
                ),
                false => (None, Wishes::default()),
            };
            let known = &looked_at[&items.table];
            let forecast = self.forecast(step, &items, known, under_way, &wishes);
            plan.steps[at].estimate = Some(forecast);
        }
        Ok(())
    }

    /// The same from a saved state, which does not tell how far runs are: they are taken to begin.
    pub(super) fn add_estimates_from(
        &self,
        plan: &mut Plan,
        tables: &BTreeMap<String, Option<Observed>>,
    ) -> Result<(), Error> {
        for at in 0..plan.steps.len() {
            let Some(items) = plan.steps[at].items().cloned() else {
                continue;
            };
            let known = match tables.get(&self.settings.table_name(&items.table)?) {
                _ if creates(plan, &items.table) => Err(NoFigures::Created),
                None => Err(NoFigures::NotInState),
                Some(observed) => there(observed.clone()),
            };
            let wishes = Wishes::default();
            let forecast = self.forecast(&plan.steps[at], &items, &known, None, &wishes);
            plan.steps[at].estimate = Some(forecast);
        }
        Ok(())
    }

    async fn known_table(
        &self,
        plan: &Plan,
        items: &Items,
        sighted: &Sighted,
    ) -> Result<Known, Error> {
        if creates(plan, &items.table) {
            return Ok(Err(NoFigures::Created));
        }
        if let Some(observed) = sighted.as_ref().and_then(|seen| seen.get(&items.table)) {
            return Ok(there(Some(observed.clone())));
        }
        let (client, real) = (
            self.control_client(),
            self.settings.table_name(&items.table)?,
        );
        let look = observe(client.sdk(), &real, &items.table, Looks::default());
        match look.boxed().await {
            Ok(observed) => Ok(there(observed)),
            Err(error) if error.code() == Code::PermissionDenied => Ok(Err(NoFigures::Denied)),
            Err(error) => Err(error),
        }
    }

    fn forecast(
        &self,
        step: &Step,
        items: &Items,
        known: &Known,
        under_way: Option<ItemProgress>,
        wishes: &Wishes,
    ) -> Forecast {
        let rates = |migration, observed| {
            let declared = item_rates(migration, items, observed).ok();
            declared.map(|declared| declared.wished(wishes))
        };
        let (table, migration) = (&items.table, step.migration.as_ref());
        match known {
            Ok(observed) => Forecast::Figures(Box::new(estimate(&Basis {
                table,
                observed,
                options: &items.options,
                region: &self.region(),
                segments: segments(&items.options, observed.bytes),
                under_way,
                rates: migration.and_then(|migration| rates(migration, observed)),
                rises: self.settings.is_protected().then_some(RAMP),
            }))),
            Err(why) => Forecast::None {
                table: table.clone(),
                why: *why,
            },
        }
    }
}

/// Whether a plan creates a table.
pub(super) fn creates(plan: &Plan, table: &str) -> bool {
    let creates = |step: &crate::plan::tables::TableStep| {
        step.table == table && matches!(step.call, Call::Create(_))
    };
    plan.tables.steps.iter().any(creates)
}

fn there(observed: Option<Observed>) -> Known {
    match observed {
        None => Err(NoFigures::Missing),
        Some(observed) if observed.comes_or_goes() => Err(NoFigures::Changing),
        Some(observed) => Ok(observed),
    }
}

/// Whether a step goes on with a run that has begun.
fn begun(step: &Step, history: &History) -> bool {
    let goes_on = |migration: &Migration| match step.action {
        Action::Revert => goes_on(history, migration, Direction::Down),
        _ => goes_on(history, migration, Direction::Up),
    };
    step.migration.as_ref().is_some_and(goes_on)
}
