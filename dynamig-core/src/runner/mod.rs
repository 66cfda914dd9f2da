//! Carries a plan out, one step after the other, under a lease.

mod failure;
mod function;
mod record;
mod redact;
mod steps;

pub(crate) use failure::panic_text;
pub(crate) use redact::{Redact, redacted};
pub(crate) use steps::{Ran, Run, run};
