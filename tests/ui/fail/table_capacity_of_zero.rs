//! Capacity is at least one.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing = provisioned(read = 0, write = 5))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
