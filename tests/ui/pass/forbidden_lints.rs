//! An `allow` in generated code would be an error here.

#![forbid(unused, dead_code, non_camel_case_types, missing_docs, unsafe_code)]

use dynamig::{Context, Result, Table, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

/// The keys of a table, which nothing else uses.
#[derive(Table)]
#[table(name = "plans", ttl = expires_at)]
struct Keys {
    #[table(partition_key)]
    id: String,
    expires_at: u64,
}

fn main() {}
