//! A path has no quotes.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", crate = "dynamig")]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
