//! The attribute macros of dynamig. Use them through `dynamig`, which re-exports and documents them.

use proc_macro::TokenStream;

mod attr;
mod core_path;
mod declaration;
mod errors;
mod expand;
mod fallback;
mod fingerprint;
mod refusal;
mod signature;
mod spans;
mod tables;
mod test;
#[cfg(test)]
mod tests;
mod valid;

/// Makes a migration of an `async fn(&Context) -> Result<()>`.
///
/// The function stays as it is written. A hidden type of the same name stands beside it, so that other migrations name it
/// by its path in `depends_on`, and it is registered with the program that links it.
///
/// | option | meaning |
/// |---|---|
/// | `version = 20260801090000` | its place in the order; required. With 14 digits it must be a date and time in UTC |
/// | `depends_on = [seed_plans, "20231231000000_other"]` | older migrations that must have been applied: paths, or ids where no path can name them |
/// | `down = remove_plans` | the function that undoes it; without one it is irreversible |
/// | `revision = 2` | says that a change to its body was meant; 1 if absent |
/// | `renamed_from = ["20260801090000_plans"]` | ids that it was applied under before |
/// | `on_interrupt = manual` | after a crash or failure `up` stops and asks, instead of running it again from its start (`rerun`) |
/// | `fresh = skip` | not run in an environment whose history is empty (`run` is the default) |
/// | `only_in = ["local", "dev"]` | the environments that it runs in; everywhere if absent |
/// | `touches = ["customers"]` | the logical names of the tables that it reads or writes; `[]` says none |
/// | `crate = path` | where `dynamig` is, for a crate that knows it through another |
///
/// The first line of the doc comment is its description.
///
/// # Cost
///
/// One expansion, and one registration before `main`; nothing runs until a plan says so.
#[proc_macro_attribute]
pub fn migration(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::migration(arguments.into(), item.into(), core_path::find).into()
}

/// Makes a test of an `async fn(&dynamig::test::Database)`, which gets a database of its own in the test's process.
///
/// Every migration that the test's program links has been applied to it; with `#[dynamig::test(empty)]` none has. The
/// function returns nothing or a `Result<(), E>`, and keeps its other attributes, such as `#[ignore]`. `crate = path` says
/// where `dynamig` is, for a crate that knows it through another.
#[proc_macro_attribute]
pub fn test(arguments: TokenStream, item: TokenStream) -> TokenStream {
    test::expand(arguments.into(), item.into(), core_path::find).into()
}

/// Declares the tables of definition files, which are read and checked while the crate compiles.
///
/// ```ignore
/// dynamig::tables!("tables");
/// ```
///
/// The path begins at the directory of the package's manifest. It is a directory, whose `*.edn` and `*.json` are read
/// (not those that are hidden or in inner directories), or one such file. `crate = path` behind a comma says where
/// `dynamig` is, for a crate that knows it through another.
///
/// A file holds a table, or a list of tables, in the shape of the CreateTable request, with what CreateTable lacks under
/// CloudFormation's names (`TimeToLiveSpecification`, `PointInTimeRecoverySpecification`), and `Revision`, `Dropped` and
/// `After`. What describe-table prints is read too. EDN has the form of Dynatus:
///
/// ```clojure
/// {:TableName "orders"
///  :KeySchema [{:AttributeName "id" :KeyType :HASH}]
///  :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
///  :BillingMode :PAY_PER_REQUEST}
/// ```
///
/// # Errors
///
/// All faults of all files, each with its file, line and column.
///
/// # Cost
///
/// Each file is read once an expansion. A file that changes, or goes, has the crate compiled again. Cargo does not see a
/// file that comes: `cargo dynamig` does.
#[proc_macro]
pub fn tables(input: TokenStream) -> TokenStream {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    tables::expand(input.into(), package.as_ref(), core_path::find).into()
}
