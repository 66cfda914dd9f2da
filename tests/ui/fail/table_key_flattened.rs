//! A flattened field is no attribute.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    #[serde(flatten)]
    id: std::collections::HashMap<String, String>,
}

fn main() {}
