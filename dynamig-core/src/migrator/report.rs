use super::TableRun;
use crate::context::Requests;
use crate::migration::MigrationId;
use crate::plan::{Plan, Warning};
use crate::rewrite::FailedItem;

/// What a run did.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RunReport {
    /// The migrations whose steps were taken, in order. Empty: nothing was to be done.
    pub done: Vec<MigrationId>,
    /// The plan that was carried out, as it was made under the lock. Empty where another process did it all.
    pub plan: Plan,
    /// What should be looked at.
    pub warnings: Vec<Warning>,
    /// The items that item migrations went past, up to a thousand of each: see [`retry`](crate::Migrator::retry).
    pub failed: Vec<FailedItem>,
    /// What became of each declared table, by name.
    pub tables: Vec<TableRun>,
    /// The tables that are no longer declared, and that this run has recorded as left alone: their logical names.
    pub released: Vec<String>,
    /// The requests that migrations sent through their clients.
    pub requests: Requests,
}

impl RunReport {
    /// Whether there was nothing to do.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        let is_done = |table: &TableRun| !table.done.is_empty();
        self.done.is_empty() && self.released.is_empty() && !self.tables.iter().any(is_done)
    }
}
