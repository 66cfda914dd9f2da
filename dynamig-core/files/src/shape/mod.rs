//! From values to tables: the shape of the CreateTable request, and of what describe-table prints.
//!
//! `reader` notes the faults and the places, `members` takes a map apart by its known names, and each other file reads
//! one part of a table.

mod hint;
mod index;
mod keys;
mod members;
mod policy;
mod properties;
mod protection;
mod reader;
mod table;
mod throughput;

pub(crate) use reader::Reader;
pub(crate) use table::tables;
#[cfg(feature = "cloudformation")]
pub(crate) use table::template_table;
