use dynamig::{Context, Item, Outcome, Result, migration};

#[migration(version = 1)]
async fn lower(item: Item, _cx: &Context) -> Result<Outcome<Item>> {
    Ok(Outcome::Update(item))
}

fn main() {}
