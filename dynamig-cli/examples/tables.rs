//! A program with a declared table and no migration, for the tests of the command line.

use dynamig::Table;

/// A customer.
#[derive(Table)]
#[table(name = "customers", stream = new_image)]
struct Customer {
    #[table(partition_key)]
    id: String,
    #[expect(dead_code, reason = "nobody reads a customer here")]
    email: String,
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
