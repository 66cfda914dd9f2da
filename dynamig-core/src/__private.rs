//! Not public API: what the code that dynamig's macros write calls.

use std::future::Future;

pub use dynamig_rules::dependency::assert_older;
pub use inventory;

use crate::{BoxError, Result};

pub use crate::Context;
pub use crate::registry::assert_valid;
#[cfg(feature = "test")]
pub use crate::test::{Migrated, TestOptions, run_test};

pub use crate::migration::{
    Called, Compare, Declaration, Fresh, IsMigration, ItemCall, ItemCalled, ItemOptions,
    ItemsDeclaration, Matching, MaxErrors, OnInterrupt, Place, Rate, Times, Work, Writes, Writing,
};

pub use crate::migration::item_function::{
    Answered, AtOnce, Awaited, Frozen, FrozenDown, ItemAlone, ItemAndContext, OfItem, ReturnedOf,
    Scanned, Taken, Unfrozen, UnfrozenDown, item_call, item_call_of, read_item,
};

/// A migration that `#[migration]` registered.
#[derive(Debug)]
pub struct Registered(pub &'static Declaration);

inventory::collect!(Registered);

pub use crate::table;
pub use crate::table::{
    AttributeType, Billing, Capacity, Declared, DeclaredIndex, KeyAttribute, Presence,
    ProjectionKind, Said, Scope, StreamView, Table, TableClass, Throughput,
};
// Under a short name: the shorter what a macro writes, the less there is to check.
pub use std::option::Option::{None, Some};

/// A table that `#[derive(Table)]` or `tables!` registered.
#[derive(Debug)]
pub struct RegisteredTable(pub &'static Declared);

inventory::collect!(RegisteredTable);

/// What a migration function may return.
#[diagnostic::on_unimplemented(
    message = "a migration returns `Result<()>`, not `{Self}`",
    label = "returns `{Self}`",
    note = "write `-> dynamig::Result<()>`, or `Result<(), E>` of any error `E` that turns into a boxed one"
)]
pub trait Returned {
    /// The same with its error boxed.
    fn boxed(self) -> Result<()>;
}

impl<E: Into<BoxError>> Returned for std::result::Result<(), E> {
    fn boxed(self) -> Result<()> {
        self.map_err(Into::into)
    }
}

/// Boxes the future of a migration function, so that all of them have one type.
pub fn call<'a, F>(future: F) -> Called<'a>
where
    F: Future<Output: Returned> + Send + 'a,
{
    Box::pin(async move { future.await.boxed() })
}

/// The argument of a migration function, in more than one token: the compiler underlines from the first to the last.
pub const fn given(context: &Context) -> &Context {
    context
}

/// Fails the evaluation of a table's constants with a sentence, where only the compiler knows that a rule is broken.
///
/// # Panics
/// Always.
#[track_caller]
pub const fn refuse(sentence: &str) -> ! {
    panic!("{}", sentence)
}
