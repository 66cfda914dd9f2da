//! A type that is no migration.

use dynamig::Table;

struct Filled;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, after = Filled)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
