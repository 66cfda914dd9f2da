//! What is on demand has no capacity.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, provisioned(read = 5, write = 5))]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
