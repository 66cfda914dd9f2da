//! Not public API: what the code that dynamig's macros write calls.

pub use inventory;

pub use crate::migration::{Declaration, Fresh, IsMigration, OnInterrupt, Outcome, Place};

/// A declaration that the program links, as `inventory` collects it.
#[derive(Debug)]
pub struct Registered(pub &'static Declaration);

inventory::collect!(Registered);
