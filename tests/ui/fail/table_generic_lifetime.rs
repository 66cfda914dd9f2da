//! A table of any lifetime is none.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order<'a> {
    #[table(partition_key)]
    id: &'a str,
}

fn main() {}
