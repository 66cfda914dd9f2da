//! A local index looks within one partition.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_time", local, partition_key = time, sort_key = at)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: u64,
    time: u64,
}

fn main() {}
