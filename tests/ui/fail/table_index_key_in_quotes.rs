//! A key is named by its field.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = "email")]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
