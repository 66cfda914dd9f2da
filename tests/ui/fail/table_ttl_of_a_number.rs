//! The time to live is an attribute.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", ttl = 5)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
