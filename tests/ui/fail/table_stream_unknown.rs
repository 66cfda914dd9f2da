//! A stream has one of four views.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", stream = all)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
