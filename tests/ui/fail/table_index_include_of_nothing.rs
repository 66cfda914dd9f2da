//! What is included is named.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, projection = include())]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
