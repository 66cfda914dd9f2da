//! What is provisioned has a capacity.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing = provisioned)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
