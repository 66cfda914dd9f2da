//! A key is in every item.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    #[serde(skip_serializing)]
    id: String,
}

fn main() {}
