//! The value of a tag is a string.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", tags(cost_center = 7))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
