//! A policy says something.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", policy = "")]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
