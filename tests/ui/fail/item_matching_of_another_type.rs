use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", matching = is_customer)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn is_customer(item: Item) -> bool {
    item.get("kind").is_some()
}

fn main() {}
