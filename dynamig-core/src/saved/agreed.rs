use std::collections::{BTreeMap, BTreeSet};

use super::parts::TableParts;
use super::plan::{HistoryMark, SavedPlan, SavedStep, changed};
use crate::error::Error;
use crate::history::{History, LogRow};
use crate::migration::MigrationId;
use crate::plan::tables::{TablePlan, TableStep};
use crate::plan::{Hazard, Phase, Plan, Step};
use crate::registry::Registry;
use crate::settings::Settings;
use crate::table::diff::Property;
use crate::table::{Call, Observed};

/// What a plan is made from.
pub(crate) struct Moment<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) settings: &'a Settings,
    pub(crate) history: &'a History,
    /// The declared tables that are there; none where nobody looked.
    pub(crate) sighted: Option<&'a BTreeMap<String, Observed>>,
}

/// Whether a saved plan still holds.
impl SavedPlan {
    /// Whether the history is where it was, so that the log need not be asked who has moved it.
    pub(crate) fn is_untouched(&self, history: &History) -> bool {
        self.content.history == HistoryMark::of(history)
    }

    /// The plan as it was agreed to, unless what it was made from was moved by another hand. `log` tells whose hand it
    /// was, where the history has moved.
    ///
    /// # Errors
    /// [`Code::PlanChanged`], with what moved.
    pub(crate) fn agreed(&self, now: &Moment<'_>, log: &[LogRow]) -> Result<Plan, Error> {
        let own: Vec<_> = log.iter().filter(|row| self.wrote(row)).collect();
        if !self.is_untouched(now.history) {
            let written = HistoryMark::of(now.history).counter;
            let since = written.checked_sub(self.content.history.counter);
            if since != Some(own.len() as u64) {
                return Err(changed(&self.who(log)));
            }
        }
        self.check_tables(now, &own)?;
        let is_begun = |id: &MigrationId| {
            let id = id.to_string();
            own.iter().any(|row| row.migration.as_ref() == Some(&id))
        };
        let steps = self.content.steps.iter().zip(1..);
        Ok(Plan {
            steps: steps
                .map(|(step, n)| step.agreed(n, step.rerun || is_begun(&step.id)))
                .collect(),
            tables: TablePlan {
                steps: self.content.table_steps.clone(),
                ..TablePlan::default()
            },
            ..Plan::default()
        })
    }

    fn check_tables(&self, now: &Moment<'_>, own: &[&LogRow]) -> Result<(), Error> {
        let (Some(then), Some(tables)) = (&self.content.tables, now.tables()) else {
            return Ok(());
        };
        for (name, now_parts) in &tables {
            let is_own = own.iter().any(|row| row.table.as_ref() == Some(name));
            let observed = now.sighted.and_then(|sighted| sighted.get(name));
            let done = match is_own {
                true => self.met(name, observed),
                false => Vec::new(),
            };
            let before = then.get(name).and_then(Option::as_ref);
            let moved = match (before, now_parts) {
                (None, None) => None,
                (Some(_), None) => Some("it is gone".to_owned()),
                (None, Some(_)) if done.is_empty() => Some("it is there by now".to_owned()),
                (None, Some(_)) => None,
                (Some(before), Some(now)) => before.moved(now, &done),
            };
            if let Some(moved) = moved {
                return Err(changed(&format!("table `{name}` has moved: {moved}")));
            }
        }
        Ok(())
    }

    /// The calls of the plan that a table is as by now.
    fn met(&self, table: &str, observed: Option<&Observed>) -> Vec<&Call> {
        let steps = self.content.table_steps.iter();
        let is_met = |step: &&TableStep| step.table == table && step.call.is_met_by(observed);
        steps.filter(is_met).map(|step| &step.call).collect()
    }

    fn wrote(&self, row: &LogRow) -> bool {
        row.plan.as_deref() == Some(self.id())
    }

    /// Who moved the history last, as the log tells.
    fn who(&self, log: &[LogRow]) -> String {
        let others = log.iter().rev().find(|row| !self.wrote(row));
        let Some(LogRow {
            command,
            migration,
            table,
            actor,
            host,
            at,
            ..
        }) = others
        else {
            return "the history has moved".to_owned();
        };
        let what = match (migration, table) {
            (Some(id), _) => format!(" of migration {id}"),
            (None, Some(table)) => format!(" of table `{table}`"),
            (None, None) => String::new(),
        };
        format!("the history has moved: `{command}`{what} by {actor} on {host} at {at}")
    }
}

impl SavedStep {
    fn agreed(&self, n: usize, rerun: bool) -> Step {
        Step {
            n,
            phase: Phase::Migrate,
            hazard: Hazard::Safe,
            action: self.action.clone(),
            migration: None,
            id: self.id.clone(),
            late: false,
            rerun,
            note: None,
            estimate: None,
            needs: Vec::new(),
        }
    }
}

impl Moment<'_> {
    pub(super) fn tables(&self) -> Option<BTreeMap<String, Option<TableParts>>> {
        let sighted = self.sighted?;
        let tables = self.registry.tables().iter().map(|table| {
            let name = table.name();
            let ignored: BTreeSet<Property> = self.settings.ignored(name).collect();
            let parts = sighted.get(name).map(|seen| TableParts::of(seen, &ignored));
            (name.to_owned(), parts)
        });
        Some(tables.collect())
    }
}
