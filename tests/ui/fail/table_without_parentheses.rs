//! An attribute without anything in it.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[table]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
