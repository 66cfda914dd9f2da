//! Declared tables through the real executor, under AWS's own law: what AWS rejects is rejected here, and what takes AWS
//! its time takes it, on a clock that runs as fast as the machine.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

// What the pure tests of the planner draw and compare with.
#[path = "../../../../dynamig-core/tests/tables/any/mod.rs"]
mod any;
#[expect(dead_code, reason = "the pure tests use the rest")]
#[path = "../../../../dynamig-core/tests/tables/given.rs"]
mod given;
#[path = "../../../../dynamig-core/tests/tables/model/mod.rs"]
mod model;

mod bad_input;
mod beside;
mod laws;
mod properties;
mod scaled;
mod sweep;
mod world;
