//! No field has the name, and none is near.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = phone)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
