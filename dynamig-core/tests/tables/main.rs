//! What is planned for tables: the canonical hash, the comparison, each row of the table of phases, and what holds for
//! any two definitions.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod any;
mod budgets;
mod compare;
mod contract;
mod expand;
mod fresh;
mod given;
mod hash;
mod laws;
mod model;
mod ownership;
mod phases;
mod prepare;
mod room;
mod same;
mod saved;
