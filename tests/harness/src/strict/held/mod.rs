//! What the layer knows of each table.

mod adopt;
mod index;
mod key;
mod pending;
mod spent;
mod table;
mod throughput;

pub(super) use adopt::pairs;
pub(super) use index::{Deleting, Index, Phase};
pub(super) use key::{Key, definitions, keys};
pub(super) use pending::{Pending, Status};
pub(super) use spent::{Spent, within};
pub(super) use table::{Encryption, Policy, Table};
pub(super) use throughput::{Billing, Throughput, Units};
