//! An attribute has a name.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", ttl = "")]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
