use dynamig::{Context, Item, Outcome, Result, migration};

use super::retire_carts;

/// Orders count in cents: `total = "19.00"` becomes `cents = 1900`.
#[migration(
    version = 20260915080000,
    items = "app",
    matching = is_order,
    depends_on = [retire_carts],
    down = write_totals,
)]
pub async fn count_cents(mut order: Item, _cx: &Context) -> Result<Outcome<Item>> {
    // The application writes `cents` already, and what was changed before has no `total` any more.
    let Some(total) = order.string("total") else {
        return Ok(Outcome::Keep);
    };
    let cents = cents(total).ok_or("the total of an order is no amount")?;
    order.set("cents", cents);
    order.remove("total");
    Ok(Outcome::Update(order))
}

async fn write_totals(mut order: Item, _cx: &Context) -> Result<Outcome<Item>> {
    let Some(cents) = order.number("cents") else {
        return Ok(Outcome::Keep);
    };
    let cents: u64 = cents.parse()?;
    order.set("total", format!("{}.{:02}", cents / 100, cents % 100));
    order.remove("cents");
    Ok(Outcome::Update(order))
}

fn is_order(item: &Item) -> bool {
    crate::is("order", item)
}

/// `19.00` as 1900.
fn cents(total: &str) -> Option<u64> {
    let (whole, part) = total.split_once('.')?;
    let (whole, part): (u64, u64) = match part.len() {
        2 => (whole.parse().ok()?, part.parse().ok()?),
        _ => return None,
    };
    whole.checked_mul(100)?.checked_add(part)
}
