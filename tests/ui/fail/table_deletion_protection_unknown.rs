//! It is on or off.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", deletion_protection = true)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
