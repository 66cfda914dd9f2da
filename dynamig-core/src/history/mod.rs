//! What is remembered of migrations, and how it may change.

mod row;
mod snapshot;
mod status;
mod transition;

pub use row::MigrationRow;
pub use snapshot::{Head, History, digest};
pub use status::Status;
pub use transition::{After, Command, transition};
