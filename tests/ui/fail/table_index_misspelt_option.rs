//! An option that does not exist, and the one that was meant.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partion_key = email)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
