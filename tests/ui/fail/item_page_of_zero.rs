use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", page = 0)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
