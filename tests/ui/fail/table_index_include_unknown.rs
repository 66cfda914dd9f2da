//! No field has the name.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, projection = include(totl))]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
    total: u64,
}

fn main() {}
