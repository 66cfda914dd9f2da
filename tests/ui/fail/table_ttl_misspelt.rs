//! The time to live has an attribute.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", ttl(atribute = id))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
