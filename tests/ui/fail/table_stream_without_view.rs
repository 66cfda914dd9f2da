//! What a stream waits for is said beside what it holds.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", stream(after = fill))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
