//! One table for many entity types, as many applications have it: customers, their orders, and their carts.
//!
//! | entity | `pk` | `sk` | `type` |
//! |---|---|---|---|
//! | a customer | `CUSTOMER#1` | `PROFILE` | `customer` |
//! | an order | `CUSTOMER#1` | `ORDER#0007` | `order` |
//! | a cart | `CUSTOMER#1` | `CART` | `cart` |

pub mod migrations;

use dynamig::{Item, Table};

/// The keys of every item, whatever its entity type.
#[derive(Table)]
#[table(name = "app", billing = on_demand)]
pub struct Key {
    /// The customer whom the item is about.
    #[table(partition_key)]
    pub pk: String,
    /// Which of the customer's items it is.
    #[table(sort_key)]
    pub sk: String,
}

/// What was in a cart, for the people of marketing.
#[derive(Table)]
#[table(name = "old_carts", billing = on_demand)]
pub struct OldCart {
    /// The customer whose cart it was.
    #[table(partition_key)]
    pub customer: String,
}

/// Whether an item is of an entity type.
#[must_use]
pub fn is(entity: &str, item: &Item) -> bool {
    item.string("type") == Some(entity)
}
