//! Every rule that dynamig checks, said once.
//!
//! The macros underline with a rule while a crate compiles, and the core refuses with the same rule what is made at run
//! time, so the two can never disagree. Every check is pure and needs no I/O.

pub mod dependency;
pub mod environment;
pub mod id;
pub mod name;
mod rule;
pub mod table;
pub mod version;

pub use rule::{Rule, Violation};

/// All rules, by id.
pub const ALL: &[&Rule] = &[
    &version::ABOVE_ZERO,
    &version::REAL_TIME,
    &name::IDENTIFIER,
    &id::SHAPE,
    &dependency::OLDER,
    &environment::NAMED,
    &table::NAME,
];
