//! Indexes have names of their own.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email)]
#[index(name = "by_email", partition_key = other)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
    other: String,
}

fn main() {}
