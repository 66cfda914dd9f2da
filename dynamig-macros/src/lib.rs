//! The macros of dynamig. Use them through `dynamig`, which re-exports and documents them.

use proc_macro::TokenStream;

mod adapter;
mod attr;
mod constant;
mod core_path;
mod declaration;
mod errors;
mod expand;
mod fallback;
mod fingerprint;
mod item_function;
mod nearest;
mod refusal;
mod signature;
mod spans;
mod table;
mod tables;
mod test;
#[cfg(test)]
mod tests;
mod valid;

/// Makes a migration of an `async fn(&Context) -> Result<()>`, or an item migration of a function that takes an item.
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
/// # Item migrations
///
/// With `items = "table"` the function runs once for each item of a table: `async fn(T, &Context) -> Result<Outcome<T>>`, with
/// `Item` or a type of serde's as `T`. It may leave the context out, and need not be `async`; its `down` likewise, and that may
/// take another type. It says what becomes of the item, and writes nothing itself. It may be called again with an item that
/// it has changed before: what it gives for its own answer must be the same, unless it runs `exactly_once`.
///
/// | option | meaning |
/// |---|---|
/// | `items = "customers"` | the logical name of the table that it is run over; need not stand in `touches` |
/// | `matching = is_customer` | a `fn(&Item) -> bool` that tells which items it is for; all if absent |
/// | `segments = 64` | into how many segments the table is divided, up to 1000000; by its size if absent |
/// | `workers = 16` | how many segments a process works on at once, up to 1024; 8 if absent |
/// | `page = 100` | how many items are read at once at the most, which is also what is repeated of a segment after a crash; a megabyte if absent, which costs the least |
/// | `deferred` | nothing is written before the function has been called for every item; until then what it answered waits on this machine's disk |
/// | `exactly_once` | no item gets the function's answer twice: a marker attribute is set with the change |
/// | `compare = changed` | a write asks that what it changes is as it was read; `read` (the default) asks that of all that the function looked at |
/// | `overwrite` | a write asks only that the item is there: what others write meanwhile is lost. Not with `compare` or `exactly_once` |
/// | `writes = single` | one write a request, for roles that may not use PartiQL; `batch` is the default |
/// | `max_errors = 10` or `"1%"` | how many items may fail, as a number or a part of those scanned; none if absent |
/// | `max_wcu = 300`, `"50%"` or `"unlimited"` | the most write units a second, indexes included, as a number or a part of what the table has |
/// | `max_rcu = 300`, `"50%"` or `"unlimited"` | the same of read units |
///
/// An item migration that was interrupted goes on where it was, so `on_interrupt = manual` is refused. A type that also derives
/// `Table` is warned of (as the lint `deprecated`), that of `down` too: it will change with the table, and the migration must
/// not. `#[allow(deprecated)]` above the function takes both warnings back.
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

/// Declares a DynamoDB table on the struct of its items, or on a struct of its keys where it holds items of many kinds.
///
/// The struct stays as it is written and implements the trait `Table`; the table is registered
/// with the program that links it. Whatever DynamoDB would refuse of the definition is an error while the crate compiles,
/// all of it at once, each at its place.
///
/// # The key
///
/// `#[table(partition_key)]` stands at one field, and `#[table(sort_key)]` may stand at another. The attributes of keys
/// have the types of their fields, through `KeyAttribute`: strings and numbers have it, types of one's own join in.
///
/// A field is the attribute that serde writes: `rename` and `rename_all` of `#[serde(…)]` are followed. A key that is
/// flattened, skipped, or an `Option` is refused. An `Option` in the key of an index must be left out where it is absent,
/// with `skip_serializing_if`, because DynamoDB refuses a NULL there. What `serialize_with` makes of a value is not seen:
/// where it changes the type, write a newtype.
///
/// # `#[table(…)]`, above the struct
///
/// What is not said of a table is left alone, and `off` is written. The attribute may stand several times.
///
/// | option | meaning |
/// |---|---|
/// | `name = "customers"` | its logical name, without an environment's prefix; required |
/// | `billing = on_demand` or `provisioned(read = 5, write = 5)` | how it is paid for, with the capacity in units a second |
/// | `max_read_units = 100`, `max_write_units = off` | the most that it may consume on demand |
/// | `warm(read = 15000, write = 5000)` | what it is to be ready for at once; either may be left out |
/// | `stream = new_and_old_images` | or `new_image`, `old_image`, `keys_only`, `off` |
/// | `stream(view = new_image, after = path)` | the same, switched on once that migration has run |
/// | `ttl = expires_at` | the field with the second since 1970 at which an item expires; `"attribute"` for one that is no field; `off` |
/// | `ttl(attribute = expires_at, after = path)` | the same, switched on once that migration has run |
/// | `encryption = kms` or `kms("key")` | with the key that AWS manages, or one by its id, ARN or alias; `off` is the key that AWS owns |
/// | `class = standard` or `infrequent_access` | what storage costs against requests |
/// | `deletion_protection = on` | or `off` |
/// | `recovery = on` or `days(7)` | point-in-time recovery, 35 days back or fewer; `off` |
/// | `tags(team = "shop", "cost-center" = "7", old = off)` | tags; one that is `off` is taken off, one that is not listed is left alone |
/// | `policy = "{…}"` | its resource policy, a JSON document; `off` |
/// | `revision = 2` | raised to go back to a definition that the table had before; 1 if absent |
/// | `dropped` | it is to be deleted, by `contract` |
/// | `crate = path` | where `dynamig` is, for a crate that knows it through another |
///
/// # `#[index(…)]`, above the struct, for each index
///
/// | option | meaning |
/// |---|---|
/// | `name = "by_email"` | its name; required |
/// | `partition_key = email` or `[country, city]` | fields; required, except in a local index, which has its table's |
/// | `sort_key = placed_at` or `[year, month]` | fields |
/// | `projection = all` | what it holds: everything (also if absent), `keys_only`, or `include(total, "attribute")` |
/// | `local` | a local secondary index, which is made with its table and never changes |
/// | `provisioned(read = 5, write = 5)` | its capacity, where the table is provisioned |
/// | `max_read_units`, `max_write_units`, `warm(…)` | as of the table |
/// | `after = path` | made once that migration has run |
///
/// # Cost
///
/// One expansion, constants, and one registration before `main`.
#[proc_macro_derive(Table, attributes(table, index))]
pub fn table(item: TokenStream) -> TokenStream {
    table::expand(item.into(), core_path::find).into()
}
