use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", down = raise)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

async fn raise(_item: Item) -> Result<()> {
    Ok(())
}

fn main() {}
