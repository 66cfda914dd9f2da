//! One fault does not hide another.

use dynamig::Table;

#[derive(Table)]
#[table(name = "my orders", biling = on_demand, stream = all, recovery = days(36), tags(team))]
#[index(name = "by_email", partition_key = emial)]
#[index(name = "by_email", partition_key = [email, email], projection = include())]
struct Order {
    #[table(partition_key)]
    id: String,
    #[table(partition_key)]
    email: String,
}

fn main() {
    // No error of its own.
    let _ = Order::NAME;
}
