//! The next release of `tables.rs`: an index that waits for the migration which fills its key.

use dynamig::{Context, Result, Table, migration};

/// Every customer gets an e-mail.
#[migration(version = 1)]
async fn fill(_cx: &Context) -> Result<()> {
    Ok(())
}

/// A customer.
#[derive(Table)]
#[table(name = "customers")]
#[index(name = "by_email", partition_key = email, projection = keys_only, after = fill)]
struct Customer {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
