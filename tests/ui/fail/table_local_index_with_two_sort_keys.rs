//! A local index sorts by one attribute.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_time", local, sort_key = [time, place])]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: u64,
    time: u64,
    place: u64,
}

fn main() {}
