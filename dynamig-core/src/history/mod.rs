//! What is remembered of migrations, and how it may change.

mod change;
mod codec;
mod journal;
mod log;
mod recovery;
mod row;
mod send;
mod snapshot;
mod status;
mod steps;
mod store;
mod stored_step;
mod table_codec;
mod transition;
mod verdict;
mod write;

pub(crate) use change::Change;
pub(crate) use journal::{Journal, JournalParts};
pub use log::LogRow;
pub use recovery::Recovery;
pub use row::MigrationRow;
pub(crate) use row::cut;
pub use snapshot::{Head, History, digest, tables_digest};
pub use status::Status;
pub(crate) use store::{Reading, Store};
pub use stored_step::StoredStep;
pub use transition::{After, Command, transition};
pub(crate) use write::OURS;
