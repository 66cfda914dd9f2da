//! Recovery goes back some days.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", recovery = 7)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
