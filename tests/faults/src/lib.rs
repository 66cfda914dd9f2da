//! The program that the tests of this package start many times at once: its options, clocks and migrations.
//!
//! Every start and every end of a migration leaves an item of its own in the table `effects`, so that a test counts
//! what ran instead of believing what was said.

mod chain;
mod clocks;
mod counted;
mod effects;
mod item_work;
pub mod member;
mod options;

pub use chain::{Chain, Release};
pub use clocks::{Clocks, Steady, Wall};
pub use counted::counted;
pub use effects::{EFFECTS, Effects};
pub use item_work::{CALLED, ITEMS, ItemWork, Repeats};
pub use options::{Options, Set};
