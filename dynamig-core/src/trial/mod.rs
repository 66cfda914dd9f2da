//! Calling the function of an item migration with the items of its table, and writing nothing: to see before a run what it
//! would do, and after it what is left to be done.
//!
//! The client of the [`Context`](crate::Context) that the function gets refuses whatever may write, and so does the one that
//! reads the items. What a function does beyond DynamoDB, it does.

mod again;
mod bound;
mod change;
mod draw;
mod found;
mod go;
mod options;
mod read_only;
mod value;

pub use change::{AttributeChange, AttributeForm};
pub use found::{Extent, Trial, TrialCounts, TrialExample, TrialFound};
pub use options::{Sample, TrialOptions, Values};

pub(crate) use again::{Judge, Twice};
pub(crate) use go::Over;
pub(crate) use read_only::ReadOnly;
