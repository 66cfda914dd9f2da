//! Migrations: what one is, however it came to be.

mod declaration;

pub use declaration::{Declaration, Fresh, IsMigration, OnInterrupt, Outcome, Place};

/// A migration.
#[derive(Clone, Debug)]
pub struct Migration {}
