use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::time::Instant;

use super::tables::Sighted;
use super::terms::Terms;
use super::{Migrator, UpOptions};
use crate::cancellation::Cancellation;
use crate::error::Error;
use crate::event::Event;
use crate::item_check::{CheckItems, ExampleKeys, ItemCheck, Scan, scan};
use crate::plan::tables::TablePlan;
use crate::table::{Billing, Observed};

/// The look at items before indexes are made.
impl Migrator {
    /// Looks at the items of the tables that are to get an index, where that was asked for, and lets a plan know what
    /// was found. One table after another: they may share what the account is granted.
    pub(super) async fn check_items(
        &self,
        how: &CheckItems,
        deadline: Option<Duration>,
        plan: &mut TablePlan,
        sighted: &Sighted,
    ) -> Result<Vec<ItemCheck>, Error> {
        let found = match how {
            CheckItems::No => return Ok(Vec::new()),
            CheckItems::Found(found) => found.clone(),
            CheckItems::Scan(keys) => {
                let stop = Cancellation::new();
                let looking = self.look_at_items(*keys, plan, sighted, &stop).boxed();
                self.stopping(&stop, deadline, looking).boxed().await?
            }
        };
        *plan = std::mem::take(plan).checked(&found);
        Ok(found)
    }

    /// The same before a run: what was found holds for the plan under the lock too, and the time that it took is the
    /// run's.
    pub(super) async fn check_items_first(
        &self,
        options: &UpOptions,
        terms: &mut Terms<'_>,
        plan: &mut TablePlan,
        sighted: &Sighted,
    ) -> Result<(), Error> {
        let started = Instant::now();
        let (how, deadline) = (&options.check_items, options.deadline);
        terms.checked = self.check_items(how, deadline, plan, sighted).await?;
        let left = |deadline: Duration| deadline.saturating_sub(started.elapsed());
        terms.deadline = deadline.map(left);
        Ok(())
    }

    async fn look_at_items(
        &self,
        keys: ExampleKeys,
        plan: &TablePlan,
        sighted: &Sighted,
        stop: &Cancellation,
    ) -> Result<Vec<ItemCheck>, Error> {
        let client = self.control_client();
        let mut found = Vec::new();
        // A table that is being made has no items yet, and AWS does not let it be read.
        let tables = sighted.iter().flatten();
        for (name, observed) in tables.filter(|(_, observed)| !observed.comes_or_goes()) {
            let checks: Vec<_> = plan
                .unchecked()
                .filter(|check| check.table == *name)
                .collect();
            if checks.is_empty() {
                continue;
            }
            let key = observed.definition.keys.iter();
            let look = Scan {
                client: client.sdk(),
                real: &self.settings.table_name(name)?,
                key: key.map(|key| key.attribute.clone()).collect(),
                checks,
                keys,
                rate: self.scan_rate(observed),
                events: &self.events,
                stop,
            };
            for check in scan(&look).boxed().await? {
                let told = Box::new(check.clone());
                self.events.emit(Event::ItemsChecked(told));
                found.push(check);
            }
        }
        Ok(found)
    }

    /// Half of what a table is provisioned for is left to the application. On demand, and on this machine, there is
    /// enough for both.
    fn scan_rate(&self, observed: &Observed) -> Option<u64> {
        let definition = &observed.definition;
        let is_limited =
            definition.billing() == Billing::Provisioned && !self.settings.engine().is_local();
        let capacity = definition.capacity.filter(|_| is_limited)?;
        Some(capacity.read / 2)
    }
}
