//! The meta table: where it is, how its rows are laid out, and how it comes and goes.

mod address;
mod client;
mod create;
mod item;
mod keys;
mod recovery;
mod update;

pub(crate) use address::MetaAddress;
pub(crate) use client::{MetaClient, Transacted, Written};
pub(crate) use create::{MetaSpec, create_if_absent, destroy};
pub(crate) use item::{Item, Unreadable, number, reader, text, text_map, texts};
pub(crate) use keys::{Key, SK};
pub(crate) use recovery::{Switched, switch_on_recovery};
pub(crate) use update::Update;
