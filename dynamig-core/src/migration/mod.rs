//! Migrations: what one is, however it came to be.

mod builder;
mod declaration;
mod definition;
pub(crate) mod fingerprint;
mod id;

pub use builder::MigrationBuilder;
pub use declaration::{Call, Declaration, Fresh, IsMigration, OnInterrupt, Outcome, Place};
pub use definition::{Direction, Kind, Migration};
pub use id::MigrationId;
