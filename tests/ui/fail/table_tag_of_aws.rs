//! Tags of AWS are its own.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", tags("aws:team" = "shop"))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
