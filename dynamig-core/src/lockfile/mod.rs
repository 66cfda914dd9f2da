//! `dynamig.lock`: what the workspace's program links, committed beside its code.
//!
//! A merge conflict in it is where parallel branches are reviewed, and a migration that is in it but no longer linked is
//! an error. It behaves like `Cargo.lock`. A running program needs none.

mod agree;
mod base;
mod conflict;
mod difference;
mod file;
mod lock;
mod parse;

pub use agree::{Mode, agree};
pub use base::check_base;
pub use difference::{Change, Difference, compare};
pub use file::{FILE_NAME, read, write};
pub use lock::{Entry, Lock};
