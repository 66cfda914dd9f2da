//! A skipped field is no attribute.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[serde(skip_serializing)]
    email: String,
}

fn main() {}
