use std::collections::BTreeMap;

use super::Migrator;
use crate::error::Error;
use crate::settings::Engine;
use crate::table::diff::Property;
use crate::table::{Billing, Declaration, Observed, Scaled};

impl Migrator {
    /// Finds out of which tables Application Auto Scaling sets the capacity, where that matters: on AWS, of provisioned
    /// tables of which a capacity is declared and compared.
    pub(super) async fn look_at_scaling(
        &self,
        observed: &mut BTreeMap<String, Observed>,
    ) -> Result<(), Error> {
        let mut targets = BTreeMap::new();
        let tables = self.registry.tables().iter();
        for table in tables.filter(|table| self.asks_for_scaling(table)) {
            let name = table.name();
            let Some(live) = observed.get_mut(name) else {
                continue;
            };
            if live.definition.billing() == Billing::OnDemand {
                continue;
            }
            live.scaled = Scaled::Unasked;
            for id in ids(&self.settings.table_name(name)?, live) {
                targets.insert(id, name.to_owned());
            }
        }
        self.ask_for_scaling(&targets, observed).await
    }

    /// Whether who sets the capacity of a table matters, unless it turns out to be on demand.
    pub(super) fn asks_for_scaling(&self, table: &Declaration) -> bool {
        let mut ignored = self.settings.ignored(table.name());
        matches!(self.settings.engine(), Engine::Aws)
            && declares_capacity(table)
            && !ignored.any(|one| one == Property::Capacity)
    }

    /// The same of tables by their real names, whatever will be declared of them: of all that are provisioned.
    pub(super) async fn look_at_all_scaling(
        &self,
        observed: &mut BTreeMap<String, Observed>,
    ) -> Result<(), Error> {
        if !matches!(self.settings.engine(), Engine::Aws) {
            return Ok(());
        }
        let mut targets = BTreeMap::new();
        for (real, live) in observed.iter_mut() {
            if live.definition.billing() == Billing::Provisioned {
                live.scaled = Scaled::Unasked;
                targets.extend(ids(real, live).into_iter().map(|id| (id, real.clone())));
            }
        }
        self.ask_for_scaling(&targets, observed).await
    }

    /// Asks, where there is something to ask, and somebody to ask it.
    #[cfg(feature = "autoscaling")]
    async fn ask_for_scaling(
        &self,
        targets: &BTreeMap<String, String>,
        observed: &mut BTreeMap<String, Observed>,
    ) -> Result<(), Error> {
        use crate::control_plane::scaled;
        use futures_util::FutureExt as _;

        let Some(client) = self.scaling.as_ref().filter(|_| !targets.is_empty()) else {
            return Ok(());
        };
        let ids: Vec<_> = targets.keys().cloned().collect();
        let scaled = scaled(client, &ids).boxed().await?;
        for (id, table) in targets {
            if let Some(live) = observed.get_mut(table) {
                match (scaled.contains(id), live.scaled) {
                    (true, _) => live.scaled = Scaled::Automatically,
                    (false, Scaled::Unasked) => live.scaled = Scaled::No,
                    (false, Scaled::No | Scaled::Automatically) => {}
                }
            }
        }
        Ok(())
    }

    #[cfg(not(feature = "autoscaling"))]
    async fn ask_for_scaling(
        &self,
        _: &BTreeMap<String, String>,
        _: &mut BTreeMap<String, Observed>,
    ) -> Result<(), Error> {
        Ok(())
    }
}

fn declares_capacity(table: &Declaration) -> bool {
    let definition = &table.definition;
    let of_indexes = definition.indexes.iter().map(|index| index.capacity);
    std::iter::once(definition.capacity)
        .chain(of_indexes)
        .any(|capacity| capacity.is_some())
}

/// What Application Auto Scaling calls a table and its indexes.
fn ids(real: &str, live: &Observed) -> Vec<String> {
    let table = format!("table/{real}");
    let indexes = live.definition.indexes.iter();
    let indexes = indexes.map(|index| format!("{table}/index/{}", index.name));
    std::iter::once(table.clone())
        .chain(indexes.collect::<Vec<_>>())
        .collect()
}
