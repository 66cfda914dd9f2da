//! A stream has a view.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders", stream(veiw = keys_only))]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
