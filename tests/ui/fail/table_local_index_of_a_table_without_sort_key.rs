//! A partition with one item needs no index.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_time", local, sort_key = time)]
struct Order {
    #[table(partition_key)]
    id: String,
    time: u64,
}

fn main() {}
