//! What is kept in files: a [`State`] that somebody has looked at, and a [`SavedPlan`] that somebody has agreed to.
//!
//! Both are documents of JSON with a version. A release reads what older ones wrote, leaves members alone that it does not
//! know, and refuses a version above its own. Neither has an item of a table, what a step stored, or the text of an error.

mod agreed;
mod document;
mod parts;
mod plan;
mod state;
mod target;

pub(crate) use agreed::Moment;
pub use plan::SavedPlan;
pub use state::State;
pub use target::SavedTarget;
