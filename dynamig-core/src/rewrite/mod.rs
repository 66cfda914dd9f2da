//! Item migrations: how the items of a table are rewritten.

mod account;
mod also;
mod ask;
mod backoff;
mod counts;
mod dealing;
mod decide;
mod deliver;
mod failures;
mod noted;
mod pace;
mod page;
mod parameters;
mod progress;
mod retry;
mod rows;
mod run;
mod scan;
mod segment;
mod slow;
mod watch;
mod wish;
mod worker;
mod write;

pub use counts::ItemCounts;
pub use failures::FailedItem;
pub use progress::ItemProgress;

pub(crate) use account::{Account, Limits, Reached};
pub(crate) use also::Others;
pub(crate) use ask::Ask;
pub(crate) use counts::Became;
pub(crate) use failures::Failures;
pub(crate) use pace::{Pace, Rates};
pub(crate) use parameters::{Edits, Parameters};
pub(crate) use progress::Progress;
pub(crate) use rows::RunRows;
pub(crate) use run::{Ended, First, Rewrite};
pub(crate) use scan::{Consistency, Scanner};
pub(crate) use watch::Unpaused;
pub(crate) use wish::{MAX_RCU, MAX_WCU, WISH, WISHED_BY, Wish};
pub(crate) use write::{Intent, Packing, Target, Terms};
