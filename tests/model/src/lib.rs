//! The protocol by which processes take the lock, change tables and record that they did, as a model that is searched
//! exhaustively: any process may crash and start again, any write may lose its answer, and the lock may be taken over
//! at any time.
//!
//! The model has no time. It shows what fencing the history is good for, that this alone is not enough, and that it is
//! once the margin holds: that no request of a holder is still under way when another may take the lock. That it does
//! hold is the business of the lease, and tested there.

mod protocol;
mod state;

pub use protocol::{Protocol, Variant};
pub use state::{At, Lock, Runner, State};
