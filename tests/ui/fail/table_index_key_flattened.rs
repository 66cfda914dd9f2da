//! A flattened field is no attribute.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = contact)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[serde(flatten)]
    contact: std::collections::HashMap<String, String>,
}

fn main() {}
