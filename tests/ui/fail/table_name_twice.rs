//! Each option stands once, in all attributes together.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[table(name = "orders")]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
