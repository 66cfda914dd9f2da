//! `dynamig.lock`: what the workspace's programs link, committed beside their code.
//!
//! A merge conflict in it is where parallel branches are reviewed, and a migration that is in it but no longer linked is
//! an error. Its lines of tables show in the difference of a branch which tables are declared otherwise, wherever the
//! declaration is: a declaration may change and go, so no such line is an error by itself. It behaves like `Cargo.lock`. A
//! running program needs none.

mod agree;
mod base;
mod conflict;
mod content;
mod difference;
mod file;
mod lock;
mod parse;
mod tables;
mod text;

pub use agree::{Mode, agree};
pub use base::check_base;
pub use content::LockFile;
pub use difference::{Change, Difference, compare};
pub use file::{FILE_NAME, read, write};
pub use lock::{Entry, Lock, TableEntry};
pub use tables::{TableDifference, compare_tables};
