//! A flag stands alone.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", dropped = on)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
