//! What is absent must be left out: a NULL in a key is refused.

use dynamig::Table;

#[derive(Table, serde::Serialize)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: Option<String>,
}

fn main() {}
