//! How things are measured.

mod process;
mod rounds;

pub(crate) use process::{cpu, run, wall};
pub(crate) use rounds::{Pairs, median};
