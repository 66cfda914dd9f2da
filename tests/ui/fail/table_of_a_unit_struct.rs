//! A unit struct has no key.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
struct Order;

fn main() {}
