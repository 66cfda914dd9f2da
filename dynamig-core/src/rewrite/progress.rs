use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::ItemCounts;
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
    /// How many requests were throttled.
    pub throttled: u64,
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

    pub(crate) fn told(&self) -> MutexGuard<'_, ItemProgress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
