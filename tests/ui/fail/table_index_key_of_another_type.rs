//! A key is a string, a number or bytes.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_tag", partition_key = tags)]
struct Order {
    #[table(partition_key)]
    id: String,
    tags: Vec<String>,
}

fn main() {}
