//! Each option stands once.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", name = "by_mail", partition_key = email)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
