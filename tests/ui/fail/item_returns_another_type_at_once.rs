use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
fn lower(_item: Item) -> Result<Outcome<u8>> {
    Ok(Outcome::Keep)
}

fn main() {}
