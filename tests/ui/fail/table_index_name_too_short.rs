//! A name of 3 to 255 characters.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by", partition_key = email)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
