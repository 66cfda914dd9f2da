//! The command line of dynamig, and the launcher that links a user's crate into it.

mod interim;
pub mod link;

pub use interim::main;
pub use link::launch;
