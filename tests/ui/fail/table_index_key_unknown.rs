//! No field has the name, and one is near.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = emial)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
