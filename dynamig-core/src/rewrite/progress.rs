use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::write::ThrottlingReason;
use super::{ItemCounts, ThrottledBy};
use crate::estimate::{Elsewhere, Units};

/// How far an item migration is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ItemProgress {
    /// The items that are dealt with, by this process and those before it.
    pub counts: ItemCounts,
    /// How many items the table has, as DynamoDB counts every six hours.
    pub items: u64,
    /// What it is at.
    pub phase: ItemPhase,
    /// How often somebody else changed an item first, so that the function ran again.
    pub conflicts: u64,
    /// How many reads and writes were throttled.
    pub throttled: u64,
    /// By what, as AWS told last; it does not of a statement in a batch.
    pub throttled_by: Option<ThrottledBy>,
    /// The segments of the table that are done.
    pub segments_done: u32,
    /// The segments that the table is divided into.
    pub segments: u32,
    /// What the run has consumed, whichever processes were at it: by its checkpoints, and, told by the process that is at
    /// it, to this moment. What one consumed between its last checkpoint and its end is not in it.
    pub consumed: Units,
    /// What of that was written to other tables, and has cost there.
    #[serde(skip)]
    pub(crate) elsewhere: Elsewhere,
    /// Read units that this process has consumed.
    pub read_units: f64,
    /// Write units that this process has consumed, those of indexes included.
    pub write_units: f64,
    /// The read units a second that are allowed at present, after what people asked for and AWS throttled; none: no limit.
    pub read_limit: Option<f64>,
    /// The write units a second that are allowed at present, after what people asked for and AWS throttled; none: no limit.
    pub write_limit: Option<f64>,
    /// How long this process has been at it.
    pub elapsed: Duration,
}

/// What an item migration is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemPhase {
    /// The function is called for items, and others are written.
    #[default]
    Streaming,
    /// Writes are deferred: the function is called for items, and nothing is written.
    Collecting,
    /// Writes were deferred: what the function has answered is written.
    Writing,
}

/// The same, told by all workers of a run. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress(Arc<Mutex<ItemProgress>>);

impl Progress {
    pub(crate) fn of(&self) -> ItemProgress {
        *self.told()
    }

    /// A read or a write was throttled.
    pub(super) fn throttled(&self, reasons: &[ThrottlingReason]) {
        let mut told = self.told();
        told.throttled += 1;
        let by = reasons.first().map(ThrottledBy::from);
        told.throttled_by = by.or(told.throttled_by);
    }

    pub(crate) fn told(&self) -> MutexGuard<'_, ItemProgress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::write::{Limit, Operation, Resource};
    use super::super::{ThrottledLimit, ThrottledOperation, ThrottledResource};
    use super::*;

    #[test]
    fn what_throttled_last_is_told_until_something_else_has() {
        let reason = |limit| ThrottlingReason {
            resource: Resource::Index("by_status".to_owned()),
            operation: Operation::Write,
            limit,
        };
        let progress = Progress::default();
        progress.throttled(&[]);
        assert_eq!(progress.of().throttled_by, None);
        progress.throttled(&[reason(Limit::KeyRange)]);
        progress.throttled(&[reason(Limit::Provisioned), reason(Limit::Account)]);
        // That of a statement in a batch, of which AWS tells nothing.
        progress.throttled(&[]);
        let by = ThrottledBy {
            operation: ThrottledOperation::Write,
            resource: ThrottledResource::Index,
            limit: ThrottledLimit::Provisioned,
        };
        let told = progress.of();
        assert_eq!((told.throttled, told.throttled_by), (4, Some(by)));
    }
}
