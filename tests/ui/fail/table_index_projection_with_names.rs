//! Only those that are included are named.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, projection = all(total))]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
    total: u64,
}

fn main() {}
