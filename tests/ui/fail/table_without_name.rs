//! Nothing says what the table is called.

use dynamig::Table;

#[derive(Table)]
#[table(billing = on_demand)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
