//! An index is declared above the struct.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    id: String,
    #[index(name = "by_email")]
    email: String,
}

fn main() {}
