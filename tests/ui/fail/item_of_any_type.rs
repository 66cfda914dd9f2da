use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
fn lower(_item: impl dynamig::item::Shape) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
