//! Warm for what?

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", warm())]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
