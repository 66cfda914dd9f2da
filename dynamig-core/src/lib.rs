//! Migrations for DynamoDB, checked while they compile.

pub mod context;
#[cfg(feature = "test")]
pub mod embedded;
pub mod error;
pub mod migration;
pub mod settings;

#[doc(hidden)]
pub mod __private;

pub use context::Context;
pub use error::{BoxError, Code, Error, Result};
pub use migration::{IsMigration, Migration};
pub use settings::Settings;
