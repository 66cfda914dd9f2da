//! A type that is no migration.

use dynamig::Table;

struct Filled;

#[derive(Table)]
#[table(name = "orders", ttl(attribute = "expires_at", after = Filled))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
