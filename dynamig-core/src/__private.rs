//! Not public API: what the code that dynamig's macros write calls.

pub use inventory;

pub use crate::migration::{Declaration, Fresh, IsMigration, OnInterrupt, Outcome, Place};
