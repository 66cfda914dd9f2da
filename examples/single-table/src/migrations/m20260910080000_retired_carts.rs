use dynamig::{Context, Item, Outcome, Result, Write, migration};

use super::sample_items;

/// Carts live in the browser now: those in the table go, and marketing learns what was in them.
///
/// What is deleted cannot be made again, so there is no down.
#[migration(
    version = 20260910080000,
    items = "app",
    matching = is_cart,
    touches = ["old_carts"],
    depends_on = [sample_items],
)]
pub async fn retire_carts(cart: Item, _cx: &Context) -> Result<Outcome<Item>> {
    let (Some(customer), Some(lines)) = (cart.string("pk"), cart.number("lines")) else {
        return Err("a cart without lines".into());
    };
    if lines == "0" {
        return Ok(Outcome::Delete);
    }
    let old = Item::new()
        .with("customer", customer)
        .with("lines", cart.get("lines").cloned().ok_or("no lines")?);
    // It is put before the cart is deleted: where the process dies in between, both are done again.
    Ok(Outcome::Delete.also(Write::put("old_carts", old)))
}

fn is_cart(item: &Item) -> bool {
    crate::is("cart", item)
}
