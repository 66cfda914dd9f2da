//! A key has a name.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", encryption = kms(""))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
