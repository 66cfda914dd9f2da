//! Tables of many forms, under the strictest lints.

#![forbid(unsafe_code)]
#![deny(missing_docs, unused, unreachable_pub, warnings)]
#![deny(clippy::all, clippy::pedantic)]

use dynamig::{Context, Result, Table, migration};

/// A customer. Looked up by e-mail at sign-in.
#[derive(Table, serde::Serialize, serde::Deserialize)]
#[table(name = "customers", billing = on_demand, stream = new_and_old_images, ttl = expires_at)]
#[index(name = "by_email", partition_key = email_lower, projection = keys_only, after = lower_case)]
struct Customer {
    #[table(partition_key)]
    id: String,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_lower: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<u64>,
}

#[migration(version = 1)]
async fn lower_case(_cx: &Context) -> Result<()> {
    Ok(())
}

/// The keys of a table of many kinds of items, which nobody reads or makes.
#[derive(Table)]
#[table(name = "everything")]
#[index(name = "other", partition_key = sk, sort_key = pk, projection = include(kind, "raw"))]
struct Keys {
    #[table(partition_key)]
    pk: String,
    #[table(sort_key)]
    sk: String,
    kind: String,
}

mod inner {
    use dynamig::prelude::*;

    #[migration(version = 2)]
    pub(crate) async fn fill(_cx: &Context) -> Result<()> {
        Ok(())
    }

    /// Seen by this file.
    #[derive(Table)]
    #[table(
        name = "orders",
        billing = provisioned(read = 5, write = 5),
        stream(view = keys_only, after = fill),
        ttl(attribute = "expires", after = super::lower_case),
        dropped,
    )]
    pub(crate) struct Order {
        #[table(partition_key)]
        customer: &'static str,
        #[table(sort_key)]
        number: u64,
    }
}

/// Seen by all, and packed.
#[derive(Table)]
#[table(name = "visible", max_read_units = off, recovery = off)]
#[repr(C, packed)]
pub struct Visible {
    /// Its key.
    #[table(partition_key)]
    pub id: u64,
}

fn main() {
    assert_eq!(Customer::NAME, "customers");
    assert_eq!(inner::Order::NAME, "orders");
}
