//! A local index uses its table's.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_time", local, sort_key = time, max_read_units = 5)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: u64,
    time: u64,
}

fn main() {}
