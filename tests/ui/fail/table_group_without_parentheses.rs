//! What has two parts stands in parentheses.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", warm = 12000)]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
