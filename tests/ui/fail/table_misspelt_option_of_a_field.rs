//! An option that does not exist, and the one that was meant.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_kye)]
    id: String,
}

fn main() {}
