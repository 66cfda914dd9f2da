//! A migration that does not exist.

use dynamig::{Context, Result, Table, migration};

#[migration(version = 1)]
async fn fill(_cx: &Context) -> Result<()> {
    Ok(())
}

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_email", partition_key = email, after = fil)]
struct Order {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() {}
