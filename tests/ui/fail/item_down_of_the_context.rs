use dynamig::{Context, Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", down = raise)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

async fn raise(_cx: &Context) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
