//! The fields of a tuple struct have no names.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order(String);

fn main() {}
