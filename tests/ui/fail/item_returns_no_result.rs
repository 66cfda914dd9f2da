use dynamig::{Item, Outcome, migration};

#[migration(version = 1, items = "customers")]
async fn lower(_item: Item) -> Outcome<Item> {
    Outcome::Keep
}

fn main() {}
