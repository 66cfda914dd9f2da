//! A tag has a key of its own.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", tags(team = "shop", "team" = "stock"))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
