//! Settings: which namespace, which environment, which engine, and how tables are named there.
//!
//! The command line and [`Settings`] in a program are one and the same. A value is taken from the first of these that has it:
//!
//! 1. the command line's flags, or a `with_…` call on [`Settings`];
//! 2. the variables `DYNAMIG_*` (an empty one counts as absent);
//! 3. the table `[env.NAME]` of `dynamig.toml`;
//! 4. the top level of `dynamig.toml`;
//! 5. the default, given with each accessor of [`Settings`];
//! 6. for the endpoint, the region and the credentials only: the AWS SDK's own chain.
//!
//! `engine` and `endpoint_url` are one choice: whichever the first of them names, the later ones' choice is not looked at.
//! Tables' names and tags are merged name by name.
//!
//! All keys; those of `[env.NAME]` may stand at the top level too, for every environment:
//!
//! ```toml
#![doc = include_str!("example.toml")]
//! ```

mod builder;
mod durations;
mod engine;
mod environment;
mod file;
mod item_memory;
mod items;
mod layer;
mod load;
mod manage;
mod meta_billing;
mod names;
mod nearest;
mod process;
mod protection;
mod refusal;
mod resolve;
mod resolved;
mod spool_directory;
mod table_layer;
mod variables;

#[cfg(test)]
mod tests;

pub use engine::Engine;
pub use environment::{Interactivity, Named, choose_environment};
pub use file::File;
pub use layer::Layer;
pub use manage::Manage;
pub use meta_billing::MetaBilling;
pub use protection::Protection;
pub use resolve::{Program, Request};
pub use resolved::Settings;
pub use table_layer::TableLayer;
pub use variables::Variables;
