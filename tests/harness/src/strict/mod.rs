//! AWS's own law, for engines that are laxer: what AWS would reject is rejected with its codes and texts, and what takes
//! AWS its time is seen to take it, on a virtual clock.
//!
//! The layer is two connectors over one state. [`Judging`] stands before the faults, so that a fault strikes only what AWS
//! would have accepted; [`Holding`] stands behind them, right at the engine, so that a request that was lost is applied
//! or not as the fault says. `Holding` keeps what the engine lacks, and passes down what it has: keys, indexes, items,
//! streams, tags and TTL. Billing, capacity, caps, warm throughput, class, encryption, protection, recovery and policy
//! never reach the engine, whose tables are all on demand.

mod apply;
mod asked;
mod book;
mod budget;
mod clock;
mod durations;
mod engine;
mod held;
mod holding;
mod judging;
mod law;
mod passed;
mod record;
mod rejection;
mod show;

pub use book::Strict;
pub use budget::Budget;
pub use clock::Clock;
pub use durations::Durations;
pub use record::{Accepted, Rejected};
pub use rejection::Source;

pub(crate) use holding::Holding;
pub(crate) use judging::Judging;
