//! Writes tables: as they are read, and as Rust.

mod declared;
mod print;
mod rust;
mod table;
mod tree;

pub use declared::Declared;
pub use rust::{to_attributes, to_structs};

use print::{Syntax, print};

/// Writes tables as EDN, in one order for all: one by itself, several as a list. What is noted of them becomes comments.
///
/// Indexes are written local ones first; a type that is not known is left out.
#[must_use]
pub fn to_edn(tables: &[Declared]) -> String {
    print(&table::trees(tables), Syntax::Edn)
}

/// Writes tables as JSON, in one order for all: one by itself, several as an array. JSON has no comments, so what is
/// noted of them is left out.
///
/// Indexes are written local ones first; a type that is not known is left out.
#[must_use]
pub fn to_json(tables: &[Declared]) -> String {
    print(&table::trees(tables), Syntax::Json)
}
