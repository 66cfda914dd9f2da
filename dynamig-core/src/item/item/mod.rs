//! An item with its exact attribute values.

mod change;
mod convert;
mod read;
mod serde;
mod state;

pub use state::Item;
