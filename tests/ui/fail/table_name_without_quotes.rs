//! A name is a string.

use dynamig::Table;

#[derive(Table)]
#[table(name = orders)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
