//! The stack of connectors that dynamig's tests put in front of an engine, built once.
//!
//! A request passes, in this order: **count** (what was sent, refused or not) → **refuse** (what the caller has no
//! right to) → *strict*, AWS's own law, to come → **faults** (what the network does) → the engine. [`Harness`] is the
//! stack; [`Harness::serve`] offers it to other processes; the engine is [dynoxide](dynamig::embedded) in this process
//! or [`DynamoDbLocal`].
//!
//! Everything panics with a sentence instead of returning errors: what fails here fails a test.

mod counts;
mod dynamodb_local;
mod faults;
mod harness;
mod loopback;
mod origin;
mod refusals;
mod seen;
mod stack;
mod table;

pub use counts::Counts;
pub use dynamodb_local::{DynamoDbLocal, Statuses};
pub use faults::{Faults, When};
pub use harness::Harness;
pub use loopback::{Loopback, hanging_endpoint, html_endpoint};
pub use seen::{Access, Seen};
pub use table::create_table_by_id;
