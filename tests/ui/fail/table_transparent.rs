//! A transparent struct is its field, and no item.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
#[serde(transparent)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
