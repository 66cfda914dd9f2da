//! A type that is no migration.

use dynamig::Table;

struct Filled;

#[derive(Table)]
#[table(name = "orders", stream(view = keys_only, after = Filled))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
