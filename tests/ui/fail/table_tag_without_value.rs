//! A tag has a value.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", tags(team))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
