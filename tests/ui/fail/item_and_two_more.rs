use dynamig::{Context, Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
async fn lower(_item: Item, _cx: &Context, _hard: u8) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
