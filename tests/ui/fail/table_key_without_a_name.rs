//! An attribute has a name.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    #[serde(rename = "")]
    id: String,
}

fn main() {}
