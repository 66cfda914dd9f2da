//! Edits of a user's sources: found by their tokens, so that comments and strings are never taken for code.

mod changes;
mod items;
mod lexed;
mod migration;
mod modules;
mod package;
pub(crate) mod version;

pub(crate) use changes::{Changes, Written, read_if_there};
pub(crate) use lexed::{Edit, Lexed};
pub(crate) use migration::{Renumbering, renumber};
pub(crate) use modules::{Declared, declare_module, declared};
pub(crate) use package::{Package, cargo, workspace};
