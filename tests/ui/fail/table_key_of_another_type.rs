//! A key is a string, a number or bytes.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    id: bool,
}

fn main() {}
