//! Every table is warm for more by itself.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", warm(read = 11999))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
