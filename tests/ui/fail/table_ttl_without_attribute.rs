//! What the time to live waits for is said beside its attribute.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", ttl(after = fill))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
