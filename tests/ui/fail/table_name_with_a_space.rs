//! A name of 3 to 255 characters.

use dynamig::Table;

#[derive(Table)]
#[table(name = "my orders")]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
