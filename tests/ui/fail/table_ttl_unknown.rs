//! No field has the name.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", ttl = expires)]
struct Order {
    #[table(partition_key)]
    id: String,
    expires_at: u64,
}

fn main() {}
