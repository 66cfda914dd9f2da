//! A field is one of both.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key, sort_key)]
    id: String,
}

fn main() {}
