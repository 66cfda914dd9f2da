use dynamig::{Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
fn lower(_item: Customer) -> Result<Outcome<Customer>> {
    Ok(Outcome::Keep)
}

struct Customer;

fn main() {}
