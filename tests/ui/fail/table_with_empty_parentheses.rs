//! An attribute without anything in it.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table()]
    total: u64,
    #[table(partition_key)]
    id: String,
}

fn main() {}
