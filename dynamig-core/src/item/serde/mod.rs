//! The exact conversion between items and serde's types: no number passes through a float, absent stays absent.

mod de;
mod fault;
mod ser;
mod with;

pub(super) use de::{Fields, read_attributes, read_value};
pub(super) use fault::Fault;
pub(super) use ser::{write_attributes, write_value};
pub use with::{binary, binary_set, number_set, string_set};

#[cfg(test)]
mod tests;
