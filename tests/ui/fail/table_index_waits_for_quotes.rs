//! A migration is named by its path.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, after = "1_fill")]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
