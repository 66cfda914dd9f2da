//! What a module of migrations needs: `use dynamig::prelude::*;`.
//!
//! The test attribute is not in it: it would shadow the standard one.

pub use crate::migration::{Fresh, IsMigration, OnInterrupt};
pub use crate::{Context, Item, Migration, Outcome, Result, Table, Write, migration};
