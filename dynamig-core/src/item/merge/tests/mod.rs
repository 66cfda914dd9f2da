//! What the type does not have, and what becomes of it.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod lists;
mod members;
mod moves;
mod nothing_is_lost;
