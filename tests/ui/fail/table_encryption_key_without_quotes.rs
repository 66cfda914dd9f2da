//! A key is named by a string.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", encryption = kms(shop))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
