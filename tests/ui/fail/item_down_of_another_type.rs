use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", down = raise)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn raise(_item: Customer) -> Result<Outcome<Customer>> {
    Ok(Outcome::Keep)
}

struct Customer;

fn main() {}
