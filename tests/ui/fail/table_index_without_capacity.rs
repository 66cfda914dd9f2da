//! What is provisioned has a capacity.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing = provisioned(read = 5, write = 5))]
#[index(name = "by_email", partition_key = email)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
