//! The pure decisions: which migrations there are, and what is to be done with them.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod agreed;
mod baseline;
mod builder;
mod contract;
mod down;
mod given;
mod laws;
mod lock;
mod lock_tables;
mod made_up;
mod redo;
mod registry;
mod report;
mod report_tables;
mod states;
mod tables;
mod unexpected;
mod up;
