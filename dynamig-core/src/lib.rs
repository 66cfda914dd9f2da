//! Migrations for DynamoDB: async functions that run once in each environment, in order, beside live traffic, and are
//! found by linking the crate that declares them.
//!
//! # Declare
//!
//! ```
//! use aws_sdk_dynamodb::types::AttributeValue;
//! use dynamig::{Context, Result, migration};
//!
//! /// The plans that every environment starts with.
//! #[migration(version = 20260801090000, down = remove_plans)]
//! async fn seed_plans(cx: &Context) -> Result<()> {
//!     let put = cx.client().put_item().set_table_name(cx.table("plans"));
//!     put.item("id", AttributeValue::S("free".into())).send().await?;
//!     Ok(())
//! }
//!
//! async fn remove_plans(cx: &Context) -> Result<()> {
//!     let delete = cx.client().delete_item().set_table_name(cx.table("plans"));
//!     delete.key("id", AttributeValue::S("free".into())).send().await?;
//!     Ok(())
//! }
//!
//! /// Everybody starts on the free plan.
//! #[migration(version = 20260802090000, depends_on = [seed_plans])]
//! async fn choose_plans(cx: &Context) -> Result<()> {
//!     cx.progress("choosing");
//!     Ok(())
//! }
//! # fn main() {}
//! ```
//!
//! The version orders, `depends_on` is checked by the compiler, and the identity of a migration is `VERSION_name` for
//! ever. See [`macro@migration`] for all that can be said of one.
//!
//! # Run
//!
//! On the command line with `cargo dynamig up`, or in a program with a [`Migrator`]: any number of instances may start
//! at once, one of them migrates, and the others wait for it. Where nothing is to be done, that costs one GetItem.
//!
//! # What can be relied on
//!
//! - A migration that is recorded as applied has returned without an error, under a lease that was held throughout.
//! - A process that dies leaves a migration `running`; the next `up` waits its lease out and runs it again **from its
//!   start**. Migrations must be safe to run again: DynamoDB has no transaction around them. [`Context::step`] and
//!   [`Context::transact`] help.
//! - The client of a [`Context`] sends nothing once the lease is running out. Calls made with other clients cannot be
//!   held back.
//! - Reading never writes, and creates nothing.
//!
//! # Features
//!
//! - `files`: definition files at run time, `table::files` and `Registry::of_directory`. [`tables!`] needs it not.
//! - `test`: `#[dynamig::test]` and the `embedded` engine, for tests and laptops. It brings SQLite; a service needs
//!   neither.

// The macros write `::dynamig`, and are used in this package too.
extern crate self as dynamig;

pub mod cancellation;
pub mod clock;
pub mod context;
mod control_plane;
#[cfg(feature = "test")]
pub mod embedded;
pub mod error;
pub mod estimate;
pub mod event;
pub mod history;
pub mod iam;
pub mod identity;
pub mod item;
pub mod item_check;
pub mod lease;
pub mod lockfile;
mod meta;
pub mod migration;
pub mod migrator;
pub mod plan;
pub mod prelude;
pub mod random;
pub mod registry;
pub mod report;
pub mod rewrite;
mod runner;
pub mod saved;
pub mod settings;
pub mod table;
#[cfg(feature = "test")]
pub mod test;
pub mod trial;

#[doc(hidden)]
pub mod __private;

pub use cancellation::Cancellation;
pub use context::Context;
/// # Example
///
/// ```
/// use aws_sdk_dynamodb::types::AttributeValue;
/// use dynamig::{Context, Item, Outcome, Result, migration};
///
/// /// Sign-in looks customers up by their lower-case e-mail.
/// #[migration(
///     version = 20260814153000,
///     items = "customers",
///     matching = is_customer,
///     down = forget,
///     workers = 16,
///     max_errors = "1%",
///     max_wcu = 300,
/// )]
/// async fn lower_case_emails(mut customer: Item, _cx: &Context) -> Result<Outcome<Item>> {
///     let Some(AttributeValue::S(email)) = customer.get("email") else {
///         return Ok(Outcome::Keep);
///     };
///     let lower = AttributeValue::S(email.to_lowercase());
///     customer.set("email_lower", lower);
///     Ok(Outcome::Update(customer))
/// }
///
/// fn is_customer(item: &Item) -> bool {
///     item.get("kind") == Some(&AttributeValue::S("customer".to_owned()))
/// }
///
/// fn forget(mut customer: Item) -> Result<Outcome<Item>> {
///     customer.remove("email_lower");
///     Ok(Outcome::Update(customer))
/// }
/// # fn main() {}
/// ```
pub use dynamig_macros::migration;
pub use dynamig_macros::tables;
#[cfg(feature = "test")]
pub use dynamig_macros::test;
pub use error::{BoxError, Code, Error, Result};
pub use event::Event;
pub use item::{Item, Outcome, Write};
pub use item_check::CheckItems;
pub use migration::{IsMigration, Migration, MigrationId};
pub use migrator::{
    BaselineOptions, Baselined, Cleared, Consent, ContractOptions, DownOptions, Mark, Migrator,
    Observe, RedoOptions, RepairOptions, ResetOptions, Retried, RetryOptions, RunReport, RunWish,
    TableOutcome, TableRun, Throttle, UpOptions, UpPart,
};
pub use plan::ItemRuns;
pub use registry::Registry;
pub use settings::Settings;
pub use table::Table;
pub use trial::TrialOptions;

/// The release of dynamig.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
