//! An option needs its value.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
