//! Days are a number.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", recovery = days(seven))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
