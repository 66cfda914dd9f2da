//! What is not stored never expires.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders", ttl = expires_at)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[serde(skip)]
    expires_at: u64,
}

fn main() {}
