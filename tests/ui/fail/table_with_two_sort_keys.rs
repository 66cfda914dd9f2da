//! A table has one sort key.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: u64,
    #[table(sort_key)]
    other: String,
}

fn main() {}
