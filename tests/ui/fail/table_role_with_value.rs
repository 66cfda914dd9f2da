//! A role stands alone.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order {
    #[table(partition_key = true)]
    id: String,
}

fn main() {}
