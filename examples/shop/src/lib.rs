//! A shop: customers, and the plans that they buy. The running example of dynamig's README.
//!
//! [`migrations`] brings a database from nothing to what the shop needs. [`tables`] holds what they share: tables and
//! indexes that are created and deleted in a way that may be begun again at any moment.

pub mod migrations;
pub mod tables;
