//! An index has a name.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(partition_key = email)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
