//! A cap is at least one.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", max_read_units = 0)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
