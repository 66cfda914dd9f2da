//! There are two ways to pay.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing = free)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
