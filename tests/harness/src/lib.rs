//! The stack of connectors that dynamig's tests put in front of an engine, built once.
//!
//! A request passes, in this order: **count** (what was sent, refused or not) → **refuse** (what the caller has no
//! right to) → **strict** (what AWS would reject, where a test asks for it) → **faults** (what the network does) → the
//! engine, and with it what [`Strict`] holds for an engine that lacks it. [`Harness`] is the stack; [`Harness::serve`] offers it to other processes; the engine is [dynoxide](dynamig::embedded) in this process
//! or [`DynamoDbLocal`].
//!
//! Everything panics with a sentence instead of returning errors: what fails here fails a test.

mod counts;
mod dynamodb_local;
mod faults;
mod harness;
mod loopback;
mod origin;
mod permissions;
mod refusals;
mod seen;
mod stack;
mod strict;
mod sweep;
mod table;

pub use counts::Counts;
pub use dynamodb_local::{DynamoDbLocal, Statuses};
pub use faults::{Faults, When};
pub use harness::Harness;
pub use loopback::{Loopback, hanging_endpoint, html_endpoint};
pub use seen::{Access, Seen};
pub use strict::{Accepted, Budget, Clock, Durations, Rejected, Source, Strict};
pub use table::create_table_by_id;
