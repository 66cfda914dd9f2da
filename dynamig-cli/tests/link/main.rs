//! The launcher, as a user meets it: real projects, linked by the real program.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod choosing;
mod errors;
mod features;
mod graph;
mod passing;
mod project;
mod real;
mod sources;
mod standin;
mod unchanged;
