//! A local index is made with its table.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_time", local, sort_key = time, after = fill)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: u64,
    time: u64,
}

fn main() {}
