//! A table is encrypted with a key of KMS, or with that of AWS.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", encryption = aes)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
