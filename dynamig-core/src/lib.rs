//! Migrations for DynamoDB, checked while they compile.

// The macros write `::dynamig`, and are used in this package too.
extern crate self as dynamig;

pub mod cancellation;
pub mod clock;
pub mod context;
#[cfg(feature = "test")]
pub mod embedded;
pub mod error;
pub mod event;
pub mod history;
pub mod identity;
pub mod lease;
pub mod lockfile;
mod meta;
pub mod migration;
pub mod migrator;
pub mod plan;
pub mod random;
pub mod registry;
pub mod report;
mod runner;
pub mod settings;
#[cfg(feature = "test")]
pub mod test;

#[doc(hidden)]
pub mod __private;

pub use cancellation::Cancellation;
pub use context::Context;
pub use dynamig_macros::migration;
#[cfg(feature = "test")]
pub use dynamig_macros::test;
pub use error::{BoxError, Code, Error, Result};
pub use event::Event;
pub use migration::{IsMigration, Migration, MigrationId};
pub use migrator::{Consent, DownOptions, Mark, Migrator, RunReport, UpOptions};
pub use registry::Registry;
pub use settings::Settings;
