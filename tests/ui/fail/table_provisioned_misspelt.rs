//! Capacity is for reads and writes.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing = provisioned(read = 5, wirte = 5))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
