//! A table has at most five.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_aa", local, sort_key = a)]
#[index(name = "by_bb", local, sort_key = b)]
#[index(name = "by_cc", local, sort_key = c)]
#[index(name = "by_dd", local, sort_key = d)]
#[index(name = "by_ee", local, sort_key = e)]
#[index(name = "by_ff", local, sort_key = f)]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(sort_key)]
    at: u64,
    a: u64,
    b: u64,
    c: u64,
    d: u64,
    e: u64,
    f: u64,
}

fn main() {}
