//! There are two classes.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", class = glacier)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
