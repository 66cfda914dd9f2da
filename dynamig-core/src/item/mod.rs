//! What the function of an item migration receives and answers: one item, and what is to become of it.

mod decision;
mod difference;
mod equal;
mod fault;
mod into_value;
#[expect(
    clippy::module_inception,
    reason = "the type is called as the module is: `dynamig::item::Item`"
)]
mod item;
mod kind;
mod merge;
mod number;
mod outcome;
mod serde;
mod shape;
mod size;
mod storable;
mod update;
mod write;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

pub use self::serde::{binary, binary_set, number_set, string_set};
pub use decision::{Decision, Verdict};
pub use difference::{Difference, ReadSet};
pub(crate) use equal::same;
pub use fault::ItemFault;
pub use into_value::IntoValue;
pub use item::Item;
pub(crate) use kind::kind;
pub use outcome::Outcome;
pub use shape::Shape;
pub(crate) use size::{attribute_size, size};
pub use update::Update;
pub use write::Write;
pub(crate) use write::WriteKind;

/// The attributes of an item by their names, as the SDK gives and takes them: numbers are texts and lose nothing.
pub type Attributes = HashMap<String, AttributeValue>;

#[cfg(test)]
mod tests;
