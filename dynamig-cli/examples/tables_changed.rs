//! The next release of `tables.rs`: an index more, and another view of the stream.

use dynamig::Table;

/// A customer.
#[derive(Table)]
#[table(name = "customers", stream = new_and_old_images)]
#[index(name = "by_email", partition_key = email, projection = keys_only)]
struct Customer {
    #[table(partition_key)]
    id: String,
    email: String,
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
