//! Nothing stands between two commas.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", , dropped)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
