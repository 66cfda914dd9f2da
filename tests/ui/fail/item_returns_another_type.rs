use dynamig::{Context, Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
async fn lower(_item: Item, _cx: &Context) -> Result<Outcome<u8>> {
    Ok(Outcome::Keep)
}

fn main() {}
