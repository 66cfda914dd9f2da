//! Only what is on demand has caps.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", billing = provisioned(read = 5, write = 5), max_write_units = 5)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
