//! What a migration receives, and what stands between it and the tables.

mod body;
mod fence;
mod given;
mod grant;
mod operation;
mod refused;
mod requests;
mod step;
mod table_checks;
mod table_work;
mod tables;
mod transact;
mod under_way;

pub use given::Context;
pub(crate) use given::Parts;
pub(crate) use grant::Grant;
pub(crate) use operation::reads;
pub(crate) use refused::Refused;
pub use requests::Requests;
pub use table_work::{TableWork, Worked};
pub use tables::Tables;
