//! Every rule that dynamig checks, said once.
//!
//! The macros underline with a rule while a crate compiles, and the core refuses with the same rule what is made at run
//! time, so the two can never disagree. Every check is pure and needs no I/O.

pub mod dependency;
pub mod environment;
pub mod id;
pub mod items;
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
    &items::SEGMENTS,
    &items::WORKERS,
    &items::MAX_ERRORS,
    &items::RATE,
    &items::PAGE,
    &table::name::TABLE,
    &table::name::INDEX,
    &table::name::ATTRIBUTE,
    &table::check::keys::PARTITION_FIRST,
    &table::check::keys::SORT_SECOND,
    &table::check::keys::TWICE,
    &table::check::attributes::DEFINED,
    &table::check::attributes::USED,
    &table::check::attributes::ONCE,
    &table::check::indexes::ONE_NAME,
    &table::check::indexes::TWICE,
    &table::check::local::COUNT,
    &table::check::local::TABLE_SORTS,
    &table::check::local::SAME_PARTITION,
    &table::check::local::SORTS,
    &table::check::local::NO_THROUGHPUT,
    &table::check::global::PARTITION_FIRST,
    &table::check::global::FOUR_AND_FOUR,
    &table::check::projection::INCLUDE_NAMES,
    &table::check::projection::ONLY_INCLUDE_NAMES,
    &table::check::projection::HUNDRED,
    &table::check::projection::ONCE,
    &table::check::capacity::ABOVE_ZERO,
    &table::check::capacity::PROVISIONED,
    &table::check::capacity::ON_DEMAND,
    &table::check::capacity::CAPS,
    &table::check::capacity::WARM,
    &table::check::protection::TTL,
    &table::check::protection::DAYS,
    &table::check::protection::KMS_KEY,
    &table::check::protection::POLICY,
    &table::check::tags::COUNT,
    &table::check::tags::KEY,
    &table::check::tags::VALUE,
    &table::check::tags::ONE_KEY,
    &table::check::MANY_INDEXES,
    &table::check::TTL_ON_KEY,
    &table::check::SAME_KEYS,
    &table::check::INCLUDED_KEY,
];
