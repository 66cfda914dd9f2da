//! An index includes at most 20.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, projection = include("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12", "a13", "a14", "a15", "a16", "a17", "a18", "a19", "a20"))]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
