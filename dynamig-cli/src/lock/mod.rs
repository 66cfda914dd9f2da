//! `dynamig.lock`, the file: one at the workspace root, kept as Cargo.lock is.

mod base;
mod keep;

pub(crate) use base::{Base, Git};
pub(crate) use keep::{Kept, keep, mode, path};
