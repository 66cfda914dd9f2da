use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", max_rcu = unlimited)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
