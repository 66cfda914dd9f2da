//! A database of its own for each test: `#[dynamig::test]`.

mod database;
mod outcome;
mod run;

pub use database::Database;
pub use outcome::TestOutcome;
pub use run::{Migrated, TestOptions, run_test};
