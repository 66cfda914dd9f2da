//! How `cargo dynamig` links the user's crate.
//!
//! A library cannot be loaded and asked for its migrations, so the launcher writes a small package whose `main` names
//! the user's crate, and every crate below it that depends on dynamig-core, has cargo build it, and becomes it:
//!
//! `arguments` separates cargo's flags from ours → `destination` says whether the command needs the user's crate at
//! all → `choose` finds the package → `graph` asks cargo what it depends on → `generate` writes the package, with what
//! `manifest`, `inherit`, `features`, `source` and `lockfile` say → `cargo` builds it, and again where `definitions`
//! finds files of `tables!` that came → `execute` runs it. `recall` skips everything but the build when nothing changed since the last call.

mod arguments;
mod cargo;
mod choose;
mod definitions;
mod destination;
mod directory;
mod error;
mod execute;
mod features;
mod generate;
mod graph;
mod inherit;
mod launch;
mod linked;
mod lockfile;
mod manifest;
mod message;
mod prepare;
mod recall;
mod source;

pub use arguments::CargoFlags;
pub use error::LinkError;
pub use launch::launch;
pub use linked::{Linked, Program};
