//! Migrations for DynamoDB, checked while they compile.

pub mod context;
pub mod error;
pub mod history;
pub mod migration;
pub mod plan;
pub mod registry;

#[doc(hidden)]
pub mod __private;

pub use context::Context;
pub use error::{BoxError, Code, Error, Result};
pub use migration::{IsMigration, Migration};
pub use registry::Registry;
