//! A tag is taken off with `off`.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", tags(team = none))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
