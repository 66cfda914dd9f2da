//! The end of the table of `tables.rs`: it is declared dropped.

use dynamig::Table;

/// A customer, once.
#[derive(Table)]
#[table(name = "customers", dropped)]
struct Customer {
    #[table(partition_key)]
    id: String,
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
