//! A backfill: customers get an attribute that they did not have, while the application goes on.
//!
//! [`migrations`] makes up a hundred thousand customers where there are none, and lower-cases their e-mails.

pub mod customers;
pub mod migrations;
