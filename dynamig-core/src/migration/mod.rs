//! Migrations: what one is, however it came to be.

mod builder;
mod declaration;
mod definition;
pub(crate) mod fingerprint;
mod id;
mod item_builder;
pub(crate) mod item_function;
mod items;

pub use builder::MigrationBuilder;
pub use declaration::{Call, Called, Declaration, Fresh, IsMigration, OnInterrupt, Place, Work};
pub use definition::{Direction, Kind, Migration};
pub use id::MigrationId;
pub use items::{
    Compare, ItemCall, ItemCalled, ItemOptions, ItemsDeclaration, Matching, MaxErrors, Rate, Times,
    Writes, Writing,
};
pub(crate) use items::{ItemFunction, Items};
