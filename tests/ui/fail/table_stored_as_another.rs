//! What is stored is another struct.

use dynamig::Table;

impl From<Order> for String {
    fn from(order: Order) -> Self {
        order.id
    }
}

#[derive(Table, Clone, serde::Serialize)]
#[table(name = "orders")]
#[serde(into = "String")]
struct Order {
    #[table(partition_key)]
    id: String,
}

fn main() {}
