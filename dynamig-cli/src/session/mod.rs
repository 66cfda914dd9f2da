//! What a command works with: the target's settings, a client for it, and where things lie on this machine.

mod client;
mod count;
#[cfg(feature = "embedded")]
mod embedded;
mod open;
mod place;
mod table;
mod target_dir;
mod workspace;

pub(crate) use client::Where;
#[cfg(feature = "embedded")]
pub(crate) use embedded::wait_for;
pub(crate) use open::{Session, Setup};
