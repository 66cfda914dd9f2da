use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
async fn lower(_item: Item, _cx: &std::string::String) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
