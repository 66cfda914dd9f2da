//! A cap is a number, or off.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", max_read_units = "100")]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
