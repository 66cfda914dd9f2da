//! A union is no item.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
union Order {
    id: u64,
}

fn main() {}
