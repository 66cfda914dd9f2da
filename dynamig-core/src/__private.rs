//! Not public API: what the code that dynamig's macros write calls.

pub use inventory;

pub use crate::migration::{Declaration, Fresh, IsMigration, OnInterrupt, Outcome, Place};
pub use crate::registry::assert_valid;

/// A declaration in the program's list of migrations.
#[derive(Debug)]
pub struct Registered(pub &'static Declaration);

inventory::collect!(Registered);
