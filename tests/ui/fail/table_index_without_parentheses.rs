//! An index says something.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
