//! In what a live table is not what its declaration says.
//!
//! What AWS grows or reorders is no difference: the order of attributes, indexes, tags and included attributes, types of
//! attributes that no key has, warm throughput above what is declared, a class or a stream that it does not tell of.
//! What a declaration does not say is none either.

mod change;
mod compared;
mod difference;
pub(crate) mod keys;
pub(crate) mod kms;
pub(crate) mod policy;
mod property;
mod settings;
pub(crate) mod throughput;

pub(crate) use change::Change;
pub(crate) use compared::Compared;
pub use difference::Difference;
pub(crate) use difference::{capacity, caps, encryption, policy as policy_words, recovery, warm};
pub use property::Property;

use std::collections::BTreeSet;

use super::{Definition, Observed, TableRow};

/// In what a live table is not what a definition says, property by property.
///
/// `row` tells which indexes were ever declared: one that was and is no longer is a difference, one that never was is
/// somebody else's. The `ignored` properties are not compared.
#[must_use]
pub fn differences(
    declared: &Definition,
    observed: &Observed,
    row: Option<&TableRow>,
    ignored: &BTreeSet<Property>,
) -> Vec<Difference> {
    let compared = Compared {
        declared,
        observed,
        row,
        ignored,
    };
    compared.changes().iter().map(Difference::from).collect()
}
