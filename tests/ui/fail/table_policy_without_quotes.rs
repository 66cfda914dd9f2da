//! A policy is a string.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", policy = public)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
