//! A table has a partition key.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    id: String,
}

fn main() {}
