//! Options are written with an equals sign.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", revision: 2)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
