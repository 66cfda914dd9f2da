//! How an item migration writes: from what a function answered about one item to requests, and from their answers to
//! what became of the item.
//!
//! [`intend`](intent::intend) decides what is written and under which conditions, and a [`Packer`](pack::Packer) puts that
//! into requests.

mod compared;
mod expression;
mod form;
mod intent;
mod moved;
mod pack;
mod size;
mod statement;
mod target;
#[cfg(test)]
mod tests;
mod unwritable;
mod value;
mod weight;
