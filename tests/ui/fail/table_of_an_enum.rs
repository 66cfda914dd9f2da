//! An enum has no attributes that all of its items have.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
enum Order {
    Open,
}

fn main() {}
