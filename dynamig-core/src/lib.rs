//! Migrations for DynamoDB, checked while they compile.

// The macros write `::dynamig`, and are used in this package too.
extern crate self as dynamig;

pub mod context;
pub mod error;
pub mod migration;

#[doc(hidden)]
pub mod __private;

pub use context::Context;
pub use dynamig_macros::migration;
#[cfg(feature = "test")]
pub use dynamig_macros::test;
pub use error::{BoxError, Code, Error, Result};
pub use migration::{IsMigration, Migration};
