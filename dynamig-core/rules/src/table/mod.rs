//! Tables: plain data in the shape of DynamoDB's own, for what is declared and for what is observed, and the rules that a
//! table must keep.

mod capacity;
pub mod check;
mod definition;
mod fault;
mod index;
mod key;
pub mod name;
mod properties;
mod setting;

pub use capacity::{Billing, Capacity, Caps, Warm};
pub use check::{check, warnings};
pub use definition::Definition;
pub use fault::{Fault, IndexPart, Part};
pub use index::{Index, Projection, ProjectionKind, Scope};
pub use key::{Attribute, AttributeType, Key, Role};
pub use properties::{Encryption, Recovery, StreamView, TableClass, Tag};
pub use setting::Setting;
