//! Looking at the items of a table before an index is made on it: which ones the index would leave out, and of which
//! ones AWS would then refuse every write.
//!
//! A new index takes an item in where each attribute of its key is there, with the declared type, not empty, and of at
//! most 2048 bytes (partition key) or 1024 bytes (sort key). An item that lacks one is left out, and nothing is wrong
//! with it. An item that has one otherwise is left out too, without a word, and from then on AWS refuses writes of it.
//!
//! The look is a Scan: it sees each item at some moment of its run, so what is written meanwhile may be missed. The
//! application has to write what the index wants before the index is made.

mod example;
mod found;
mod judge;
mod options;
mod progress;
mod read_units;
mod scan;

pub(crate) use example::Example;
pub use found::{CheckedKey, ItemCheck, Rejected};
pub use options::{CheckItems, ExampleKeys};
pub(crate) use progress::Progress;
pub use read_units::ReadUnits;
pub(crate) use scan::{Scan, scan};
