use super::TableRun;
use crate::context::Requests;
use crate::migration::MigrationId;
use crate::plan::{Plan, Warning};

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
    /// What became of each declared table, by name.
    pub tables: Vec<TableRun>,
    /// The requests that migrations sent through their clients.
    pub requests: Requests,
}

impl RunReport {
    /// Whether there was nothing to do.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.done.is_empty() && self.tables.iter().all(|table| table.done.is_empty())
    }
}
