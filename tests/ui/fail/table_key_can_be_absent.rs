//! A key is in every item.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: Option<u64>,
}

fn main() {}
