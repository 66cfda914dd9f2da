use dynamig::{Item, Outcome, migration};

#[migration(version = 1, items = "customers")]
fn lower(_item: Item) -> std::result::Result<Outcome<Item>, u8> {
    Ok(Outcome::Keep)
}

fn main() {}
