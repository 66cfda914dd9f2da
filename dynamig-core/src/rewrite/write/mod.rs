//! How an item migration writes: from what a function answered about one item to requests, and from their answers to
//! what became of the item.
//!
//! [`intend`](intent::intend) decides what is written and under which conditions, a [`Packer`](pack::Packer) puts that
//! into requests, [`send`](send::send) sends one of them once and judges its answer item by item, and
//! [`settle`](settle::settle) says what a failed condition means. Only `send` and `also` act.

mod also;
mod answer;
mod batch;
mod compared;
mod cost;
mod expression;
mod form;
mod index_cost;
mod intent;
mod judge;
mod moved;
mod pack;
mod request;
mod send;
mod settle;
mod size;
mod statement;
mod target;
#[cfg(test)]
mod tests;
mod throttling;
mod transaction;
mod unwritable;
mod value;
mod weight;

pub(super) use also::{Also, check_also, send_also};
pub(super) use answer::{Answer, Conflict, Refused, Sent, Why};
pub(super) use cost::of_write as cost_of;
pub(crate) use intent::intend;
pub(crate) use intent::{Intent, Terms};
pub(crate) use pack::Packing;
pub(super) use pack::{Packed, Packer, Pushed};
pub(super) use send::send;
pub(super) use settle::{Settled, Tried, settle};
pub(crate) use target::Target;
pub(super) use throttling::{Limit, Operation, Resource, ThrottlingReason};
