//! Recovery goes back 35 days.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", recovery = days(36))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
