use dynamig::{Context, Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
async fn lower(_item: std::sync::Arc<Customer>, _cx: &Context) -> Result<Outcome<std::sync::Arc<Customer>>> {
    Ok(Outcome::Keep)
}

struct Customer;

fn main() {}
