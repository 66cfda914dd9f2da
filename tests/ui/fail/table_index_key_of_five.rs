//! A key has at most four attributes of a kind.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_all", partition_key = [a, b, c, d, e])]
struct Order {
    #[table(partition_key)]
    id: String,
    a: u64,
    b: u64,
    c: u64,
    d: u64,
    e: u64,
}

fn main() {}
