//! AWS's own law over dynoxide: each rule met and broken, and what takes time seen to take it.

mod asking;
mod beside;
mod billing;
mod budgets;
mod creation;
mod creation_of_indexes;
mod indexes;
mod packing;
mod properties;
mod stack;
mod transients;
