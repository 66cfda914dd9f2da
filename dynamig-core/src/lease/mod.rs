//! The lease: who may act, and for how long.
//!
//! One protocol for both kinds of lease, that of a namespace and that of one run over items. A contender waits one
//! full lease on its own clock seeing an unchanged version, then takes the lock conditionally, raising its generation.
//! The holder renews six times a lease, and sends nothing that could end later than one lease after it sent the last
//! renewal that was acknowledged.

mod acquire;
mod contender;
mod guard;
mod holder;
mod leased;
mod margin;
mod record;

pub(crate) use acquire::{Contention, Look};
pub(crate) use contender::Contender;
pub(crate) use guard::Guard;
pub(crate) use holder::{Lease, lost};
pub(crate) use leased::Leased;
pub(crate) use margin::Lost;
pub use record::LockRecord;
