//! Which migrations and tables there are: everything that the program links, checked before anything else happens.
//!
//! The linker's order is undefined and an unnamed crate silently registers nothing, so a registry is sorted by version
//! and refuses to be empty.

mod assert_valid;
mod check;
mod fault;
mod find;
mod linked;
mod tables;

#[doc(hidden)]
pub use assert_valid::assert_valid;
pub(crate) use fault::listed;
pub(crate) use find::{find, nearest};
pub use linked::Registry;
