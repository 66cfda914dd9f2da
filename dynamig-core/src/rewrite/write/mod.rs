//! How an item migration writes: from what a function answered about one item to requests, and from their answers to
//! what became of the item.
//!
//! [`intend`](intent::intend) decides what is written and under which conditions.

mod compared;
mod intent;
mod moved;
mod size;
mod target;
#[cfg(test)]
mod tests;
mod unwritable;
mod value;
