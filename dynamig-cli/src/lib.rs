//! The command line of dynamig, and the launcher that links a user's crate into it.
//!
//! `args` says what can be asked → `run` parses it, and opens a `session` with the target → `commands` has a file for
//! each command → `output` has every word that is printed. `link` is the launcher, `cargo dynamig`.

mod alone;
mod args;
mod commands;
mod consent;
mod declaration;
mod exit;
mod failure;
pub mod link;
mod lock;
mod output;
mod run;
mod session;
mod signals;
mod source;

pub use alone::alone;
pub use link::launch;
pub use run::main;
