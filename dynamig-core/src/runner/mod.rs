//! Carries a plan out, one step after the other, under a lease.

mod function;
mod record;
mod steps;

pub(crate) use function::Redact;
pub(crate) use steps::{Run, run};
