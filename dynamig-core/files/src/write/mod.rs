//! Writes definitions as they are read.

mod edn;
mod json;
mod table;
mod tree;

use dynamig_rules::table::Definition;

/// Writes a definition as EDN, in one order for all tables.
///
/// Indexes are written local ones first; a type that is not known is left out.
#[must_use]
pub fn to_edn(definition: &Definition) -> String {
    edn::print(&table::tree(definition))
}

/// Writes a definition as JSON, in one order for all tables.
///
/// Indexes are written local ones first; a type that is not known is left out.
#[must_use]
pub fn to_json(definition: &Definition) -> String {
    json::print(&table::tree(definition))
}
