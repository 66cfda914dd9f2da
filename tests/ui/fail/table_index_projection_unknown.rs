//! There are three projections.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, projection = none)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
