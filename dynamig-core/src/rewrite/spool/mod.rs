//! Where the answers of an item migration wait that writes nothing before every function has run: a directory with a file
//! for each segment, and a manifest that says what all of them have.
//!
//! Each entry has a checksum, each file a digest in the manifest, and the manifest's digest is in the meta table: nothing
//! is ever written by a spool that is not the run's, or not as the run has left it.

mod bytes;
mod directory;
mod entry;
mod fault;
mod manifest;
mod part;
mod value;

pub(super) use directory::Spool;
pub(super) use entry::{Entry, answered, failed};
pub(super) use fault::SpoolFault;
pub(super) use manifest::{Manifest, Part};
pub(super) use part::{PartReader, PartWriter, Records};
