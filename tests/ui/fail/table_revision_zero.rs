//! Revisions begin with 1.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", revision = 0)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
