use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", exactly_once, down = lower_again)]
fn raise(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn lower_again(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
