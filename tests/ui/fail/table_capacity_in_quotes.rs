//! Capacity is a number.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing = provisioned(read = 5, write = "5"))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
