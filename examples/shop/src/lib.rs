//! A shop: customers, and the plans that they buy. The running example of dynamig's README.
//!
//! [`migrations`] brings a database from nothing to what the shop needs. [`tables`] holds what they share: tables and
//! indexes that are created and deleted in a way that may be begun again at any moment.

pub mod migrations;
pub mod tables;

/// The examples in the documentation compile: they are tests of this package.
#[cfg(doctest)]
mod documentation {
    #[doc = include_str!("../../../README.md")]
    pub(super) struct Readme;

    #[doc = include_str!("../../../docs/item-migrations.md")]
    pub(super) struct ItemMigrations;

    #[doc = include_str!("../../../docs/start-up.md")]
    pub(super) struct StartUp;
}
