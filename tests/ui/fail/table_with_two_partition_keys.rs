//! A table has one partition key.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(partition_key)]
    other: String,
}

fn main() {}
