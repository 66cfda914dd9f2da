//! A table has a partition key.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(sort_key)]
    id: String,
}

fn main() {}
