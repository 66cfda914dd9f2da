//! A flag stands alone.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_time", local = true, sort_key = time)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: u64,
    time: u64,
}

fn main() {}
