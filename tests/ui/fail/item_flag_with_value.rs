use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", exactly_once = true)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
