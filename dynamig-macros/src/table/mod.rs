//! `#[derive(Table)]`: from attributes to a definition, and from it to constants.

mod case;
mod declared;
mod expand;
mod expiry;
mod field;
mod forms;
mod index;
mod item;
mod key;
mod options;
mod projection;
mod serde;
mod spec;
mod stream;
mod tags;
mod value;

pub(crate) use expand::expand;
