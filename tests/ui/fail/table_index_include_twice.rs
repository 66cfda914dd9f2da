//! An attribute is included once.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, projection = include(total, "sum"))]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
    #[serde(rename = "sum")]
    total: u64,
}

fn main() {}
