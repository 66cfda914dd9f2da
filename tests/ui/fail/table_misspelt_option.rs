//! An option that does not exist, and the one that was meant.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", biling = on_demand)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
