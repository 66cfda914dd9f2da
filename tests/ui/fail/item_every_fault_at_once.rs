use dynamig::{Context, Item, Outcome, Result, migration};

#[migration(version = 1, items = "a", segments = 0, max_wcu = "200%", on_interrupt = manual, overwrite, exactly_once, wrokers = 3)]
async fn lower(_item: &Item, _cx: Context) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

#[migration(version = 2, segments = 64, exactly_once)]
async fn raise(_item: Item, _cx: &Context) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
