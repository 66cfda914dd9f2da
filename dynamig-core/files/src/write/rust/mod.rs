//! Rust: `#[derive(Table)]` with its attributes, and whole structs.

mod bytes;
mod fields;
mod index;
mod layout;
mod literal;
mod names;
mod structs;
mod table;

pub use structs::{to_attributes, to_structs};
