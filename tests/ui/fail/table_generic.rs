//! A table of any type is none.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order<T> {
    #[table(partition_key)]
    id: T,
}

fn main() {}
