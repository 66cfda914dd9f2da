//! The tests of the harness and of the engine behind it.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod counting;
mod dynamodb_local;
mod endpoints;
mod engine_facts;
mod engine_file;
mod engines_agree;
mod faults;
mod items;
mod refusals;
mod strict;
