//! Which fields are the key is said at the fields.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", partition_key = id)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
