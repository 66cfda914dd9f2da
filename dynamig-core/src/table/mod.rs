//! Tables as a crate declares them.
//!
//! A [`Definition`] is plain data in the shape of DynamoDB's own; what it must keep is checked by
//! [`check`](check::check()), while a crate compiles where that is possible. A [`Declaration`] is a definition with what
//! only a declaration has: a revision, what it waits for, and where it is written.

mod budget;
mod call;
mod declaration;
mod declared;
mod derive;
pub mod diff;
#[cfg(feature = "files")]
pub mod files;
mod hash;
mod key_attribute;
mod met;
mod observed;
mod row;
mod usually;
pub(crate) mod words;

pub use budget::Budget;
pub use call::{Call, Update};
pub use declaration::{After, AttributeTypes, Declaration, Presence};
pub use declared::{Declared, DeclaredIndex, Said, Table, Throughput};
pub use derive::Table;
pub use dynamig_rules::table::{
    Attribute, AttributeType, Billing, Capacity, Caps, Definition, Encryption, Fault, Index,
    IndexPart, Key, Part, Projection, ProjectionKind, Recovery, Role, Scope, Setting, StreamView,
    TableClass, Tag, Warm, check, name, warnings,
};
pub use key_attribute::KeyAttribute;
pub use observed::{Changing, ChangingPart, Observed, Scaled, Spent};
pub use row::{TableRow, TableState};
